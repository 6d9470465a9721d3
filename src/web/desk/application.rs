//! Applications of self-organisations (aanvragen): what a coordinator reads before she decides.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDateTime;

use super::meeting::Done;
use crate::clock;
use crate::domain::application::{Application, ApplicationId, ApplicationState};
use crate::domain::region::{Region, Suggestion};
use crate::language::{Lang, Language, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, DecideApplication};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More than a page of the list shows.
const MOST_LISTED: i64 = 100;

/// One application in the list.
pub(super) struct Line {
    pub href: String,
    pub name: String,
    pub place: String,
    pub since: String,
    pub is_waiting: bool,
    state: String,
    badge: &'static str,
}

#[derive(Template)]
#[template(path = "application/index.html")]
struct Index {
    page: DeskPage,
    /// What waits, and what was decided, each under its heading.
    groups: Vec<(String, Vec<Line>)>,
}

#[derive(Template)]
#[template(path = "application/show.html")]
struct Show {
    page: DeskPage,
    application: Application,
    form: Form,
    problems: Problems,
    since: String,
    languages: Vec<Lang>,
    communities: String,
    filled_in: &'static str,
    regions: Vec<(&'static str, String)>,
    /// Where regions meet, what is known about it.
    region_note: Option<String>,
    decision: Option<String>,
    partner: Option<String>,
}

pub async fn index(
    allowed: Allowed<DecideApplication>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(&app, &allowed, "applications");
    page.done = done.gedaan;
    let (waiting, decided) = lines(&app, &allowed).await?.into_iter().partition::<Vec<_>, _>(|line| line.is_waiting);
    let groups = [(&page.d.application.waiting, waiting), (&page.d.application.decided, decided)];
    let groups = groups.into_iter().filter(|(_, lines)| !lines.is_empty());
    let groups = groups.map(|(heading, lines)| (heading.to_string(), lines)).collect();
    page::desk(&Index { page, groups })
}

/// The newest applications that the viewer may decide on.
pub(super) async fn lines(app: &App, viewer: &Viewer) -> Result<Vec<Line>, Failure> {
    let (scope, language) = (viewer.scope.clone(), viewer.desk_language());
    let listed = app.database.read(move |db| store::application::list(db, &scope, MOST_LISTED)).await?;
    let states = &language.desk().application_state;
    let line = |one: Application| Line {
        href: paths::application(&one.id),
        since: day_and_month(language, clock::day_of(one.created_at)),
        is_waiting: one.is_waiting(),
        state: states.by_code(one.state.code()).map_or_else(String::new, ToString::to_string),
        badge: badge(one.state),
        name: one.name,
        place: one.municipality,
    };
    Ok(listed.into_iter().map(line).collect())
}

pub async fn show(
    allowed: Allowed<DecideApplication>,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let application = find(&app, &allowed, &id).await?;
    let form = suggested(&app, &application);
    page_of(&app, allowed.into_proof(), application, form, Problems::default(), StatusCode::OK).await
}

/// An application that the viewer may decide on; any other does not exist.
pub(super) async fn find(app: &App, viewer: &Viewer, id: &str) -> Result<Application, Failure> {
    let id: ApplicationId = id.parse().map_err(|_| Failure::NotFound)?;
    let scope = viewer.scope.clone();
    Ok(app.database.read(move |db| store::application::find(db, &scope, &id)).await?)
}

/// What the viewer is about to decide on, and the version she read; or the page that says who was first.
pub(super) async fn undecided(app: &App, viewer: &Viewer, id: &str, form: &Form) -> Result<Undecided, Failure> {
    let application = find(app, viewer, id).await?;
    let version = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    if application.is_waiting() {
        return Ok(Ok((application, version)));
    }
    Ok(Err(decided_meanwhile(app, viewer.clone(), id).await?))
}

type Undecided = Result<(Application, i32), Response>;

/// Somebody else was first: the page shows who and when.
pub(super) async fn decided_meanwhile(app: &App, viewer: Viewer, id: &str) -> Result<Response, Failure> {
    let application = find(app, &viewer, id).await?;
    let mut problems = Problems::default();
    problems.add("action", &viewer.desk_language().desk().application.decided_meanwhile);
    page_of(app, viewer, application, Form::default(), problems, StatusCode::CONFLICT).await
}

pub(super) async fn page_of(
    app: &App,
    viewer: Viewer,
    application: Application,
    form: Form,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Failure> {
    let decided_by = application.decided_by.clone();
    let who = app
        .database
        .read(move |db| decided_by.map(|id| store::account::find(db, &id)).transpose())
        .await?
        .map(|account| account.name);
    let page = DeskPage::of(app, &viewer, "applications");
    let (d, t, language) = (page.d, page.t, page.language);
    let reference = app.reference();
    let note = match Region::suggest(&application.province, &application.municipality, &reference.places) {
        Suggestion::Mixed(note) => Some(note.to_owned()),
        Suggestion::Region(_) | Suggestion::Unknown => None,
    };
    let names = application.communities.iter().filter_map(|code| t.community.by_code(code));
    let show = Show {
        since: day_and_month(language, clock::day_of(application.created_at)),
        languages: application.languages.iter().filter_map(Language::find).collect(),
        communities: names.map(ToString::to_string).collect::<Vec<_>>().join(", "),
        filled_in: application.language().own_name,
        regions: regions(&page),
        region_note: note,
        decision: application.decided_at.map(|at| decision(&application, who, at, d, language)),
        partner: application.organisation_id.as_ref().map(paths::partner),
        page,
        application,
        form,
        problems,
    };
    let mut response = page::desk(&show)?;
    *response.status_mut() = status;
    Ok(response)
}

impl Show {
    fn action(&self, what: &str) -> String {
        paths::of_application(&self.application.id, what)
    }
}

/// What she confirms, filled with what the organisation wrote.
fn suggested(app: &App, application: &Application) -> Form {
    let region = match Region::suggest(&application.province, &application.municipality, &app.reference().places) {
        Suggestion::Region(region) => region.code(),
        Suggestion::Mixed(_) | Suggestion::Unknown => "",
    };
    Form::of([
        ("name", application.name.clone()),
        ("region", region.to_owned()),
        ("contact_email", application.contact_email.clone()),
    ])
}

fn regions(page: &DeskPage) -> Vec<(&'static str, String)> {
    let name = |region: &Region| page.t.region.by_code(region.code()).map_or_else(String::new, ToString::to_string);
    Region::ALL.iter().map(|region| (region.code(), name(region))).collect()
}

fn decision(
    application: &Application,
    who: Option<String>,
    at: NaiveDateTime,
    d: &crate::language::Desk,
    language: Lang,
) -> String {
    let sentence = match application.state {
        ApplicationState::Declined => &d.application.was_declined,
        ApplicationState::Admitted | ApplicationState::Waiting => &d.application.was_admitted,
    };
    let who = who.filter(|name| !name.is_empty()).unwrap_or_else(|| d.application.somebody.to_string());
    sentence.with(&[("who", &who), ("date", &day_and_month(language, clock::day_of(at)))])
}

fn badge(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Waiting => "badge badge-late",
        ApplicationState::Admitted => "badge badge-good",
        ApplicationState::Declined => "badge badge-quiet",
    }
}
