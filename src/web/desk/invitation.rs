//! A colleague's invitation once more (uitnodiging): a new link; the one before opens nothing any more.

use axum::extract::{Path, State};
use axum::response::Response;

use super::entry;
use crate::domain::account::AccountId;
use crate::domain::sign_in_link::Purpose;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadColleagues};
use crate::web::{App, colleague, paths};

pub async fn create(
    allowed: Allowed<LeadColleagues>,
    State(app): State<App>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    let (account, path) = colleague::renew(&app, &viewer, id, Purpose::Invitation).await?;
    entry::handed(&app, &viewer, account, path, Purpose::Invitation, paths::COLLEAGUES)
}
