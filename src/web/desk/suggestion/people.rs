//! Who can be asked for (mensen): colleagues, and who was on one's own evenings; who is both is one.

use crate::domain::person::known;
use crate::domain::text;
use crate::web::plan::Choice;
use crate::web::{App, token};

/// Each by a word that tells no name: addresses are kept in histories.
pub struct People(Vec<Somebody>);

struct Somebody {
    word: String,
    name: String,
    /// As evenings have it: "marieke de wit", "marieke de w.".
    keys: Vec<String>,
}

impl People {
    pub fn new(app: &App, on_list: Vec<(String, String)>, colleagues: impl Iterator<Item = String>) -> Self {
        let mut all = known(on_list, colleagues);
        all.sort_by(|one, other| one.1[0].cmp(&other.1[0]));
        let sign = |key: &str| token::sign(&app.keys.form, &format!("person {key}"))[..16].to_owned();
        Self(all.into_iter().map(|(name, keys)| Somebody { word: sign(&keys[0]), name, keys }).collect())
    }

    pub fn choices(&self) -> Vec<Choice> {
        self.0.iter().map(|one| Choice { value: one.word.clone(), label: one.name.clone() }).collect()
    }

    /// The word for a colleague.
    pub fn word_of(&self, name: &str) -> Option<String> {
        let key = text::key(name);
        self.0.iter().find(|one| one.keys[0] == key).map(|one| one.word.clone())
    }

    /// The name, and the keys of all that it is written as.
    pub fn find(&self, word: &str) -> Option<(String, Vec<String>)> {
        self.0.iter().find(|one| one.word == word).map(|one| (one.name.clone(), one.keys.clone()))
    }
}
