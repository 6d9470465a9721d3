//! A calendar file (agendabestand): put by a host, and its times taken away.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{answer, before};
use crate::web::App;
use crate::web::availability::import;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};

pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, whose)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, &whose)?;
    answer(&app, &time, import::read(&app, &time, form).await?).await
}

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, whose)): Path<(String, String)>,
    _: Form,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, &whose)?;
    answer(&app, &time, import::remove(&app, &time).await?).await
}
