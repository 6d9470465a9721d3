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

#[cfg(test)]
mod tests {
    use super::*;

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
