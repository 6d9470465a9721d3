//! A calendar entry that asks for an answer (uitnodiging voor medewerkers): for the owners' staff by mail, never for parents.

use ical::generator::Property;

use super::{Entry, text, write};

/// What the mail's calendar part asks; the MIME part says the same word (else Outlook refuses it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Request,
    Cancel,
}

/// Who sends, or who is asked.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// One meeting for one reader, under the same UID as its file and the feeds. `None` when an address cannot stand in it.
pub fn request(method: Method, entry: &Entry, organiser: Party<'_>, reader: Party<'_>) -> Option<String> {
    let answer = match method {
        Method::Request => ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
        Method::Cancel => ";ROLE=REQ-PARTICIPANT",
    };
    let parties = [party("ORGANIZER", organiser, "")?, party("ATTENDEE", reader, answer)?];
    let word = match method {
        Method::Request => "REQUEST",
        Method::Cancel => "CANCEL",
    };
    Some(write(word, std::slice::from_ref(entry), &parties))
}

/// The crate's parameters panic on what is not ASCII, so they are written into the name, quoted.
fn party(name: &str, party: Party<'_>, more: &str) -> Option<Property> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-[]:".contains(c);
    let address = party.address;
    if !address.contains('@') || !address.chars().all(is_plain) {
        return None;
    }
    let shown = if text::is_blank(party.name) { address } else { party.name };
    Some(Property {
        name: format!("{name};CN={}{more}", text::quoted(shown)),
        params: None,
        value: Some(format!("mailto:{address}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::calendar::{Hours, Status, uid};

    fn asked(method: Method, name: &str, address: &str) -> Option<String> {
        let moment = |text: &str| text.parse().expect("a moment");
        let entry = Entry {
            uid: uid("01990000-0000-7000-8000-000000000000", "aantafel.example"),
            sequence: 3,
            status: Status::Confirmed,
            hours: Hours::new(moment("2027-05-20T19:30:00"), moment("2027-05-20T21:30:00")).expect("hours"),
            changed_at: "2026-11-21T12:00:00Z".parse().expect("a moment"),
            summary: "Praten over opgroeien".to_owned(),
            place: None,
            description: None,
            address: None,
        };
        let organiser = Party { name: "Aan Tafel, Utrecht", address: "post@aantafel.example" };
        request(method, &entry, organiser, Party { name, address })
    }

    #[test]
    fn the_method_the_organiser_and_the_reader_stand_in_it_whatever_their_names_are() {
        for name in ["جمعية; الآباء", "Vereniging é:x", "", "Jan\r\nBEGIN:VEVENT", "\"Piet\"", &"lange naam ".repeat(20)]
        {
            let text = asked(Method::Request, name, "lezer@example.org").expect("an entry");
            let unfolded = text.replace("\r\n ", "");
            assert!(unfolded.contains("\r\nMETHOD:REQUEST\r\n"));
            assert!(unfolded.contains("\r\nORGANIZER;CN=\"Aan Tafel, Utrecht\":mailto:post@aantafel.example\r\n"));
            assert_eq!(unfolded.matches("\r\nATTENDEE;CN=\"").count(), 1, "{name}");
            assert!(unfolded.contains(";RSVP=TRUE:mailto:lezer@example.org\r\n"));
            assert_eq!(unfolded.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{name}");
            assert!(text.split("\r\n").all(|line| line.len() <= 75), "{name}");
        }
        assert!(asked(Method::Cancel, "Jan", "jan@example.org").expect("an entry").contains("METHOD:CANCEL"));
    }

    #[test]
    fn an_address_that_is_none_makes_no_entry() {
        for address in ["", "jan", "jan@example.org\r\nX:1", "jan;x@example.org", "jan@exämple.org"] {
            assert_eq!(asked(Method::Request, "Jan", address), None, "{address:?}");
        }
    }
}
