//! Switching a colleague's account off and on (toegang): who is switched off is out at the next request, everywhere.

use axum::extract::{Path, State};
use axum::response::Response;

use super::colleague::act;
use crate::domain::record::{Deed, Note};
use crate::store::colleague::Change;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadColleagues};

pub async fn update(
    allowed: Allowed<LeadColleagues>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (change, deed, done) = match form.typed("access") {
        "on" => (Change::SwitchOn, Deed::AccountSwitchedOn, "on"),
        _ => (Change::SwitchOff, Deed::AccountSwitchedOff, "off"),
    };
    act(&app, allowed.into_proof(), &id, &form, change, Note::of(deed), done).await
}
