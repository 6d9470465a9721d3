//! Publishing (publiceren): after both sides agreed, and with whom the kits ask for.

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::domain::detail::personal_detail;
use crate::domain::meeting::Override;
use crate::domain::permission::{self, Action};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, PublishMeeting};

pub async fn create(allowed: Allowed<PublishMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let reason = form.lines("override_because");
    let d = owned.viewer.language().desk();
    if let Some(detail) = personal_detail(reason.as_str(), app.clock.today()) {
        return meeting::refuse(&app, owned, form, "override_because", meeting::detail_in_words(d, detail)).await;
    }
    let may_override = permission::may(owned.viewer.account.role, owned.side.relation(), Action::OverrideRule);
    let by = owned.viewer.account.name.clone();
    let override_ = (may_override && !reason.is_empty())
        .then(|| Override { because: reason.as_str().chars().take(500).collect(), by });
    let reference = app.reference();
    let trained_only: Vec<String> = owned
        .meeting
        .kits
        .iter()
        .filter_map(|kit| reference.kit(&kit.slug, None))
        .filter(|kit| kit.contents.needs_trained_facilitator)
        .map(|kit| kit.contents.code.clone())
        .collect();
    let (wall, now) = (app.clock.wall(), app.clock.utc());
    meeting::act(&app, owned, form, "published", move |meeting| {
        meeting.publish(wall, now, &trained_only, |slug| reference.newest(slug), override_)
    })
    .await
}
