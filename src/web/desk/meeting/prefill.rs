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
    let asked = Form::of_query(query);
    for name in LINES.iter().chain(&KIT_FIELDS) {
        let Some(value) = asked.all(name).last().map(CleanText::line) else { continue };
        if value.length() <= LONGEST_LINE {
            form.set(name, value.into_string());
        }
    }
    if asked.all("languages").next().is_some() {
        form.set_all("languages", asked.all("languages"));
    }
}
