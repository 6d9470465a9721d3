//! The secret address of the host's own calendar (uw agenda): made anew, shown once, and ended.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::account::{self, HERE, Told};
use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, feed, paths};

/// Makes a new secret address; the one before answers no more.
pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    match feed::make(&app, feed::own(&allowed), language, form.typed(feed::KNOWN)).await? {
        Some(made) => account::page_of(&app, &allowed, language, Told { made: Some(made), ..Told::default() }).await,
        None => Ok(done(language, "feed_once")),
    }
}

/// Where the address stood once: the page that it belongs to, with the sentence that it is not shown again.
pub async fn show(_: Allowed<SeeHostPages>, Path(code): Path<String>) -> Result<Response, Failure> {
    Ok(done(super::written(&code)?, "feed_once"))
}

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    feed::end(&app, feed::own(&allowed)).await?;
    Ok(done(language, "feed_ended"))
}

fn done(language: Lang, what: &str) -> Response {
    Redirect::to(&format!("{}?gedaan={what}", paths::host_page(language, HERE))).into_response()
}
