//! Cancelling by the host (afzeggen), with a reason that both owners see.

use axum::extract::{Path, State};
use axum::response::Response;

use super::meeting;
use crate::domain::text::LONGEST_REASON;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HostMeeting};
use crate::web::problem;

pub async fn create(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let reason = form.lines("reason");
    if let Some(wrong) = problem::text_problem(&reason, LONGEST_REASON, language.phrases(), app.clock.today()) {
        return meeting::refuse(&app, &owned, language, form, "reason", wrong).await;
    }
    // Only of what was out do parents have to hear.
    let done = if owned.meeting.is_out() { "cancelled" } else { "dropped" };
    let now = app.clock.utc();
    meeting::act(&app, owned, language, form, done, move |meeting| meeting.cancel(reason.as_str(), now)).await
}
