//! The secret address of an organisation's calendar (agenda-link): made anew, and shown once.

use axum::extract::State;
use axum::response::Response;

use super::organisation;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeOrganisation};
use crate::web::{App, paths, token};

/// Makes a new secret address; the one before answers no more.
pub async fn create(
    allowed: Allowed<ChangeOrganisation>,
    State(app): State<App>,
    _: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let secret = token::from_chance(app.clock.chance());
    let (id, hash, now) = (viewer.organisation.id.clone(), token::hash(&secret), app.clock.utc());
    app.write(move |db| store::organisation::renew_feed(db, &id, &hash, now)).await?;
    let address = format!("{}{}", app.config.base_url, paths::organisation_feed(&secret));
    organisation::page_of(&app, viewer, Some(address), None, None).await
}
