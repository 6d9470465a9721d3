//! A staged change (verandering) of a meeting that is out: what differs, who will be told, and taking it back.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting;
use crate::clock;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::permission::{self, Action};
use crate::language::day_and_month;
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned, SeeMeeting};
use crate::web::hearers::Hearers;
use crate::web::page::{self, DeskPage};
use crate::web::plan::{self, Planning};
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "change/show.html")]
struct Show {
    page: DeskPage,
    meeting: Meeting,
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    /// Who gets an e-mail.
    names: String,
    languages: String,
    agreed_on: Option<String>,
    is_mine: bool,
    may_agree: bool,
    may_release: bool,
    may_override: bool,
}

pub async fn show(allowed: Allowed<SeeMeeting>, State(app): State<App>) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    if owned.meeting.staged.is_none() {
        return Ok(Redirect::to(&paths::meeting(&owned.meeting.head.id)).into_response());
    }
    page_of(&app, owned, Form::default(), Problems::default()).await
}

/// Takes the change back: everything stays as it was, for parents nothing ever changed.
pub async fn delete(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    meeting::act(&app, allowed.into_proof(), form, "change_dropped", |meeting| {
        meeting.drop_staged();
        Ok(())
    })
    .await
}

/// The page of the change, also when it could not be released.
pub async fn page_of(app: &App, owned: Owned, form: Form, problems: Problems) -> Result<Response, Failure> {
    let Some(Hearers { names, languages }) = Hearers::find(app, &owned).await? else { return Err(Failure::NotFound) };
    let Owned { viewer, meeting, side } = owned;
    let staged = meeting.staged.as_ref();
    let page = DeskPage::of(app, &viewer, "meetings");
    let planning = Planning::load(app, &viewer, Some(meeting.clone())).await?;
    let differences =
        planning.differences(&plan::of_meeting(&meeting), &plan::as_staged(&meeting), viewer.desk_language());
    let may_override = permission::may(viewer.account.role, side.relation(), Action::OverrideRule);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let show = Show {
        names: if names.is_empty() { page.d.change.nobody.to_string() } else { names.join(", ") },
        languages: languages.iter().map(|language| language.staff_name(page.language)).collect::<Vec<_>>().join(", "),
        agreed_on: staged.and_then(|staged| staged.agreed_at).map(|at| day_and_month(page.language, clock::day_of(at))),
        is_mine: meeting.staged_by() == Some(side),
        may_agree: meeting.may_agree(side)
            && permission::may(viewer.account.role, side.relation(), Action::AgreeToMeeting),
        may_release: meeting.may_release(),
        may_override: may_override && !meeting.may_release(),
        differences,
        page,
        meeting,
        form,
        problems,
    };
    let mut response = page::desk(&show)?;
    *response.status_mut() = status;
    Ok(response)
}

impl Show {
    fn action(&self, what: &str) -> String {
        paths::of_meeting(&self.meeting.head.id, what)
    }

    fn is_for_parents(&self) -> bool {
        self.meeting.plan.audience.is_parents()
    }
}

/// What waits because of a staged change, for this side.
pub fn next_step(meeting: &Meeting, side: Side, d: &crate::language::Desk) -> Option<String> {
    meeting.staged.as_ref()?;
    let said = if meeting.may_release() {
        &d.change.next_release
    } else if meeting.has_change_for(side) {
        &d.change.next_agree
    } else {
        &d.change.next_wait
    };
    Some(said.to_string())
}
