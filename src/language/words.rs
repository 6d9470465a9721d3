//! Dates and times in words, as people of each language say them, with Western digits.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{Lang, Phrase, Phrases};

/// "donderdag 20 mei 2027".
pub fn date_in_words(language: Lang, date: NaiveDate) -> String {
    let phrases = language.phrases();
    phrases.date.long.with(&[
        ("weekday", weekday(phrases, date)),
        ("day", &date.day()),
        ("month", month(phrases, date)),
        ("year", &date.year()),
    ])
}

/// "20 mei".
pub fn day_and_month(language: Lang, date: NaiveDate) -> String {
    let phrases = language.phrases();
    phrases.date.short.with(&[("day", &date.day()), ("month", month(phrases, date))])
}

pub fn month_name(language: Lang, date: NaiveDate) -> &'static str {
    month(language.phrases(), date).as_str()
}

pub fn weekday_name(language: Lang, date: NaiveDate) -> &'static str {
    weekday(language.phrases(), date).as_str()
}

/// "19.30" in Dutch; always Western digits, because they are matched with clocks and signs.
pub fn time(language: Lang, time: NaiveTime) -> String {
    time_of(language.phrases(), time)
}

/// The same, where only the phrases are known.
pub fn time_of(t: &Phrases, time: NaiveTime) -> String {
    let (hour, minute) = (format!("{:02}", time.hour()), format!("{:02}", time.minute()));
    t.number.time.with(&[("hour", &hour), ("minute", &minute)])
}

/// "€ 45,50" in Dutch, "€ 45.50" in English.
pub fn euros(cents: impl Into<i64>, language: Lang) -> String {
    let cents = cents.into();
    let (euros, cents) = (cents / 100, format!("{:02}", cents % 100));
    language.phrases().number.money.with(&[("euros", &euros), ("cents", &cents)])
}

fn weekday(phrases: &'static Phrases, date: NaiveDate) -> &'static Phrase {
    let names = &phrases.weekday;
    [&names.mon, &names.tue, &names.wed, &names.thu, &names.fri, &names.sat, &names.sun]
        [date.weekday().num_days_from_monday() as usize]
}

fn month(phrases: &'static Phrases, date: NaiveDate) -> &'static Phrase {
    let names = &phrases.month;
    [
        &names.jan, &names.feb, &names.mar, &names.apr, &names.may, &names.jun, &names.jul, &names.aug, &names.sep,
        &names.oct, &names.nov, &names.dec,
    ][date.month0() as usize]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::language::Language;

    #[test]
    fn a_date_is_said_in_the_words_of_its_language_with_western_digits() {
        let date = NaiveDate::from_ymd_opt(2027, 6, 12).expect("a date");
        let said = |code: &str| {
            let is_shown = |c: &char| !matches!(c, '\u{2066}'..='\u{2069}');
            date_in_words(Language::find(code).expect("a language"), date).chars().filter(is_shown).collect::<String>()
        };
        let expected = [
            ("nl", "zaterdag 12 juni 2027"),
            ("en", "Saturday 12 June 2027"),
            ("ar", "السبت 12 يونيو 2027"),
            ("ti", "ቀዳም 12 ሰነ 2027"),
            ("fr", "samedi 12 juin 2027"),
            ("tr", "12 Haziran 2027 Cumartesi"),
            ("am", "ቅዳሜ 12 ጁን 2027"),
            ("so", "Sabti 12 Juun 2027"),
            ("fa", "شنبه 12 ژوئن 2027"),
            ("ur", "ہفتہ 12 جون 2027"),
            ("ku", "şemî, 12 hezîran 2027"),
        ];
        for (code, expected) in expected {
            assert_eq!(said(code), expected, "{code}");
        }
    }

    #[test]
    fn every_language_has_seven_days_and_twelve_months_and_says_all_four_parts_of_a_date() {
        let date = |day| NaiveDate::from_yo_opt(2027, day).expect("a day of the year");
        for language in Language::written() {
            let weekdays: HashSet<_> = (1..=7).map(|day| weekday_name(language, date(day))).collect();
            let months: HashSet<_> = (1..=365).map(|day| month_name(language, date(day))).collect();
            assert_eq!((weekdays.len(), months.len()), (7, 12), "{language}");
            let said = date_in_words(language, date(200));
            let parts = [weekday_name(language, date(200)), "19", month_name(language, date(200)), "2027"];
            assert!(parts.iter().all(|part| said.contains(part)), "{language}: {said}");
        }
    }

    #[test]
    fn no_sentence_holds_a_digit_that_is_not_western() {
        for language in Language::written() {
            for (name, phrase) in language.phrases().each() {
                let is_western = |c: char| !c.is_numeric() || c.is_ascii_digit();
                assert!(phrase.forms().all(|form| form.chars().all(is_western)), "{language} {name}");
            }
        }
    }

    #[test]
    fn money_is_written_as_in_the_language() {
        assert_eq!(euros(12_550, Language::dutch()), "€\u{a0}125,50");
        let said = |code| euros(5, Language::find(code).expect("a language"));
        assert_eq!(["ar", "en", "fr", "ku"].map(said), ["€\u{a0}0.05", "€\u{a0}0.05", "€\u{a0}0,05", "€\u{a0}0,05"]);
        let half_past_seven = NaiveTime::from_hms_opt(19, 30, 0).expect("a time");
        let said = |code| time(Language::find(code).expect("a language"), half_past_seven);
        assert_eq!(["nl", "en", "ar", "ku"].map(said), ["19.30", "19:30", "19:30", "19:30"]);
    }
}
