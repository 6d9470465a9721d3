//! A calendar that is read by its address (abonnement): given at the desk, and taken away.

use axum::extract::{Path, State};
use axum::response::Response;

use super::answer;
use crate::web::App;
use crate::web::availability::{Time, subscription};
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
    answer(&app, &time, subscription::keep(&app, &time, form).await?).await
}

pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), &whose)?;
    answer(&app, &time, subscription::remove(&app, &time).await?).await
}
