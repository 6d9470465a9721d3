//! From when until when, as clocks in the Netherlands show it (uren), also in the nights in which they change.

use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Europe::Amsterdam;
use chrono_tz::Tz;

/// The zone's rules are written from 1970 on, and a date has four figures.
pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;

/// From and until on the clock in Europe/Amsterdam, in whole seconds; it ends after it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    pub(super) starts: NaiveDateTime,
    pub(super) ends: NaiveDateTime,
    /// Both in UTC, where that clock shows one of them twice.
    pub(super) doubled: Option<[NaiveDateTime; 2]>,
}

/// It ends before it starts, lasts no second, or lies outside the years 1970 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a meeting ends after it starts, in a year from 1970 to 9999")]
pub struct NotHours;

impl Hours {
    /// Both as written down in the Netherlands. A time in the hour that spring skips becomes the hour after it; of the
    /// hour that autumn repeats, it is the first. [`NotHours`] says what it refuses.
    pub fn new(starts: NaiveDateTime, ends: NaiveDateTime) -> Result<Self, NotHours> {
        let whole = |wall: NaiveDateTime| wall.with_nanosecond(0).unwrap_or(wall);
        let (starts, ends) = (whole(starts), whole(ends));
        if ends <= starts || !YEARS.contains(&starts.year()) || !YEARS.contains(&ends.year()) {
            return Err(NotHours);
        }
        let ((starts, starts_moment), (ends, ends_moment)) = (past_the_gap(starts), past_the_gap(ends));
        // From 02:30 to 03:10 in the night of the change: the start moved past the end, so the end moves along.
        let is_passed = ends <= starts;
        let (ends, ends_moment) =
            if is_passed { past_the_gap(ends + TimeDelta::hours(1)) } else { (ends, ends_moment) };
        let moments = [starts_moment, ends_moment];
        let is_doubled = moments.iter().any(|moment| moment.single().is_none());
        let first = |moment: LocalResult<DateTime<Tz>>| moment.earliest().map(|moment| moment.naive_utc());
        let doubled = is_doubled.then_some(moments).and_then(|[starts, ends]| Some([first(starts)?, first(ends)?]));
        Ok(Self { starts, ends, doubled })
    }

    pub fn starts(self) -> NaiveDateTime {
        self.starts
    }

    pub fn ends(self) -> NaiveDateTime {
        self.ends
    }
}

/// The same, or an hour later where the clock skips it; and the moment that it is.
fn past_the_gap(wall: NaiveDateTime) -> (NaiveDateTime, LocalResult<DateTime<Tz>>) {
    match Amsterdam.from_local_datetime(&wall) {
        LocalResult::None => {
            let later = wall + TimeDelta::hours(1);
            (later, Amsterdam.from_local_datetime(&later))
        }
        moment => (wall, moment),
    }
}
