//! The fields of an evening's form by name (veldnaam), and what two people made of them.

use super::{KIT_FIELDS, PEOPLE, Planning};
use crate::language::{Lang, Language, Phrases};
use crate::web::difference::{self, Difference};
use crate::web::form::Form;

impl Planning {
    /// What somebody else keeps now beside what was typed here.
    pub fn differences(&self, theirs: &Form, yours: &Form, language: Lang) -> Vec<Difference> {
        let in_words = |name: &str, text: &str| self.in_words(name, text, language);
        difference::between(theirs, yours, labels(language.phrases()), in_words)
    }
}

/// The fields of the form in their order, each with its label.
fn labels(t: &Phrases) -> Vec<(String, String)> {
    let mut labels = Vec::new();
    for name in t.plan.names() {
        labels.extend(t.plan.by_code(name).map(|label| (name.to_owned(), label.to_string())));
    }
    for (name, number) in KIT_FIELDS.iter().zip(1..) {
        labels.push(((*name).to_owned(), t.plan.kit.of(number)));
    }
    for language in Language::written() {
        let name = format!("own_title_{}", language.code);
        labels.push((format!("{name}_reader"), format!("{}: {}", language.own_name, t.plan_form.read_by)));
        labels.push((name, format!("{} {}", t.plan_form.own_title_in, language.own_name)));
    }
    let p = &t.person;
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
