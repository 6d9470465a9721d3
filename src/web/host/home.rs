//! The host's first page (overzicht): what she can do, what waits for her, what is coming, and what she proposed.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::meeting::Done;
use super::page::{self, HostPage};
use super::proposal::{self, Line};
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
/// The others of a list are folded away: what is below it must not be far.
const FIRST: usize = 5;

#[derive(Template)]
#[template(path = "host/home.html")]
struct Show {
    page: HostPage,
    waiting: Folded<Card>,
    coming: Folded<Card>,
    proposals: Vec<Line>,
    /// She just sent one or took it back: then they stand on top.
    is_about_proposals: bool,
}

/// The first of a list, and the others.
struct Folded<T> {
    first: Vec<T>,
    rest: Vec<T>,
}

impl<T> Folded<T> {
    fn of(mut first: Vec<T>) -> Self {
        let rest = first.split_off(FIRST.min(first.len()));
        // One alone is not worth a tap.
        match <[T; 1]>::try_from(rest) {
            Ok(last) => {
                first.extend(last);
                Self { first, rest: Vec::new() }
            }
            Err(rest) => Self { first, rest },
        }
    }
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
    let (all, unsaid, late, proposals, starts, names) = app
        .database
        .read(move |db| {
            let all = store::meeting::hosted(db, &scope, wall, MOST_LISTED)?;
            let unsaid: HashSet<_> = store::announcement::unsaid(db, &scope, wall)?.into_iter().collect();
            let late: HashSet<_> =
                store::task::overdue(db, &scope, today)?.into_iter().map(|late| late.meeting_id).collect();
            let proposals = store::proposal::list(db, &scope, MOST_PROPOSALS)?;
            let starts = proposal::starts(db, &scope, &proposals)?;
            let supports = all.iter().map(|hosted| hosted.evening.head.support_id.clone());
            let others = proposals.iter().map(|proposal| proposal.head.support_id.clone());
            let ids: Vec<OrganisationId> = supports.chain(others).collect();
            let names = store::organisation::named(db, &ids)?;
            Ok((all, unsaid, late, proposals, starts, names))
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
            Some((sentence, Wanted::Nothing)) if !is_off => coming.push(card(sentence)),
            Some((sentence, wanted)) => waiting.push((wanted, card(sentence))),
            None if !is_off => coming.push(card(String::new())),
            None => {}
        }
    }
    // Each in order of time.
    waiting.sort_by_key(|(wanted, _)| *wanted);
    let waiting = Folded::of(waiting.into_iter().map(|(_, card)| card).collect());
    let proposals = proposals.iter().map(|proposal| Line::of(proposal, &names, &starts, language)).collect();
    let is_about_proposals = matches!(page.done.as_deref(), Some("proposed" | "withdrawn"));
    page::show(&Show { page, waiting, coming: Folded::of(coming), proposals, is_about_proposals })
}

/// What is asked of her; what comes first stands first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Yes,
    Message,
    Task,
    /// A draft: whoever makes it is not ready.
    Nothing,
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
        Some((t.wait_start.to_string(), Wanted::Nothing))
    } else if hosted.waits_for_yes() {
        Some((t.wait_agree.of(partner), Wanted::Yes))
    } else if is_unsaid {
        Some((t.wait_message.to_string(), Wanted::Message))
    } else {
        is_late.then(|| (t.wait_task.to_string(), Wanted::Task))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_folded_after_five_and_one_alone_is_never_folded_away() {
        for (all, first, rest) in [(0, 0, 0), (5, 5, 0), (6, 6, 0), (7, 5, 2), (19, 5, 14)] {
            let folded = Folded::of((0..all).collect());
            assert_eq!((folded.first.len(), folded.rest.len()), (first, rest), "of {all}");
            assert!(folded.first.iter().chain(&folded.rest).copied().eq(0..all), "in their order");
        }
    }
}
