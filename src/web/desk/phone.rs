//! A yes on the phone (telefonisch akkoord): noted by the worker, seen by the host, who can undo it.

use axum::extract::State;
use axum::response::Response;
use chrono::Duration;

use super::meeting;
use crate::domain::meeting::Saying;
use crate::domain::text::LONGEST_NAME;
use crate::domain::typed;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, AskAnswer, UndoPhoneYes};
use crate::web::problem;

/// A yes from before is none to this evening.
const LONGEST_AGO: Duration = Duration::days(366);

pub async fn create(allowed: Allowed<AskAnswer>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (language, today) = (owned.viewer.desk_language(), app.clock.today());
    let (t, d) = (language.phrases(), language.desk());
    let with = form.line("spoke_with");
    if with.is_empty() {
        return meeting::refuse(&app, owned, form, "spoke_with", &t.problem.needed).await;
    }
    if with.length() > LONGEST_NAME {
        return meeting::refuse(&app, owned, form, "spoke_with", t.problem.too_long.of(LONGEST_NAME)).await;
    }
    if let Some(problem) = problem::reason_problem(&with, t, today) {
        return meeting::refuse(&app, owned, form, "spoke_with", problem).await;
    }
    let Some(on) = typed::date(form.typed("spoke_on")) else {
        return meeting::refuse(&app, owned, form, "spoke_on", &t.problem.date).await;
    };
    if on < today - LONGEST_AGO {
        return meeting::refuse(&app, owned, form, "spoke_on", &d.reply.spoke_long_ago).await;
    }
    if on > today {
        return meeting::refuse(&app, owned, form, "spoke_on", &d.reply.spoke_in_future).await;
    }
    let saying = Saying::Phone {
        by: owned.viewer.account.id.clone(),
        of: owned.viewer.organisation.id.clone(),
        with: with.into_string(),
        on,
    };
    let (other, now) = (owned.side.other(), app.clock.utc());
    meeting::act(&app, owned, form, "phone_noted", move |meeting| meeting.agree(other, saying, now)).await
}

/// The side for which a yes was noted says that it was not right.
pub async fn delete(allowed: Allowed<UndoPhoneYes>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (side, now) = (owned.side, app.clock.utc());
    meeting::act(&app, owned, form, "phone_undone", move |meeting| meeting.undo_phone(side, now)).await
}
