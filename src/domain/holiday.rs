//! School holidays (schoolvakanties) per region, and what each kind of holiday weighs.

mod correction;
mod plausibility;

use chrono::{Months, NaiveDate};
use diesel::prelude::*;
use serde::Deserialize;

use super::region::Region;
use crate::schema::{holiday, holiday_window};

pub use correction::{Change, Correction, HolidayKey, fingerprint, school_year, year_after};
pub use plausibility::Implausible;

crate::coded! {
    pub enum HolidayKind {
        Autumn = "herfst",
        Christmas = "kerst",
        Spring = "voorjaar",
        May = "mei",
        /// The week by which schools may lengthen the May holiday; it may overlap it.
        MayAdvice = "mei_adviesweek",
        Summer = "zomer",
    }
}

crate::coded! {
    /// Whether schools may deviate.
    pub enum KindOfDate {
        Fixed = "vast",
        Advice = "advies",
    }
}

/// One holiday of one region in one school year, from a Saturday to a Sunday.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = holiday, primary_key(school_year, kind, region), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// "2026-2027".
    pub school_year: String,
    pub kind: HolidayKind,
    pub region: Region,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub kind_of_date: KindOfDate,
    pub source: String,
    /// The day on which somebody compared it with the government's page.
    pub verified_on: Option<NaiveDate>,
}

impl Holiday {
    /// Calendar days, first and last included.
    pub fn days(&self) -> i64 {
        (self.last_day - self.first_day).num_days() + 1
    }

    pub fn covers(&self, date: NaiveDate) -> bool {
        self.first_day <= date && date <= self.last_day
    }
}

/// What a kind of holiday weighs, and when its evenings are best, in weeks before its first day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = holiday_window, primary_key(kind), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct HolidayWindow {
    pub kind: HolidayKind,
    /// 3 for the riskiest; 0 does not count by itself.
    pub weight: i32,
    pub opens_weeks_before: i32,
    pub closes_weeks_before: i32,
    /// With fewer weeks left, families may have booked.
    pub too_late_weeks_before: i32,
    pub source: String,
}

/// All holidays that are known, in order of their first day.
#[derive(Clone, Debug, Default)]
pub struct Holidays {
    holidays: Vec<Holiday>,
    windows: Vec<HolidayWindow>,
}

impl Holidays {
    pub fn new(mut holidays: Vec<Holiday>, mut windows: Vec<HolidayWindow>) -> Self {
        holidays.sort_by_key(|holiday| (holiday.first_day, holiday.kind, holiday.region));
        windows.sort_by_key(|window| std::cmp::Reverse(window.weight));
        Self { holidays, windows }
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Holiday> {
        self.holidays.iter()
    }

    /// The same days, without where they were found and when somebody compared them.
    pub fn as_said(&self) -> Self {
        let said = |holiday: &Holiday| Holiday { source: String::new(), verified_on: None, ..holiday.clone() };
        Self { holidays: self.holidays.iter().map(said).collect(), windows: self.windows.clone() }
    }

    /// With other holidays, weighed alike.
    pub fn with(&self, holidays: Vec<Holiday>) -> Self {
        Self::new(holidays, self.windows.clone())
    }

    /// The first holiday of this kind that begins after the date.
    pub fn next(&self, region: Region, date: NaiveDate, kind: HolidayKind) -> Option<&Holiday> {
        self.iter().find(|h| h.region == region && h.kind == kind && h.first_day > date)
    }

    /// The last holiday of this kind that ended before the date.
    pub fn previous(&self, region: Region, date: NaiveDate, kind: HolidayKind) -> Option<&Holiday> {
        self.iter().rev().find(|h| h.region == region && h.kind == kind && h.last_day < date)
    }

    /// The holiday that this date falls in; the May holiday itself before its advice week.
    pub fn at(&self, date: NaiveDate, region: Region) -> Option<&Holiday> {
        let here = || self.iter().filter(|h| h.region == region && h.covers(date));
        here().find(|h| h.kind != HolidayKind::MayAdvice).or_else(|| here().next())
    }

    pub fn last_known_summer(&self) -> Option<&Holiday> {
        self.iter().rev().find(|holiday| holiday.kind == HolidayKind::Summer)
    }

    /// Time to add a year: the last known summer begins within twelve months, or none is known.
    pub fn is_running_out(&self, today: NaiveDate) -> bool {
        self.last_known_summer().is_none_or(|summer| summer.first_day < today + Months::new(12))
    }

    /// What each kind weighs, the heaviest first.
    pub fn windows(&self) -> &[HolidayWindow] {
        &self.windows
    }

    pub fn window(&self, kind: HolidayKind) -> Option<&HolidayWindow> {
        self.windows.iter().find(|window| window.kind == kind)
    }

    /// Everything about the dates that cannot be right, or has never been so; a worker looks at it before using them.
    pub fn check(&self) -> Vec<Implausible> {
        plausibility::check(&self.holidays)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub fn holiday(kind: HolidayKind, region: Region, first_day: &str, last_day: &str) -> Holiday {
        let (first_day, last_day) = (day(first_day), day(last_day));
        let begin = chrono::Datelike::year(&(first_day - chrono::TimeDelta::days(212)));
        Holiday {
            school_year: format!("{begin}-{}", begin + 1),
            kind,
            region,
            first_day,
            last_day,
            kind_of_date: KindOfDate::Fixed,
            source: "test".to_owned(),
            verified_on: None,
        }
    }

    pub fn window(kind: HolidayKind, weight: i32, opens: i32, closes: i32) -> HolidayWindow {
        HolidayWindow {
            kind,
            weight,
            opens_weeks_before: opens,
            closes_weeks_before: closes,
            too_late_weeks_before: 3,
            source: "test".to_owned(),
        }
    }

    /// The north from May 2027 to summer 2028, with the weights and windows that are shipped.
    pub fn north() -> Holidays {
        use HolidayKind::*;
        let north = |kind, first, last| holiday(kind, Region::North, first, last);
        Holidays::new(
            vec![
                north(Summer, "2027-07-10", "2027-08-22"),
                north(MayAdvice, "2027-05-01", "2027-05-09"),
                north(May, "2027-04-24", "2027-05-02"),
                north(Christmas, "2027-12-25", "2028-01-09"),
                north(Summer, "2028-07-15", "2028-08-27"),
            ],
            vec![
                window(May, 2, 8, 3),
                window(Christmas, 2, 8, 3),
                window(MayAdvice, 0, 8, 3),
                window(Summer, 3, 12, 4),
            ],
        )
    }

    #[test]
    fn the_next_holiday_begins_after_the_date_and_the_last_known_summer_says_when_to_add_a_year() {
        let holidays = north();
        let next = |date, kind| holidays.next(Region::North, day(date), kind).map(|h| h.first_day);
        assert_eq!(next("2027-05-20", HolidayKind::Summer), Some(day("2027-07-10")));
        assert_eq!(next("2027-07-10", HolidayKind::Summer), Some(day("2028-07-15")));
        assert_eq!(next("2028-07-15", HolidayKind::Summer), None);
        assert_eq!(holidays.next(Region::South, day("2027-05-20"), HolidayKind::Summer), None);
        assert!(!holidays.is_running_out(day("2027-07-15")));
        assert!(holidays.is_running_out(day("2027-07-16")));
        assert!(Holidays::default().is_running_out(day("2027-07-16")));
    }

    #[test]
    fn a_day_in_both_the_may_holiday_and_its_advice_week_is_in_the_may_holiday() {
        let holidays = north();
        let at = |date| holidays.at(day(date), Region::North).map(|h| h.kind);
        assert_eq!(at("2027-05-01"), Some(HolidayKind::May));
        assert_eq!(at("2027-05-05"), Some(HolidayKind::MayAdvice));
        assert_eq!(at("2027-05-10"), None);
    }
}
