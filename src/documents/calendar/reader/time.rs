//! Moments and lengths as calendars write them (tijdstippen), and what the clock in the Netherlands says then.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Europe::Amsterdam;
use chrono_tz::Tz;
use ical::property::Property;

use super::zone;

/// Calendars of people who live. Outside these nothing is added up.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// No appointment lasts longer.
const LONGEST_DAYS: i64 = 3660;

/// A moment on the clock of some place, or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub wall: NaiveDateTime,
    pub zone: Tz,
    pub is_day: bool,
}

impl Moment {
    /// The moments of a property: those that are left out stand together in one.
    pub fn all(property: &Property) -> Option<Vec<Self>> {
        let parameter = |name: &str| {
            let all = property.params.iter().flatten();
            all.filter(|(own, _)| own == name).flat_map(|(_, values)| values).next().map(String::as_str)
        };
        let zone = match parameter("TZID") {
            Some(name) => Some(zone::named(name)?),
            None => None,
        };
        let value = property.value.as_deref()?;
        value.split(',').map(|text| Self::parse(text.trim(), zone)).collect()
    }

    pub fn one(property: &Property) -> Option<Self> {
        match Self::all(property)?[..] {
            [moment] => Some(moment),
            _ => None,
        }
    }

    /// "20270601", "20270601T193000" or "20270601T173000Z". What floats is meant here.
    pub fn parse(text: &str, zone: Option<Tz>) -> Option<Self> {
        let (text, zone) = match text.strip_suffix(['Z', 'z']) {
            // With a zone it is not allowed, and meant as UTC.
            Some(text) => (text, Tz::UTC),
            None => (text, zone.unwrap_or(Amsterdam)),
        };
        let (date, time) = match text.split_once(['T', 't']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let [year, month, day] = digits(date, [4, 2, 2])?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        if !YEARS.contains(&i32::try_from(year).ok()?) {
            return None;
        }
        let Some(time) = time else {
            return Some(Self { wall: date.and_time(NaiveTime::MIN), zone: Amsterdam, is_day: true });
        };
        let [hour, minute, second] = digits(time, [2, 2, 2])?;
        // A leap second is the last of its minute.
        let time = NaiveTime::from_hms_opt(hour, minute, second.min(59))?;
        Some(Self { wall: date.and_time(time), zone, is_day: false })
    }

    /// An hour that its clock shows twice is the first, or the last, of both; one that it skips is the next.
    pub fn in_the_netherlands(self, last: bool) -> Option<NaiveDateTime> {
        in_the_netherlands(self.wall, self.zone, last)
    }

    /// On another clock.
    pub fn on(self, zone: Tz) -> Option<NaiveDateTime> {
        if self.zone == zone {
            return Some(self.wall);
        }
        let moment = self.zone.from_local_datetime(&self.wall).earliest()?;
        Some(moment.with_timezone(&zone).naive_local())
    }
}

pub fn in_the_netherlands(wall: NaiveDateTime, zone: Tz, last: bool) -> Option<NaiveDateTime> {
    let on_clock = |wall: NaiveDateTime| {
        let moments = zone.from_local_datetime(&wall);
        if last { moments.latest() } else { moments.earliest() }
    };
    let moment = on_clock(wall).or_else(|| on_clock(wall.checked_add_signed(TimeDelta::hours(1))?))?;
    Some(moment.with_timezone(&Amsterdam).naive_local())
}

/// "PT1H30M", "P2D", "P1W".
pub fn length(text: &str) -> Option<TimeDelta> {
    let text = text.trim().to_ascii_uppercase();
    let mut rest = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (mut seconds, mut in_a_day) = (0i64, false);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, in_a_day) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(end);
        let number: i64 = if (1..=8).contains(&number.len()) { number.parse().ok()? } else { return None };
        let of = match (after.chars().next()?, in_a_day) {
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.checked_mul(of)?)?;
        rest = &after[1..];
    }
    reasonable(TimeDelta::try_seconds(seconds)?)
}

/// Neither backwards nor without end.
pub fn reasonable(length: TimeDelta) -> Option<TimeDelta> {
    (length >= TimeDelta::zero() && length.num_days() <= LONGEST_DAYS).then_some(length)
}

fn digits<const N: usize>(text: &str, widths: [usize; N]) -> Option<[u32; N]> {
    if text.len() != widths.iter().sum::<usize>() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut numbers, mut at) = ([0; N], 0);
    for (number, width) in numbers.iter_mut().zip(widths) {
        *number = text.get(at..at + width)?.parse().ok()?;
        at += width;
    }
    Some(numbers)
}
