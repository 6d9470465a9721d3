//! The desk itself (bureau): what waits for the viewer, and what is next.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::meeting::MOST_LISTED;
use super::meeting::line::{self, Line};
use super::meeting::view;
use super::{application, meeting_set, proposal};
use crate::domain::task::TaskItem;
use crate::language::{Lang, date_in_words, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::host::waiting::Ahead;
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// The others are on the list of all.
const MOST_NEXT: usize = 6;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    page: DeskPage,
    applications: Vec<application::Line>,
    proposals: Vec<proposal::Line>,
    incomplete: Vec<(String, Vec<meeting_set::Missing>)>,
    waiting: Vec<Line>,
    /// Both of a host: what her own pages say.
    hers: Ahead,
    next: Vec<Line>,
    is_planner: bool,
    overdue: Vec<Late>,
    /// Each with the page on which a coordinator mends it.
    notices: Vec<(String, &'static str)>,
}

/// What the viewer's organisation should have done for one meeting.
struct Late {
    href: String,
    title: String,
    date: String,
    /// Each with the day on which it was due.
    items: Vec<(String, String)>,
}

/// What waits for the viewer comes first, then what is next.
pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "home");
    let is_planner = page.is_planner();
    let is_host = page.host_pages().is_some();
    // Of a host her own pages tell what waits and what is coming: here it is the same list.
    let hers = match is_host {
        true => Ahead::of(&app, &allowed, page.language, allowed.language()).await?,
        false => Ahead::default(),
    };
    let is_staff = is_planner && !is_host;
    let lines = if is_staff { line::lines(&app, &allowed, false, MOST_LISTED).await? } else { Vec::new() };
    let (waiting, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.waits.is_some());
    let next = others.into_iter().filter(|line| line.is_coming).take(MOST_NEXT).collect();
    let mut applications =
        if allowed.applications > 0 { application::lines(&app, &allowed).await? } else { Vec::new() };
    applications.retain(|line| line.is_waiting);
    // Who only reads translations is told nothing of what a self-organisation asks.
    let mut proposals =
        if is_planner && allowed.proposals > 0 { proposal::lines(&app, &allowed).await? } else { Vec::new() };
    proposals.retain(|line| line.is_open);
    let incomplete = if is_planner { meeting_set::incomplete(&app, &allowed).await? } else { Vec::new() };
    let overdue = if is_staff { overdue(&app, &allowed, page.language).await? } else { Vec::new() };
    let notices = view::notices(&app, page.language);
    page::desk(&Show { page, applications, proposals, incomplete, waiting, hers, next, is_planner, overdue, notices })
}

async fn overdue(app: &App, viewer: &Viewer, language: Lang) -> Result<Vec<Late>, Failure> {
    let (scope, today) = (viewer.scope.clone(), app.clock.today());
    let late = app.database.read(move |db| store::task::overdue(db, &scope, today)).await?;
    let words = &language.phrases().readiness;
    let item = |item: TaskItem| words.by_code(item.code()).map_or_else(String::new, ToString::to_string);
    Ok(late
        .into_iter()
        .map(|late| Late {
            href: paths::meeting(&late.meeting_id),
            title: late.working_title,
            date: date_in_words(language, late.starts_at.date()),
            items: late.items.into_iter().map(|(one, due)| (item(one), day_and_month(language, due))).collect(),
        })
        .collect())
}
