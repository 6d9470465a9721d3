//! Who can be asked for (mensen): colleagues, and who was on one's own evenings; who is both is one.

use crate::domain::person::is_short_for;
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
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for name in colleagues {
            let keys = vec![text::key(&name)];
            if !all.iter().any(|(_, known)| *known == keys) {
                all.push((name, keys));
            }
        }
        let number = all.len();
        let is_colleague = |key: &String| all.iter().any(|(_, keys)| keys[0] == *key);
        let others: Vec<String> =
            on_list.iter().filter(|(_, key)| !is_colleague(key)).map(|(name, _)| name.clone()).collect();
        for (name, key) in on_list {
            // Shortened, it is a colleague's when it can be nobody else's.
            let is_elses = others.iter().any(|other| is_short_for(&key, other));
            let is_whose = |own: &str, keys: &[String]| keys[0] == key || !is_elses && is_short_for(&key, own);
            let mut whose = all[..number].iter_mut().filter(|(own, keys)| is_whose(own, keys));
            match (whose.next(), whose.next()) {
                (Some((_, keys)), None) if keys.contains(&key) => {}
                (Some((_, keys)), None) => keys.push(key),
                _ => all.push((name, vec![key])),
            }
        }
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
