//! The people on a meeting, as four places in the form: two facilitators, an interpreter, somebody for the children.

use crate::domain::meeting::MeetingId;
use crate::domain::person::{Duty, Person};
use crate::domain::text::LONGEST_NAME;
use crate::domain::typed::western_digits;
use crate::web::form::Form;
use crate::web::wrong::{Wrong, Wrongs};

/// The places: the prefix of their fields, and the duty.
pub const PEOPLE: [(&str, Duty); 4] = [
    ("facilitator_1", Duty::Facilitator),
    ("facilitator_2", Duty::Facilitator),
    ("interpreter", Duty::Interpreter),
    ("childcare", Duty::Childcare),
];

pub fn check(id: &MeetingId, form: &Form, wrongs: &mut Wrongs) -> Vec<Person> {
    let mut people = Vec::new();
    for (place, duty) in PEOPLE {
        let field = |what: &str| form.line(&format!("{place}_{what}"));
        let name = field("name");
        if name.is_empty() {
            continue;
        }
        let (organisation, phone) = (field("organisation"), field("phone"));
        if [&name, &organisation, &phone].iter().any(|text| text.length() > LONGEST_NAME) {
            wrongs.add(place, Wrong::TooLong(LONGEST_NAME));
        }
        // Kept in Western digits: a phone dials those.
        let phone = western_digits(phone.as_str());
        if !phone.chars().all(|c| c.is_ascii_digit() || "+ -()".contains(c)) {
            wrongs.add(place, Wrong::Phone);
        }
        let is = |what: &str| form.typed(&format!("{place}_{what}")) == "yes";
        match duty {
            Duty::Interpreter if !is("independent") => wrongs.add(place, Wrong::InterpreterFamily),
            Duty::Childcare if !is("adult") => wrongs.add(place, Wrong::ChildcareAdult),
            _ => {}
        }
        people.push(Person {
            meeting_id: id.clone(),
            position: i32::try_from(people.len() + 1).unwrap_or(1),
            duty,
            name_key: name.key(),
            name: name.into_string(),
            organisation: organisation.into_string(),
            phone,
            is_trained: duty == Duty::Facilitator && is("trained"),
            is_independent: duty == Duty::Interpreter && is("independent"),
            has_certificate: duty == Duty::Childcare && is("certificate"),
        });
    }
    people
}

pub fn fill(form: &mut Form, people: &[Person]) {
    let mut left: Vec<&Person> = people.iter().collect();
    for (place, duty) in PEOPLE {
        let Some(at) = left.iter().position(|person| person.duty == duty) else { continue };
        put(form, place, Some(left.remove(at)));
    }
}

/// Leaves nobody in the form.
pub fn clear(form: &mut Form) {
    PEOPLE.iter().for_each(|(place, _)| put(form, place, None));
}

/// All that a place asks of a person.
fn put(form: &mut Form, place: &str, person: Option<&Person>) {
    let text = |of: fn(&Person) -> &str| person.map_or("", of);
    let yes = |is: fn(&Person) -> bool| person.filter(|own| is(own)).map_or("", |_| "yes");
    for (what, value) in [
        ("name", text(|own| &own.name)),
        ("organisation", text(|own| &own.organisation)),
        ("phone", text(|own| &own.phone)),
        ("trained", yes(|own| own.is_trained)),
        ("independent", yes(|own| own.is_independent)),
        ("certificate", yes(|own| own.has_certificate)),
        ("adult", yes(|own| own.duty == Duty::Childcare)),
    ] {
        form.set(&format!("{place}_{what}"), value);
    }
}
