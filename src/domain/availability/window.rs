//! Hours in which somebody can, and days on which it is otherwise (uren en dagen).

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;

use super::{AvailabilityId, last_day_ahead};
use crate::domain::day::Weekday;
use crate::schema::availability_window;

crate::id! {
    /// Names one window.
    WindowId
}

crate::coded! {
    pub enum WindowKind {
        /// Every week; with one of these, the other hours of the week are not free.
        Weekly = "weekly",
        /// Also then.
        Can = "can",
        /// Not then, whatever the week says.
        Cannot = "cannot",
    }
}

/// One line of somebody's week, or some days.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = availability_window)]
pub struct Window {
    pub id: WindowId,
    pub availability_id: AvailabilityId,
    pub kind: WindowKind,
    pub weekday: Option<Weekday>,
    pub first_day: Option<NaiveDate>,
    pub last_day: Option<NaiveDate>,
    /// None: the whole day.
    pub opens: Option<NaiveTime>,
    pub closes: Option<NaiveTime>,
}

/// Both hours are needed, and they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongHours;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongDays {
    Backwards,
    InThePast,
    TooFar,
    Hours,
}

impl Window {
    /// From and until of the part that begins on this day; hours may run past midnight.
    pub fn on(&self, date: NaiveDate) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let is_then = match (self.weekday, self.first_day, self.last_day) {
            (Some(weekday), ..) => Weekday::of(date) == weekday,
            (None, Some(first), Some(last)) => first <= date && date <= last,
            _ => false,
        };
        if !is_then {
            return None;
        }
        let next = date.checked_add_days(Days::new(1))?;
        Some(match self.opens.zip(self.closes) {
            None => (date.and_time(NaiveTime::MIN), next.and_time(NaiveTime::MIN)),
            Some((opens, closes)) if closes > opens => (date.and_time(opens), date.and_time(closes)),
            Some((opens, closes)) => (date.and_time(opens), next.and_time(closes)),
        })
    }

    /// Whether it says the same, whatever its name.
    pub fn is_like(&self, other: &Self) -> bool {
        let says = |own: &Self| (own.kind, own.weekday, own.first_day, own.last_day, own.opens, own.closes);
        says(self) == says(other)
    }
}

/// Hours that come back every week.
pub fn weekly(
    id: WindowId,
    of: &AvailabilityId,
    weekday: Weekday,
    opens: NaiveTime,
    closes: NaiveTime,
) -> Result<Window, WrongHours> {
    if opens == closes {
        return Err(WrongHours);
    }
    Ok(Window {
        id,
        availability_id: of.clone(),
        kind: WindowKind::Weekly,
        weekday: Some(weekday),
        first_day: None,
        last_day: None,
        opens: Some(opens),
        closes: Some(closes),
    })
}

/// Days on which it is otherwise: of the whole day, or of some hours.
pub fn dated(
    id: WindowId,
    of: &AvailabilityId,
    can: bool,
    (first, last): (NaiveDate, NaiveDate),
    hours: Option<(NaiveTime, NaiveTime)>,
    today: NaiveDate,
) -> Result<Window, WrongDays> {
    if last < first {
        return Err(WrongDays::Backwards);
    }
    if last < today {
        return Err(WrongDays::InThePast);
    }
    if last > last_day_ahead(today) {
        return Err(WrongDays::TooFar);
    }
    if hours.is_some_and(|(opens, closes)| opens == closes) {
        return Err(WrongDays::Hours);
    }
    Ok(Window {
        id,
        availability_id: of.clone(),
        kind: if can { WindowKind::Can } else { WindowKind::Cannot },
        weekday: None,
        first_day: Some(first),
        last_day: Some(last),
        opens: hours.map(|(opens, _)| opens),
        closes: hours.map(|(_, closes)| closes),
    })
}
