//! One's own second step (tweede stap): switching it on with a code, ten recovery codes, switching it off with a code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::account::{Account, Role};
use crate::domain::record::{Deed, Note};
use crate::domain::second_step::{self, RECOVERY_CODES};
use crate::store;
use crate::web::entry::arrival::{Arrival, take_code};
use crate::web::entry::code;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::handout::drawing;
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths, token};

#[derive(Template)]
#[template(path = "security/second_step.html")]
struct Show {
    page: DeskPage,
    problems: Problems,
    /// What the app takes, while it is off.
    secret: Option<Secret>,
    /// Shown once: only their hashes are kept.
    codes: Vec<String>,
    codes_left: i64,
    is_required: bool,
}

struct Secret {
    spaced: String,
    code: Option<drawing::Code>,
}

pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    page_of(&app, &allowed, Problems::default(), Vec::new()).await
}

async fn page_of(app: &App, viewer: &Viewer, problems: Problems, codes: Vec<String>) -> Result<Response, Failure> {
    // The viewer was found before the change: whether it is on is asked anew.
    let id = viewer.account.id.clone();
    let (account, codes_left) = app
        .database
        .read(move |db| Ok((store::account::find(db, &id)?, store::second_step::codes_left(db, &id)?)))
        .await?;
    let secret = (!account.has_second_step()).then(|| {
        let secret = secret_of(app, &account);
        let name = if account.email.is_empty() { &account.name } else { &account.email };
        let groups: Vec<&str> = (0..secret.len()).step_by(4).filter_map(|at| secret.get(at..at + 4)).collect();
        Secret { spaced: groups.join(" "), code: drawing::code(&second_step::address(&secret, name)) }
    });
    let is_required = app.config.is_second_step_required && account.role == Role::Coordinator;
    let is_refused = !problems.is_empty();
    let page = DeskPage::of(app, viewer, "security");
    let mut response = page::desk(&Show { page, problems, secret, codes, codes_left, is_required })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Made from the server's key and the account as it is: the same each time the page is looked at, another one after any
/// change.
fn secret_of(app: &App, account: &Account) -> String {
    let made = token::sign(&app.keys.form, &format!("second step of {} {}", account.id, account.version));
    let mut bytes = [0; 20];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&made[2 * at..2 * at + 2], 16).expect("a signature is hexadecimal");
    }
    second_step::secret_text(bytes)
}

fn draw_codes(app: &App) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| second_step::recovery_code(app.clock.chance())).collect()
}

fn hashes(account: &Account, codes: &[String]) -> Vec<String> {
    codes.iter().map(|own| code::hash(&account.id, own)).collect()
}

/// Switches it on, with a code that shows the app has the secret.
pub async fn create(allowed: Allowed<SeeDesk>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let account = &allowed.account;
    if account.has_second_step() {
        return Ok(Redirect::to(paths::SECOND_STEP).into_response());
    }
    let secret = secret_of(&app, account);
    let Some(step) = second_step::step_of(&secret, form.typed("code"), app.clock.now().timestamp()) else {
        let mut problems = Problems::default();
        problems.add("code", &allowed.desk_language().desk().security.code_wrong);
        return page_of(&app, &allowed, problems, Vec::new()).await;
    };
    let codes = draw_codes(&app);
    let (id, hashes, pen, now) = (account.id.clone(), hashes(account, &codes), allowed.pen(&app), app.clock.utc());
    let is_on = app.database.write(move |db| {
        let is_on = store::second_step::switch_on(db, &id, &secret, step, &hashes, now)?;
        if is_on {
            pen.write(db, None, &Note::with(Deed::SecondStepChanged, "on"))?;
        }
        Ok(is_on)
    });
    let codes = if is_on.await? { codes } else { Vec::new() };
    page_of(&app, &allowed, Problems::default(), codes).await
}

/// New recovery codes, with a code.
pub async fn update(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    if let Some(refused) = refused(&app, &allowed, &arrival, &form).await? {
        return Ok(refused);
    }
    let codes = draw_codes(&app);
    let (id, hashes) = (allowed.account.id.clone(), hashes(&allowed.account, &codes));
    app.database.write(move |db| store::second_step::renew_codes(db, &id, &hashes)).await?;
    page_of(&app, &allowed, Problems::default(), codes).await
}

/// Switches it off, with a code.
pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    if let Some(refused) = refused(&app, &allowed, &arrival, &form).await? {
        return Ok(refused);
    }
    let (id, pen) = (allowed.account.id.clone(), allowed.pen(&app));
    app.database
        .write(move |db| {
            store::second_step::switch_off(db, &id)?;
            pen.write(db, None, &Note::with(Deed::SecondStepChanged, "off"))
        })
        .await?;
    Ok(Redirect::to(paths::SECOND_STEP).into_response())
}

/// The answer to a code that is not right, or when there is nothing to change.
async fn refused(app: &App, viewer: &Viewer, arrival: &Arrival, form: &Form) -> Result<Option<Response>, Failure> {
    if !viewer.account.has_second_step() {
        return Ok(Some(Redirect::to(paths::SECOND_STEP).into_response()));
    }
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    let checked = take_code(app, arrival, &viewer.account, form.typed("code")).await?;
    let Err(unproven) = checked.or_problem(&d.security.code_wrong, &d.sign_in.too_often) else { return Ok(None) };
    problems.add("code", unproven.sentence);
    Ok(Some(unproven.answer(page_of(app, viewer, problems, Vec::new()).await?)))
}
