//! When somebody can come, and when a room can be used (beschikbaarheid): hours of the week, days that differ, and times that are taken.
//!
//! Of what takes a time nothing is known: there is no field for it.

mod subscription;
#[cfg(test)]
mod tests;
mod timetable;
mod window;

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::account::AccountId;
use super::organisation::OrganisationId;
use crate::schema::{availability, busy_time};

pub use subscription::{AFTER_SUCCESS, Address, NotAnAddress, Subscription, Trouble, wait_after};
pub use timetable::Timetable;
pub use window::{Window, WindowId, WindowKind, WrongDays, WrongHours, dated, weekly};

/// Rooms of one organisation.
pub const MOST_ROOMS: i64 = 50;
/// Hours and days of one person or room.
pub const MOST_WINDOWS: i64 = 100;
/// Nobody plans an evening later than this, so that times after it are nobody's business.
const KEPT_DAYS_AHEAD: u64 = 396;

crate::id! {
    /// Names whose time it is.
    AvailabilityId
}

crate::coded! {
    /// Where a taken time comes from; each replaces its own.
    pub enum Source {
        File = "file",
        Subscription = "subscription",
    }
}

/// Of a colleague, or of a room that an organisation uses.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = availability)]
pub struct Availability {
    pub id: AvailabilityId,
    pub organisation_id: OrganisationId,
    pub account_id: Option<AccountId>,
    /// As a meeting has it.
    pub room_key: Option<String>,
    pub municipality: String,
    pub venue: String,
    pub room: String,
    pub imported_at: Option<NaiveDateTime>,
    /// Appointments of the last file that could not be placed.
    pub not_understood: i32,
    pub created_at: NaiveDateTime,
}

impl Availability {
    pub fn of_account(
        id: AvailabilityId,
        organisation_id: OrganisationId,
        account_id: AccountId,
        now: NaiveDateTime,
    ) -> Self {
        Self {
            id,
            organisation_id,
            account_id: Some(account_id),
            room_key: None,
            municipality: String::new(),
            venue: String::new(),
            room: String::new(),
            imported_at: None,
            not_understood: 0,
            created_at: now,
        }
    }

    /// "Buurthuis De Kade, Zaal 2"
    pub fn place(&self) -> String {
        let parts = [self.venue.as_str(), &self.room, &self.municipality];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A time that is taken, on the clock in the Netherlands.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = busy_time)]
pub struct BusyTime {
    pub availability_id: AvailabilityId,
    pub source: Source,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
}

/// What of a calendar is kept: from now on, for thirteen months.
pub fn kept_period(wall: NaiveDateTime) -> (NaiveDateTime, NaiveDateTime) {
    (wall, wall.checked_add_days(Days::new(KEPT_DAYS_AHEAD)).unwrap_or(wall))
}

/// The last day that a window may name.
pub fn last_day_ahead(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(KEPT_DAYS_AHEAD)).unwrap_or(today)
}
