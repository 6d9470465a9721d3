//! The host's first page (overzicht): what waits for her, then what is coming, then what she proposed.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::meeting::Done;
use super::page::{self, HostPage};
use super::proposal::Line;
use crate::domain::meeting::State as Stage;
use crate::domain::organisation::OrganisationId;
use crate::language::Lang;
use crate::store;
use crate::store::meeting::Hosted;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::public::face::Face;
use crate::web::{App, paths};

/// More than a host has before her.
const MOST_LISTED: i64 = 60;
const MOST_PROPOSALS: i64 = 6;

#[derive(Template)]
#[template(path = "host/home.html")]
struct Show {
    page: HostPage,
    waiting: Vec<Card>,
    coming: Vec<Card>,
    proposals: Vec<Line>,
}

/// One evening: its face, where it leads, and what is asked.
struct Card {
    face: Face,
    href: String,
    asked: String,
}

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let mut page = HostPage::of(&app, &allowed, language, "home", paths::host);
    page.done = done.gedaan;
    let (scope, wall) = (allowed.scope.clone(), app.clock.wall());
    let today = app.clock.today();
    let (all, unsaid, late, proposals, names) = app
        .database
        .read(move |db| {
            let all = store::meeting::hosted(db, &scope, wall, MOST_LISTED)?;
            let unsaid: HashSet<_> = store::announcement::unsaid(db, &scope, wall)?.into_iter().collect();
            let late: HashSet<_> =
                store::task::overdue(db, &scope, today)?.into_iter().map(|late| late.meeting_id).collect();
            let proposals = store::proposal::list(db, &scope, MOST_PROPOSALS)?;
            let supports = all.iter().map(|hosted| hosted.evening.head.support_id.clone());
            let others = proposals.iter().map(|proposal| proposal.head.support_id.clone());
            let ids: Vec<OrganisationId> = supports.chain(others).collect();
            let names = store::organisation::named(db, &ids)?;
            Ok((all, unsaid, late, proposals, names))
        })
        .await?;
    let reference = app.reference();
    let (mut waiting, mut coming) = (Vec::new(), Vec::new());
    for hosted in &all {
        let head = &hosted.evening.head;
        let asked = asked(hosted, unsaid.contains(&head.id), late.contains(&head.id), &names, language);
        let is_off = head.state == Stage::Cancelled;
        let href = match &asked {
            Some((_, Wanted::Message)) => paths::host_of_meeting(language, &head.id, "bericht"),
            Some((_, Wanted::Task)) => format!("{}#ready", paths::host_meeting(language, &head.id)),
            _ => paths::host_meeting(language, &head.id),
        };
        let card = |asked| Card { face: Face::of_listed(&hosted.evening, &reference, language), href, asked };
        match asked {
            Some((sentence, wanted)) => waiting.push((wanted, card(sentence))),
            None if !is_off => coming.push(card(String::new())),
            None => {}
        }
    }
    // Each in order of time.
    waiting.sort_by_key(|(wanted, _)| *wanted);
    let waiting = waiting.into_iter().map(|(_, card)| card).collect();
    let proposals = proposals.iter().map(|proposal| Line::of(proposal, &names, language)).collect();
    page::show(&Show { page, waiting, coming, proposals })
}

/// What is asked of her; what comes first stands first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Yes,
    Message,
    Task,
}

fn asked(
    hosted: &Hosted,
    is_unsaid: bool,
    is_late: bool,
    names: &HashMap<OrganisationId, String>,
    language: Lang,
) -> Option<(String, Wanted)> {
    let head = &hosted.evening.head;
    let (t, partner) = (&language.phrases().host, names.get(&head.support_id).map_or("", String::as_str));
    if hosted.has_change {
        Some((t.wait_change.of(partner), Wanted::Yes))
    } else if hosted.waits_for_yes() && head.state == Stage::Draft {
        Some((t.wait_start.to_string(), Wanted::Yes))
    } else if hosted.waits_for_yes() {
        Some((t.wait_agree.of(partner), Wanted::Yes))
    } else if is_unsaid {
        Some((t.wait_message.to_string(), Wanted::Message))
    } else {
        is_late.then(|| (t.wait_task.to_string(), Wanted::Task))
    }
}
