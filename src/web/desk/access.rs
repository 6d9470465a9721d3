//! Switching a colleague's account off and on (toegang): who is switched off is out at the next request, everywhere.

use axum::extract::{Path, State};
use axum::response::Response;

use super::colleague::act;
use crate::web::App;
use crate::web::colleague::access;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadColleagues};

pub async fn update(
    allowed: Allowed<LeadColleagues>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    act(&app, allowed.into_proof(), &id, &form, access(&form)).await
}
