//! The fields of the planner's form by name (veldnaam), and what stands in them in words.

use crate::language::{Desk, Lang, Language};
use crate::web::difference::{self, Difference};
use crate::web::form::Form;
use crate::web::plan::{KIT_FIELDS, PEOPLE, Planning};

impl Planning {
    pub fn differences(&self, theirs: &Form, yours: &Form, language: Lang) -> Vec<Difference> {
        let d = language.desk();
        let region = |name: &str, text: &str| d.region.by_code(text).filter(|_| name == "region");
        let in_words = |name: &str, text: &str| {
            let region = region(name, text).map(ToString::to_string);
            region.or_else(|| self.in_words(name, text, language))
        };
        difference::between(theirs, yours, labels(d), in_words)
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
