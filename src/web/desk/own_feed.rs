//! The secret address of one's own calendar (eigen agenda-link), beside one's sign-ins.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::{self, done_at};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::{App, feed};

/// Makes a new secret address; the one before answers no more.
pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, _: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let made = feed::make(&app, feed::own(&viewer)).await?;
    sign_ins::page_of(&app, viewer, Problems::default(), "", Some(made)).await
}

pub async fn delete(allowed: Allowed<PlanMeeting>, State(app): State<App>, _: Form) -> Result<Response, Failure> {
    feed::end(&app, feed::own(&allowed)).await?;
    Ok(Redirect::to(&done_at("feed_ended")).into_response())
}
