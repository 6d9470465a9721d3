//! Holidays in words (bewoording): their names and days, and what cannot be right about them.

use crate::domain::holiday::{Holiday, HolidayKey, HolidayKind, Implausible};
use crate::domain::region::Region;
use crate::language::{Desk, Lang, Language, Phrase, weekday_name};
use crate::web::assessment::span;

pub fn kind(kind: HolidayKind, language: Lang) -> String {
    let name = language.phrases().holiday.by_code(kind.code()).map_or("", Phrase::as_str);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub fn region(region: Region, language: Lang) -> String {
    language.phrases().region.by_code(region.code()).map_or_else(String::new, ToString::to_string)
}

/// "Zomervakantie Noord, 2026-2027".
pub fn name(key: &HolidayKey, language: Lang) -> String {
    format!("{} {}, {}", kind(key.kind, language), region(key.region, language), key.school_year)
}

/// "10 juli – 22 augustus 2027 (advies)".
pub fn days(row: &Holiday, language: Lang) -> String {
    use chrono::Datelike;
    let t = &language.desk().school_year;
    let advice = match row.kind_of_date {
        crate::domain::holiday::KindOfDate::Fixed => String::new(),
        crate::domain::holiday::KindOfDate::Advice => format!(" ({})", t.advice.as_str().to_lowercase()),
    };
    format!("{} {}{advice}", span(row.first_day, row.last_day, language), row.last_day.year())
}

pub fn implausible(found: &Implausible, d: &'static Desk) -> String {
    let language = language_of(d);
    let t = &d.school_year;
    let of = |holiday: &Holiday| name(&holiday.key(), language);
    match found {
        Implausible::NotFromSaturday(holiday) => t
            .not_from_saturday
            .with(&[("holiday", &of(holiday)), ("weekday", &weekday_name(language, holiday.first_day))]),
        Implausible::NotUntilSunday(holiday) => t
            .not_until_sunday
            .with(&[("holiday", &of(holiday)), ("weekday", &weekday_name(language, holiday.last_day))]),
        Implausible::WrongLength { holiday, days } => t.wrong_length.with(&[("holiday", &of(holiday)), ("days", days)]),
        Implausible::WrongMonth(holiday) => {
            t.wrong_month.with(&[("holiday", &of(holiday)), ("days", &self::days(holiday, language))])
        }
        Implausible::Overlap { first, second } => t.overlap.with(&[("first", &of(first)), ("second", &of(second))]),
        Implausible::SummerJumps { region, school_year, from_place, to_place } => t.summer_jumps.with(&[
            ("region", &self::region(*region, language)),
            ("year", school_year),
            ("from", from_place),
            ("to", to_place),
        ]),
        Implausible::SummersNotThree { school_year } => t.summers_not_three.of(school_year),
    }
}

/// The desk speaks two languages: whose sentences these are.
pub fn language_of(d: &'static Desk) -> Lang {
    let dutch = Language::dutch();
    if std::ptr::eq(d, dutch.desk()) { dutch } else { Language::find("en").unwrap_or(dutch) }
}
