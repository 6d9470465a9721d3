//! How an evening comes into a phone's calendar (uitleg): one meeting, or the list, in each of the programs that people have.

pub mod own;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::language::{Phrase, Phrases};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths};

#[derive(Template)]
#[template(path = "explanation/show.html")]
struct Show {
    page: Page,
    feed: String,
    webcal: String,
    programs: Vec<Program>,
}

/// What somebody looks at a calendar with.
pub struct Program {
    /// As it is called everywhere.
    pub name: &'static str,
    pub drawing: Drawing,
    pub steps: Vec<String>,
    pub note: Option<&'static Phrase>,
}

/// Ours, of no program in particular, and without a letter: the same in every language.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A button on a phone.
    Phone,
    /// A plus in a window.
    Plus,
    /// A field in a window, with an address in it.
    Field,
    /// A list that goes from one phone's app to its calendar.
    Handed,
}

/// `/{lang}/agenda-uitleg`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let path = paths::agenda_feed(language);
    let page = Page::new(&app, language, paths::explanation);
    let mut response = page::public(&Show {
        programs: programs(page.t, &page.t.explanation.apple_1),
        feed: format!("{}{path}", app.config.base_url),
        webcal: format!("webcal://{}{path}", app.config.host()),
        page,
    })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

/// For a secret address, which stands on a page of its own.
pub fn own_programs(t: &'static Phrases) -> Vec<Program> {
    programs(t, &t.own_feed.apple)
}

/// `tap` is where the button stands: each step names it, for it is not always above.
fn programs(t: &'static Phrases, tap: &'static Phrase) -> Vec<Program> {
    let tap = tap.of(&t.agenda.calendar);
    let t = &t.explanation;
    let program = |name, drawing, steps: Vec<&Phrase>, note| Program {
        name,
        drawing,
        steps: steps.into_iter().map(ToString::to_string).collect(),
        note,
    };
    let mut apple = program("iPhone, iPad, Mac", Drawing::Phone, vec![&t.apple_2], None);
    apple.steps.insert(0, tap);
    vec![
        apple,
        program("Google", Drawing::Plus, vec![&t.google_1, &t.google_2, &t.google_3], Some(&t.google_late)),
        program("Samsung, Android", Drawing::Handed, vec![&t.android_1, &t.android_2], None),
        program("Outlook", Drawing::Field, vec![&t.outlook_1, &t.outlook_2, &t.outlook_3], None),
        program("Thunderbird", Drawing::Field, vec![&t.thunderbird_1, &t.thunderbird_2], None),
    ]
}
