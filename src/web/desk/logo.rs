//! The logo of one's own organisation (logo): sent, and taken away.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::organisation::{self, Told};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeProfile};
use crate::web::{App, logo, paths};

pub async fn create(allowed: Allowed<ChangeProfile>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let Some(problem) = logo::keep(&app, &viewer, viewer.desk_language().phrases(), &form).await? else {
        return Ok(kept());
    };
    let mut response =
        organisation::page_of(&app, viewer, Told { logo_problem: Some(problem), ..Told::default() }).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

pub async fn delete(allowed: Allowed<ChangeProfile>, State(app): State<App>, _: Form) -> Result<Response, Failure> {
    logo::remove(&app, &allowed).await?;
    Ok(kept())
}

fn kept() -> Response {
    Redirect::to(&format!("{}?gedaan=organisation_changed", paths::ORGANISATION)).into_response()
}
