//! Releasing a staged change (vrijgeven): it goes out at once, and everybody is told.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::{change, meeting};
use crate::domain::Refusal;
use crate::domain::meeting::Override;
use crate::domain::permission::{self, Action};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, Owned, PublishMeeting};
use crate::web::problem;
use crate::web::{App, page, paths, telling};

pub async fn create(allowed: Allowed<PublishMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (d, reason) = (owned.viewer.desk_language().desk(), form.lines("override_because"));
    let mut problems = Problems::default();
    if let Some(problem) = problem::reason_problem(&reason, owned.viewer.desk_language().phrases(), app.clock.today()) {
        problems.add("override_because", problem);
        return change::page_of(&app, owned, form, problems).await;
    }
    let may_override = permission::may(owned.viewer.account.role, owned.side.relation(), Action::OverrideRule);
    let by = owned.viewer.account.name.clone();
    let override_ = (may_override && !reason.is_empty()).then(|| Override { because: reason.into_string(), by });
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let (id, scope, pen) = (owned.meeting.head.id.clone(), owned.viewer.scope.clone(), owned.viewer.pen(&app));
    let (wall, now, released, telling) = (app.clock.wall(), app.clock.utc(), id.clone(), app.clone());
    let written = app.write(move |db| {
        let done = store::meeting::change(db, &released, &scope, version, &pen, |meeting| {
            meeting.release(wall, now, override_)
        })?;
        telling::tell(&telling, db, &pen, &done.meeting, &done.notes)
    });
    match written.await {
        Ok(()) => Ok(Redirect::to(&paths::meeting_done(&id, "moved")).into_response()),
        Err(store::Error::Stale(theirs)) => {
            let sentence = d.problem.changed_meanwhile.to_string();
            let owned = Owned { meeting: *theirs, ..owned };
            meeting::refuse(&app, owned, form, "action", sentence).await.map(page::conflict)
        }
        Err(store::Error::Refused(refusal)) if owned.meeting.staged.is_some() => {
            let is_for_override = refusal == Refusal::NotAgreed && may_override;
            let field = if is_for_override { "override_because" } else { "action" };
            problems.add(field, meeting::refusal_in_words(d, &refusal));
            change::page_of(&app, owned, form, problems).await
        }
        Err(store::Error::Refused(refusal)) => {
            let sentence = meeting::refusal_in_words(d, &refusal);
            meeting::refuse(&app, owned, form, "action", sentence).await
        }
        Err(other) => Err(other.into()),
    }
}
