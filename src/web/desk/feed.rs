//! The secret address of an organisation's calendar (agenda-link): made anew, shown once, and ended.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::organisation::{self, Told};
use crate::domain::feed::Holder;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeOrganisation};
use crate::web::{App, feed, paths};

/// Makes a new secret address; the one before answers no more.
pub async fn create(
    allowed: Allowed<ChangeOrganisation>,
    State(app): State<App>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (holder, language) = (Holder::organisation(&viewer.organisation.id), viewer.language().for_desk());
    match feed::make(&app, holder, language, form.typed(feed::KNOWN)).await? {
        Some(made) => organisation::page_of(&app, viewer, Told { made: Some(made), ..Told::default() }).await,
        None => Ok(done("feed_once")),
    }
}

/// Where the address stood once: the page that it belongs to, with the sentence that it is not shown again.
pub async fn show(_: Allowed<ChangeOrganisation>) -> Result<Response, Failure> {
    Ok(done("feed_once"))
}

pub async fn delete(
    allowed: Allowed<ChangeOrganisation>,
    State(app): State<App>,
    _: Form,
) -> Result<Response, Failure> {
    feed::end(&app, Holder::organisation(&allowed.organisation.id)).await?;
    Ok(done("feed_ended"))
}

fn done(what: &str) -> Response {
    Redirect::to(&format!("{}?gedaan={what}", paths::ORGANISATION)).into_response()
}
