//! The secret address of one's own calendar (eigen agenda-link), beside one's sign-ins.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::{self, done_at};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::{App, feed};

/// Makes a new secret address; the one before answers no more.
pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let language = viewer.language().for_desk();
    match feed::make(&app, feed::own(&viewer), language, form.typed(feed::KNOWN)).await? {
        Some(made) => sign_ins::page_of(&app, viewer, Problems::default(), "", Some(made)).await,
        None => Ok(Redirect::to(&done_at("feed_once")).into_response()),
    }
}

/// Where the address stood once: the page that it belongs to, with the sentence that it is not shown again.
pub async fn show(_: Allowed<PlanMeeting>) -> Result<Response, Failure> {
    Ok(Redirect::to(&done_at("feed_once")).into_response())
}

pub async fn delete(allowed: Allowed<PlanMeeting>, State(app): State<App>, _: Form) -> Result<Response, Failure> {
    feed::end(&app, feed::own(&allowed)).await?;
    Ok(Redirect::to(&done_at("feed_ended")).into_response())
}
