//! The first password of somebody who was invited (wachtwoord kiezen), in every language; a host may do without.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::arrival::Arrival;
use super::{EntryPage, home_of, written};
use crate::domain::account::Role;
use crate::language::Lang;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, Page};
use crate::web::password::{self, Refused};
use crate::web::paths;
use crate::web::viewer::Viewer;

#[derive(Template)]
#[template(path = "entry/password.html")]
struct New {
    page: Page,
    form_token: String,
    email: String,
    problems: Problems,
    /// Where a host goes who does without.
    skip: Option<String>,
}

impl New {
    fn of(app: &App, viewer: &Viewer, language: Lang) -> Self {
        let EntryPage { page, form_token } = EntryPage::new(app, Some(viewer), language, paths::new_password);
        let skip = (viewer.account.role == Role::Host).then(|| home_of(&viewer.account));
        Self { page, form_token, email: viewer.account.email.clone(), problems: Problems::default(), skip }
    }
}

/// `/{lang}/wachtwoord`
pub async fn new(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    if allowed.account.password_hash.is_some() {
        return Ok(Redirect::to(&home_of(&allowed.account)).into_response());
    }
    page::desk(&New::of(&app, &allowed, language))
}

pub async fn create(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let to = home_of(&allowed.account);
    if allowed.account.password_hash.is_some() {
        return Ok(Redirect::to(&to).into_response());
    }
    let sentence = match password::change(&app, &allowed, arrival, &form).await? {
        Ok(jar) => return Ok((jar, Redirect::to(&to)).into_response()),
        Err(Refused::Weak(weakness)) => password::in_words(language.phrases(), weakness),
        // Only who has a password types it.
        Err(Refused::WrongPassword | Refused::TooOften) => return Err(Failure::Refused),
    };
    let mut show = New::of(&app, &allowed, language);
    show.problems.add("new_password", sentence);
    let mut response = page::desk(&show)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
