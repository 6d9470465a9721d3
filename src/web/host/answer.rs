//! Answering for one evening by a one-time link (antwoordlink), without signing in: yes, another day, or "call me".

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::evening::{Evening, Owners};
use super::meeting::Done;
use super::page::{self, HostPage};
use crate::domain::meeting::Saying;
use crate::domain::record::Actor;
use crate::domain::reply::ReplyKind;
use crate::domain::text::{CleanText, LONGEST_REASON};
use crate::language::{Lang, Phrase};
use crate::store::{self, Pen, answer_link};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, Visitor};
use crate::web::problem;
use crate::web::viewer::Viewer;
use crate::web::{App, paths, telling, token};

/// What an answer can be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Yes,
    Else(ReplyKind, CleanText),
}

#[derive(Template)]
#[template(path = "host/answer.html")]
struct Show {
    page: HostPage,
    evening: Evening,
    form: Form,
    problems: Problems,
    asks: String,
    asks_yes: bool,
    action: String,
}

/// A few words and nothing else: thanks, or that the link is of no use any more.
#[derive(Template)]
#[template(path = "host/answer_done.html")]
struct Closed {
    page: HostPage,
    title: &'static Phrase,
    text: &'static Phrase,
}

/// `/{lang}/a/{token}`
pub async fn show(
    visitor: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, token)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let viewer = visitor.into_proof();
    if let Some(thanks) = done.gedaan.as_deref().and_then(|done| thanks(done, language)) {
        let page = page_of(&app, viewer.as_ref(), language, &token);
        return page::show(&Closed { page, title: &language.phrases().answer.thanks, text: thanks });
    }
    ask(&app, viewer.as_ref(), language, &token, Form::default(), Problems::default(), StatusCode::OK).await
}

/// Takes the answer, once, if the evening is still as it was when the page was opened.
pub async fn create(
    visitor: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, token)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, visitor.into_proof());
    let (t, mut problems) = (language.phrases(), Problems::default());
    let answer = match form.typed("kind") {
        "yes" => Answer::Yes,
        kind => {
            let kind: ReplyKind = kind.parse().map_err(|_| Failure::Refused)?;
            let text = if kind == ReplyKind::OtherDate { form.lines("text") } else { CleanText::default() };
            Answer::Else(kind, text)
        }
    };
    if let Answer::Else(_, text) = &answer
        && let Some(wrong) = problem::text_problem(text, LONGEST_REASON, t, app.clock.today())
    {
        problems.add("text", wrong);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return ask(&app, viewer.as_ref(), language, &token, form, problems, status).await;
    }
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let done = match &answer {
        Answer::Yes => "agreed",
        Answer::Else(kind, _) => kind.code(),
    };
    match take(&app, token::hash(&token), version, answer).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?gedaan={done}", paths::answer(language, &token))).into_response()),
        Err(store::Error::NotFound) => gone(&app, viewer.as_ref(), language, &token),
        Err(store::Error::Stale(_) | store::Error::Refused(_)) => {
            problems.add("action", &t.answer.changed);
            ask(&app, viewer.as_ref(), language, &token, form, problems, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The link is used up in the transaction of the answer: of two who hold it, one is heard.
async fn take(app: &App, hash: String, version: i32, answer: Answer) -> Result<(), store::Error> {
    let telling = app.clone();
    app.write(move |db| {
        let now = telling.clock.utc();
        let opened = answer_link::find(db, &hash, now)?;
        answer_link::take(db, &hash, now)?;
        let (side, id) = (opened.side, opened.meeting.head.id.clone());
        let actor = Actor { account_id: None, organisation_id: opened.organisation_id, name: String::new() };
        let pen = Pen::new(actor, &telling.clock);
        let done = store::meeting::change(db, &id, &opened.scope, version, &pen, |meeting| match answer {
            Answer::Yes => meeting.agree(side, Saying::Link, now),
            Answer::Else(kind, text) => meeting.answer(side, kind, text.into_string(), now),
        })?;
        telling::tell(&telling, db, &pen, &done.meeting, &done.notes)
    })
    .await
}

async fn ask(
    app: &App,
    viewer: Option<&Viewer>,
    language: Lang,
    token: &str,
    form: Form,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (hash, now) = (token::hash(token), app.clock.utc());
    let found = app.database.read(move |db| {
        let opened = answer_link::find(db, &hash, now)?;
        let owners = Owners::read(db, &opened.meeting, opened.side)?;
        Ok((opened, owners))
    });
    let (opened, owners) = match found.await {
        Ok(found) => found,
        Err(store::Error::NotFound) => return gone(app, viewer, language, token),
        Err(other) => return Err(other.into()),
    };
    let (meeting, side) = (&opened.meeting, opened.side);
    if !meeting.may_reply(side) || meeting.is_over(app.clock.wall()) {
        return gone(app, viewer, language, token);
    }
    let asks = [("partner", &owners.partner as &dyn std::fmt::Display), ("host", &owners.own)];
    let mut response = page::show(&Show {
        page: page_of(app, viewer, language, token),
        asks: language.phrases().answer.asks.with(&asks),
        asks_yes: meeting.may_agree(side),
        evening: Evening::of(meeting, side, owners, &app.reference(), language),
        action: paths::answer(language, token),
        form,
        problems,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Unknown, used up and expired links all answer with the same sentence.
fn gone(app: &App, viewer: Option<&Viewer>, language: Lang, token: &str) -> Result<Response, Failure> {
    let t = &language.phrases().answer;
    let page = page_of(app, viewer, language, token);
    let mut response = page::show(&Closed { page, title: &t.gone, text: &t.gone_text })?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}

fn page_of(app: &App, viewer: Option<&Viewer>, language: Lang, token: &str) -> HostPage {
    HostPage::for_visitor(app, viewer, language, |language| paths::answer(language, token))
}

fn thanks(done: &str, language: Lang) -> Option<&'static Phrase> {
    let t = &language.phrases().answer;
    match done {
        "agreed" => Some(&t.thanks_agreed),
        "other_date" => Some(&t.thanks_other_date),
        "call_me" => Some(&t.thanks_call_me),
        _ => None,
    }
}
