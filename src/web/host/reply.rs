//! The host's answer that is not a yes (antwoord): another date, or "call me".

use axum::extract::{Path, State};
use axum::response::Response;

use super::meeting;
use crate::domain::reply::ReplyKind;
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
    let kind: ReplyKind = form.typed("kind").parse().map_err(|_| Failure::Refused)?;
    let text = if kind == ReplyKind::OtherDate { form.lines("text") } else { Default::default() };
    if let Some(wrong) = problem::text_problem(&text, LONGEST_REASON, language.phrases(), app.clock.today()) {
        return meeting::refuse(&app, &owned, language, form, "text", wrong).await;
    }
    let (side, now) = (owned.side, app.clock.utc());
    meeting::act(&app, owned, language, form, "replied", move |meeting| {
        meeting.answer(side, kind, text.into_string(), now)
    })
    .await
}
