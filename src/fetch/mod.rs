//! Calendars elsewhere (ophalen): read again and again at the address that somebody gave, for the times that are taken.
//!
//! Any instance may read any of them. It claims one first, so that no two read the same; who dies meanwhile leaves it to
//! another after ten minutes. Nothing of the address is ever written down: whoever has it reads the calendar.

mod client;
mod network;

use std::time::Duration;

use crate::clock::Clock;
use crate::documents::calendar::reader::{self, Period, Refusal};
use crate::domain::availability::{Subscription, Trouble, kept_period};
use crate::store::availability::subscription::{self, Came};
use crate::store::{Database, Error};

pub use client::{Fetched, Fetcher};
pub use network::{Reach, is_public};

/// How often an instance looks whether something is due.
const PAUSE: Duration = Duration::from_secs(60);
/// In one go; the rest is due a minute later.
const MOST_AT_ONCE: usize = 50;

/// Reads what is due, for as long as the planner runs.
pub async fn keep_fetching(database: Database, clock: Clock, fetcher: Fetcher) {
    loop {
        match fetch_due(&database, &clock, &fetcher).await {
            Ok(0) => {}
            Ok(calendars) => tracing::info!(calendars, "read calendars elsewhere"),
            Err(cause) => tracing::warn!(%cause, "could not read calendars elsewhere"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One after the other; says how many were asked for.
pub async fn fetch_due(database: &Database, clock: &Clock, fetcher: &Fetcher) -> Result<usize, Error> {
    let mut asked = 0;
    while asked < MOST_AT_ONCE {
        let now = clock.utc();
        let Some(row) = database.read(move |db| subscription::due(db, now)).await? else { break };
        let found = row.clone();
        if !database.write(move |db| subscription::claim(db, &found, now)).await? {
            continue;
        }
        asked += 1;
        let came = look(clock, fetcher, &row).await;
        if let Came::Nothing(trouble) = came {
            tracing::info!(calendar = %row.availability_id, %trouble, "a calendar elsewhere was not read");
        }
        let now = clock.utc();
        database.write(move |db| subscription::note(db, &row, now, &came)).await?;
    }
    Ok(asked)
}

async fn look(clock: &Clock, fetcher: &Fetcher, row: &Subscription) -> Came {
    let (bytes, etag, last_modified) = match fetcher.fetch(&row.to_ask(clock.utc())).await {
        Ok(Fetched::Unchanged) => return Came::Unchanged,
        Ok(Fetched::New { bytes, etag, last_modified }) => (bytes, etag, last_modified),
        Err(trouble) => return Came::Nothing(trouble),
    };
    let (from, until) = kept_period(clock.wall());
    let read = tokio::task::spawn_blocking(move || reader::read(&bytes, Period { from, until })).await;
    match read {
        Ok(Ok(read)) => Came::New {
            not_understood: i32::try_from(read.not_understood).unwrap_or(i32::MAX),
            times: read.times,
            etag,
            last_modified,
        },
        Ok(Err(Refusal::TooLarge)) => Came::Nothing(Trouble::TooLarge),
        Ok(Err(Refusal::TooMany)) => Came::Nothing(Trouble::TooMany),
        Ok(Err(Refusal::NotACalendar | Refusal::Broken)) | Err(_) => Came::Nothing(Trouble::NotACalendar),
    }
}
