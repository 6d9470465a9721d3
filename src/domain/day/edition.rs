//! A day in one year (editie): what a coordinator adds or corrects, what cannot be right about it, and what the next may be.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use super::Day;
use crate::domain::kit::translation::hash_of;

/// Longer than this is no feast; a fast that was longer in another year may be so again.
const LONGEST: i64 = 45;
/// A feast by the moon moves eleven days a year; no day moves half a year.
const FARTHEST: i64 = 183;
const YEAR: i64 = 365;
/// Twelve months by the moon.
const MOON_YEAR: i64 = 354;
pub const MOST_UNCERTAIN: i32 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlikely {
    EndsBeforeItBegins,
    /// With the most days that it may have.
    TooLong(i64),
    /// A correction stays in its year: another year is another edition.
    OtherYear,
    /// With about when it was to be expected.
    FarFromOthers(NaiveDate),
    /// Another edition is within half a year.
    Twice,
}

/// What these rows say, in few letters: two who look at the same rows have the same.
pub fn fingerprint(days: &[Day]) -> String {
    let mut said: Vec<String> = days.iter().map(|day| format!("{day:?}")).collect();
    said.sort_unstable();
    hash_of(&said.join("\n"))
}

/// What cannot be right about an edition, beside the others of the same day.
pub fn unlikely(own: &Day, known: &[Day]) -> Option<Unlikely> {
    let others: Vec<&Day> = known.iter().filter(|other| other.key == own.key && other.edition != own.edition).collect();
    let length = |day: &Day| (day.last_day - day.first_day).num_days() + 1;
    let longest = others.iter().map(|other| length(other) + 5).fold(LONGEST, i64::max);
    if own.last_day < own.first_day {
        return Some(Unlikely::EndsBeforeItBegins);
    }
    if length(own) > longest {
        return Some(Unlikely::TooLong(longest));
    }
    if !own.edition.starts_with(&own.first_day.year().to_string()) {
        return Some(Unlikely::OtherYear);
    }
    let away = |other: &&&Day| (own.first_day - other.first_day).num_days().abs();
    let nearest = others.iter().min_by_key(away)?;
    if away(&nearest) < FARTHEST {
        return Some(Unlikely::Twice);
    }
    let is_later = own.first_day > nearest.first_day;
    let year = Months::new(12);
    let expected =
        if is_later { nearest.first_day.checked_add_months(year) } else { nearest.first_day.checked_sub_months(year) };
    expected.filter(|_| away(&nearest) > YEAR + FARTHEST).map(Unlikely::FarFromOthers)
}

/// The newest edition of this day, and the one that may come after it. Its dates are a suggestion: by the sun the same
/// days, by the moon twelve months on, and for all others only the year is told.
pub fn next(key: &str, known: &[Day]) -> Option<(Day, Option<(NaiveDate, NaiveDate)>)> {
    let mut editions: Vec<&Day> = known.iter().filter(|day| day.key == key).collect();
    editions.sort_by_key(|day| day.first_day);
    let newest = *editions.last()?;
    let before = editions.len().checked_sub(2).map(|at| editions[at]);
    let gap = before.map(|before| (newest.first_day - before.first_day).num_days());
    let month_and_day = |day: NaiveDate| (day.month(), day.day());
    let first = if before.is_some_and(|before| month_and_day(before.first_day) == month_and_day(newest.first_day)) {
        newest.first_day.checked_add_months(Months::new(12))
    } else if gap.is_some_and(|gap| (gap - MOON_YEAR).abs() <= 1) {
        Some(newest.first_day + TimeDelta::days(MOON_YEAR))
    } else {
        None
    };
    let length = newest.last_day - newest.first_day;
    Some((newest.clone(), first.map(|first| (first, first + length))))
}

/// What an edition that begins on this day is called: by its year, and a second one in that year with a 2 behind it.
pub fn name(key: &str, first_day: NaiveDate, known: &[Day]) -> String {
    let year = first_day.year().to_string();
    let is_taken = |name: &str| known.iter().any(|day| day.key == key && day.edition == name);
    if is_taken(&year) { format!("{year}-2") } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Effect;
    use crate::domain::list::Codes;

    fn edition(key: &str, first: &str, last: &str) -> Day {
        Day {
            key: key.to_owned(),
            edition: first[..4].to_owned(),
            name_nl: key.to_owned(),
            name_en: key.to_owned(),
            first_day: first.parse().unwrap(),
            last_day: last.parse().unwrap(),
            has_evening_before: true,
            effect: Effect::NoMeeting,
            uncertainty_days: 1,
            communities: Codes::new(["muslim"]),
            region: None,
            source: "test".to_owned(),
        }
    }

    fn known() -> Vec<Day> {
        vec![
            edition("ramadan", "2028-01-28", "2028-02-25"),
            edition("ramadan", "2029-01-16", "2029-02-13"),
            edition("king", "2028-04-27", "2028-04-27"),
            edition("king", "2029-04-27", "2029-04-27"),
            edition("easter", "2028-04-16", "2028-04-17"),
            edition("easter", "2029-04-08", "2029-04-09"),
            edition("lent", "2029-03-08", "2029-05-01"),
        ]
    }

    #[test]
    fn what_cannot_be_right_about_an_edition_is_found() {
        let found = |key, first, last| unlikely(&edition(key, first, last), &known());
        assert_eq!(found("ramadan", "2030-01-05", "2030-02-03"), None);
        assert_eq!(found("ramadan", "2030-01-05", "2030-01-04"), Some(Unlikely::EndsBeforeItBegins));
        assert_eq!(found("ramadan", "2030-01-05", "2030-03-05"), Some(Unlikely::TooLong(45)));
        assert_eq!(found("lent", "2030-03-08", "2030-05-01"), None, "a fast that was that long before");
        let expected = "2030-01-16".parse().unwrap();
        assert_eq!(found("ramadan", "2030-09-05", "2030-09-25"), Some(Unlikely::FarFromOthers(expected)));
        let second = Day { edition: "2029-2".to_owned(), ..edition("king", "2029-06-01", "2029-06-01") };
        assert_eq!(unlikely(&second, &known()), Some(Unlikely::Twice));
        let moved = Day { edition: "2029".to_owned(), ..edition("king", "2030-04-27", "2030-04-27") };
        assert_eq!(unlikely(&moved, &known()), Some(Unlikely::OtherYear));
        let second = Day { edition: "2030-2".to_owned(), ..edition("ramadan", "2030-12-26", "2031-01-23") };
        let first = edition("ramadan", "2030-01-06", "2030-02-04");
        assert_eq!(unlikely(&second, &[known(), vec![first]].concat()), None, "by the moon there are two in 2030");
    }

    #[test]
    fn the_next_edition_is_suggested_where_it_can_be_told() {
        let next = |key| next(key, &known()).unwrap().1.map(|(first, last)| (first.to_string(), last.to_string()));
        assert_eq!(next("king"), Some(("2030-04-27".to_owned(), "2030-04-27".to_owned())));
        assert_eq!(next("ramadan"), Some(("2030-01-05".to_owned(), "2030-02-02".to_owned())));
        assert_eq!((next("easter"), next("lent")), (None, None));
        let day = "2030-04-27".parse().unwrap();
        assert_eq!(name("king", day, &known()), "2030");
        assert_eq!(name("king", "2029-12-27".parse().unwrap(), &known()), "2029-2");
    }
}
