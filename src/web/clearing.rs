//! Clearing up (opruimen): once an hour, by one of the instances, what was promised to be kept no longer.

use std::time::Duration;

use chrono::TimeDelta;

use super::App;
use crate::clock::Clock;
use crate::domain::retention::{Kept, Moment};
use crate::store::{self, Database};

/// In the table of jobs.
pub const JOB: &str = "clearing";
const EVERY: TimeDelta = TimeDelta::hours(1);
/// So often an instance looks whether it is its turn.
const LOOK: Duration = Duration::from_secs(60);

/// The job of one row of the retention table.
pub fn job_of(kept: Kept) -> String {
    format!("{JOB}/{kept}")
}

pub fn moment(clock: &Clock) -> Moment {
    Moment { utc: clock.utc(), wall: clock.wall() }
}

/// For as long as the planner runs.
pub async fn keep(app: App) {
    loop {
        match if_due(&app.database, &app.clock).await {
            Ok(Some(rows)) if rows > 0 => tracing::info!(rows, "took away what was past its time"),
            Ok(_) => {}
            Err(cause) => tracing::warn!(%cause, "could not clear what is past its time"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Clears when the hour is over and no other instance did; says how many rows went.
pub async fn if_due(database: &Database, clock: &Clock) -> Result<Option<i64>, store::Error> {
    let now = clock.utc();
    let is_mine = database.write(move |db| store::job::take(db, JOB, now, now + EVERY)).await?;
    if is_mine { now_at_once(database, clock).await.map(Some) } else { Ok(None) }
}

/// Each row of the table in a transaction of its own, so that nobody waits long for the database.
pub async fn now_at_once(database: &Database, clock: &Clock) -> Result<i64, store::Error> {
    let (now, moment) = (clock.utc(), moment(clock));
    let next = now + EVERY;
    let mut all = 0;
    for kept in Kept::ALL {
        all += database
            .write(move |db| {
                let removed = store::retention::clear(db, *kept, moment)?;
                store::job::note(db, &job_of(*kept), now, next, removed)?;
                Ok(removed)
            })
            .await?;
    }
    database.write(move |db| store::job::note(db, JOB, now, next, all)).await?;
    if all > 0 {
        // What was removed also leaves the log beside the file.
        database.read(store::database::settle).await?;
    }
    Ok(all)
}
