//! When one can, and when the organisation's rooms can (beschikbaarheid): one's own page, and one for each room.

pub mod import;
pub mod subscription;
pub mod window;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::availability::{Content, Done, Sent, Time, room};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "availability/show.html")]
struct Show {
    page: DeskPage,
    form: Form,
    problems: Problems,
    times: Content,
}

pub async fn index(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), paths::OWN_TIME)?;
    page_of(&app, &time, Form::default(), Problems::default(), &done.gedaan).await
}

pub async fn show(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), &whose)?;
    page_of(&app, &time, Form::default(), Problems::default(), &done.gedaan).await
}

/// Adds a room.
pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), paths::OWN_TIME)?;
    answer(&app, &time, room::add(&app, &time, form).await?).await
}

/// Takes a room off the list.
pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let time = Time::at_desk(allowed.into_proof(), &whose)?;
    answer(&app, &time, room::remove(&app, &time).await?).await
}

/// On to the page that says what was done, or the page with what was refused.
async fn answer(app: &App, time: &Time, sent: Sent) -> Result<Response, Failure> {
    match sent {
        Sent::Kept(whose, what) => Ok(time.done(&whose, what)),
        Sent::Again(form, problems) => page_of(app, time, form, problems, "").await,
    }
}

async fn page_of(app: &App, time: &Time, form: Form, problems: Problems, done: &str) -> Result<Response, Failure> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let times = Content::load(app, time, done).await?;
    let page = DeskPage::of(app, &time.viewer, "availability");
    let mut response = page::desk(&Show { page, form, problems, times })?;
    *response.status_mut() = status;
    Ok(response)
}
