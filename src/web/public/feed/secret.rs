//! Calendars behind a secret address (geheime agenda): an organisation's, and those of the people who plan for one.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{Gathered, MOST, Window, answer};
use crate::domain::feed::Feed;
use crate::language::{Lang, Language};
use crate::store;
use crate::store::feed::Opened;
use crate::store::meeting::Held;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::public::face;
use crate::web::{App, cache, token};

/// `/agenda/{token}.ics`: whoever has the address reads it, and whoever lost it makes a new one.
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(file): Path<String>) -> Result<Response, Failure> {
    let token_hash = token::hash(file.strip_suffix(".ics").ok_or(Failure::NotFound)?);
    let (window, of) = (Window::now(&app), app.clone());
    let (opened, gathered) = app
        .database
        .read(move |db| {
            let opened = store::feed::find(db, &token_hash)?;
            let held = if opened.account.is_some() { Held::All } else { Held::Out };
            let marks = window.newest(|from| store::meeting::own_marks(db, &opened.scope, held, from, MOST))?;
            let gathered = Gathered::of(&of, db, spoken(&opened).0, marks)?;
            Ok((opened, gathered))
        })
        .await?;
    note_used(&app, &opened.feed);
    let mut response = face::keep_private(answer(&app, spoken(&opened).1, None, &gathered.lines(&app)));
    response.extensions_mut().insert(cache::Private);
    Ok(response)
}

/// The language of whose it is, and what the calendar is called in it.
fn spoken(opened: &Opened) -> (Lang, &'static str) {
    match &opened.account {
        None => (Language::dutch(), Language::dutch().phrases().agenda.title.as_str()),
        Some(account) => {
            let language = if account.language().is_written { account.language() } else { Language::dutch() };
            (language, language.phrases().feed.name.as_str())
        }
    }
}

/// Once a day, and after the answer: whether it can be written down is of no concern to the calendar that asks.
fn note_used(app: &App, feed: &Feed) {
    let today = app.clock.today();
    if !feed.is_worth_noting(today) {
        return;
    }
    let (database, token_hash) = (app.database.clone(), feed.token_hash.clone());
    tokio::spawn(async move {
        if let Err(cause) = database.write(move |db| store::feed::note_used(db, &token_hash, today)).await {
            tracing::warn!(%cause, "could not note that a calendar was asked for");
        }
    });
}
