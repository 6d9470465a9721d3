//! What somebody put into words (bewoording): the fields whose text is given back when a form is refused as a whole.
//!
//! A field is given back because it stands here. Passwords, codes, PINs, tokens and sign-in addresses do not, so that
//! no way of typing them, nor a new field that nobody thought of, can put one on a page.

use std::collections::BTreeMap;

/// Fields of several lines: each is given back by itself.
const TEXTS: [&str; 9] =
    ["new_text", "note", "override_because", "parents_question", "question", "reason", "rows", "text", "wish"];
/// Fields of one line, given back together.
const LINES: [&str; 19] = [
    "address",
    "contact_email",
    "contact_name",
    "contact_phone",
    "hours",
    "line_one",
    "line_two",
    "municipality",
    "name",
    "note_nl",
    "person",
    "phone",
    "reviewed_by",
    "room",
    "spoke_with",
    "street",
    "value",
    "venue",
    "working_title",
];
/// A title in each language, and what is asked of each of the people.
const TITLE: &str = "own_title_";
/// The texts of a kit, and the cells of a season.
const OF_KIT: &str = "text-";
const OF_SEASON: &str = "cell-";
const PEOPLE: [&str; 3] = ["facilitator_", "interpreter_", "childcare_"];
const OF_PEOPLE: [&str; 3] = ["_name", "_organisation", "_phone"];

/// The long texts one by one, and then the lines as one text.
pub(super) fn of(fields: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let typed = |is_wanted: fn(&str) -> bool| {
        let wanted = fields.iter().filter(move |(name, _)| is_wanted(name));
        wanted.flat_map(|(_, values)| values).map(|text| text.trim()).filter(|text| !text.is_empty())
    };
    let mut words: Vec<String> = typed(|name| TEXTS.contains(&name)).map(str::to_owned).collect();
    let lines: Vec<&str> = typed(is_line).collect();
    if !lines.is_empty() {
        words.push(lines.join("\n"));
    }
    words
}

fn is_line(name: &str) -> bool {
    let is_of_people =
        || PEOPLE.iter().any(|begin| name.starts_with(begin)) && OF_PEOPLE.iter().any(|end| name.ends_with(end));
    LINES.contains(&name)
        || name.starts_with(TITLE)
        || name.starts_with(OF_KIT)
        || name.starts_with(OF_SEASON)
        || is_of_people()
}
