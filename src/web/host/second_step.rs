//! The host's own second step (tweede stap), in her language.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::page::{self, HostPage};
use crate::language::Lang;
use crate::web::entry::arrival::{Arrival, Checked};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::second_step::{self, Secret, Standing};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "host/second_step.html")]
struct Show {
    page: HostPage,
    problems: Problems,
    secret: Option<Secret>,
    /// Shown once: only their hashes are kept.
    codes: Vec<String>,
    codes_left: i64,
}

/// `/{lang}/wij/account/tweede-stap`
pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page_of(&app, &allowed, language, Problems::default(), Vec::new()).await
}

async fn page_of(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    problems: Problems,
    codes: Vec<String>,
) -> Result<Response, Failure> {
    let Standing { secret, codes_left } = second_step::standing(app, viewer).await?;
    let is_refused = !problems.is_empty();
    let page = HostPage::of(app, viewer, language, "own", here);
    let mut response = page::show(&Show { page, problems, secret, codes, codes_left })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn here(language: Lang) -> String {
    paths::host_page(language, "account/tweede-stap")
}

/// Switches it on, with a code that shows the app has the secret.
pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    if allowed.account.has_second_step() {
        return Ok(Redirect::to(&here(language)).into_response());
    }
    let mut problems = Problems::default();
    let codes = second_step::switch_on(&app, &allowed, form.typed("code")).await?.unwrap_or_else(|| {
        problems.add("code", &language.phrases().entry.code_wrong);
        Vec::new()
    });
    page_of(&app, &allowed, language, problems, codes).await
}

/// New recovery codes, with a code.
pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    if !allowed.account.has_second_step() {
        return Ok(Redirect::to(&here(language)).into_response());
    }
    let checked = second_step::renew_codes(&app, &allowed, &arrival, form.typed("code")).await?;
    match proven(&app, &allowed, language, checked).await? {
        Ok(codes) => page_of(&app, &allowed, language, Problems::default(), codes).await,
        Err(refused) => Ok(refused),
    }
}

/// Switches it off, with a code.
pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    if !allowed.account.has_second_step() {
        return Ok(Redirect::to(&here(language)).into_response());
    }
    let checked = second_step::switch_off(&app, &allowed, &arrival, form.typed("code")).await?;
    Ok(match proven(&app, &allowed, language, checked).await? {
        Ok(()) => Redirect::to(&here(language)).into_response(),
        Err(refused) => refused,
    })
}

/// What came of the code, or the page that says what is wrong with it.
async fn proven<T>(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    checked: Checked<T>,
) -> Result<Result<T, Response>, Failure> {
    let t = &language.phrases().entry;
    match checked.or_problem(&t.code_wrong, &t.too_often) {
        Ok(proven) => Ok(Ok(proven)),
        Err(unproven) => {
            let mut problems = Problems::default();
            problems.add("code", unproven.sentence);
            Ok(Err(unproven.answer(page_of(app, viewer, language, problems, Vec::new()).await?)))
        }
    }
}
