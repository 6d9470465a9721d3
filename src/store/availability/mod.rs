//! Whose time is known, and when they can (beschikbaarheid): one's own, and the rooms of one's organisation.

mod limit;
pub mod subscription;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error, Scope, hold};
use crate::domain::account::AccountId;
use crate::domain::availability::{
    Availability, AvailabilityId, BusyTime, MOST_ROOMS, MOST_WINDOWS, Source, Subscription, Window, WindowId,
};
use crate::schema::{availability, availability_window, busy_time};

pub use limit::{Away, Where, Who, away, away_each, colleagues, limits};

/// Taken times in one statement: four values each, and SQLite may be built for 999.
const AT_ONCE: usize = 240;

/// One's own, when anything was entered.
pub fn own(db: &mut Db, scope: &Scope, account_id: &AccountId) -> Result<Option<Availability>, Error> {
    let own = availability::organisation_id.eq(scope.organisation()).and(availability::account_id.eq(account_id));
    Ok(availability::table.filter(own).select(Availability::as_select()).first(db).optional()?)
}

/// One's own; made when there is none, of two at once by one.
pub fn own_or_new(
    db: &mut Db,
    scope: &Scope,
    account_id: &AccountId,
    new: &Availability,
) -> Result<Availability, Error> {
    hold::account(db, account_id)?;
    if let Some(own) = own(db, scope, account_id)? {
        return Ok(own);
    }
    let row = Availability {
        organisation_id: scope.organisation().clone(),
        account_id: Some(account_id.clone()),
        room_key: None,
        ..new.clone()
    };
    diesel::insert_into(availability::table).values(&row).execute(db)?;
    Ok(row)
}

/// The rooms of the organisation, by name.
pub fn rooms(db: &mut Db, scope: &Scope) -> Result<Vec<Availability>, Error> {
    let own = availability::organisation_id.eq(scope.organisation()).and(availability::room_key.is_not_null());
    let order = (availability::municipality, availability::venue, availability::room, availability::id);
    Ok(availability::table.filter(own).order(order).select(Availability::as_select()).load(db)?)
}

pub fn room(db: &mut Db, scope: &Scope, id: &AvailabilityId) -> Result<Availability, Error> {
    let own = availability::organisation_id.eq(scope.organisation()).and(availability::room_key.is_not_null());
    Ok(availability::table.find(id).filter(own).select(Availability::as_select()).first(db)?)
}

/// What became of a room that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    Kept,
    /// The organisation has it.
    Known(AvailabilityId),
    TooMany,
}

pub fn add_room(db: &mut Db, scope: &Scope, row: &Availability) -> Result<Added, Error> {
    hold::organisation(db, scope.organisation())?;
    let rooms = rooms(db, scope)?;
    if let Some(known) = rooms.iter().find(|known| known.room_key == row.room_key) {
        return Ok(Added::Known(known.id.clone()));
    }
    if i64::try_from(rooms.len()).unwrap_or(MOST_ROOMS) >= MOST_ROOMS {
        return Ok(Added::TooMany);
    }
    let row = Availability { organisation_id: scope.organisation().clone(), account_id: None, ..row.clone() };
    diesel::insert_into(availability::table).values(row).execute(db)?;
    Ok(Added::Kept)
}

/// With all its hours, days and taken times.
pub fn remove_room(db: &mut Db, scope: &Scope, id: &AvailabilityId) -> Result<(), Error> {
    let room = room(db, scope, id)?;
    diesel::delete(availability::table.find(room.id)).execute(db)?;
    Ok(())
}

/// Hours of the week first, by day; then days, by date.
pub fn windows(db: &mut Db, of: &[AvailabilityId]) -> Result<Vec<Window>, Error> {
    let mut rows: Vec<Window> = availability_window::table
        .filter(availability_window::availability_id.eq_any(of))
        .select(Window::as_select())
        .load(db)?;
    rows.sort_by_key(|row| (row.weekday.is_none(), row.weekday, row.first_day, row.opens, row.id.clone()));
    Ok(rows)
}

/// False when there are too many. What is there already is not added again.
pub fn add_windows(db: &mut Db, of: &AvailabilityId, new: &[Window]) -> Result<bool, Error> {
    // Of two who add at once, the second waits and then counts what the first added.
    diesel::update(availability::table.find(of)).set(availability::venue.eq(availability::venue)).execute(db)?;
    let mut known = windows(db, std::slice::from_ref(of))?;
    for row in new {
        let row = Window { availability_id: of.clone(), ..row.clone() };
        if known.iter().any(|own| own.is_like(&row)) {
            continue;
        }
        if i64::try_from(known.len()).unwrap_or(MOST_WINDOWS) >= MOST_WINDOWS {
            return Ok(false);
        }
        diesel::insert_into(availability_window::table).values(&row).execute(db)?;
        known.push(row);
    }
    Ok(true)
}

pub fn remove_window(db: &mut Db, of: &AvailabilityId, id: &WindowId) -> Result<(), Error> {
    let row = availability_window::table.find(id).filter(availability_window::availability_id.eq(of));
    match diesel::delete(row).execute(db)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// What is taken from now on, by whatever source.
pub fn busy(db: &mut Db, of: &[AvailabilityId], since: NaiveDateTime) -> Result<Vec<BusyTime>, Error> {
    Ok(busy_time::table
        .filter(busy_time::availability_id.eq_any(of).and(busy_time::ends_at.gt(since)))
        .order((busy_time::starts_at, busy_time::ends_at))
        .select(BusyTime::as_select())
        .load(db)?)
}

/// Instead of all that this source brought before.
pub fn replace_busy(
    db: &mut Db,
    of: &AvailabilityId,
    source: Source,
    times: &[(NaiveDateTime, NaiveDateTime)],
) -> Result<(), Error> {
    let old = busy_time::availability_id.eq(of).and(busy_time::source.eq(source));
    diesel::delete(busy_time::table.filter(old)).execute(db)?;
    for some in times.chunks(AT_ONCE) {
        let row = |&(starts_at, ends_at)| BusyTime { availability_id: of.clone(), source, starts_at, ends_at };
        let rows: Vec<BusyTime> = some.iter().map(row).collect();
        match db {
            Db::Sqlite(db) => diesel::insert_into(busy_time::table).values(&rows).execute(db)?,
            Db::Postgres(db) => diesel::insert_into(busy_time::table).values(&rows).execute(db)?,
        };
    }
    Ok(())
}

/// When a file was put here, and what of it was not understood; none: taken away.
pub fn note_import(db: &mut Db, of: &AvailabilityId, at: Option<NaiveDateTime>, left: i32) -> Result<(), Error> {
    let set = (availability::imported_at.eq(at), availability::not_understood.eq(left));
    diesel::update(availability::table.find(of)).set(set).execute(db)?;
    Ok(())
}

/// All that is kept of one's own time.
pub struct Entered {
    pub availability: Availability,
    pub windows: Vec<Window>,
    pub busy: Vec<BusyTime>,
    pub subscription: Option<Subscription>,
}

pub fn entered(db: &mut Db, scope: &Scope, account_id: &AccountId) -> Result<Option<Entered>, Error> {
    let Some(availability) = own(db, scope, account_id)? else { return Ok(None) };
    let ids = std::slice::from_ref(&availability.id);
    let (windows, busy) = (windows(db, ids)?, busy(db, ids, chrono::DateTime::<chrono::Utc>::UNIX_EPOCH.naive_utc())?);
    let subscription = subscription::of(db, &availability.id)?;
    Ok(Some(Entered { availability, windows, busy, subscription }))
}

/// All that these people entered.
pub(super) fn forget(db: &mut Db, ids: &[AccountId]) -> Result<(), Error> {
    diesel::delete(availability::table.filter(availability::account_id.eq_any(ids))).execute(db)?;
    Ok(())
}
