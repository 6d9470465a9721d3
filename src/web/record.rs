//! What happened, in sentences (geschiedenis): one for each row, in any written language, while the name is kept and after.

use chrono::NaiveDate;

use crate::clock;
use crate::domain::record::Deed;
use crate::language::{Lang, Language, Phrases, date_in_words, day_and_month};
use crate::store::record::Told;

/// A day, and what was done on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "2027-05-20", for machines.
    pub on: NaiveDate,
    /// "20 mei".
    pub day: String,
    pub sentence: String,
}

/// The rows in their order. The first yes is what proposed the evening.
pub fn lines(told: &[Told], language: Lang) -> Vec<Line> {
    let mut is_proposed = false;
    let line = |told: &Told| {
        let is_yes = matches!(told.record.action, Deed::Agreed | Deed::AgreedByLink | Deed::AgreedByPhone);
        let is_first = is_yes && !is_proposed;
        is_proposed |= is_yes;
        let on = clock::day_of(told.record.at);
        let sentence = if is_first && told.record.action == Deed::Agreed {
            begun(&language.phrases().record.proposed.of(who(told, language.phrases())))
        } else {
            sentence(told, language)
        };
        Line { on, day: day_and_month(language, on), sentence }
    };
    told.iter().map(line).collect()
}

/// "Marieke (De Lindeboom) zei ja."
pub fn sentence(told: &Told, language: Lang) -> String {
    begun(&in_words(told, language))
}

/// With a capital, where the script has them: a sentence can begin with "iemand".
fn begun(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn in_words(told: &Told, language: Lang) -> String {
    let t = language.phrases();
    let (code, detail) = (told.record.action.code(), told.record.detail.as_str());
    let who = who(told, t);
    if !detail.is_empty() {
        if let Some(own) = t.record.by_code(&format!("{code}_{detail}")) {
            return own.of(who);
        }
        if let (Some(own), Some(what)) = (t.record.by_code(&format!("{code}_what")), what(detail, language)) {
            return own.with(&[("who", &who), ("detail", &what)]);
        }
    }
    t.record.by_code(code).map_or_else(|| code.to_owned(), |own| own.of(who))
}

/// The name goes after a year; the organisation stays.
fn who(told: &Told, t: &'static Phrases) -> String {
    match (&told.name, &told.organisation) {
        (Some(name), Some(organisation)) => t.record.named.with(&[("name", name), ("organisation", organisation)]),
        (None, Some(organisation)) => t.record.someone_of.of(organisation),
        (Some(name), None) => name.clone(),
        (None, None) => t.record.someone.to_string(),
    }
}

/// A detail in words: what changed, which task, a day, a language. What is not known is not shown.
fn what(detail: &str, language: Lang) -> Option<String> {
    let t = language.phrases();
    if let Ok(day) = detail.parse::<NaiveDate>() {
        return Some(date_in_words(language, day));
    }
    if let Some(known) = Language::find(detail) {
        return Some(known.own_name.to_owned());
    }
    t.task_item.by_code(detail).or_else(|| t.record.by_code(detail)).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Record, RecordId};

    fn told(action: Deed, detail: &str) -> Told {
        let record = Record {
            id: RecordId::new(0, [0; 10]),
            at: "2027-05-20T10:00:00".parse().expect("a moment"),
            meeting_id: None,
            organisation_id: None,
            account_id: None,
            action,
            detail: detail.to_owned(),
        };
        Told { record, name: Some("Marieke".to_owned()), organisation: Some("De Lindeboom".to_owned()) }
    }

    #[test]
    fn every_deed_has_a_sentence_in_every_language_with_or_without_a_detail() {
        for language in Language::written() {
            for deed in Deed::ALL {
                for detail in
                    ["", "date", "undone", "other_date", "room", "public", "2027-05-20", "ar", "something else"]
                {
                    let sentence = sentence(&told(*deed, detail), language);
                    assert!(sentence.contains("Marieke"), "{language} {deed}: {sentence}");
                    assert!(
                        !sentence.contains('{') && !sentence.contains("something"),
                        "{language} {deed}: {sentence}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_first_yes_proposes_and_the_second_agrees() {
        let said =
            lines(&[told(Deed::MeetingCreated, ""), told(Deed::Agreed, ""), told(Deed::Agreed, "")], Language::dutch());
        let said: Vec<_> = said.iter().map(|line| format!("{}, {}", line.day, line.sentence)).collect();
        assert_eq!(said[1], "20 mei, Marieke (De Lindeboom) stelde de avond voor.");
        assert_eq!(said[2], "20 mei, Marieke (De Lindeboom) zei ja.");
    }

    #[test]
    fn without_a_name_it_is_somebody_of_the_organisation() {
        let mut nameless = told(Deed::Cancelled, "");
        nameless.name = None;
        assert_eq!(sentence(&nameless, Language::dutch()), "Iemand van De Lindeboom zegde de avond af.");
    }
}
