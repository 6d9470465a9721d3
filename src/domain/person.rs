//! People on a meeting (gespreksleider, tolk, kinderopvang): not accounts, seen by the two owners only.

use diesel::prelude::*;

use super::meeting::MeetingId;
use super::text::key;
use crate::schema::meeting_person;

crate::coded! {
    pub enum Duty {
        Facilitator = "facilitator",
        Interpreter = "interpreter",
        Childcare = "childcare",
    }
}

/// So many days after the meeting nobody needs to know any more who did what.
pub const KEPT_DAYS: i64 = 30;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_person)]
pub struct Person {
    pub meeting_id: MeetingId,
    pub position: i32,
    pub duty: Duty,
    pub name: String,
    pub name_key: String,
    pub organisation: String,
    pub phone: String,
    /// A facilitator who followed K10.
    pub is_trained: bool,
    /// An interpreter who is not family of those who come, and not a child.
    pub is_independent: bool,
    /// An adult whose certificate of conduct was seen; no copy is kept.
    pub has_certificate: bool,
}

impl Person {
    /// Whether nothing is left to ask about who does this: independent of those who come, or known to be safe with children.
    pub fn is_suitable(&self) -> bool {
        match self.duty {
            Duty::Facilitator => true,
            Duty::Interpreter => self.is_independent,
            Duty::Childcare => self.has_certificate,
        }
    }
}

/// Whether a name is another, shortened: "Marieke de W." and "M. de Wit" are Marieke de Wit; "Marieke" may be anybody.
pub fn is_short_for(short: &str, whole: &str) -> bool {
    let (short, whole) = (key(short), key(whole));
    let (short, whole): (Vec<&str>, Vec<&str>) = (short.split(' ').collect(), whole.split(' ').collect());
    let fits = |(word, full): (&&str, &&str)| match word.strip_suffix('.') {
        Some(begin) => !begin.is_empty() && full.starts_with(begin),
        None => word == full,
    };
    let has_whole_word = short.iter().any(|word| !word.ends_with('.'));
    short != whole
        && short.len() > 1
        && short.len() == whole.len()
        && has_whole_word
        && short.iter().zip(&whole).all(fits)
}

/// Colleagues and whom evenings name (name and key), each once with all keys that they are written by, their own first.
pub fn known(on_list: Vec<(String, String)>, colleagues: impl Iterator<Item = String>) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for name in colleagues {
        let keys = vec![key(&name)];
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
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(on_list: &[&str], colleagues: &[&str]) -> Vec<String> {
        let on_list = on_list.iter().map(|name| ((*name).to_owned(), key(name))).collect();
        let found = known(on_list, colleagues.iter().map(ToString::to_string));
        found.into_iter().map(|(name, keys)| format!("{name}: {}", keys.join(", "))).collect()
    }

    #[test]
    fn a_short_name_is_a_colleagues_when_it_can_be_nobody_elses() {
        let both = ["Marieke de Wit: marieke de wit, m. de wit", "Saba T.: saba t."];
        assert_eq!(gathered(&["M. de Wit", "Saba T.", "marieke de WIT"], &["Marieke de Wit", "Marieke de Wit"]), both);
        let apart = ["Marieke de Wit: marieke de wit", "M. de Wit: m. de wit", "Maria de Wit: maria de wit"];
        assert_eq!(gathered(&["M. de Wit", "Maria de Wit"], &["Marieke de Wit"]), apart, "it may be Maria");
        let two = ["Marieke de Wit: marieke de wit", "Mo de Wit: mo de wit", "M. de Wit: m. de wit"];
        assert_eq!(gathered(&["M. de Wit"], &["Marieke de Wit", "Mo de Wit"]), two, "it may be either");
    }

    #[test]
    fn a_name_is_short_for_another_when_each_of_its_words_is() {
        for short in ["Marieke de W.", "M. de Wit", "marieke  DE wi."] {
            assert!(is_short_for(short, "Marieke de Wit"), "{short}");
        }
        for other in
            ["Marieke", "M.", "M. d. W.", "Marieke W.", "Marieke de K.", "Marieke de Wit", "Marieke de .", "de W."]
        {
            assert!(!is_short_for(other, "Marieke de Wit"), "{other}");
        }
    }
}
