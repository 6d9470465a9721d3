//! Where one is signed in (aanmeldingen): every browser, with a way to end each, and one's own password.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::sign_in::goodbye;
use crate::clock;
use crate::domain::account::SignIn;
use crate::language::{Lang, Phrase, day_and_month, time};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

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
}

/// One browser.
struct Line {
    which: String,
    device: String,
    since: String,
    seen: String,
    is_this: bool,
}

impl Line {
    fn new(language: Lang, sign_in: SignIn, own: &str) -> Self {
        let said = |at| {
            let wall = clock::wall_of(at);
            format!("{}, {}", day_and_month(language, wall.date()), time(language, wall.time()))
        };
        Self {
            is_this: sign_in.token_hash == own,
            since: said(sign_in.created_at),
            seen: said(sign_in.seen_at),
            device: sign_in.device,
            which: sign_in.token_hash,
        }
    }
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
    page_of(&app, allowed.into_proof(), Problems::default(), &done.gedaan).await
}

/// The page, after something was refused too.
pub(super) async fn page_of(app: &App, viewer: Viewer, problems: Problems, done: &str) -> Result<Response, Failure> {
    let page = DeskPage::of(app, &viewer, "security");
    let (id, now) = (viewer.account.id.clone(), app.clock.utc());
    let found = app.database.read(move |db| store::sign_in::of_account(db, &id, now)).await?;
    let lines = found.into_iter().map(|row| Line::new(page.language, row, &viewer.token_hash)).collect();
    let is_refused = !problems.is_empty();
    let mut response = page::desk(&Index {
        said: page.d.security.by_code(&format!("done_{done}")),
        has_password: viewer.account.password_hash.is_some(),
        has_second_step: viewer.account.has_second_step(),
        new_password: paths::new_password(viewer.language()),
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
    let (id, which) = (allowed.account.id.clone(), form.typed("which").to_owned());
    let is_all = which == "all";
    let is_own = is_all || which == allowed.token_hash;
    app.database
        .write(move |db| {
            if is_all {
                store::colleague::put_out(db, &id)?;
                return store::sign_in_link::forget_all(db, &id);
            }
            if store::sign_in::end_of(db, &id, &which)? {
                store::sign_in_link::forget_device(db, &which)?;
            }
            Ok(())
        })
        .await?;
    if is_own { Ok(goodbye(&app, jar)) } else { Ok(Redirect::to(&done_at("ended")).into_response()) }
}

/// The page with the sentence that says what just happened.
pub(super) fn done_at(what: &str) -> String {
    format!("{}?gedaan={what}", paths::SIGN_INS)
}
