//! The hours of an evening as people write them in one cell (tijd): "19:30-21:30", "half acht tot half tien", "7.30-9.30 pm".

mod spoken;

use chrono::{NaiveTime, TimeDelta, Timelike};

use crate::domain::typed::western_digits;

/// When it begins, and when it ends if that was written.
pub type Written = (NaiveTime, Option<NaiveTime>);

/// What is meant by an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    /// As a clock of 24 hours shows it, with its minutes.
    Clock,
    /// In the morning or in the afternoon, as was said.
    Said,
    /// "half acht", "8 uur": the words leave it open.
    Open,
}

/// Before it nobody begins in the morning: what leaves it open is in the afternoon or the evening.
const FIRST_MORNING_HOUR: u32 = 9;

pub fn hours(typed: &str) -> Option<Written> {
    let mut typed = western_digits(typed).to_lowercase().replace('’', "'").replace("quarter to", "quarter before");
    for word in ["tot", "until", "till", "to", "t/m", "\u{2013}", "\u{2014}", "/"] {
        typed = typed.replace(word, "-");
    }
    let sides: Vec<&str> = typed.split('-').collect();
    match sides[..] {
        [from] => Some(meant(side(from, spoken::hour)?, None)),
        [from, until] => Some(meant(side(from, spoken::of_span)?, Some(side(until, spoken::of_span)?))),
        _ => None,
    }
}

/// Whether the figures in a cell are these hours as they stand: of what was meant otherwise somebody is told.
pub fn says(typed: &str, (from, until): Written) -> bool {
    let figures: String = western_digits(typed).chars().filter(char::is_ascii_digit).collect();
    let is_there = |time: NaiveTime| {
        let (hour, minute) = (time.hour(), time.minute());
        figures.contains(&format!("{hour}{minute:02}")) || minute == 0 && figures.contains(&hour.to_string())
    };
    is_there(from) && until.is_none_or(is_there)
}

/// Each side helps to say what the other means: "7.30-9.30 pm", "van 7 tot 9 uur".
fn meant((from, begin): (NaiveTime, Half), until: Option<(NaiveTime, Half)>) -> Written {
    let is_early = from.hour() < FIRST_MORNING_HOUR && begin == Half::Open;
    let evening = if is_early { later(from) } else { None }.unwrap_or(from);
    let Some((until, end)) = until else { return (evening, None) };
    if end == Half::Said {
        let begins = later(from).filter(|later| begin != Half::Said && *later < until);
        return (begins.unwrap_or(from), Some(until));
    }
    let is_movable = end == Half::Open || begin != Half::Clock && until.hour() <= 12;
    let ends = if until <= evening && is_movable { later(until).filter(|later| *later > evening) } else { Some(until) };
    match ends {
        Some(ends) => (evening, Some(ends)),
        // "8 tot 12" is a morning: there is no later twelve.
        None => (if from < until { from } else { evening }, Some(until)),
    }
}

/// Twelve hours later on the same day.
fn later(time: NaiveTime) -> Option<NaiveTime> {
    let (later, days) = time.overflowing_add_signed(TimeDelta::hours(12));
    (days == 0).then_some(later)
}

/// What stands before an hour, and what is said of the day behind it: whether it is after noon.
const BEFORE: [&str; 8] = ["van", "from", "vanaf", "om", "at", "ca.", "circa", "±"];
const PARTS_OF_DAY: [(&str, bool); 14] = [
    ("pm", true),
    ("p.m.", true),
    ("am", false),
    ("a.m.", false),
    ("'s avonds", true),
    ("s avonds", true),
    ("in the evening", true),
    ("'s middags", true),
    ("s middags", true),
    ("in the afternoon", true),
    ("'s ochtends", false),
    ("s ochtends", false),
    ("'s morgens", false),
    ("in the morning", false),
];

fn side(side: &str, spoken: fn(&str) -> Option<NaiveTime>) -> Option<(NaiveTime, Half)> {
    let mut side = side.trim();
    while let Some((_, rest)) = side.split_once(' ').filter(|(first, _)| BEFORE.contains(first)) {
        side = rest.trim_start();
    }
    let part = PARTS_OF_DAY.iter().find_map(|(word, is_after)| Some((side.strip_suffix(word)?.trim_end(), *is_after)));
    let (side, is_after) = part.map_or((side, None), |(side, is_after)| (side, Some(is_after)));
    let (time, half) = clock(side).or_else(|| Some((spoken(side)?, Half::Open)))?;
    let Some(is_after) = is_after else { return Some((time, half)) };
    let hour = time.hour() % 12 + if is_after { 12 } else { 0 };
    let is_of_half = (1..=12).contains(&time.hour());
    is_of_half.then(|| time.with_hour(hour)).flatten().map(|time| (time, Half::Said))
}

/// "19:30", "19.30 uur", "19u30", "19h", "1930", "19:30:00"; "7" and "7 uur" leave it open.
fn clock(side: &str) -> Option<(NaiveTime, Half)> {
    let side = side.trim_end_matches("uur").trim_end().replace(['.', 'u', 'h', '\u{66b}'], ":");
    let parts: Vec<&str> = side.trim_end_matches(':').split(':').collect();
    let (hour, minute) = match parts[..] {
        [all] if all.len() == 4 && all.is_ascii() => all.split_at(2),
        [hour] => (hour, "00"),
        [hour, minute] | [hour, minute, "00"] => (hour, minute),
        _ => return None,
    };
    let is_figures = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_figures(hour) || minute.len() != 2 || !is_figures(minute) {
        return None;
    }
    let time = NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
    let is_open = parts.len() == 1 && parts.concat() == hour && !hour.starts_with('0') && time.hour() <= 12;
    Some((time, if is_open { Half::Open } else { Half::Clock }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<(String, String)> {
        let said = |time: NaiveTime| time.format("%H:%M").to_string();
        hours(typed).map(|(from, until)| (said(from), until.map_or_else(String::new, said)))
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for typed in
            ["19:30", "19.30", "1930", "19u30", "19h30", "19:30 uur", "19:30:00", "7:30 PM", "07:30:00 pm", "١٩:٣٠"]
        {
            assert_eq!(read(typed), Some(("19:30".to_owned(), String::new())), "{typed}");
        }
        for typed in [
            "19:30-21:30",
            "19.30 - 21.30 uur",
            "19:30\u{2013}21:30",
            "van 19:30 tot 21:30",
            "1930-2130",
            "7:30 pm to 9:30 pm",
            "19u30 t/m 21u30",
            "7.30-9.30 pm",
            "half acht tot half tien",
            "van half 8 tot half 10 's avonds",
            "half acht - 9.30",
            "half past seven to half past nine",
        ] {
            assert_eq!(read(typed), Some(("19:30".to_owned(), "21:30".to_owned())), "{typed}");
        }
        assert_eq!(read("19 uur"), Some(("19:00".to_owned(), String::new())));
        assert_eq!(read("12:15 am"), Some(("00:15".to_owned(), String::new())));
    }

    #[test]
    fn an_hour_in_words_is_the_one_at_which_people_meet() {
        for (typed, from, until) in [
            ("half acht", "19:30", ""),
            ("Kwart voor acht", "19:45", ""),
            ("kwart over zeven", "19:15", ""),
            ("vijf voor half 8", "19:25", ""),
            ("tien over half acht", "19:40", ""),
            ("acht uur 's avonds", "20:00", ""),
            ("half tien 's ochtends", "09:30", ""),
            ("half tien", "09:30", ""),
            ("half een", "12:30", ""),
            ("quarter to eight", "19:45", ""),
            ("8 uur", "20:00", ""),
            ("van 7 tot 9 uur", "19:00", "21:00"),
            ("7-9", "19:00", "21:00"),
            ("zeven tot negen", "19:00", "21:00"),
            ("2 - 4", "14:00", "16:00"),
            ("9-11", "09:00", "11:00"),
            ("11-1", "11:00", "13:00"),
            ("10-12", "10:00", "12:00"),
            ("8 tot 12", "08:00", "12:00"),
            ("8 tot 10 am", "08:00", "10:00"),
            ("11.30-1.30 pm", "11:30", "13:30"),
            ("van 19.00 tot 21.00 uur", "19:00", "21:00"),
            ("08:00-10:00", "08:00", "10:00"),
            ("8.30", "08:30", ""),
        ] {
            assert_eq!(read(typed), Some((from.to_owned(), until.to_owned())), "{typed}");
        }
    }

    #[test]
    fn what_was_meant_otherwise_than_it_stands_is_known() {
        let is_said = |typed: &str| says(typed, hours(typed).expect("hours"));
        for typed in ["19:30-21:30", "19u30", "1930-2130", "19 uur", "10-12", "9.00", "09:00"] {
            assert!(is_said(typed), "{typed}");
        }
        for typed in ["half acht", "7.30-9.30 pm", "7-9", "8 uur", "half 8 tot 21.30"] {
            assert!(!is_said(typed), "{typed}");
        }
    }

    #[test]
    fn what_is_no_hour_is_none() {
        for wrong in [
            "",
            "avond",
            "25:00",
            "25.00",
            "19:60",
            "19:3",
            "19:30-",
            "-19:30",
            "19:30-20-21",
            "193",
            "19:30-later",
            "13 pm",
            "1e3",
            "=1+1",
            "é930",
            "half dertien",
            "half",
            "half 0",
            "kwart acht",
            "acht voor half",
            "kwart voor",
            "acht",
            "8 jaar",
            "half acht of acht uur",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
