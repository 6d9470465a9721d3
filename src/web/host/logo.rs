//! The logo of the host's organisation (logo): sent, and taken away.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::organisation::{self, HERE};
use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::profile::Again;
use crate::web::{App, logo, paths};

pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let Some(problem) = logo::keep(&app, &allowed, language.phrases(), &form).await? else { return Ok(kept(language)) };
    let again = Again { status: StatusCode::UNPROCESSABLE_ENTITY, ..Again::of(&allowed.organisation) };
    organisation::page_of(&app, &allowed, language, again, None, Some(problem)).await
}

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    logo::remove(&app, &allowed).await?;
    Ok(kept(language))
}

fn kept(language: Lang) -> Response {
    Redirect::to(&format!("{}?gedaan=saved", paths::host_page(language, HERE))).into_response()
}
