//! A colleague's link once more (nieuwe link): for a phone that was lost; the one before opens nothing any more.

use axum::extract::{Path, State};
use axum::response::Response;

use super::colleague::handed;
use crate::domain::account::AccountId;
use crate::domain::sign_in_link::Purpose;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, colleague};

pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    _: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    let (account, path) = colleague::renew(&app, &viewer, id, Purpose::Entry).await?;
    handed(&app, &viewer, language, account, &path)
}
