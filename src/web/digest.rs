//! What is late, told once a day (overzicht): to everybody who wants to hear it, by one instance.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Europe::Amsterdam;

use super::{App, telling};
use crate::documents::message::Late;
use crate::store::{self, Error};

/// In the table of jobs.
const NAME: &str = "digest";
/// In the morning, on the clock in the Netherlands.
const AT: NaiveTime = NaiveTime::from_hms_opt(7, 0, 0).expect("a time of the day");

/// Looks every few minutes whether it is time, for as long as the planner runs.
pub async fn keep_telling(app: App) {
    loop {
        match tell_due(&app).await {
            Ok(0) => {}
            Ok(messages) => tracing::info!(messages, "told what is late"),
            Err(cause) => tracing::warn!(%cause, "could not tell what is late"),
        }
        tokio::time::sleep(Duration::from_secs(300)).await;
    }
}

/// Puts the messages of today, unless another instance did; says how many.
pub async fn tell_due(app: &App) -> Result<usize, Error> {
    let telling = app.clone();
    app.database
        .write(move |db| {
            let (now, today) = (telling.clock.utc(), telling.clock.today());
            if !store::job::take(db, NAME, now, next_run(&telling))? {
                return Ok(0);
            }
            let late = store::task::overdue_of_everybody(db, today)?;
            let mut told = 0;
            for account in store::outbox::digest_readers(db)? {
                // A meeting stands there once, with how much of it is late.
                let mut own: BTreeMap<(NaiveDateTime, String), Late> = BTreeMap::new();
                for row in late.iter().filter(|row| row.organisation_id == account.organisation_id) {
                    let number = u32::try_from(row.items.len()).unwrap_or(u32::MAX);
                    let municipality = row.municipality.clone();
                    let line = Late { starts_at: row.starts_at, municipality, number };
                    own.insert((row.starts_at, row.meeting_id.to_string()), line);
                }
                if !own.is_empty() {
                    telling::tell_overdue(&telling, db, &account, &own.into_values().collect::<Vec<_>>())?;
                    told += 1;
                }
            }
            Ok(told)
        })
        .await
}

/// The next morning, in the database's time.
fn next_run(app: &App) -> NaiveDateTime {
    let wall = app.clock.wall();
    let today = wall.date().and_time(AT);
    let next = if wall < today { today } else { today + TimeDelta::days(1) };
    let zoned = next.and_local_timezone(Amsterdam).earliest();
    zoned.map_or(next, |zoned| zoned.naive_utc())
}
