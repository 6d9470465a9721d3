//! What two people wrote differently (verschil): every field that would change what the other kept, in words. Desk and host share it.

use super::form::Form;
use crate::domain::text::CleanText;

/// A field that somebody else changed, or that was typed differently, while a form was open.
pub struct Difference {
    pub label: String,
    pub theirs: String,
    pub yours: String,
}

/// The fields in which two forms differ. `labels` names each field with its label, `in_words` says what a value means.
pub fn between(
    theirs: &Form,
    yours: &Form,
    labels: impl IntoIterator<Item = (String, String)>,
    in_words: impl Fn(&str, &str) -> Option<String>,
) -> Vec<Difference> {
    let said = |form: &Form, name: &str| {
        // A browser ends its lines in another way than we do, and ticks boxes in an order of its own.
        let clean = form.all(name).map(|text| CleanText::lines(text).into_string());
        let mut words: Vec<String> = clean.map(|text| in_words(name, &text).unwrap_or(text)).collect();
        words.sort();
        words.join(", ")
    };
    let difference = |(name, label): (String, String)| {
        let (theirs, yours) = (said(theirs, &name), said(yours, &name));
        (theirs != yours).then_some(Difference { label, theirs, yours })
    };
    labels.into_iter().filter_map(difference).collect()
}
