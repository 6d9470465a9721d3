//! One's own data (gegevens): what is kept, a file with all of it, and taking it away.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::colleague::last_one;
use super::sign_in::goodbye;
use crate::web::App;
use crate::web::entry::arrival::{Arrival, too_often};
use crate::web::erasure::{self, Refused};
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

pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let Err(refused) = erasure::erase(&app, &viewer, &arrival, &form).await? else {
        return Ok(goodbye(&app, arrival.jar, &viewer, None));
    };
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    let sentence = match refused {
        Refused::NotSure => &d.erasure.tick,
        Refused::WrongPassword => &d.security.wrong_password,
        Refused::TooOften => &d.sign_in.too_often,
        Refused::NotFresh => &d.erasure.sign_in_again,
        Refused::LastOne => last_one(&viewer),
    };
    problems.add(if refused.is_about_password() { "password" } else { "sure" }, sentence);
    let page = page_of(&app, viewer, problems)?;
    Ok(if refused == Refused::TooOften { too_often(page) } else { page })
}
