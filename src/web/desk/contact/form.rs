//! The forms of contacts (formulier): what may be changed of one, and what is wrong with what was typed.

use chrono::{Months, NaiveDate};

use crate::domain::contact::typed::{self as contact, Unfit};
use crate::domain::contact::{Channel, Contact, LocalContact, LocalContactKind, OpeningHours};
use crate::domain::list::Codes;
use crate::domain::text::{CleanText, LONGEST_LINE, LONGEST_NAME};
use crate::domain::typed;
use crate::language::{Desk, LANGUAGES, Lang, Language};
use crate::web::desk::translation::broken_in_words;
use crate::web::form::{Form, Problems};
use crate::web::problem;
use crate::web::viewer::Viewer;
use crate::web::wrong::{self, Wrong};

/// Longer is no list of hours.
const LONGEST_HOURS: usize = 120;

pub fn filled(own: &Contact, today: NaiveDate) -> Form {
    Form::of([
        ("value", own.value.clone()),
        ("hours", own.hours.as_str().to_owned()),
        ("cost", own.cost.code().to_owned()),
        ("note_nl", own.note_nl.clone()),
        ("confirmed_on", today.to_string()),
    ])
}

pub fn filled_near(own: &LocalContact, today: NaiveDate) -> Form {
    let mut form = Form::of([
        ("kind", own.kind.code().to_owned()),
        ("name", own.name.clone()),
        ("person", own.person.clone()),
        ("street", own.address.clone()),
        ("hours", own.hours.as_str().to_owned()),
        ("phone", own.phone.clone()),
        ("confirmed_on", today.to_string()),
    ]);
    form.extend("languages", own.languages.iter());
    form
}

/// A contact of parents stays one: its name, its kind and for whom it is are not on the form.
pub fn read(form: &Form, own: &Contact, viewer: &Viewer, today: NaiveDate) -> Result<Contact, Problems> {
    let (d, t) = (viewer.desk_language().desk(), viewer.desk_language().phrases());
    let mut problems = Problems::default();
    let value = own.channel.read(form.typed("value"));
    if value.is_none() {
        let is_web = own.channel == Channel::Web;
        problems.add("value", if is_web { &d.contact.not_an_address } else { &t.problem.not_a_phone });
    }
    let hours = hours(form, d, &mut problems);
    let cost = form.typed("cost").parse().ok();
    if cost.is_none() {
        problems.add("cost", &t.problem.choose);
    }
    let note = form.line("note_nl");
    if let Some(wrong) = wrong::text(&note, false, LONGEST_LINE, today) {
        problems.add("note_nl", problem::sentence(&wrong, t));
    } else if (own.for_parents || own.for_help_page)
        && let Some(unfit) = contact::unfit_for_parents(note.as_str())
    {
        problems.add(
            "note_nl",
            match unfit {
                Unfit::Loaded(word) => problem::sentence(&Wrong::LoadedWord(word), t),
                Unfit::Rule(broken) => broken_in_words(&broken, d),
            },
        );
    }
    let confirmed = confirmed(form, d, today, &mut problems);
    match (value, hours, cost) {
        (Some(value), Some(hours), Some(cost)) if problems.is_empty() => {
            // A new number, and new hours, are those that nobody tried yet.
            let is_same = (&value, &hours) == (&own.value, &own.hours);
            let confirmed_on = confirmed.or(own.confirmed_on.filter(|_| is_same));
            Ok(Contact { value, hours, cost, note_nl: note.into_string(), confirmed_on, ..own.clone() })
        }
        _ => Err(problems),
    }
}

/// As [`read`]; `own` is a blank one of this municipality when it is new.
pub fn read_near(form: &Form, own: &LocalContact, viewer: &Viewer, today: NaiveDate) -> Result<LocalContact, Problems> {
    let (d, t) = (viewer.desk_language().desk(), viewer.desk_language().phrases());
    let mut problems = Problems::default();
    let kind: Option<LocalContactKind> = form.typed("kind").parse().ok();
    if kind.is_none() {
        problems.add("kind", &t.problem.choose);
    }
    let texts = [("name", true, LONGEST_NAME), ("person", false, LONGEST_NAME), ("street", false, LONGEST_LINE)];
    for (name, is_needed, longest) in texts {
        let text = form.line(name);
        if let Some(wrong) = wrong::text(&text, is_needed, longest, today) {
            problems.add(name, problem::sentence(&wrong, t));
        } else if let Some(unfit) = contact::unfit_for_parents(text.as_str()).filter(|_| name == "name") {
            problems.add(
                name,
                match unfit {
                    Unfit::Loaded(word) => problem::sentence(&Wrong::LoadedWord(word), t),
                    Unfit::Rule(broken) => broken_in_words(&broken, d),
                },
            );
        }
    }
    let [name, person, address] = ["name", "person", "street"].map(|name| form.line(name).into_string());
    let typed_phone = form.line("phone");
    let phone = if typed_phone.is_empty() { Some(String::new()) } else { contact::phone(typed_phone.as_str()) };
    if phone.is_none() {
        problems.add("phone", &t.problem.not_a_phone);
    } else if typed_phone.is_empty() && address.is_empty() {
        problems.add("phone", &d.contact.phone_or_address);
    }
    let hours = hours(form, d, &mut problems);
    let known = LANGUAGES.iter().map(|language| language.code).filter(|code| form.has("languages", code));
    let languages = Codes::new(known);
    let confirmed = confirmed(form, d, today, &mut problems);
    match (kind, phone, hours) {
        (Some(kind), Some(phone), Some(hours)) if problems.is_empty() => {
            let changed = LocalContact { kind, name, person, address, hours, phone, languages, ..own.clone() };
            let is_same = (&changed.phone, &changed.address, &changed.hours) == (&own.phone, &own.address, &own.hours);
            let confirmed_on = confirmed.or(own.confirmed_on.filter(|_| is_same));
            Ok(LocalContact { confirmed_on, ..changed })
        }
        _ => Err(problems),
    }
}

fn hours(form: &Form, d: &'static Desk, problems: &mut Problems) -> Option<OpeningHours> {
    let typed = form.line("hours");
    let hours: Option<OpeningHours> = typed.as_str().parse().ok().filter(|_| typed.length() <= LONGEST_HOURS);
    if hours.is_none() {
        problems.add("hours", &d.contact.no_hours);
    }
    hours
}

/// The day on which somebody tried it, when that was ticked.
fn confirmed(form: &Form, d: &'static Desk, today: NaiveDate, problems: &mut Problems) -> Option<NaiveDate> {
    if !form.is_ticked("confirmed") {
        return None;
    }
    let day = typed::date(form.typed("confirmed_on"));
    let recent = day.filter(|day| *day <= today && *day + Months::new(12) >= today);
    if recent.is_none() {
        problems.add("confirmed_on", &d.contact.confirmed_day);
    }
    recent
}

/// What is told of each, in this order.
const TOLD: [&str; 10] =
    ["value", "hours", "cost", "note_nl", "name", "kind", "person", "street", "phone", "languages"];
/// What a form carries besides.
const BESIDES: [&str; 4] = ["key", "seen", "confirmed", "confirmed_on"];

/// All that was typed, to be sent again from the page of its effects.
pub fn carried(form: &Form) -> Vec<(&'static str, String)> {
    let each = |name: &'static str| form.all(name).map(move |value| (name, value.to_owned()));
    TOLD.into_iter().chain(BESIDES).flat_map(each).collect()
}

/// Field by field what is there now and what was typed, where they differ.
pub fn differences(theirs: &Form, yours: &Form, language: Lang) -> Vec<(String, String, String)> {
    let t = &language.desk().contact;
    let label = |name: &str| t.by_code(name).map_or_else(String::new, ToString::to_string);
    let in_words = |name: &str, value: &str| match name {
        "cost" | "kind" => t.by_code(value).map_or_else(|| value.to_owned(), ToString::to_string),
        "languages" => {
            Language::find(value).map_or_else(|| value.to_owned(), |own| own.staff_name(language).to_owned())
        }
        _ => CleanText::line(value).into_string(),
    };
    let shown = |form: &Form, name: &str| {
        let mut values: Vec<String> = form.all(name).map(|value| in_words(name, value)).collect();
        values.sort_unstable();
        values.join(", ")
    };
    TOLD.into_iter()
        .map(|name| (label(name), shown(theirs, name), shown(yours, name)))
        .filter(|(_, theirs, yours)| theirs != yours)
        .collect()
}
