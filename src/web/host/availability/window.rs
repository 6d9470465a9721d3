//! Hours of the week and days that differ (uren en dagen): added by a host, and taken away.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{answer, before};
use crate::web::App;
use crate::web::availability::window;
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
    answer(&app, &time, window::add(&app, &time, form).await?).await
}

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, whose)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, &whose)?;
    answer(&app, &time, window::remove(&app, &time, &form).await?).await
}
