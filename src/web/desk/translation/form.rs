//! What somebody typed into the texts of a kit (invulling): each text, what they saw when they began, and what they ticked.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::kit::translation::{KitText, Unit, hash_of};
use crate::domain::text::CleanText;
use crate::web::form::Form;

/// Ticks everything that is not ticked.
pub const ALL: &str = "all";

/// By key of the text.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub texts: BTreeMap<String, CleanText>,
    pub seen: BTreeMap<String, String>,
    pub ticked: BTreeSet<String>,
    pub problems: Problems,
    /// From a file: what stands here now is shown beneath.
    pub is_from_file: bool,
}

impl Typed {
    pub fn of(form: &Form, units: &[Unit]) -> Self {
        let mut typed = Self::default();
        for Unit { key, .. } in units {
            let (text, seen) = (field("text", key), field("seen", key));
            if form.each().any(|(name, _)| name == text) {
                typed.texts.insert(key.clone(), form.line(&text));
                typed.seen.insert(key.clone(), form.typed(&seen).to_owned());
            }
            if form.is_ticked(ALL) || form.is_ticked(&field("ok", key)) {
                typed.ticked.insert(key.clone());
            }
        }
        typed
    }
}

/// The name of a field: "text-tip/k02-lijf-hoofd".
pub fn field(what: &str, key: &str) -> String {
    format!("{what}-{key}")
}

/// Names what somebody saw: the revision, and the words as they came back from a browser that changed nothing.
pub fn seen(text: Option<&KitText>) -> String {
    text.map_or_else(String::new, |text| format!("{} {}", text.revision, hash_of(CleanText::line(&text.text).as_str())))
}

/// What is wrong, by key of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    sentences: BTreeMap<String, String>,
    is_conflict: bool,
}

impl Problems {
    pub fn add(&mut self, key: &str, sentence: String) {
        self.sentences.entry(key.to_owned()).or_insert(sentence);
    }

    pub fn add_conflict(&mut self, key: &str, sentence: String) {
        self.is_conflict = true;
        self.add(key, sentence);
    }

    pub fn of(&self, key: &str) -> Option<&String> {
        self.sentences.get(key)
    }

    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Whether somebody else was first.
    pub fn is_conflict(&self) -> bool {
        self.is_conflict
    }
}
