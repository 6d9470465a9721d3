//! A calendar file (agendabestand): put at the desk, and its times taken away.

use axum::extract::{Path, State};
use axum::response::Response;

use super::answer;
use crate::web::App;
use crate::web::availability::{Time, import};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, PlanMeeting};

pub async fn create(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), &whose)?;
    answer(&app, &time, import::read(&app, &time, form).await?).await
}

pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), &whose)?;
    answer(&app, &time, import::remove(&app, &time).await?).await
}
