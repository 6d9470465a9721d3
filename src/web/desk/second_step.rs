//! One's own second step (tweede stap): switching it on with a code, ten recovery codes, switching it off with a code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::account::Role;
use crate::web::entry::arrival::{Arrival, Checked};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::second_step::{self, Secret, Standing};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "security/second_step.html")]
struct Show {
    page: DeskPage,
    problems: Problems,
    secret: Option<Secret>,
    /// Shown once: only their hashes are kept.
    codes: Vec<String>,
    codes_left: i64,
    is_required: bool,
}

pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    page_of(&app, &allowed, Problems::default(), Vec::new()).await
}

async fn page_of(app: &App, viewer: &Viewer, problems: Problems, codes: Vec<String>) -> Result<Response, Failure> {
    let Standing { secret, codes_left } = second_step::standing(app, viewer).await?;
    let is_required = app.config.is_second_step_required && viewer.account.role == Role::Coordinator;
    let is_refused = !problems.is_empty();
    let page = DeskPage::of(app, viewer, "security");
    let mut response = page::desk(&Show { page, problems, secret, codes, codes_left, is_required })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Switches it on, with a code that shows the app has the secret.
pub async fn create(allowed: Allowed<SeeDesk>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    if allowed.account.has_second_step() {
        return Ok(Redirect::to(paths::SECOND_STEP).into_response());
    }
    let mut problems = Problems::default();
    let codes = second_step::switch_on(&app, &allowed, form.typed("code")).await?.unwrap_or_else(|| {
        problems.add("code", &allowed.desk_language().desk().security.code_wrong);
        Vec::new()
    });
    page_of(&app, &allowed, problems, codes).await
}

/// New recovery codes, with a code.
pub async fn update(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    if !allowed.account.has_second_step() {
        return Ok(Redirect::to(paths::SECOND_STEP).into_response());
    }
    let checked = second_step::renew_codes(&app, &allowed, &arrival, form.typed("code")).await?;
    match proven(&app, &allowed, checked).await? {
        Ok(codes) => page_of(&app, &allowed, Problems::default(), codes).await,
        Err(refused) => Ok(refused),
    }
}

/// Switches it off, with a code.
pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    if !allowed.account.has_second_step() {
        return Ok(Redirect::to(paths::SECOND_STEP).into_response());
    }
    let checked = second_step::switch_off(&app, &allowed, &arrival, form.typed("code")).await?;
    Ok(match proven(&app, &allowed, checked).await? {
        Ok(()) => Redirect::to(paths::SECOND_STEP).into_response(),
        Err(refused) => refused,
    })
}

/// What came of the code, or the page that says what is wrong with it.
async fn proven<T>(app: &App, viewer: &Viewer, checked: Checked<T>) -> Result<Result<T, Response>, Failure> {
    let d = viewer.desk_language().desk();
    match checked.or_problem(&d.security.code_wrong, &d.sign_in.too_often) {
        Ok(proven) => Ok(Ok(proven)),
        Err(unproven) => {
            let mut problems = Problems::default();
            problems.add("code", unproven.sentence);
            Ok(Err(unproven.answer(page_of(app, viewer, problems, Vec::new()).await?)))
        }
    }
}
