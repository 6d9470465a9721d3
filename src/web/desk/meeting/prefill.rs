//! A meeting's form that an address fills in (voorgevuld): what a search knows already. It is checked like what is typed.

use crate::domain::text::{CleanText, LONGEST_LINE};
use crate::web::form::Form;
use crate::web::plan::KIT_FIELDS;

const LINES: &[&str] = &[
    "partner",
    "working_title",
    "date",
    "from",
    "until",
    "province",
    "municipality",
    "region",
    "venue",
    "room",
    "audience",
    "food",
];

/// Fills the fields that an address may; every other is left as it is.
pub fn fill(form: &mut Form, query: Option<&str>) {
    let asked: Vec<(String, String)> =
        form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    for (name, value) in &asked {
        let value = CleanText::line(value);
        let is_line = LINES.contains(&name.as_str()) || KIT_FIELDS.contains(&name.as_str());
        if is_line && value.length() <= LONGEST_LINE {
            form.set(name, value.into_string());
        }
    }
    let languages: Vec<&str> =
        asked.iter().filter(|(name, _)| name == "languages").map(|(_, value)| value.as_str()).collect();
    if !languages.is_empty() {
        form.set_all("languages", languages.into_iter());
    }
}
