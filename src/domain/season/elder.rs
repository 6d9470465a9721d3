//! Grandparents (grootouders): an evening has no name for them, and is for the women or men that they are.

use crate::domain::plan::MeetingAudience::{self, Fathers, Mothers, ParentsTogether};

const ELDERS: [(MeetingAudience, &[&str]); 3] = [
    (Mothers, &["oma", "omas", "grootmoeder", "grootmoeders", "grandma", "grandmas", "grandmother", "grandmothers"]),
    (Fathers, &["opa", "opas", "grootvader", "grootvaders", "grandpa", "grandpas", "grandfather", "grandfathers"]),
    (ParentsTogether, &["grootouder", "grootouders", "grandparent", "grandparents"]),
];

/// By a word in plain letters.
pub fn elder(word: &str) -> Option<MeetingAudience> {
    ELDERS.iter().find(|(_, names)| names.contains(&word)).map(|(own, _)| *own)
}
