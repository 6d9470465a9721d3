//! The hours of an evening as people write them in one cell (tijd): "19:30-21:30", "19.30 tot 21.30 uur", "1930".

use chrono::{NaiveTime, Timelike};

use crate::domain::typed::western_digits;

/// When it begins, and when it ends if that was written.
pub type Written = (NaiveTime, Option<NaiveTime>);

pub fn hours(typed: &str) -> Option<Written> {
    let mut typed = western_digits(typed).to_lowercase();
    for word in ["tot", "until", "to", "t/m", "\u{2013}", "\u{2014}", "/"] {
        typed = typed.replace(word, "-");
    }
    let mut sides = typed.split('-').map(|side| side.trim().trim_start_matches("van ").trim_start_matches("from "));
    let from = time(sides.next()?)?;
    let until = match sides.next() {
        None => None,
        Some(until) => Some(time(until)?),
    };
    sides.next().is_none().then_some((from, until))
}

/// "19:30", "19.30 uur", "19u30", "19h", "1930", "19:30:00", "7:30 pm".
fn time(side: &str) -> Option<NaiveTime> {
    let side = side.trim_end_matches("uur").trim_end();
    let (side, after_noon) = match (side.strip_suffix("pm"), side.strip_suffix("am")) {
        (Some(side), _) => (side.trim_end(), Some(true)),
        (_, Some(side)) => (side.trim_end(), Some(false)),
        _ => (side, None),
    };
    let side = side.replace(['.', 'u', 'h', '\u{66b}'], ":");
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
    match after_noon {
        None => Some(time),
        Some(_) if !(1..=12).contains(&time.hour()) => None,
        Some(after) => time.with_hour(time.hour() % 12 + if after { 12 } else { 0 }),
    }
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
        ] {
            assert_eq!(read(typed), Some(("19:30".to_owned(), "21:30".to_owned())), "{typed}");
        }
        assert_eq!(read("19 uur"), Some(("19:00".to_owned(), String::new())));
        assert_eq!(read("12:15 am"), Some(("00:15".to_owned(), String::new())));
    }

    #[test]
    fn what_is_no_hour_is_none() {
        for wrong in [
            "",
            "avond",
            "25:00",
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
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
