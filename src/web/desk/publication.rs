//! Publishing (publiceren): after both sides agreed, and with whom the kits ask for.

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::domain::meeting::Override;
use crate::domain::permission::{self, Action};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, PublishMeeting};
use crate::web::problem;

pub async fn create(allowed: Allowed<PublishMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let reason = form.lines("override_because");
    let t = owned.viewer.desk_language().phrases();
    if let Some(problem) = problem::reason_problem(&reason, t, app.clock.today()) {
        return meeting::refuse(&app, owned, form, "override_because", problem).await;
    }
    let may_override = permission::may(owned.viewer.account.role, owned.side.relation(), Action::OverrideRule);
    let by = owned.viewer.account.name.clone();
    let override_ = (may_override && !reason.is_empty()).then(|| Override { because: reason.into_string(), by });
    let reference = app.reference();
    let trained_only = reference.trained_only(owned.meeting.kits.iter().map(|kit| kit.slug.as_str()));
    let (wall, now) = (app.clock.wall(), app.clock.utc());
    meeting::act(&app, owned, form, "published", move |meeting| {
        meeting.publish(wall, now, &trained_only, |slug| reference.newest(slug), override_)
    })
    .await
}
