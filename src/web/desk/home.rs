//! The desk itself (bureau): what waits for the viewer, and what is next.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::meeting::MOST_LISTED;
use super::meeting::line::{self, Line};
use super::meeting::view;
use super::proposal;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    page: DeskPage,
    proposals: Vec<proposal::Line>,
    waiting: Vec<Line>,
    next: Vec<Line>,
    is_planner: bool,
    notices: Vec<String>,
}

/// What waits for the viewer comes first, then what is next.
pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "home");
    let is_planner = page.is_planner();
    let lines = if is_planner { line::lines(&app, &allowed, false, MOST_LISTED).await? } else { Vec::new() };
    let (waiting, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.waits_for_me);
    let next = others.into_iter().filter(|line| line.is_coming).take(6).collect();
    let mut proposals = if allowed.proposals > 0 { proposal::lines(&app, &allowed).await? } else { Vec::new() };
    proposals.retain(|line| line.is_open);
    let notices = view::notices(&app, page.language);
    page::desk(&Show { page, proposals, waiting, next, is_planner, notices })
}
