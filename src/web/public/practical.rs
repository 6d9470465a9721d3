//! Practical numbers (praktische nummers): whom to call. Never kept by a browser, and nothing on it tells what it is for.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::domain::contact::{Channel, Contact};
use crate::language::{Lang, Phrase};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, paths};

/// Where the way out of the page leads: a site that anybody may be looking at, and that says nothing about this one.
const WAY_OUT: &str = "https://www.buienradar.nl/";

/// `/{lang}/praktisch`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = Page { is_practical: true, ..Page::new(&app, language, paths::practical) };
    let reference = app.reference();
    let mut contacts: Vec<&Contact> = reference.contacts.iter().filter(|contact| contact.for_help_page).collect();
    contacts.sort_by_key(|contact| contact.place);
    let lines = contacts.into_iter().map(|contact| Line::new(contact, language)).collect();
    let mut response = page::public(&Show { page, way_out: WAY_OUT, lines })?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

#[derive(Template)]
#[template(path = "practical/show.html")]
struct Show {
    page: Page,
    way_out: &'static str,
    lines: Vec<Line>,
}

/// One contact. Numbers are text, never links: a tap would write the call into the phone's list.
struct Line {
    name: String,
    value: String,
    note: String,
    is_web: bool,
    /// Only what is called can be out of reach from abroad.
    abroad: Option<&'static Phrase>,
}

impl Line {
    fn new(contact: &Contact, language: Lang) -> Self {
        let t = language.phrases();
        let said =
            |code: &str, dutch: &str| t.contact.by_code(code).map_or_else(|| dutch.to_owned(), ToString::to_string);
        let is_web = contact.channel == Channel::Web;
        let abroad = if contact.is_also_from_abroad { &t.practical.from_abroad } else { &t.practical.not_from_abroad };
        Self {
            name: said(&contact.key, &contact.name_nl),
            value: contact.value.trim_start_matches("https://").to_owned(),
            note: said(&format!("{}_note", contact.key), &contact.note_nl),
            is_web,
            abroad: (!is_web).then_some(abroad),
        }
    }
}
