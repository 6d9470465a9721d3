//! One's own data (gegevens): what is kept, a file with all of it, and taking it away.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Duration;

use super::colleague::last_one;
use super::sign_in::goodbye;
use crate::domain::record::{Deed, Note};
use crate::domain::text::CleanText;
use crate::store;
use crate::web::App;
use crate::web::entry::arrival::{Arrival, check_password};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;

#[derive(Template)]
#[template(path = "security/erasure.html")]
struct Show {
    page: DeskPage,
    viewer: Viewer,
    problems: Problems,
    has_password: bool,
}

pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Problems::default())
}

fn page_of(app: &App, viewer: Viewer, problems: Problems) -> Result<Response, Failure> {
    let (page, is_refused) = (DeskPage::of(app, &viewer, "security"), !problems.is_empty());
    let has_password = viewer.account.password_hash.is_some();
    let mut response = page::desk(&Show { page, viewer, problems, has_password })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Who has no password shows it by having come in just now.
const FRESH: Duration = Duration::minutes(15);

pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    if !form.is_ticked("sure") {
        problems.add("sure", &d.erasure.tick);
        return page_of(&app, viewer, problems);
    }
    if viewer.account.password_hash.is_some() {
        let who = CleanText::line(&viewer.account.email_key);
        let checked = check_password(&app, &arrival, &who, form.typed("password")).await?;
        if let Err(unproven) = checked.or_problem(&d.security.wrong_password, &d.sign_in.too_often) {
            problems.add("password", unproven.sentence);
            return Ok(unproven.answer(page_of(&app, viewer, problems)?));
        }
    } else if !is_fresh(&app, &viewer).await? {
        problems.add("sure", &d.erasure.sign_in_again);
        return page_of(&app, viewer, problems);
    }
    let (scope, id) = (viewer.scope.clone(), viewer.account.id.clone());
    // The deed is written down without a name: taking it away is what was asked.
    let pen = viewer.pen(&app).without_name();
    let is_erased = app.write(move |db| {
        let is_erased = store::erasure::erase(db, &scope, &id)?;
        if is_erased {
            pen.write(db, None, &Note::of(Deed::AccountLeft))?;
        }
        Ok(is_erased)
    });
    if is_erased.await? {
        return Ok(goodbye(&app, arrival.jar, &viewer, None));
    }
    problems.add("sure", last_one(&viewer));
    page_of(&app, viewer, problems)
}

async fn is_fresh(app: &App, viewer: &Viewer) -> Result<bool, Failure> {
    let (hash, now) = (viewer.token_hash.clone(), app.clock.utc());
    let found = app.database.read(move |db| store::sign_in::find(db, &hash)).await?;
    Ok(found.is_some_and(|found| now < found.sign_in.created_at + FRESH))
}
