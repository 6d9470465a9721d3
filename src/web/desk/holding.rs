//! Noting that an evening took place (gehouden).

use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeMeeting};

pub async fn create(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let (wall, now) = (app.clock.wall(), app.clock.utc());
    meeting::act(&app, allowed.into_proof(), form, "held", move |meeting| meeting.hold(wall, now)).await
}
