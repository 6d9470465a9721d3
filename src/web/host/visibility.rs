//! Who can find the evening, and what it shows (zichtbaarheid): the host decides.

use axum::extract::{Path, State};
use axum::response::Response;

use super::meeting;
use crate::domain::meeting::Visibility;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HostMeeting};

pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let visibility = if form.is_ticked("is_public") { Visibility::Public } else { Visibility::LinkOnly };
    let (shows_place, shows_organisation) = (form.is_ticked("shows_place"), form.is_ticked("shows_organisation"));
    let now = app.clock.utc();
    meeting::act(&app, allowed.into_proof(), language, form, "opened", move |meeting| {
        meeting.open(visibility, shows_place, shows_organisation, now)
    })
    .await
}
