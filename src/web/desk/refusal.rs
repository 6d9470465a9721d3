//! Declining an application (afwijzing), with a reason that coordinators can read back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::application;
use crate::language::Language;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, DecideApplication};
use crate::web::problem::reason_problem;
use crate::web::telling::{self, Contact};
use crate::web::{App, paths};

pub async fn create(
    allowed: Allowed<DecideApplication>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (application, version) = match application::undecided(&app, &viewer, &id, &form).await? {
        Ok(undecided) => undecided,
        Err(decided) => return Ok(decided),
    };
    let (reason, t) = (form.lines("reason"), viewer.desk_language().phrases());
    let problem = if reason.is_empty() { Some(t.problem.needed.to_string()) } else { None };
    if let Some(problem) = problem.or_else(|| reason_problem(&reason, t, app.clock.today())) {
        let mut problems = Problems::default();
        problems.add("reason", problem);
        return application::page_of(&app, viewer, application, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (scope, pen, wanted, telling) = (viewer.scope.clone(), viewer.pen(&app), application.id.clone(), app.clone());
    let done = app
        .write(move |db| {
            let done = store::application::decline(db, &scope, (&wanted, version), reason.as_str(), &pen)?;
            if done.is_some() {
                let contact = Contact {
                    name: &application.contact_name,
                    address: &application.contact_email,
                    language: Language::find(&application.language).unwrap_or_else(Language::dutch),
                };
                telling::tell_declined(&telling, db, &pen, contact)?;
            }
            Ok(done)
        })
        .await?;
    match done {
        Some(_) => Ok(Redirect::to(&format!("{}?gedaan=application_declined", paths::APPLICATIONS)).into_response()),
        None => application::decided_meanwhile(&app, viewer, &id).await,
    }
}
