//! Where the host is signed in (uw aanmelding): every phone, with a way to end each and all.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;

use super::meeting::Done;
use super::page::{self, HostPage};
use crate::web::desk::sign_in::goodbye;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::sign_ins::{self, Line};
use crate::web::{App, paths};

pub(super) const HERE: &str = "aanmelding";

#[derive(Template)]
#[template(path = "host/sign_ins.html")]
struct Index {
    page: HostPage,
    lines: Vec<Line>,
    has_email: bool,
    wants_digest: bool,
}

pub async fn index(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let lines = sign_ins::lines(&app, &allowed, language).await?;
    let mut page = HostPage::of(&app, &allowed, language, "account", |language| paths::host_page(language, HERE));
    page.done = done.gedaan;
    let account = &allowed.account;
    page::show(&Index { page, lines, has_email: !account.email.is_empty(), wants_digest: account.wants_digest })
}

/// Ends one of her own sign-ins, or every one.
pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    jar: CookieJar,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    if sign_ins::end(&app, &allowed, form.typed("which")).await? {
        return Ok(goodbye(&app, jar, &allowed, Some(language)));
    }
    Ok(Redirect::to(&format!("{}?gedaan=ended", paths::host_page(language, HERE))).into_response())
}
