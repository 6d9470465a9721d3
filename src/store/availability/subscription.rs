//! Calendars that are read again and again (abonnementen): which is due, and what came of it. One instance reads each.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::{AvailabilityId, replace_busy};
use crate::domain::availability::{AFTER_SUCCESS, Source, Subscription, Trouble, wait_after};
use crate::schema::{busy_time, subscription};
use crate::store::{Db, Error};

/// Whoever reads has it so long; who dies meanwhile leaves it to another.
const LEASE: Duration = Duration::minutes(10);

/// What was found at the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// The same as before.
    Unchanged,
    New {
        times: Vec<(NaiveDateTime, NaiveDateTime)>,
        not_understood: i32,
        etag: Option<String>,
        last_modified: Option<String>,
    },
    Nothing(Trouble),
}

pub fn of(db: &mut Db, id: &AvailabilityId) -> Result<Option<Subscription>, Error> {
    Ok(subscription::table.find(id).select(Subscription::as_select()).first(db).optional()?)
}

/// Instead of the one there was; what that one brought goes.
pub fn put(db: &mut Db, row: &Subscription) -> Result<(), Error> {
    remove(db, &row.availability_id)?;
    diesel::insert_into(subscription::table).values(row).execute(db)?;
    Ok(())
}

pub fn remove(db: &mut Db, of: &AvailabilityId) -> Result<(), Error> {
    diesel::delete(subscription::table.find(of)).execute(db)?;
    let brought = busy_time::availability_id.eq(of).and(busy_time::source.eq(Source::Subscription));
    diesel::delete(busy_time::table.filter(brought)).execute(db)?;
    Ok(())
}

/// One that is due.
pub fn due(db: &mut Db, now: NaiveDateTime) -> Result<Option<Subscription>, Error> {
    let due = subscription::table
        .filter(subscription::next_at.le(now))
        .order((subscription::next_at, subscription::availability_id));
    Ok(due.select(Subscription::as_select()).first(db).optional()?)
}

/// Takes it on: of all who found it due, the one who moves it.
pub fn claim(db: &mut Db, row: &Subscription, now: NaiveDateTime) -> Result<bool, Error> {
    let as_found = subscription::table
        .find(&row.availability_id)
        .filter(subscription::next_at.eq(row.next_at).and(subscription::url.eq(&row.url)));
    Ok(diesel::update(as_found).set(subscription::next_at.eq(now + LEASE)).execute(db)? == 1)
}

/// What came of it; nothing, when it was taken away or replaced meanwhile.
pub fn note(db: &mut Db, row: &Subscription, now: NaiveDateTime, came: &Came) -> Result<(), Error> {
    let same = || subscription::table.find(&row.availability_id).filter(subscription::url.eq(&row.url));
    let well = (
        subscription::read_at.eq(Some(now)),
        subscription::next_at.eq(now + AFTER_SUCCESS),
        subscription::tries.eq(0),
        subscription::trouble.eq(None::<Trouble>),
    );
    match came {
        Came::Unchanged => {
            diesel::update(same()).set(well).execute(db)?;
        }
        Came::New { times, not_understood, etag, last_modified } => {
            let brought = (
                subscription::not_understood.eq(not_understood),
                subscription::etag.eq(etag),
                subscription::last_modified.eq(last_modified),
            );
            if diesel::update(same()).set((well, brought)).execute(db)? == 1 {
                replace_busy(db, &row.availability_id, Source::Subscription, times)?;
            }
        }
        Came::Nothing(trouble) => {
            let tries = row.tries.saturating_add(1);
            let set = (
                subscription::tries.eq(tries),
                subscription::trouble.eq(Some(*trouble)),
                subscription::next_at.eq(now + wait_after(tries)),
            );
            diesel::update(same()).set(set).execute(db)?;
        }
    }
    Ok(())
}
