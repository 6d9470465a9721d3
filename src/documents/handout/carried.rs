//! Which sheets carry a number (dragers): what a correction of a contact changes on paper.

use super::contacts::{FOR_ADVICE, is_for_parents, is_near_for_parents, national, near_home};
use super::{Compose, KINDS, Kind};
use crate::domain::contact::{Contact, LocalContact};
use crate::language::Language;

/// The kinds that print a national contact.
pub fn kinds_with(contact: &Contact) -> Vec<&'static Kind> {
    let is_for_advice = FOR_ADVICE.contains(&contact.key.as_str());
    let carries = |kind: &&Kind| match kind.compose {
        Compose::Parents(_) => is_for_parents(contact),
        Compose::Facilitator(_) => is_for_advice,
        Compose::Owners(_) => false,
    };
    with_contacts().filter(carries).collect()
}

/// The kinds that print help near home, for the evenings in its municipality.
pub fn kinds_with_near(contact: &LocalContact) -> Vec<&'static Kind> {
    let is_for_parents = |kind: &&Kind| matches!(kind.compose, Compose::Parents(_)) && is_near_for_parents(contact);
    with_contacts().filter(is_for_parents).collect()
}

/// Whether what is printed of it stays the same, but for the day on which it was tried.
pub fn is_printed_alike(one: &Contact, other: &Contact) -> bool {
    let printed = |contact| national(contact, Language::dutch());
    printed(one) == printed(other)
}

pub fn is_near_printed_alike(one: &LocalContact, other: &LocalContact) -> bool {
    let printed = |contact: &LocalContact| is_near_for_parents(contact).then(|| near_home(contact, Language::dutch()));
    printed(one) == printed(other)
}

fn with_contacts() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| kind.has_contacts)
}
