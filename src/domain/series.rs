//! More evenings after one (reeks, en volgend jaar): on the same weekday and wall-clock hour, never in a school holiday or on
//! a public day.

use chrono::{NaiveDateTime, TimeDelta};

use super::holiday::HolidayKind;
use super::region::Region;
use super::suggestion::Almanac;
use super::warning::{Evening, Loudness, Warning, warnings};
use super::window::{Colour, KitWindow, judge};

/// How many evenings a series may have, and how many weeks may lie between them.
pub const NUMBER: std::ops::RangeInclusive<i32> = 2..=12;
pub const EVERY_WEEKS: std::ops::RangeInclusive<i32> = 1..=12;
/// An evening of next year moves so many weeks at most to pass over what is in its way.
const MOST_WEEKS_ASIDE: i64 = 6;

/// From when until when.
pub type Hours = (NaiveDateTime, NaiveDateTime);

/// One date of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    Evening(NaiveDateTime),
    /// Families are away or have something else: the series goes on after it.
    Skipped(NaiveDateTime, Box<Warning>),
}

/// What keeps everybody from an evening: a school holiday, or a day that everybody keeps, or may keep.
pub fn obstacle((starts, ends): Hours, region: Region, almanac: &Almanac<'_>) -> Option<Warning> {
    let evening = Evening { starts, ends, region, communities: &[] };
    let is_in_the_way = |warning: &Warning| match warning {
        Warning::SchoolHoliday(_) => true,
        Warning::PublicDay { .. } => warning.loudness() < Loudness::Note,
        _ => false,
    };
    warnings(&evening, almanac.holidays, almanac.days, &[]).into_iter().find(is_in_the_way)
}

/// The next `number` evenings after this one that begin after `wall`, with the ones that something takes.
pub fn turns(
    (starts_at, ends_at): Hours,
    number: i32,
    every_weeks: i32,
    region: Region,
    wall: NaiveDateTime,
    almanac: &Almanac<'_>,
) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut left = number;
    // Two years of weeks: so long no school holiday is.
    for turn in 1..=i64::from(number) + 104 {
        let aside = TimeDelta::weeks(turn * i64::from(every_weeks));
        let starts = starts_at + aside;
        if starts <= wall {
            continue;
        }
        if left == 0 {
            break;
        }
        match obstacle((starts, ends_at + aside), region, almanac) {
            Some(warning) => turns.push(Turn::Skipped(starts, Box::new(warning))),
            None => {
                turns.push(Turn::Evening(starts));
                left -= 1;
            }
        }
    }
    turns
}

/// An evening in a later school year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextYear {
    pub starts: NaiveDateTime,
    /// The date that keeps the weeks, and what is in its way.
    pub instead_of: Option<(NaiveDateTime, Box<Warning>)>,
}

/// The evening in a later school year that keeps the weeks and days before the summer holiday, not the date: the first
/// that is after `wall`. What is in its way moves it by whole weeks, to the nearest that is free and inside the window of
/// its kits. None: that holiday is not known yet.
pub fn next_year(
    (starts_at, ends_at): Hours,
    region: Region,
    kits: &[Vec<KitWindow>],
    wall: NaiveDateTime,
    almanac: &Almanac<'_>,
) -> Option<NextYear> {
    let holidays = almanac.holidays;
    let summer = holidays.next(region, starts_at.date(), HolidayKind::Summer)?;
    let mut later = summer;
    loop {
        later = holidays.next(region, later.first_day, HolidayKind::Summer)?;
        let starts = starts_at + (later.first_day - summer.first_day);
        if starts <= wall {
            continue;
        }
        let in_the_way = |starts| obstacle((starts, starts + (ends_at - starts_at)), region, almanac);
        let Some(warning) = in_the_way(starts) else { return Some(NextYear { starts, instead_of: None }) };
        let aside =
            (1..=MOST_WEEKS_ASIDE).flat_map(|weeks| [-weeks, weeks]).map(|weeks| starts + TimeDelta::weeks(weeks));
        let free: Vec<NaiveDateTime> = aside.filter(|day| *day > wall && in_the_way(*day).is_none()).collect();
        let is_good = |day: &&NaiveDateTime| judge(day.date(), region, kits, holidays).colour == Colour::Good;
        let nearest = free.iter().find(is_good).or(free.first());
        // With nothing free so near, the date stays, and its page warns.
        return Some(match nearest {
            Some(nearest) => NextYear { starts: *nearest, instead_of: Some((starts, Box::new(warning))) },
            None => NextYear { starts, instead_of: None },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::day::{Day, Effect};
    use super::super::holiday::Holidays;
    use super::super::holiday::tests::{day, holiday, north};
    use super::super::list::Codes;
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn evening(text: &str) -> Hours {
        (at(text), at(text) + TimeDelta::hours(2))
    }

    fn public(key: &str, first: &str, last: &str, effect: Effect) -> Day {
        Day {
            key: key.to_owned(),
            edition: first[..4].to_owned(),
            name_nl: key.to_owned(),
            name_en: key.to_owned(),
            first_day: day(first),
            last_day: day(last),
            has_evening_before: false,
            effect,
            uncertainty_days: 0,
            communities: Codes::new(["everyone"]),
            region: None,
            source: "test".to_owned(),
        }
    }

    fn days() -> Vec<Day> {
        vec![
            public("hemelvaart", "2027-05-06", "2027-05-07", Effect::NoMeeting),
            public("pinksteren", "2027-05-16", "2027-05-17", Effect::NoMeeting),
            public("koningsdag", "2028-04-27", "2028-04-27", Effect::NoMeeting),
            public("bevrijdingsdag", "2028-05-05", "2028-05-05", Effect::Avoid),
            public("hemelvaart", "2028-05-25", "2028-05-26", Effect::NoMeeting),
        ]
    }

    fn named(warning: &Warning) -> String {
        match warning {
            Warning::SchoolHoliday(holiday) => holiday.kind.to_string(),
            Warning::PublicDay { day, .. } => day.key.clone(),
            other => panic!("{other:?} is in nobody's way"),
        }
    }

    fn said_of(from: &str, number: i32, every: i32, holidays: &Holidays) -> Vec<String> {
        let days = days();
        let almanac = Almanac { holidays, days: &days, weekly: &[] };
        let turns = turns(evening(from), number, every, Region::North, at("2026-01-01 12:00"), &almanac);
        let words = turns.iter().map(|turn| match turn {
            Turn::Evening(starts) => starts.format("%Y-%m-%d %H:%M").to_string(),
            Turn::Skipped(starts, warning) => format!("{} {}", starts.format("%m-%d"), named(warning)),
        });
        words.collect()
    }

    fn said(from: &str, number: i32, every: i32) -> Vec<String> {
        said_of(from, number, every, &north())
    }

    #[test]
    fn a_series_keeps_the_wall_clock_over_both_changes_of_the_clock() {
        // The clocks went forward on 29 March 2026 and back on 25 October.
        assert_eq!(said("2026-03-25 19:30", 2, 1), ["2026-04-01 19:30", "2026-04-08 19:30"]);
        assert_eq!(said("2026-10-21 19:30", 2, 1), ["2026-10-28 19:30", "2026-11-04 19:30"]);
    }

    #[test]
    fn a_series_passes_over_school_holidays_and_says_which() {
        assert_eq!(
            said("2027-04-15 20:00", 2, 1),
            ["2027-04-22 20:00", "04-29 mei", "05-06 mei_adviesweek", "2027-05-13 20:00"]
        );
    }

    #[test]
    fn a_series_passes_over_public_days_also_where_no_school_holiday_is() {
        let none = Holidays::default();
        assert_eq!(
            said_of("2028-04-20 19:30", 2, 1, &none),
            ["04-27 koningsdag", "2028-05-04 19:30", "2028-05-11 19:30"]
        );
        assert_eq!(said_of("2028-04-28 19:30", 1, 1, &none), ["05-05 bevrijdingsdag", "2028-05-12 19:30"]);
        assert_eq!(said("2027-05-10 19:30", 2, 1), ["05-17 pinksteren", "2027-05-24 19:30", "2027-05-31 19:30"]);
        assert_eq!(said_of("2027-04-29 19:30", 1, 1, &none), ["05-06 hemelvaart", "2027-05-13 19:30"]);
    }

    #[test]
    fn a_series_goes_by_and_over_the_29th_of_february() {
        let none = Holidays::default();
        assert_eq!(said_of("2028-02-22 19:30", 2, 1, &none), ["2028-02-29 19:30", "2028-03-07 19:30"]);
        assert_eq!(said_of("2027-02-23 19:30", 1, 1, &none), ["2027-03-02 19:30"]);
        assert_eq!(said_of("2028-02-29 19:30", 2, 4, &none), ["2028-03-28 19:30", "2028-04-25 19:30"]);
    }

    #[test]
    fn what_is_past_is_no_part_of_a_series() {
        let holidays = north();
        let almanac = Almanac { holidays: &holidays, days: &[], weekly: &[] };
        let turns = turns(evening("2025-11-05 19:30"), 2, 4, Region::North, at("2026-01-01 12:00"), &almanac);
        assert_eq!(turns, [Turn::Evening(at("2026-01-28 19:30")), Turn::Evening(at("2026-02-25 19:30"))]);
    }

    fn next(from: &str, holidays: &Holidays, days: &[Day]) -> Option<NextYear> {
        let almanac = Almanac { holidays, days, weekly: &[] };
        next_year(evening(from), Region::North, &[], at("2026-11-21 13:00"), &almanac)
    }

    #[test]
    fn next_year_keeps_the_weeks_before_the_summer_holiday_and_the_weekday() {
        use chrono::Datelike;
        let found = next("2027-05-19 19:30", &north(), &days()).unwrap();
        assert_eq!(found, NextYear { starts: at("2028-05-24 19:30"), instead_of: None });
        assert_eq!(found.starts.weekday(), at("2027-05-19 19:30").weekday());
        assert_eq!(next("2028-05-25 19:30", &north(), &days()), None, "the summer of 2029 is not known");
    }

    #[test]
    fn next_year_keeps_off_holidays_and_public_days_and_says_which_date_it_is_instead_of() {
        // The same weeks before summer is Ascension Day; a week earlier is free and good.
        let moved = next("2027-05-20 19:30", &north(), &days()).unwrap();
        let (of, because) = moved.instead_of.expect("it was moved");
        assert_eq!(
            (moved.starts, of, named(&because)),
            (at("2028-05-18 19:30"), at("2028-05-25 19:30"), "hemelvaart".into())
        );
        // Two weeks of holiday: the nearest free week inside the window, later when earlier is too early.
        let mut all: Vec<_> = north().iter().cloned().collect();
        all.push(holiday(HolidayKind::May, Region::North, "2028-04-22", "2028-05-07"));
        let holidays = Holidays::new(all, north().windows().to_vec());
        let moved = next("2027-04-21 19:30", &holidays, &[]).unwrap();
        let (of, because) = moved.instead_of.expect("it was moved");
        assert_eq!((moved.starts, of, named(&because)), (at("2028-05-10 19:30"), at("2028-04-26 19:30"), "mei".into()));
    }

    #[test]
    fn next_year_keeps_the_wall_clock_over_the_change_of_the_clock_and_knows_the_29th_of_february() {
        let holidays = Holidays::new(
            vec![
                holiday(HolidayKind::Summer, Region::North, "2027-07-10", "2027-08-22"),
                holiday(HolidayKind::Summer, Region::North, "2028-07-08", "2028-08-20"),
                holiday(HolidayKind::Summer, Region::North, "2029-07-14", "2029-08-26"),
            ],
            Vec::new(),
        );
        let starts = |from| next(from, &holidays, &[]).unwrap().starts;
        // Summer time in 2027 (from 28 March), winter time on the same weeks in 2028 (from 26 March), and the other way.
        assert_eq!(starts("2027-03-28 19:30"), at("2028-03-26 19:30"));
        assert_eq!(starts("2027-03-24 19:30"), at("2028-03-22 19:30"));
        assert_eq!(starts("2028-03-22 19:30"), at("2029-03-28 19:30"));
        assert_eq!(starts("2027-03-02 19:30"), at("2028-02-29 19:30"));
        assert_eq!(starts("2028-02-29 19:30"), at("2029-03-06 19:30"));
    }
}
