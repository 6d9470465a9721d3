//! Editions in words (bewoording): a day's name and dates, and what cannot be right about them.

use chrono::Datelike;

use crate::domain::day::Day;
use crate::domain::day::edition::Unlikely;
use crate::language::{Desk, Lang, date_in_words};
use crate::web::assessment::{day_name, span};
use crate::web::desk::holiday::said::language_of;

pub fn name(day: &Day, language: Lang) -> &str {
    day_name(day, language)
}

/// "8 februari – 8 maart 2027, kan 1 dag schelen".
pub fn days(day: &Day, language: Lang) -> String {
    let doubt = match day.uncertainty_days {
        0 => String::new(),
        days => format!(", {}", language.desk().day_edition.uncertain.count(language, days)),
    };
    format!("{} {}{doubt}", span(day.first_day, day.last_day, language), day.last_day.year())
}

pub fn unlikely(found: &Unlikely, d: &'static Desk) -> String {
    let t = &d.day_edition;
    match found {
        Unlikely::EndsBeforeItBegins => t.ends_before.to_string(),
        Unlikely::TooLong(most) => t.too_long.of(most),
        Unlikely::OtherYear => t.other_year.to_string(),
        Unlikely::FarFromOthers(expected) => t.far.of(date_in_words(language_of(d), *expected)),
        Unlikely::Twice => t.twice.to_string(),
    }
}
