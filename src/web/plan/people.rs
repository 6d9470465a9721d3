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
        let person = left.remove(at);
        let mut set = |what: &str, value: &str| form.set(&format!("{place}_{what}"), value);
        let yes = |is: bool| if is { "yes" } else { "" };
        set("name", &person.name);
        set("organisation", &person.organisation);
        set("phone", &person.phone);
        set("trained", yes(person.is_trained));
        set("independent", yes(person.is_independent));
        set("certificate", yes(person.has_certificate));
        set("adult", yes(duty == Duty::Childcare));
    }
}

/// Leaves nobody in the form.
pub fn clear(form: &mut Form) {
    for (place, _) in PEOPLE {
        for what in ["name", "organisation", "phone", "trained", "independent", "certificate", "adult"] {
            form.set(&format!("{place}_{what}"), "");
        }
    }
}
