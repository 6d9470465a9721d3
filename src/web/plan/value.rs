//! What stands in a field of an evening's form (waarde), in words.

use super::Planning;
use crate::domain::typed;
use crate::language::{Lang, Language, date_in_words};

impl Planning {
    /// What a value of the form means, as its own choices call it.
    pub fn in_words(&self, name: &str, text: &str, language: Lang) -> Option<String> {
        let t = language.phrases();
        let phrase = match name {
            "audience" => t.audience.by_code(text),
            "school_phase" => t.school_phase.by_code(text),
            "food" => t.food.by_code(text),
            "region" => t.region.by_code(text),
            _ => None,
        };
        let kit = || self.reference.kit(text, None).map(|kit| kit.title(language).to_string());
        let title = || {
            let (slug, number) = text.split_once('/')?;
            let title = self.reference.kit(slug, None)?.public_title(number.parse().ok()?, Language::dutch())?;
            Some(title.text.as_str().to_owned())
        };
        phrase.map(ToString::to_string).or_else(|| match name {
            "title" => title(),
            "languages" => Language::find(text).map(|language| language.own_name.to_owned()),
            "date" => typed::date(text).map(|date| date_in_words(language, date)),
            _ if name.starts_with("kit_") => kit(),
            _ => (text == "yes").then(|| "\u{2713}".to_owned()),
        })
    }
}
