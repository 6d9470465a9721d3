//! The first password of somebody who was invited (wachtwoord kiezen), in every language; a host may do without.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::arrival::{Arrival, renew};
use super::{EntryPage, home_of, written};
use crate::domain::account::Role;
use crate::domain::password::{self, Weakness};
use crate::language::{Lang, Phrase, Phrases};
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, Page};
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
    let typed = form.typed("new_password").to_owned();
    if let Some(weakness) = weakness(&allowed, &typed) {
        let mut show = New::of(&app, &allowed, language);
        show.problems.add("new_password", in_words(language.phrases(), weakness));
        let mut response = page::desk(&show)?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let (hash, id) = (hashed(&app, typed).await?, allowed.account.id.clone());
    let jar = renew(&app, arrival, &allowed, move |db| store::account::set_password(db, &id, &hash)).await?;
    Ok((jar, Redirect::to(&to)).into_response())
}

/// What is wrong with a new password of this viewer.
pub(in crate::web) fn weakness(viewer: &Viewer, typed: &str) -> Option<Weakness> {
    let own = [viewer.account.name.as_str(), &viewer.account.email, &viewer.organisation.name, "aantafel"];
    password::weakness(typed, &own)
}

pub(in crate::web) fn in_words(t: &'static Phrases, weakness: Weakness) -> &'static Phrase {
    match weakness {
        Weakness::TooShort => &t.entry.password_short,
        Weakness::TooLong => &t.entry.password_long,
        Weakness::Common => &t.entry.password_common,
        Weakness::Own => &t.entry.password_own,
    }
}

/// Off the request threads and behind the gate.
pub(in crate::web) async fn hashed(app: &App, typed: String) -> Result<String, Failure> {
    let _turn = app.heavy.acquire().await.map_err(Failure::broken)?;
    let salt = app.clock.chance();
    tokio::task::spawn_blocking(move || password::hash(&typed, salt)).await.map_err(Failure::broken)
}
