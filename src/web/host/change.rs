//! Changing an evening by its host (wijzigen), on her phone and in her language: by the rules of the desk.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::page::{self, HostPage};
use super::{meeting, problem};
use crate::domain::Refusal;
use crate::domain::kit::Said;
use crate::domain::meeting::Meeting;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::domain::region::{Region, provinces};
use crate::domain::text::Parents;
use crate::language::{LANGUAGES, Lang, Phrases};
use crate::store;
use crate::web::difference::{self, Difference};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::plan::{self, Checked, Planning};
use crate::web::public::face::Face;
use crate::web::{App, paths};

/// What she sends; all else of the form stays as the evening has it.
const SENT: [&str; 2] = ["version", "acknowledged"];
/// The fields that stand behind the fold.
const FOLDED: [&str; 8] =
    ["languages", "audience", "school_phase", "capacity", "childcare_places", "food", "parents_question", "note"];

#[derive(Template)]
#[template(path = "host/change.html")]
struct Edit {
    page: HostPage,
    title: Said<Parents>,
    lead: String,
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    is_unfolded: bool,
    provinces: Vec<Choice>,
    regions: Vec<Choice>,
    languages: Vec<Lang>,
    audiences: Vec<Choice>,
    school_phases: Vec<Choice>,
    foods: Vec<Choice>,
    action: String,
    back: String,
    /// Where the rest of the form is.
    desk: String,
}

struct Choice {
    value: String,
    label: String,
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
    let form = plan::as_staged(&owned.meeting);
    let again = Again { form, problems: Problems::default(), differences: Vec::new(), status: StatusCode::OK };
    page_of(&app, &owned, language, again).await
}

/// Before it is out the evening changes, and the other side's yes to another one ends; of what is out the change waits.
pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    sent: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let (t, id) = (language.phrases(), owned.meeting.head.id.clone());
    let mut form = plan::as_staged(&owned.meeting);
    for name in t.plan.names().into_iter().chain(SENT) {
        form.set_all(name, sent.all(name));
    }
    let planning = Planning::load(&app, &owned.viewer, Some(owned.meeting.clone())).await?;
    let refused = |form, problems| {
        let (differences, status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
        Again { form, problems, differences, status }
    };
    let Checked { draft, version, .. } = match planning.check(&app, &owned.viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err((form, wrongs)) => {
            let problems = wrongs.in_words(|wrong| problem::sentence(wrong, t));
            return page_of(&app, &owned, language, refused(form, problems)).await;
        }
    };
    // What is not on her form stays to the letter.
    let draft = plan::with_plan(&owned.meeting, draft.plan);
    let mut problems = Problems::default();
    let again = match plan::change(&app, &owned, version, draft).await {
        Ok(is_staged) => {
            let done = if is_staged { "change_staged" } else { "changed" };
            let page = paths::host_meeting(language, &id);
            return Ok(Redirect::to(&format!("{page}?gedaan={done}")).into_response());
        }
        Err(store::Error::Stale(theirs)) => {
            problems.add("version", &t.problem.changed_meanwhile);
            let differences = differences(&planning, &theirs, &form, language);
            form.set("version", theirs.head.version.to_string());
            Again { form, problems, differences, status: StatusCode::CONFLICT }
        }
        Err(store::Error::Refused(refusal)) => {
            let field = if refusal == Refusal::RoomTaken { "room" } else { "date" };
            let partner = meeting::owners(&app, &owned).await?.partner;
            problems.add(field, problem::refusal_in_words(&refusal, &partner, t));
            refused(form, problems)
        }
        Err(other) => return Err(other.into()),
    };
    page_of(&app, &owned, language, again).await
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

fn differences(planning: &Planning, theirs: &Meeting, yours: &Form, language: Lang) -> Vec<Difference> {
    let t = language.phrases();
    let labels = t.plan.names().into_iter().map(|name| (name.to_owned(), label(name, t)));
    difference::between(&plan::as_staged(theirs), yours, labels, |name, text| match name {
        "region" => t.region.by_code(text).map(ToString::to_string),
        _ => planning.in_words(name, text, language),
    })
}

fn label(name: &str, t: &Phrases) -> String {
    t.plan.by_code(name).map_or_else(String::new, ToString::to_string)
}

async fn page_of(app: &App, owned: &Owned, language: Lang, again: Again) -> Result<Response, Failure> {
    let Again { form, problems, differences, status } = again;
    let (t, reference, evening) = (language.phrases(), app.reference(), &owned.meeting);
    let partner = meeting::owners(app, owned).await?.partner;
    let named = |value: &str, label: Option<String>| Choice {
        value: value.to_owned(),
        label: label.unwrap_or_else(|| value.to_owned()),
    };
    macro_rules! choices {
        ($kind:ty, $section:expr) => {
            <$kind>::ALL
                .iter()
                .map(|one| named(one.code(), $section.by_code(one.code()).map(ToString::to_string)))
                .collect()
        };
    }
    let address = |language| paths::host_of_meeting(language, &evening.head.id, "wijzigen");
    let lead = if evening.is_out() { &t.change.is_out } else { &t.change.lead };
    let mut response = page::show(&Edit {
        page: HostPage::of(app, &owned.viewer, language, "home", address),
        title: Face::of_meeting(evening, &reference, language).title,
        lead: lead.of(partner),
        is_unfolded: FOLDED.iter().any(|name| problems.of(name).is_some()) || !differences.is_empty(),
        provinces: provinces(&reference.places).iter().map(|name| named(name, None)).collect(),
        regions: choices!(Region, t.region),
        languages: LANGUAGES.iter().collect(),
        audiences: choices!(MeetingAudience, t.audience),
        school_phases: choices!(SchoolPhase, t.school_phase),
        foods: choices!(Food, t.food),
        action: address(language),
        back: paths::host_meeting(language, &evening.head.id),
        desk: paths::of_meeting(&evening.head.id, "edit"),
        form,
        problems,
        differences,
    })?;
    *response.status_mut() = status;
    Ok(response)
}
