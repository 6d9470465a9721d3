//! The host's yes (akkoord), and taking back one that the other side noted for her.

use axum::extract::{Path, State};
use axum::response::Response;

use super::meeting;
use crate::domain::meeting::Saying;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HostMeeting};

pub async fn create(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let (side, by, now) = (owned.side, Saying::SignedIn(owned.viewer.account.id.clone()), app.clock.utc());
    meeting::act(&app, owned, language, form, "agreed", move |meeting| meeting.agree(side, by, now)).await
}

pub async fn delete(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let (side, now) = (owned.side, app.clock.utc());
    meeting::act(&app, owned, language, form, "undone", move |meeting| meeting.undo_phone(side, now)).await
}
