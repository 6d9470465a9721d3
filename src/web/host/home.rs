//! The host's first page (overzicht): what she can do, what waits for her, what is coming, and what she proposed.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::meeting::Done;
use super::page::{self, HostPage};
use super::proposal::{self, Line, News};
use super::waiting::{Ahead, Card};
use crate::domain::organisation::OrganisationId;
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, paths};

const MOST_PROPOSALS: i64 = 6;
/// The others of a list are folded away: what is below it must not be far.
const FIRST: usize = 5;

#[derive(Template)]
#[template(path = "host/home.html")]
struct Show {
    page: HostPage,
    /// What became of what she proposed.
    news: Vec<News>,
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

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let mut page = HostPage::of(&app, &allowed, language, "home", paths::host);
    page.done = done.gedaan;
    let scope = allowed.scope.clone();
    let (proposals, starts, names) = app
        .database
        .read(move |db| {
            let proposals = store::proposal::list(db, &scope, MOST_PROPOSALS)?;
            let starts = proposal::starts(db, &scope, &proposals)?;
            let ids: Vec<OrganisationId> = proposals.iter().map(|proposal| proposal.head.support_id.clone()).collect();
            let names = store::organisation::named(db, &ids)?;
            Ok((proposals, starts, names))
        })
        .await?;
    let Ahead { waiting, coming } = Ahead::of(&app, &allowed, language, language).await?;
    let now = app.clock.utc();
    let news = proposals.iter().filter_map(|proposal| News::of(proposal, &names, &starts, now, language)).collect();
    let proposals = proposals.iter().map(|proposal| Line::of(proposal, &names, &starts, language)).collect();
    let is_about_proposals = matches!(page.done.as_deref(), Some("proposed" | "withdrawn"));
    let (waiting, coming) = (Folded::of(waiting), Folded::of(coming));
    page::show(&Show { page, news, waiting, coming, proposals, is_about_proposals })
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
