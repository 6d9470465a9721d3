//! "Iemand vertelt u iets": what to do then and whom to call. It keeps nothing, and parents never get it.

use super::Reference;
use crate::documents::handout::FOR_ADVICE;
use crate::domain::contact::{Channel, Contact};
use crate::language::Lang;

/// In a language of the host's; the others have their names in the list of practical numbers.
const KNOT: &str = "lkha";

/// Somebody to call. The number is text: a tap would write the call into the phone's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: String,
    pub value: String,
    pub note: String,
    pub is_web: bool,
}

/// Whom a volunteer, a host or a facilitator calls.
pub fn for_volunteers(reference: &Reference, language: Lang) -> Vec<Line> {
    let found = FOR_ADVICE.iter().filter_map(|key| reference.contacts.iter().find(|contact| contact.key == *key));
    found.map(|contact| line(contact, language)).collect()
}

/// Whom a professional calls: all that are for them, in the order of the list.
pub fn for_professionals(reference: &Reference, language: Lang) -> Vec<Line> {
    let mut contacts: Vec<&Contact> = reference.contacts.iter().filter(|contact| contact.for_professionals).collect();
    contacts.sort_by_key(|contact| contact.place);
    let own = |contact: &Contact| match contact.key.as_str() {
        KNOT => Line { name: contact.name_nl.clone(), note: contact.note_nl.clone(), ..line(contact, language) },
        _ => line(contact, language),
    };
    contacts.into_iter().map(own).collect()
}

/// The number in danger, as the list has it.
pub fn alarm(reference: &Reference) -> String {
    let alarm = reference.contacts.iter().find(|contact| contact.key == FOR_ADVICE[0]);
    alarm.map(|contact| contact.value.clone()).unwrap_or_default()
}

fn line(contact: &Contact, language: Lang) -> Line {
    let t = language.phrases();
    let (name, note) = match contact.key.as_str() {
        KNOT => (t.told.knot.to_string(), t.told.knot_note.to_string()),
        key => {
            let said = |code: &str, dutch: &str| t.contact.by_code(code).map_or(dutch.to_owned(), ToString::to_string);
            (said(key, &contact.name_nl), said(&format!("{key}_note"), &contact.note_nl))
        }
    };
    let value = contact.value.trim_start_matches("https://").to_owned();
    Line { name, value, note, is_web: contact.channel == Channel::Web }
}
