//! What is kept about the host's own organisation (wie wij zijn): she sees all of it, and can correct it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done;
use super::page::{self, HostPage};
use crate::domain::Refusal;
use crate::language::{Lang, date_in_words};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::profile::{self, Choices};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

const HERE: &str = "organisatie";

#[derive(Template)]
#[template(path = "host/organisation.html")]
struct Edit {
    page: HostPage,
    form: Form,
    problems: Problems,
    choices: Choices,
    since: String,
    name: String,
}

pub async fn edit(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let form = profile::of(&allowed.organisation);
    page_of(&app, &allowed, language, (form, Problems::default()), done.gedaan, StatusCode::OK)
}

pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let (t, mut problems) = (language.phrases(), Problems::default());
    let profile = profile::check(&app, &form, t, &mut problems);
    if !problems.is_empty() {
        return page_of(&app, &viewer, language, (form, problems), None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (scope, pen) = (viewer.scope.clone(), viewer.pen(&app));
    match app.write(move |db| store::organisation::change(db, &scope, version, &profile, &pen)).await {
        Ok(true) => Ok(Redirect::to(&format!("{}?gedaan=saved", paths::host_page(language, HERE))).into_response()),
        Ok(false) => stale(&app, &viewer, language, form).await,
        Err(store::Error::Refused(Refusal::NameKnown)) => {
            problems.add("name", &t.problem.name_known);
            page_of(&app, &viewer, language, (form, problems), None, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(other) => Err(other.into()),
    }
}

/// A colleague was first: what was typed stays, and the next send is meant to go over it.
async fn stale(app: &App, viewer: &Viewer, language: Lang, mut form: Form) -> Result<Response, Failure> {
    let id = viewer.organisation.id.clone();
    let now = app.database.read(move |db| store::organisation::find(db, &id)).await?;
    form.set("version", now.version.to_string());
    let mut problems = Problems::default();
    problems.add("version", &language.phrases().problem.changed_meanwhile);
    page_of(app, viewer, language, (form, problems), None, StatusCode::CONFLICT)
}

fn page_of(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    (form, problems): (Form, Problems),
    done: Option<String>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let address = |language| paths::host_page(language, HERE);
    let mut page = HostPage::of(app, viewer, language, "organisation", address);
    page.done = done;
    let mut response = page::show(&Edit {
        choices: Choices::of(app, page.t),
        since: page.t.host.since.of(date_in_words(language, viewer.organisation.created_at.date())),
        name: viewer.organisation.name.clone(),
        page,
        form,
        problems,
    })?;
    *response.status_mut() = status;
    Ok(response)
}
