//! The facilitator's folder (map van de gespreksleider): six digits, then the run sheet and what to do when told something.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::Duration;

use crate::documents::handout::block::{Block, Span};
use crate::documents::handout::{Compose, Handout, KINDS, Kind};
use crate::domain::meeting::Meeting;
use crate::domain::pack::{self, PackLink};
use crate::domain::password;
use crate::domain::text::Facilitator;
use crate::language::{Lang, Phrase};
use crate::store;
use crate::store::sign_in::Limit;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Visitor};
use crate::web::handout::drawing::{self, Sheet};
use crate::web::handout::{self, Around, Asked, Opens};
use crate::web::host::page::{self, HostPage};
use crate::web::page::Page;
use crate::web::told::{self, Line};
use crate::web::{App, paths, token};

/// More wrong digits within a quarter of an hour are not looked at.
const MOST_TRIES: i64 = 5;
/// So many minutes the sheet can be had on paper after the digits were typed.
const TICKET_MINUTES: i64 = 30;
const RUN_SHEET: &str = "draaiboek";

/// A folder whose digits were typed; made nowhere else.
pub struct Opened {
    row: PackLink,
    meeting: Meeting,
}

impl Opens<Facilitator> for Opened {}

#[derive(Template)]
#[template(path = "pack/new.html")]
struct New {
    page: HostPage,
    problem: Option<&'static Phrase>,
}

#[derive(Template)]
#[template(path = "pack/show.html")]
struct Show<'a> {
    page: HostPage,
    ticket: String,
    contacts: Vec<Line>,
    alarm: String,
    sheets: Vec<Sheet<'a>>,
}

impl Show<'_> {
    /// What else of the folder can be had on paper.
    fn cards(&self) -> impl Iterator<Item = &'static Kind> {
        KINDS.iter().filter(|kind| kind.word != RUN_SHEET && matches!(kind.compose, Compose::Facilitator(_)))
    }

    fn title_of(&self, kind: &Kind) -> &'static Phrase {
        (kind.title)(self.page.t)
    }
}

/// `/{lang}/p/{token}` asks for the digits, whether there is such a folder or not.
pub async fn new(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, token)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = page_of(&app, &allowed, super::written(&code)?, &token);
    ask(page, None, StatusCode::OK)
}

/// The digits open the page; the ticket that the page gave opens the same on paper.
pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, token)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = page_of(&app, &allowed, language, &token);
    let ticket = form.typed("ticket");
    if !ticket.is_empty() {
        return match by_ticket(&app, &token, ticket).await? {
            Some(opened) => paper(&app, &opened, asked_kind(form.typed("kind")), language, &token).await,
            None => {
                let problem = &page.t.pack.again;
                ask(page, Some(problem), StatusCode::UNPROCESSABLE_ENTITY)
            }
        };
    }
    match by_digits(&app, &token, form.typed("pin")).await? {
        Tried::Opened(opened) => show(&app, page, &opened),
        Tried::Wrong => {
            let problem = &page.t.pack.wrong;
            ask(page, Some(problem), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Tried::TooOften => {
            let problem = &page.t.pack.too_often;
            let mut response = ask(page, Some(problem), StatusCode::TOO_MANY_REQUESTS)?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("900"));
            Ok(response)
        }
    }
}

/// What became of typed digits.
enum Tried {
    Opened(Box<Opened>),
    Wrong,
    TooOften,
}

/// Whether the folder exists or not, the same is counted and the same time is taken.
async fn by_digits(app: &App, token: &str, typed: &str) -> Result<Tried, Failure> {
    let (now, subject) = (app.clock.utc(), token::sign(&app.keys.address, &format!("pack {}", token::hash(token))));
    let limit = Limit { subject: subject.clone(), most: MOST_TRIES, within: Duration::minutes(15) };
    if !app.database.write(move |db| store::sign_in::claim_try(db, &[limit], now)).await? {
        return Ok(Tried::TooOften);
    }
    let found = find(app, token).await?;
    let (kept, pin) = (found.as_ref().map(|opened| opened.row.pin_hash.clone()), pack::digits(typed));
    let is_right = {
        let _turn = app.passwords.acquire().await.map_err(Failure::broken)?;
        let checked = tokio::task::spawn_blocking(move || password::is_right(kept.as_deref(), &pin));
        checked.await.map_err(Failure::broken)?
    };
    match found {
        Some(opened) if is_right => {
            app.database.write(move |db| store::sign_in::forget_failures(db, &subject)).await?;
            Ok(Tried::Opened(Box::new(opened)))
        }
        _ => Ok(Tried::Wrong),
    }
}

async fn by_ticket(app: &App, token: &str, ticket: &str) -> Result<Option<Opened>, Failure> {
    let Some(opened) = find(app, token).await? else { return Ok(None) };
    let is_ours = (0..TICKET_MINUTES)
        .any(|ago| token::is_signed(&app.keys.form, &ticket_of(&opened.row, minute(app) - ago), ticket));
    Ok(is_ours.then_some(opened))
}

/// The folder of this link, while it is open.
async fn find(app: &App, token: &str) -> Result<Option<Opened>, Failure> {
    let hash = token::hash(token);
    let found = app.database.read(move |db| store::pack::find(db, &hash)).await?;
    let opened = found.map(|(row, meeting)| Opened { row, meeting });
    Ok(opened.filter(|opened| pack::is_open(&opened.meeting, app.clock.wall())))
}

/// What a ticket signs: one folder with its digits, and a minute. A new folder makes it worthless.
fn ticket_of(row: &PackLink, minute: i64) -> String {
    format!("pack {} {} {minute}", row.token_hash, row.pin_hash)
}

fn minute(app: &App) -> i64 {
    app.clock.now().timestamp() / 60
}

/// What is in a folder: all that is made for facilitators. Another word is as if nothing was chosen.
fn asked_kind(word: &str) -> &'static Kind {
    let is_inside = |kind: &&Kind| matches!(kind.compose, Compose::Facilitator(_));
    let found = Kind::find(word).filter(is_inside).or_else(|| Kind::find(RUN_SHEET));
    found.expect("the run sheet is one of the kinds")
}

fn handed(app: &App, opened: &Opened, kind: &Kind, language: Lang) -> Result<Handout<Facilitator>, handout::Refusal> {
    match kind.compose {
        Compose::Facilitator(compose) => compose(&handout::briefing(app, &opened.meeting, language)),
        Compose::Parents(_) | Compose::Owners(_) => unreachable!("a folder holds what is for facilitators"),
    }
}

fn show(app: &App, page: HostPage, opened: &Opened) -> Result<Response, Failure> {
    let handout = handed(app, opened, asked_kind(RUN_SHEET), page.language).map_err(|_| Failure::NotFound)?;
    let reference = app.reference();
    let show = Show {
        ticket: token::sign(&app.keys.form, &ticket_of(&opened.row, minute(app))),
        contacts: told::for_volunteers(&reference, page.language),
        alarm: told::alarm(&reference),
        sheets: handout.sheets().iter().map(|sheet| Sheet::of(sheet, page.language)).collect(),
        page,
    };
    page::show(&show).map(unlisted)
}

async fn paper(
    app: &App,
    opened: &Opened,
    kind: &'static Kind,
    language: Lang,
    token: &str,
) -> Result<Response, Failure> {
    let around = Around {
        page: Page::new(app, language, |language| paths::pack(language, token)),
        file: paths::pack(language, token),
        back: paths::pack(language, token),
        is_hidden: true,
        is_for_staff: false,
    };
    let asked = Asked::parse(&format!("{}.pdf", kind.word))?;
    let mut response = handout::answer(opened, app, &asked, handed(app, opened, kind, language), around).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(unlisted(response))
}

fn ask(page: HostPage, problem: Option<&'static Phrase>, status: StatusCode) -> Result<Response, Failure> {
    let mut response = page::show(&New { page, problem })?;
    *response.status_mut() = status;
    Ok(unlisted(response))
}

fn page_of(app: &App, allowed: &Allowed<Visitor>, language: Lang, token: &str) -> HostPage {
    HostPage::for_visitor(app, allowed.as_ref(), language, |language| paths::pack(language, token))
}

fn unlisted(mut response: Response) -> Response {
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}
