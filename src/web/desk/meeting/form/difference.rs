//! What two people wrote differently (verschil): every field that would change what the other kept, in words.

use super::{KIT_FIELDS, PEOPLE, Planning};
use crate::domain::text::CleanText;
use crate::language::{Desk, Lang, Language, date_in_words};
use crate::web::form::Form;

/// A field that somebody else changed while this form was open.
pub struct Difference {
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

impl Planning {
    pub fn differences(&self, theirs: &Form, yours: &Form, language: Lang) -> Vec<Difference> {
        let difference = |(name, label): (String, String)| {
            // A browser ends its lines in another way than we do.
            let clean =
                |form: &Form| form.all(&name).map(|text| CleanText::lines(text).into_string()).collect::<Vec<_>>();
            let said = |texts: Vec<String>| {
                let words = texts.iter().map(|text| self.in_words(&name, text, language));
                words.collect::<Vec<_>>().join(", ")
            };
            let (theirs, yours) = (said(clean(theirs)), said(clean(yours)));
            (theirs != yours).then_some(Difference { label, theirs, yours })
        };
        labels(language.desk()).into_iter().filter_map(difference).collect()
    }

    /// A code as the form's own choices call it.
    fn in_words(&self, name: &str, text: &str, language: Lang) -> String {
        let (t, d) = (language.phrases(), language.desk());
        let phrase = match name {
            "region" => d.region.by_code(text),
            "audience" => t.audience.by_code(text),
            "school_phase" => t.school_phase.by_code(text),
            "food" => t.food.by_code(text),
            _ => None,
        };
        let kit = || name.starts_with("kit_").then(|| self.reference.kit(text, None)).flatten();
        let title = || {
            let (slug, number) = text.split_once('/').filter(|_| name == "title")?;
            let title = self.reference.kit(slug, None)?.public_title(number.parse().ok()?, Language::dutch())?;
            Some(title.text.as_str().to_owned())
        };
        let spoken =
            || Language::find(text).filter(|_| name == "languages").map(|language| language.own_name.to_owned());
        let day = || text.parse().ok().filter(|_| name == "date").map(|date| date_in_words(language, date));
        let tick = || (text == "yes").then(|| "\u{2713}".to_owned());
        phrase
            .map(ToString::to_string)
            .or_else(|| kit().map(|kit| kit.title(language).to_string()))
            .or_else(title)
            .or_else(spoken)
            .or_else(day)
            .or_else(tick)
            .unwrap_or_else(|| text.to_owned())
    }
}

/// The fields of the form in their order, each with its label.
fn labels(d: &Desk) -> Vec<(String, String)> {
    let mut labels = Vec::new();
    for name in d.plan.names() {
        labels.extend(d.plan.by_code(name).map(|label| (name.to_owned(), label.to_string())));
    }
    for (name, number) in KIT_FIELDS.iter().zip(1..) {
        labels.push(((*name).to_owned(), d.plan.kit.of(number)));
    }
    for language in Language::written() {
        let name = format!("own_title_{}", language.code);
        labels.push((format!("{name}_reader"), format!("{}: {}", language.own_name, d.form.read_by)));
        labels.push((name, format!("{} {}", d.form.own_title_in, language.own_name)));
    }
    let p = &d.people;
    for (place, _) in PEOPLE {
        let heading = p.by_code(place).map_or_else(String::new, ToString::to_string);
        for (what, label) in [
            ("name", &p.name),
            ("organisation", &p.organisation),
            ("phone", &p.phone),
            ("trained", &p.trained),
            ("certificate", &p.certificate),
        ] {
            labels.push((format!("{place}_{what}"), format!("{heading}: {label}")));
        }
    }
    labels
}
