//! Changing an evening by its host (wijzigen), on her phone and in her language: by the rules of the desk.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::page::{self, HostPage};
use super::{meeting, refusal};
use crate::domain::Refusal;
use crate::domain::kit::Said;
use crate::domain::text::Parents;
use crate::language::Lang;
use crate::store;
use crate::web::assessment::Assessment;
use crate::web::beside::{Note, Telling};
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::plan::{self, Checked, Choices, Planning};
use crate::web::problem;
use crate::web::public::face::Face;
use crate::web::{App, paths};

/// The folds of the form, and the fields behind each: a problem opens its fold.
const FOLDS: [(&str, &[&str]); 3] = [
    ("themes", &["working_title", "kit_1", "kit_2", "kit_3", "kit_4", "title", "own_title"]),
    ("people", &["facilitator_1", "facilitator_2", "interpreter", "childcare"]),
    (
        "more",
        &[
            "languages",
            "audience",
            "school_phase",
            "capacity",
            "childcare_places",
            "food",
            "line_one",
            "line_two",
            "parents_question",
            "note",
        ],
    ),
];

#[derive(Template)]
#[template(path = "host/change.html")]
struct Edit {
    page: HostPage,
    title: Said<Parents>,
    lead: String,
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    choices: Choices,
    assessment: Option<Assessment>,
    beside: Vec<Note>,
    action: String,
    back: String,
}

impl Edit {
    fn unfolds(&self, fold: &str) -> bool {
        let fields = FOLDS.iter().find(|(name, _)| *name == fold).map_or([].as_slice(), |(_, fields)| *fields);
        fields.iter().any(|field| self.problems.of(field).is_some()) || !self.differences.is_empty()
    }
}

/// A form that is shown, and why again.
struct Again {
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    status: StatusCode,
}

/// `/{lang}/wij/{id}/wijzigen`
pub async fn edit(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    if !owned.meeting.may_change() {
        return Ok(Redirect::to(&paths::host_meeting(language, &owned.meeting.head.id)).into_response());
    }
    let planning = Planning::load(&app, &owned.viewer, Some(owned.meeting.clone())).await?;
    let form = plan::as_staged(&owned.meeting);
    let again = Again { form, problems: Problems::default(), differences: Vec::new(), status: StatusCode::OK };
    page_of(&app, &owned, &planning, language, again).await
}

/// Before it is out the evening changes, and the other side's yes to another one ends; of what is out the change waits.
pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let (t, id) = (language.phrases(), owned.meeting.head.id.clone());
    let planning = Planning::load(&app, &owned.viewer, Some(owned.meeting.clone())).await?;
    let refused = |form, problems: Problems| {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Again { form, problems, differences: Vec::new(), status }
    };
    let Checked { draft, version, .. } = match planning.check(&app, &owned.viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err((form, wrongs)) => {
            // Without anything wrong she only looked whether the day fits.
            let problems = wrongs.in_words(|wrong| problem::sentence(wrong, t));
            return page_of(&app, &owned, &planning, language, refused(form, problems)).await;
        }
    };
    let mut problems = Problems::default();
    let again = match plan::change(&app, &owned, version, draft).await {
        Ok(is_staged) => {
            let done = if is_staged { "change_staged" } else { "changed" };
            let page = paths::host_meeting(language, &id);
            return Ok(Redirect::to(&format!("{page}?gedaan={done}")).into_response());
        }
        Err(store::Error::Stale(theirs)) => {
            problems.add("version", &t.problem.changed_meanwhile);
            let differences = planning.differences(&plan::as_staged(&theirs), &form, language);
            form.set("version", theirs.head.version.to_string());
            Again { form, problems, differences, status: StatusCode::CONFLICT }
        }
        Err(store::Error::Refused(refusal)) => {
            let field = match refusal {
                Refusal::RoomTaken => "room",
                Refusal::NeedsTrainedFacilitator(_) => "facilitator_1",
                Refusal::ParentsInvited => "audience",
                _ => "date",
            };
            let partner = meeting::owners(&app, &owned).await?.partner;
            problems.add(field, refusal::refusal_in_words(&refusal, &partner, t));
            refused(form, problems)
        }
        Err(other) => return Err(other.into()),
    };
    page_of(&app, &owned, &planning, language, again).await
}

/// Takes a staged change back: everything stays as it was.
pub async fn delete(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    meeting::act(&app, owned, language, form, "change_dropped", |meeting| {
        meeting.drop_staged();
        Ok(())
    })
    .await
}

async fn page_of(
    app: &App,
    owned: &Owned,
    planning: &Planning,
    language: Lang,
    again: Again,
) -> Result<Response, Failure> {
    let Again { form, problems, differences, status } = again;
    let (t, reference, evening) = (language.phrases(), app.reference(), &owned.meeting);
    let partner = meeting::owners(app, owned).await?.partner;
    let address = |language| paths::host_of_meeting(language, &evening.head.id, "wijzigen");
    let lead = match evening.staged_by() {
        Some(side) if side == owned.side => &t.change.is_own,
        Some(_) => &t.change.is_theirs,
        None if evening.is_out() => &t.change.is_out,
        None => &t.change.lead,
    };
    let mut response = page::show(&Edit {
        page: HostPage::of(app, &owned.viewer, language, "home", address),
        title: Face::of_meeting(evening, &reference, language).title,
        lead: lead.of(partner),
        choices: planning.choices(language),
        assessment: planning.assess(app, &form, language),
        beside: planning.beside(app, &owned.viewer, &form, Telling::HOST, language).await?,
        action: address(language),
        back: paths::host_meeting(language, &evening.head.id),
        form,
        problems,
        differences,
    })?;
    *response.status_mut() = status;
    Ok(response)
}
