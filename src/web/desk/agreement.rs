//! A side's yes (akkoord): the first proposes the meeting to the other side, the second agrees.

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::domain::meeting::Saying;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{AgreeToMeeting, Allowed};

pub async fn create(allowed: Allowed<AgreeToMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (side, by, now) = (owned.side, Saying::SignedIn(owned.viewer.account.id.clone()), app.clock.utc());
    let done = if owned.meeting.has_change_for(owned.side) {
        "change_agreed"
    } else if owned.meeting.has_agreed(side.other()) {
        "agreed"
    } else {
        "proposed"
    };
    meeting::act(&app, owned, form, done, move |meeting| meeting.agree(side, by, now)).await
}
