//! When a host can (tijden): her own hours, days and calendar, and those of her organisation's rooms, in her language.

pub mod import;
pub mod subscription;
pub mod window;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::page::{self, HostPage};
use crate::web::availability::{Content, Done, Sent, Time, room};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "host/availability.html")]
struct Show {
    page: HostPage,
    form: Form,
    problems: Problems,
    times: Content,
}

impl Show {
    /// What stands folded is unfolded when something in it is not right.
    fn is_wrong(&self, fields: &[&str]) -> bool {
        fields.iter().any(|field| self.problems.of(field).is_some())
    }
}

pub async fn index(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, paths::OWN_TIME)?;
    page_of(&app, &time, Form::default(), Problems::default(), &done.gedaan).await
}

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, whose)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, &whose)?;
    page_of(&app, &time, Form::default(), Problems::default(), &done.gedaan).await
}

/// Adds a room.
pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, paths::OWN_TIME)?;
    answer(&app, &time, room::add(&app, &time, form).await?).await
}

/// Takes a room off the list.
pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, whose)): Path<(String, String)>,
    _: Form,
) -> Result<Response, Failure> {
    let time = before(allowed, &code, &whose)?;
    answer(&app, &time, room::remove(&app, &time).await?).await
}

/// The host before a page of times.
fn before(allowed: Allowed<SeeHostPages>, code: &str, whose: &str) -> Result<Time, Failure> {
    let language = super::written(code)?;
    Time::of_host(allowed.into_proof(), language, whose)
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
    let address = |language| time.page(&time.whose, language);
    let page = HostPage::of(app, &time.viewer, time.language, "times", address);
    let mut response = page::show(&Show { page, form, problems, times })?;
    *response.status_mut() = status;
    Ok(response)
}
