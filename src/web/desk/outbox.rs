//! The organisation's messages (post): what went out, what waits, and the text of each to send on by hand.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::clock::wall_of;
use crate::domain::message::{Message, MessageState, Trouble, masked_address, without_links};
use crate::language::{Desk, Lang, Language, day_and_month, time};
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Mailed, SeeMessage, SeeOutbox};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More than a page shows.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "outbox/index.html")]
struct Index {
    page: DeskPage,
    lines: Vec<Line>,
    has_server: bool,
}

#[derive(Template)]
#[template(path = "outbox/show.html")]
struct Show {
    page: DeskPage,
    line: Line,
    /// To copy: as it stands in the message, unless its link is for the reader alone.
    text: String,
    paragraphs: Vec<String>,
    is_masked: bool,
    has_calendar: bool,
    is_parked: bool,
    is_overtaken: bool,
    tries: Option<String>,
    next_try: Option<String>,
    rows: usize,
}

/// A message in a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub href: String,
    pub subject: String,
    pub language: Lang,
    pub to_name: String,
    pub to_address: String,
    pub made: String,
    pub state: String,
    pub badge: &'static str,
    pub trouble: Option<String>,
}

#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    gedaan: Option<String>,
}

pub async fn index(allowed: Allowed<SeeOutbox>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "outbox");
    let scope = allowed.scope.clone();
    let rows = app.database.read(move |db| store::outbox::list(db, &scope, MOST)).await?;
    let lines = rows.iter().map(|row| Line::of(row, &page)).collect();
    page::desk(&Index { page, lines, has_server: app.config.smtp_url.is_some() })
}

pub async fn show(
    allowed: Allowed<SeeMessage>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let Mailed { viewer, message } = allowed.into_proof();
    let mut page = DeskPage::of(&app, &viewer, "outbox");
    page.done = done.gedaan;
    let row = message.clone();
    let is_overtaken = app.database.read(move |db| store::outbox::is_overtaken(db, &row)).await?;
    let is_masked = !may_read_links(&viewer, &message);
    let text = if is_masked { without_links(&message.text) } else { message.text.clone() };
    let paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
    let is_waiting = message.state == MessageState::Waiting;
    page::desk(&Show {
        line: Line::of(&message, &page),
        rows: text.lines().count().clamp(6, 24),
        text,
        paragraphs,
        is_masked,
        has_calendar: message.calendar.is_some(),
        is_parked: message.state == MessageState::Parked,
        is_overtaken,
        tries: (message.tries > 0).then(|| page.d.outbox.tries.count(page.language, message.tries)),
        next_try: (is_waiting && message.tries > 0).then(|| moment(page.language, message.due_at)),
        page,
    })
}

/// Who made a link can hand it over; nobody else signs in with it.
fn may_read_links(viewer: &Viewer, message: &Message) -> bool {
    !message.kind.has_secret_link() || message.account_id.as_ref() == Some(&viewer.account.id)
}

impl Line {
    fn of(message: &Message, page: &DeskPage) -> Self {
        let code = message.state.code();
        Self {
            href: paths::message(&message.id),
            subject: message.subject.clone(),
            language: Language::find(&message.language).unwrap_or_else(Language::dutch),
            to_name: message.to_name.clone(),
            to_address: masked_address(&message.to_address),
            made: moment(page.language, message.created_at),
            state: page.d.outbox.by_code(code).map_or_else(String::new, ToString::to_string),
            badge: match message.state {
                MessageState::Waiting => "badge",
                MessageState::Sent => "badge badge-good",
                MessageState::Parked => "badge badge-stop",
            },
            trouble: message.last_trouble.map(|trouble| trouble_in_words(page.d, trouble)),
        }
    }
}

fn trouble_in_words(d: &Desk, trouble: Trouble) -> String {
    d.outbox.by_code(trouble.code()).map_or_else(String::new, ToString::to_string)
}

/// "21 november, 13.00", as a clock on the wall shows it.
fn moment(language: Lang, utc: chrono::NaiveDateTime) -> String {
    let wall = wall_of(utc);
    format!("{}, {}", day_and_month(language, wall.date()), time(language, wall.time()))
}
