//! More evenings after one (reeks, en volgend jaar): on the same weekday and wall-clock hour, never in a school holiday.

use chrono::{NaiveDateTime, TimeDelta};

use super::holiday::{Holiday, HolidayKind, Holidays};
use super::region::Region;

/// How many evenings a series may have, and how many weeks may lie between them.
pub const NUMBER: std::ops::RangeInclusive<i32> = 2..=12;
pub const EVERY_WEEKS: std::ops::RangeInclusive<i32> = 1..=12;

/// One date of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    Evening(NaiveDateTime),
    /// Families are away: the series goes on after it.
    Skipped(NaiveDateTime, Holiday),
}

/// The next `number` evenings after `starts_at` that begin after `wall`, with the ones that a school holiday takes.
pub fn turns(
    starts_at: NaiveDateTime,
    number: i32,
    every_weeks: i32,
    region: Region,
    wall: NaiveDateTime,
    holidays: &Holidays,
) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut left = number;
    // Two years of weeks: so long no school holiday is.
    for turn in 1..=i64::from(number) + 104 {
        let starts = starts_at + TimeDelta::weeks(turn * i64::from(every_weeks));
        if starts <= wall {
            continue;
        }
        if left == 0 {
            break;
        }
        match holidays.at(starts.date(), region) {
            Some(holiday) => turns.push(Turn::Skipped(starts, holiday.clone())),
            None => {
                turns.push(Turn::Evening(starts));
                left -= 1;
            }
        }
    }
    turns
}

/// The evening in a later school year that keeps the weeks and days before the summer holiday, not the date: the first
/// that is after `wall`. None: that holiday is not known yet.
pub fn next_year(
    starts_at: NaiveDateTime,
    region: Region,
    wall: NaiveDateTime,
    holidays: &Holidays,
) -> Option<NaiveDateTime> {
    let summer = holidays.next(region, starts_at.date(), HolidayKind::Summer)?;
    let mut later = summer;
    loop {
        later = holidays.next(region, later.first_day, HolidayKind::Summer)?;
        let starts = starts_at + (later.first_day - summer.first_day);
        if starts > wall {
            return Some(starts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::holiday::tests::north;
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn said(from: &str, number: i32, every: i32) -> Vec<String> {
        let turns = turns(at(from), number, every, Region::North, at("2026-01-01 12:00"), &north());
        let words = turns.iter().map(|turn| match turn {
            Turn::Evening(starts) => starts.format("%Y-%m-%d %H:%M").to_string(),
            Turn::Skipped(starts, holiday) => format!("{} {}", starts.format("%m-%d"), holiday.kind),
        });
        words.collect()
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
    fn what_is_past_is_no_part_of_a_series() {
        let turns = turns(at("2025-11-05 19:30"), 2, 4, Region::North, at("2026-01-01 12:00"), &north());
        assert_eq!(turns, [Turn::Evening(at("2026-01-28 19:30")), Turn::Evening(at("2026-02-25 19:30"))]);
    }

    #[test]
    fn next_year_keeps_the_weeks_before_the_summer_holiday_and_the_weekday() {
        use chrono::Datelike;
        let next = |from| next_year(at(from), Region::North, at("2026-11-21 13:00"), &north());
        let evening = next("2027-05-20 19:30").unwrap();
        assert_eq!(evening, at("2028-05-25 19:30"));
        assert_eq!(evening.weekday(), at("2027-05-20 19:30").weekday());
        assert_eq!(next("2028-05-25 19:30"), None, "the summer of 2029 is not known");
    }
}
