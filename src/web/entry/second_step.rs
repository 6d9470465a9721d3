//! The code that is asked after a password or a link (tweede stap), of an app or from the recovery list.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::arrival::{Arrival, Let, Proven, let_in, too_often};
use super::link::dead;
use super::sign_in::New;
use super::ticket::Ticket;
use super::{EntryPage, written};
use crate::language::{Lang, Phrase};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, Visitor};
use crate::web::page::{self, Page};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "entry/second_step.html")]
struct Show {
    page: Page,
    form_token: String,
    action: String,
    ticket: Ticket,
    problems: Problems,
}

/// The page that asks for the code; `problem` is what is wrong with the one before.
pub(in crate::web) fn ask(
    app: &App,
    viewer: Option<&Viewer>,
    language: Lang,
    ticket: Ticket,
    problem: Option<&'static Phrase>,
) -> Result<Response, Failure> {
    let EntryPage { page, form_token } = EntryPage::new(app, viewer, language, paths::entry);
    let mut problems = Problems::default();
    if let Some(problem) = problem {
        problems.add("code", problem);
    }
    let action = paths::entry_code(language);
    let mut response = page::desk(&Show { page, form_token, action, ticket, problems })?;
    if problem.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `/{lang}/in/code`
pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let t = &language.phrases().entry;
    let ticket = Ticket::given(form.typed("ticket"), form.typed("verder"));
    let Some(read) = ticket.read(&app) else { return too_late(&app, allowed.as_ref(), language) };
    let account = app.database.read(move |db| store::account::find(db, &read.account_id)).await?;
    if !account.is_active || account.version != read.version {
        return too_late(&app, allowed.as_ref(), language);
    }
    let proven = Proven { account, link: read.link, then: ticket.then.clone(), door: language };
    match let_in(&app, arrival, proven, Some(form.typed("code"))).await? {
        Let::In(response) => Ok(response),
        Let::WrongCode => ask(&app, allowed.as_ref(), language, ticket, Some(&t.code_wrong)),
        Let::TooOften => Ok(too_often(ask(&app, allowed.as_ref(), language, ticket, Some(&t.too_often))?)),
        Let::Changed => too_late(&app, allowed.as_ref(), language),
        Let::NeedsCode(_) | Let::DeadLink => dead(&app, allowed.as_ref(), language),
    }
}

/// The first step was too long ago, or the account changed since.
pub(in crate::web) fn too_late(app: &App, viewer: Option<&Viewer>, language: Lang) -> Result<Response, Failure> {
    let mut show = New::of(app, viewer, language, Form::default());
    show.problems.add("password", &language.phrases().entry.too_late);
    let mut response = page::desk(&show)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
