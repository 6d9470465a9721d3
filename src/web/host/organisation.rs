//! What is kept about the host's own organisation (wie wij zijn): she sees all of it, and can correct it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done;
use super::page::{self, HostPage};
use crate::clock;
use crate::language::{Lang, date_in_words};
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::profile::{self, Again, Choices, Sent};
use crate::web::viewer::Viewer;
use crate::web::{App, logo, paths};

pub(super) const HERE: &str = "organisatie";

#[derive(Template)]
#[template(path = "host/organisation.html")]
struct Edit {
    page: HostPage,
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    choices: Choices,
    since: String,
    name: String,
    logo: Option<logo::Shown>,
    logo_problem: Option<String>,
}

pub async fn edit(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page_of(&app, &allowed, language, Again::of(&allowed.organisation), done.gedaan, None).await
}

pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    match profile::keep(&app, &viewer, language.phrases(), form).await? {
        Sent::Kept => Ok(Redirect::to(&format!("{}?gedaan=saved", paths::host_page(language, HERE))).into_response()),
        Sent::Again(again) => page_of(&app, &viewer, language, *again, None, None).await,
    }
}

/// `logo_problem` says why the file that was sent is no logo.
pub(super) async fn page_of(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    again: Again,
    done: Option<String>,
    logo_problem: Option<String>,
) -> Result<Response, Failure> {
    let address = |language| paths::host_page(language, HERE);
    let mut page = HostPage::of(app, viewer, language, "organisation", address);
    page.done = done;
    let Again { form, problems, differences, status } = again;
    let mut response = page::show(&Edit {
        logo: logo::of(app, viewer).await?,
        logo_problem,
        choices: Choices::of(app, page.t),
        since: page.t.host.since.of(date_in_words(language, clock::day_of(viewer.organisation.created_at))),
        name: viewer.organisation.name.clone(),
        page,
        form,
        problems,
        differences,
    })?;
    *response.status_mut() = status;
    Ok(response)
}
