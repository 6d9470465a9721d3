//! Drafts (concepten): the list with those that were just made on top, and throwing away what nobody else had a hand in.

pub mod agreement;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::line::{self, Line};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::season::MOST_ROWS;
use crate::language::date_in_words;
use crate::store::{self, draft::Sorted};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More than anybody plans at once.
const MOST_DRAFTS: i64 = 500;

#[derive(Template)]
#[template(path = "draft/index.html")]
struct Index {
    page: DeskPage,
    /// Made a moment ago.
    new: Vec<Line>,
    others: Vec<Line>,
    /// Where all that are new are proposed, if one of them can be, or thrown away again.
    propose_new: String,
    discard_new: String,
}

#[derive(Template)]
#[template(path = "draft/edit.html")]
struct Edit {
    page: DeskPage,
    may_go: Vec<Draft>,
    stay: Vec<Draft>,
}

/// One of them, in a line.
struct Draft {
    id: String,
    href: String,
    title: String,
    day: String,
}

impl Index {
    fn number(&self) -> u32 {
        u32::try_from(self.new.len()).unwrap_or(u32::MAX)
    }

    /// Of the new ones; the others still wait for their place.
    fn ready(&self) -> u32 {
        u32::try_from(self.new.iter().filter(|line| !line.wants_place).count()).unwrap_or(u32::MAX)
    }
}

impl Edit {
    fn number(&self) -> u32 {
        u32::try_from(self.may_go.len()).unwrap_or(u32::MAX)
    }
}

/// Where these drafts stand on top.
pub fn made(ids: &[&MeetingId]) -> String {
    paths::filled(paths::DRAFTS, ids.iter().map(|id| ("nieuw", id.as_str())))
}

/// Whether nothing is left of what this address put on top.
pub async fn are_gone(app: &App, viewer: &Viewer, made: &str) -> Result<bool, Failure> {
    let query = made.split_once('?').map(|(_, query)| query);
    let ids: Vec<MeetingId> = Form::of_query(query).all("nieuw").filter_map(|id| id.parse().ok()).collect();
    let scope = viewer.scope.clone();
    let is_empty = ids.is_empty();
    let Sorted { may_go, stay } = app.database.read(move |db| store::draft::sorted(db, &scope, &ids)).await?;
    Ok(!is_empty && may_go.is_empty() && stay.is_empty())
}

pub async fn index(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let made = Form::of_query(query.as_deref());
    let lines = line::drafts(&app, &allowed, MOST_DRAFTS).await?;
    let (new, others): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| made.has("nieuw", &line.id));
    let mut page = DeskPage::of(&app, &allowed, "meetings");
    page.done = Some(made.typed("gedaan").to_owned()).filter(|done| !done.is_empty());
    let with_new = |path| paths::filled(path, new.iter().map(|line| ("id", line.id.as_str())));
    let has_ready = new.iter().any(|line| !line.wants_place);
    let propose_new = if has_ready { with_new(paths::PROPOSE) } else { String::new() };
    let discard_new = with_new(paths::DISCARD);
    page::desk(&Index { page, new, others, propose_new, discard_new })
}

/// What would go, to be sure of it.
pub async fn edit(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = Form::of_query(query.as_deref());
    confirm(&app, &allowed, ids(&asked)).await
}

pub async fn delete(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (scope, pen, ids) = (viewer.scope.clone(), viewer.pen(&app), ids(&form));
    if ids.is_empty() {
        return confirm(&app, &viewer, ids).await;
    }
    let asked = ids.clone();
    match app.write(move |db| store::draft::discard(db, &scope, &asked, &pen)).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?gedaan=discarded", paths::DRAFTS)).into_response()),
        Err(store::Error::Refused(_)) => {
            let mut response = confirm(&app, &viewer, ids).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

fn ids(form: &Form) -> Vec<MeetingId> {
    form.all("id").filter_map(|id| id.parse().ok()).take(MOST_ROWS).collect()
}

async fn confirm(app: &App, viewer: &Viewer, ids: Vec<MeetingId>) -> Result<Response, Failure> {
    let scope = viewer.scope.clone();
    let Sorted { may_go, stay } = app.database.read(move |db| store::draft::sorted(db, &scope, &ids)).await?;
    let page = DeskPage::of(app, viewer, "meetings");
    let draft = |meeting: &Meeting| Draft {
        id: meeting.head.id.to_string(),
        href: paths::meeting(&meeting.head.id),
        title: meeting.plan.working_title.clone(),
        day: date_in_words(page.language, meeting.plan.starts_at.date()),
    };
    let (may_go, stay) = (may_go.iter().map(draft).collect(), stay.iter().map(draft).collect());
    page::desk(&Edit { page, may_go, stay })
}
