//! The secret address of the host's own calendar (uw agenda): made anew, shown once, and ended.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::account::{self, HERE, Told};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, feed, paths};

/// Makes a new secret address; the one before answers no more.
pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let made = feed::make(&app, feed::own(&allowed)).await?;
    account::page_of(&app, &allowed, language, Told { made: Some(made), ..Told::default() }).await
}

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    feed::end(&app, feed::own(&allowed)).await?;
    Ok(Redirect::to(&format!("{}?gedaan=feed_ended", paths::host_page(language, HERE))).into_response())
}
