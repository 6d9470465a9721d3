//! Saying no to a proposal (afwijzen), with a reason that the self-organisation reads.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::view;
use super::proposal;
use crate::domain::Refusal;
use crate::domain::message::MessageKind;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, DecideProposal, Offered};
use crate::web::problem::reason_problem;
use crate::web::{App, paths, telling};

pub async fn create(allowed: Allowed<DecideProposal>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let offered = allowed.into_proof();
    let d = offered.viewer.desk_language().desk();
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let reason = form.lines("reason");
    let mut problems = Problems::default();
    if let Some(problem) = reason_problem(&reason, offered.viewer.desk_language().phrases(), app.clock.today()) {
        problems.add("reason", problem);
        return proposal::page_of(&app, offered, form, problems).await;
    }
    let (scope, pen, now) = (offered.viewer.scope.clone(), offered.viewer.pen(&app), app.clock.utc());
    let (id, by) = (offered.proposal.head.id.clone(), offered.viewer.organisation.id.clone());
    let telling = app.clone();
    let declined = app.write(move |db| {
        let row =
            store::proposal::change(db, &id, &scope, version, &pen, |row| row.decline(&by, reason.as_str(), now))?;
        telling::tell_wish_decided(&telling, db, &pen, MessageKind::WishDeclined, &row.head)
    });
    match declined.await {
        Ok(_) => Ok(Redirect::to(&paths::proposals_done("declined")).into_response()),
        Err(store::Error::Refused(refusal)) => {
            let field = if refusal == Refusal::NeedsReason { "reason" } else { "action" };
            problems.add(field, view::refusal_in_words(d, &refusal));
            let (scope, id) = (offered.viewer.scope.clone(), offered.proposal.head.id.clone());
            let now = app.database.read(move |db| store::proposal::find(db, &id, &scope)).await?;
            proposal::page_of(&app, Offered { proposal: now, ..offered }, form, problems).await
        }
        Err(other) => Err(other.into()),
    }
}
