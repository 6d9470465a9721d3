//! A date as people write it in a spreadsheet (datum): in figures, or with the month and perhaps the weekday in words.

use chrono::{Datelike, NaiveDate};

use super::name::plain;
use crate::domain::day::Weekday;
use crate::domain::typed;

/// Why it is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    Unreadable,
    /// It is written as a date, of a day that no calendar has: the 31st of April.
    NoSuchDay,
    /// There is such a date, on another day of the week than was written.
    OtherWeekday(NaiveDate),
}

/// Dutch and English, by the beginning of the word; the longest that begins alike are told apart by three letters.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january"],
    &["februari", "february"],
    &["maart", "mrt", "march"],
    &["april"],
    &["mei", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["augustus", "august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];
const WEEKDAYS: [&[&str]; 7] = [
    &["maandag", "monday"],
    &["dinsdag", "tuesday"],
    &["woensdag", "wednesday"],
    &["donderdag", "thursday"],
    &["vrijdag", "friday"],
    &["zaterdag", "saturday"],
    &["zondag", "sunday"],
];

/// "12-5-2027", "12/05/27", "2027-05-12", "12 mei 2027", "wo 12 mei", "Wed 12 May", "12-5". Without a year it is the next such day
/// from `today` on.
pub fn date(typed: &str, today: NaiveDate) -> Result<NaiveDate, NotADate> {
    let typed = typed::western_digits(typed).to_lowercase();
    let typed = without_midnight(&typed);
    let words: Vec<&str> = typed.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let (weekday, rest) = match words.split_first() {
        Some((first, rest)) if weekday(first).is_some() => (weekday(first), rest.to_vec()),
        _ => (None, words),
    };
    let not_a_date = || if is_written_as_date(&rest) { NotADate::NoSuchDay } else { NotADate::Unreadable };
    let date = in_figures(&rest, today).or_else(|| in_words(&rest, today)).ok_or_else(not_a_date)?;
    match weekday {
        Some(weekday) if weekday != Weekday::of(date) => Err(NotADate::OtherWeekday(date)),
        _ => Ok(date),
    }
}

/// A spreadsheet that copies a date as a moment puts midnight behind it.
fn without_midnight(typed: &str) -> &str {
    ["00:00:00", "0:00:00", "00:00", "0:00"]
        .iter()
        .find_map(|end| typed.trim().strip_suffix(end))
        .unwrap_or(typed.trim())
}

fn in_figures(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let [word] = words else { return None };
    typed::date(word).or_else(|| {
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        let is_short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = |part: &str| Some(part).filter(|part| is_short(part)).and_then(|part| part.parse().ok());
        match parts[..] {
            [day, month] => next(number(day)?, number(month)?, today),
            [day, month, year] if year.len() == 2 => typed::date(&format!("{day}-{month}-20{year}")),
            _ => None,
        }
    })
}

/// Day and month in either order, with a year or without; joined by spaces, or by dashes as spreadsheets do ("12-mei-27").
fn in_words(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> =
        words.iter().flat_map(|word| word.split(['-', '/', '.'])).filter(|part| !part.is_empty()).collect();
    let (first, second, year) = match parts[..] {
        [first, second] => (first, second, None),
        [first, second, year] => (first, second, Some(year)),
        _ => return None,
    };
    let (day, month) = match (month(second), month(first)) {
        (Some(month), _) => (first, month),
        (None, Some(month)) => (second, month),
        (None, None) => return None,
    };
    let day: u32 = day.trim_end_matches(['e', 's', 't', 'n', 'd', 'r', 'h']).parse().ok()?;
    match year {
        Some(year) => NaiveDate::from_ymd_opt(full_year(year)?, month, day),
        None => next(day, month, today),
    }
}

/// The next such day. The 29th of February comes at most eight years later.
fn next(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..9).find_map(|later| NaiveDate::from_ymd_opt(today.year() + later, month, day).filter(|date| *date >= today))
}

/// Day, month and perhaps a year, each as large as one can be.
fn is_written_as_date(words: &[&str]) -> bool {
    let parts: Vec<&str> =
        words.iter().flat_map(|word| word.split(['-', '/', '.'])).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| Some(part).filter(|part| part.len() <= 2).and_then(|part| part.parse::<u32>().ok());
    let is_day = |part: &str| number(part).is_some_and(|day| (1..=31).contains(&day));
    let is_month = |part: &str| month(part).is_some() || number(part).is_some_and(|month| (1..=12).contains(&month));
    let is_year = |part: &str| full_year(part).is_some_and(|year| (2000..2100).contains(&year));
    match parts[..] {
        [first, second] => {
            let is_word = |part: &str| month(part).is_some();
            (is_day(first) && is_word(second)) || (is_word(first) && is_day(second))
        }
        [first, second, last] => {
            let is_day_first = is_day(first) && is_month(second) && is_year(last);
            let is_word_first = month(first).is_some() && is_day(second) && is_year(last);
            is_day_first || is_word_first || (first.len() == 4 && is_year(first) && is_month(second) && is_day(last))
        }
        _ => false,
    }
}

fn full_year(year: &str) -> Option<i32> {
    let year = year.trim_start_matches('\'');
    let number: i32 = year.parse().ok()?;
    match year.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| is_one_of(word, names, 3))?;
    u32::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    let at = WEEKDAYS.iter().position(|names| is_one_of(word, names, 2))?;
    Some(Weekday::ALL[at])
}

/// Parts of the day that people write behind it: "vrijdagavond".
const PARTS_OF_DAY: [&str; 7] = ["avond", "middag", "ochtend", "morgen", "evening", "afternoon", "morning"];

/// Whether a cell says nothing but the day of the week. "fr" may be a language, and "zon" a room with a heading of its own.
pub(super) fn is_weekday(cell: &str) -> bool {
    let word = plain(cell);
    let day = PARTS_OF_DAY.iter().find_map(|part| word.strip_suffix(part)).unwrap_or(&word);
    let is_short = |name: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&day.len()) && name.starts_with(day) || name == day
    };
    WEEKDAYS.iter().any(|names| is_short(names[0], 2..=3) || is_short(names[1], 3..=5))
}

/// Whether it is written as a date, in whatever year.
pub(super) fn is_date(cell: &str) -> bool {
    !matches!(date(cell, NaiveDate::default()), Err(NotADate::Unreadable))
}

fn is_one_of(word: &str, names: &[&str], least: usize) -> bool {
    let word = plain(word);
    word.len() >= least && names.iter().any(|name| name.starts_with(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(typed: &str) -> Result<NaiveDate, NotADate> {
        date(typed, day("2026-11-21"))
    }

    #[test]
    fn a_date_is_read_as_a_spreadsheet_and_as_a_person_writes_it() {
        for typed in [
            "12-5-2027",
            "12/05/2027",
            "12-05-27",
            "2027-05-12",
            "2027-05-12 00:00:00",
            "12 mei 2027",
            "wo 12 mei",
            "wo. 12 mei 2027",
            "Woensdag 12 Mei 2027",
            "12-mei-27",
            "12 May 2027",
            "Wed, 12 May 2027",
            "May 12, 2027",
            "wo 12-5-2027",
            "12 mei '27",
            "١٢-٠٥-٢٠٢٧",
        ] {
            assert_eq!(read(typed), Ok(day("2027-05-12")), "{typed}");
        }
    }

    #[test]
    fn without_a_year_it_is_the_next_one() {
        assert_eq!(read("21 november"), Ok(day("2026-11-21")));
        assert_eq!(read("20 nov"), Ok(day("2027-11-20")));
        for typed in ["9-6", "9/6", "9.6", "09-06", "wo 9-6"] {
            assert_eq!(read(typed), Ok(day("2027-06-09")), "{typed}");
        }
        for typed in ["9-13", "32-1", "+9-6", "9-", "009-6", "31-4"] {
            assert_eq!(read(typed), Err(NotADate::Unreadable), "{typed}");
        }
        assert_eq!(read("29 feb"), Ok(day("2028-02-29")));
        assert_eq!((read("1 juni"), read("1 juli")), (Ok(day("2027-06-01")), Ok(day("2027-07-01"))));
    }

    #[test]
    fn a_weekday_that_does_not_fit_is_told_with_the_date() {
        assert_eq!(read("do 12 mei 2027"), Err(NotADate::OtherWeekday(day("2027-05-12"))));
        assert_eq!(read("Sunday 12-5-2027"), Err(NotADate::OtherWeekday(day("2027-05-12"))));
    }

    #[test]
    fn a_day_that_no_calendar_has_is_told_apart_from_what_is_no_date() {
        for typed in
            ["31-4-2027", "30 februari 2027", "29-2-27", "31 april", "wo 31-4-2027", "2027-06-31", "Feb 30, 2027"]
        {
            assert_eq!(read(typed), Err(NotADate::NoSuchDay), "{typed}");
        }
        for typed in ["31-13-2027", "32-1-2027", "2027-13-01", "0-1-2027", "31-4-1027"] {
            assert_eq!(read(typed), Err(NotADate::Unreadable), "{typed}");
        }
    }

    #[test]
    fn a_day_of_the_week_is_known_without_a_date_and_a_language_is_none() {
        for cell in ["ma", "Di", "wo.", "Donderdag", "vrijdagavond", "za avond", "Mon", "tues", "Saturday evening"] {
            assert!(is_weekday(cell), "{cell}");
        }
        for cell in ["", "m", "fr", "su", "maan", "wo 12 mei", "12-5-2027", "avond", "maandagen", "di en do"] {
            assert!(!is_weekday(cell), "{cell}");
        }
        assert!(is_date("wo 12 mei") && is_date("31-4-2027") && !is_date("voorjaar 2027") && !is_date("Datum"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for wrong in [
            "",
            "mei",
            "12 ma 2027",
            "volgende week",
            "=NU()",
            "46519",
            "12 mei 20277",
            "99999999999 mei",
            "0 mei",
            "12-5-227",
            "-",
            "1-1-1-1",
            "j 3",
        ] {
            assert_eq!(read(wrong), Err(NotADate::Unreadable), "{wrong}");
        }
    }
}
