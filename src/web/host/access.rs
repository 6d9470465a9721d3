//! A colleague's access (toegang), by the host: who is taken away is out at her next request, and can be let in again.

use axum::extract::{Path, State};
use axum::response::Response;

use super::colleague::act;
use crate::web::App;
use crate::web::colleague::access;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};

pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    act(&app, &allowed, super::written(&code)?, &id, &form, access(&form)).await
}
