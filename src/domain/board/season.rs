//! The season before one summer (seizoen): when evenings are good, late and too late in a region, and the weeks of a board.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};

use crate::domain::holiday::{Holiday, HolidayKind, Holidays};
use crate::domain::region::Region;
use crate::domain::window::Colour;

/// One region's summer, and the days that count back from it, each included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    pub summer: Holiday,
    pub opens: NaiveDate,
    pub closes: NaiveDate,
    /// After it families may have booked.
    pub late_until: NaiveDate,
}

/// What a board looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// A Monday.
    pub first: NaiveDate,
    /// A Sunday.
    pub last: NaiveDate,
    pub seasons: Vec<(Region, Option<Season>)>,
}

/// Without a summer that is known, a board looks half a year ahead.
const WITHOUT_SUMMER: Days = Days::new(181);

/// The years of the summers that are still to begin, somewhere.
pub fn years(today: NaiveDate, holidays: &Holidays) -> Vec<i32> {
    let is_ahead = |holiday: &&Holiday| holiday.kind == HolidayKind::Summer && holiday.first_day > today;
    let mut years: Vec<i32> = holidays.iter().filter(is_ahead).map(|summer| summer.first_day.year()).collect();
    years.dedup();
    years
}

impl Season {
    pub fn of(region: Region, year: i32, holidays: &Holidays) -> Option<Self> {
        let is_it = |holiday: &&Holiday| {
            (holiday.kind, holiday.region) == (HolidayKind::Summer, region) && holiday.first_day.year() == year
        };
        let summer = holidays.iter().find(is_it)?;
        let usual = holidays.window(HolidayKind::Summer);
        let before = |weeks: Option<i32>, else_weeks: i32| {
            summer.first_day - TimeDelta::weeks(weeks.unwrap_or(else_weeks).into())
        };
        Some(Self {
            opens: before(usual.map(|usual| usual.opens_weeks_before), 12),
            closes: before(usual.map(|usual| usual.closes_weeks_before), 4),
            late_until: before(usual.map(|usual| usual.too_late_weeks_before), 3),
            summer: summer.clone(),
        })
    }

    /// As an evening without kits is judged.
    pub fn colour(&self, date: NaiveDate) -> Colour {
        if date < self.opens || date >= self.summer.first_day {
            Colour::Outside
        } else if date <= self.closes {
            Colour::Good
        } else if date <= self.late_until {
            Colour::Late
        } else {
            Colour::TooLate
        }
    }

    pub fn is_good(&self, date: NaiveDate) -> bool {
        self.opens <= date && date <= self.closes
    }
}

impl Period {
    /// From this week to the week in which the last of these regions goes on holiday. For a later summer: from the end of
    /// the one before it.
    pub fn of(today: NaiveDate, year: Option<i32>, regions: &[Region], holidays: &Holidays) -> Self {
        let ahead = years(today, holidays);
        // Where the holiday has begun already, the next one is meant, also while another region still waits for it.
        let is_ahead = |year: &i32| {
            let own = |holiday: &&Holiday| holiday.kind == HolidayKind::Summer && regions.contains(&holiday.region);
            holidays.iter().filter(own).any(|own| own.first_day > today && own.first_day.year() == *year)
        };
        let year = year
            .filter(|year| !ahead.contains(year) || is_ahead(year))
            .or_else(|| ahead.iter().copied().find(is_ahead));
        let season = |region: &Region| (*region, year.and_then(|year| Season::of(*region, year, holidays)));
        let seasons: Vec<(Region, Option<Season>)> = regions.iter().map(season).collect();
        let summers = || seasons.iter().filter_map(|(_, season)| season.as_ref()).map(|season| &season.summer);
        let last = summers().map(|summer| summer.first_day).max().unwrap_or(today + WITHOUT_SUMMER);
        let before =
            summers().filter_map(|summer| holidays.previous(summer.region, summer.first_day, HolidayKind::Summer));
        let first = before.map(|summer| summer.last_day + Days::new(1)).min().map_or(today, |end| end.max(today));
        Self { first: monday(first), last: monday(last) + Days::new(6), seasons }
    }

    /// The same weeks for another region as well.
    pub fn also(&mut self, region: Region, holidays: &Holidays) {
        if self.seasons.iter().any(|(own, _)| *own == region) {
            return;
        }
        let year = self.seasons.iter().find_map(|(_, season)| Some(season.as_ref()?.summer.first_day.year()));
        self.seasons.push((region, year.and_then(|year| Season::of(region, year, holidays))));
    }

    pub fn weeks(&self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_weeks().take_while(|monday| *monday <= self.last)
    }

    /// From the first day that counts to the first that does not: a window that is open already began before this week.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let opened = self.seasons.iter().filter_map(|(_, season)| season.as_ref()).map(|season| season.opens).min();
        (opened.map_or(self.first, |opened| opened.min(self.first)), self.last + Days::new(1))
    }
}

pub fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holiday::{HolidayWindow, KindOfDate};
    use crate::domain::window::judge;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn summer(region: Region, first_day: &str, last_day: &str) -> Holiday {
        Holiday {
            school_year: String::new(),
            kind: HolidayKind::Summer,
            region,
            first_day: day(first_day),
            last_day: day(last_day),
            kind_of_date: KindOfDate::Fixed,
            source: String::new(),
            verified_on: None,
        }
    }

    fn holidays() -> Holidays {
        let usual = HolidayWindow {
            kind: HolidayKind::Summer,
            weight: 3,
            opens_weeks_before: 12,
            closes_weeks_before: 4,
            too_late_weeks_before: 3,
            source: String::new(),
        };
        let summers = vec![
            summer(Region::North, "2027-07-10", "2027-08-22"),
            summer(Region::Middle, "2027-07-17", "2027-08-29"),
            summer(Region::North, "2028-07-15", "2028-08-27"),
        ];
        Holidays::new(summers, vec![usual])
    }

    #[test]
    fn every_day_has_the_colour_that_an_evening_without_kits_has() {
        let holidays = holidays();
        let season = Season::of(Region::North, 2027, &holidays).unwrap();
        for date in day("2026-11-21").iter_days().take_while(|date| *date < day("2027-08-22")) {
            assert_eq!(season.colour(date), judge(date, Region::North, &[], &holidays).colour, "{date}");
            assert_eq!(season.is_good(date), season.colour(date) == Colour::Good, "{date}");
        }
    }

    #[test]
    fn a_board_goes_from_this_monday_to_the_week_in_which_the_last_region_goes_on_holiday() {
        let (holidays, today) = (holidays(), day("2026-11-21"));
        let period = |year, regions: &[Region]| Period::of(today, year, regions, &holidays);
        let both = period(None, &[Region::North, Region::Middle]);
        assert_eq!((both.first, both.last), (day("2026-11-16"), day("2027-07-18")));
        assert_eq!((both.weeks().count(), both.weeks().last()), (35, Some(day("2027-07-12"))));
        assert_eq!(period(None, &[Region::North]).last, day("2027-07-11"));
        assert_eq!(both.days(), (day("2026-11-16"), day("2027-07-19")));
        let later = period(Some(2028), &[Region::North]);
        assert_eq!((later.first, later.last), (day("2027-08-23"), day("2028-07-16")), "after the summer before it");
        let unknown = period(Some(2040), &[Region::North]);
        assert_eq!((unknown.seasons[0].1.clone(), unknown.weeks().count()), (None, 27));
        assert_eq!(
            (years(today, &holidays), years(day("2027-07-12"), &holidays)),
            (vec![2027, 2028], vec![2027, 2028])
        );
        assert_eq!(years(day("2027-07-17"), &holidays), [2028]);
    }

    #[test]
    fn when_the_window_is_open_already_what_was_in_it_counts_too() {
        let period = Period::of(day("2027-05-20"), None, &[Region::North], &holidays());
        assert_eq!((period.first, period.days().0), (day("2027-05-17"), day("2027-04-17")));
    }
}
