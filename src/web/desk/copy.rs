//! Copying to a next date (kopie): kits, roles and practical things; never sign-ups, agreements or secret links.

use axum::extract::State;
use axum::response::Response;

use super::meeting::form;
use crate::domain::meeting::MeetingId;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Problems;
use crate::web::guard::{Allowed, SeeMeeting};

/// A new form with what can be carried over; date and question are asked anew.
pub async fn new(allowed: Allowed<SeeMeeting>, State(app): State<App>) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let planning = form::Planning::load(&app, &owned.viewer, None).await?;
    let mut form = form::of_meeting(&owned.meeting);
    form.set("id", MeetingId::new(app.clock.millis(), app.clock.chance()).to_string());
    form.set("version", "0");
    form.set("partner", owned.meeting.owner(owned.side.other()).to_string());
    for asked_anew in ["date", "parents_question"] {
        form.set(asked_anew, "");
    }
    planning.page(&app, &owned.viewer, form, Problems::default())
}
