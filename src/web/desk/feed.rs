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
    _: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let made = feed::make(&app, Holder::organisation(&viewer.organisation.id)).await?;
    organisation::page_of(&app, viewer, Told { made: Some(made), ..Told::default() }).await
}

pub async fn delete(
    allowed: Allowed<ChangeOrganisation>,
    State(app): State<App>,
    _: Form,
) -> Result<Response, Failure> {
    feed::end(&app, Holder::organisation(&allowed.organisation.id)).await?;
    Ok(Redirect::to(&format!("{}?gedaan=feed_ended", paths::ORGANISATION)).into_response())
}
