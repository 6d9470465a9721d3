//! What two colleagues wrote differently of their organisation (verschil), field by field, in words.

use crate::domain::text::CleanText;
use crate::language::{Language, Phrases};
use crate::web::form::Form;

/// A field that somebody else changed, or that was typed differently, while the form was open.
pub struct Difference {
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

const FIELDS: [&str; 8] =
    ["name", "province", "municipality", "languages", "communities", "contact_name", "contact_phone", "contact_email"];

pub(super) fn between(theirs: &Form, yours: &Form, t: &'static Phrases) -> Vec<Difference> {
    let difference = |name: &str| {
        let said = |form: &Form| form.all(name).map(|text| in_words(name, text, t)).collect::<Vec<_>>();
        let (mut theirs, mut yours) = (said(theirs), said(yours));
        theirs.sort();
        yours.sort();
        let label = t.profile.by_code(name).map_or_else(String::new, ToString::to_string);
        (theirs != yours).then(|| Difference { label, theirs: theirs.join(", "), yours: yours.join(", ") })
    };
    FIELDS.into_iter().filter_map(difference).collect()
}

fn in_words(name: &str, text: &str, t: &'static Phrases) -> String {
    let words = match name {
        "languages" => Language::find(text).map(|language| language.own_name.to_owned()),
        "communities" => t.community.by_code(text).map(ToString::to_string),
        _ => None,
    };
    words.unwrap_or_else(|| CleanText::line(text).into_string())
}
