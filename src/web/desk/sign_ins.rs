//! Where one is signed in (aanmeldingen): every browser, with a way to end each, and one's own password.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::sign_in::goodbye;
use crate::language::Phrase;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::sign_ins::{self, Line};
use crate::web::viewer::Viewer;
use crate::web::{App, feed, paths};

#[derive(Template)]
#[template(path = "security/index.html")]
struct Index {
    page: DeskPage,
    viewer: Viewer,
    lines: Vec<Line>,
    problems: Problems,
    /// What just happened.
    said: Option<&'static Phrase>,
    has_password: bool,
    has_second_step: bool,
    /// Where a first password is chosen.
    new_password: String,
    feed: Option<feed::Shown>,
}

#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    gedaan: String,
}

pub async fn index(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Problems::default(), &done.gedaan, None).await
}

/// The page, after something was refused too.
pub(super) async fn page_of(
    app: &App,
    viewer: Viewer,
    problems: Problems,
    done: &str,
    made: Option<feed::Made>,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, &viewer, "security");
    let feed = feed::of(app, feed::own(&viewer), page.language, made).await?;
    let lines = sign_ins::lines(app, &viewer, page.language).await?;
    let is_refused = !problems.is_empty();
    let mut response = page::desk(&Index {
        said: page.d.security.by_code(&format!("done_{done}")),
        has_password: viewer.account.password_hash.is_some(),
        has_second_step: viewer.account.has_second_step(),
        new_password: paths::new_password(viewer.language()),
        feed,
        lines,
        problems,
        viewer,
        page,
    })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Ends one sign-in of one's own, or every one.
pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    jar: CookieJar,
    form: Form,
) -> Result<Response, Failure> {
    let is_own = sign_ins::end(&app, &allowed, form.typed("which")).await?;
    if is_own { Ok(goodbye(&app, jar, &allowed, None)) } else { Ok(Redirect::to(&done_at("ended")).into_response()) }
}

/// The page with the sentence that says what just happened.
pub(super) fn done_at(what: &str) -> String {
    format!("{}?gedaan={what}", paths::SIGN_INS)
}
