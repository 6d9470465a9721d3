//! The host's own account (uw account): her password, her second step, what is kept of her, and leaving.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::CookieJar;

use super::meeting::Done;
use super::page::{self, HostPage};
use crate::domain::account::Account;
use crate::language::Lang;
use crate::store::colleague;
use crate::web::desk::sign_in::goodbye;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::viewer::Viewer;
use crate::web::{App, colleague as shared, feed, paths};

pub(super) const HERE: &str = "account";

#[derive(Template)]
#[template(path = "host/account.html")]
struct Show {
    page: HostPage,
    account: Account,
    organisation: String,
    problems: Problems,
    has_password: bool,
    has_second_step: bool,
    feed: Option<feed::Shown>,
}

/// What just happened, for the page to tell.
#[derive(Default)]
pub(super) struct Told {
    pub problems: Problems,
    pub done: Option<String>,
    /// The new secret address of her calendar.
    pub made: Option<feed::Made>,
}

impl From<Problems> for Told {
    fn from(problems: Problems) -> Self {
        Self { problems, ..Self::default() }
    }
}

/// `/{lang}/wij/account`
pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page_of(&app, &allowed, language, Told { done: done.gedaan, ..Told::default() }).await
}

/// The page, after something was refused too.
pub(super) async fn page_of(app: &App, viewer: &Viewer, language: Lang, told: Told) -> Result<Response, Failure> {
    let Told { problems, done, made } = told;
    let (account, is_refused) = (viewer.account.clone(), !problems.is_empty());
    let feed = feed::of(app, feed::own(viewer), language, made).await?;
    let mut page = HostPage::of(app, viewer, language, "own", |language| paths::host_page(language, HERE));
    page.done = done;
    let mut response = page::show(&Show {
        page,
        organisation: viewer.organisation.name.clone(),
        problems,
        has_password: account.password_hash.is_some(),
        has_second_step: account.has_second_step(),
        feed,
        account,
    })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Leaving: her account is switched off, and she is out.
pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    _: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let (t, mut problems) = (&language.phrases().own, Problems::default());
    match shared::leave(&app, &viewer).await? {
        colleague::Done::Kept => return Ok(goodbye(&app, jar, &viewer, Some(language))),
        colleague::Done::LastOne => problems.add("leave", &t.last_host),
        colleague::Done::Stale => problems.add("leave", &t.changed_meanwhile),
    }
    page_of(&app, &viewer, language, problems.into()).await
}
