//! Cancelling (afzeggen), with a reason that both owners see.

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, CancelMeeting};
use crate::web::problem;

pub async fn create(allowed: Allowed<CancelMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let reason = form.lines("reason");
    let t = owned.viewer.desk_language().phrases();
    if let Some(problem) = problem::reason_problem(&reason, t, app.clock.today()) {
        return meeting::refuse(&app, owned, form, "reason", problem).await;
    }
    let now = app.clock.utc();
    meeting::act(&app, owned, form, "cancelled", move |meeting| meeting.cancel(reason.as_str(), now)).await
}
