//! Who can find a meeting, and what it shows (zichtbaarheid): the host decides.

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::domain::meeting::Visibility;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, OpenMeeting};

pub async fn update(allowed: Allowed<OpenMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let visibility = if form.is_ticked("is_public") { Visibility::Public } else { Visibility::LinkOnly };
    let (shows_place, shows_organisation) = (form.is_ticked("shows_place"), form.is_ticked("shows_organisation"));
    let now = app.clock.utc();
    meeting::act(&app, allowed.into_proof(), form, "opened", move |meeting| {
        meeting.open(visibility, shows_place, shows_organisation, now)
    })
    .await
}
