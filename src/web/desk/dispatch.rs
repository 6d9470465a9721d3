//! Sending a parked message once more (verzending).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Mailed, SendMessage};
use crate::web::{App, paths};

/// What cannot be sent once more stays as it is, and its page says why.
pub async fn create(allowed: Allowed<SendMessage>, State(app): State<App>, _: Form) -> Result<Response, Failure> {
    let Mailed { viewer, message } = allowed.into_proof();
    let (id, now) = (message.id.clone(), app.clock.utc());
    let is_waiting = app.write(move |db| store::outbox::retry(db, &viewer.scope, &id, now)).await?;
    let page = paths::message(&message.id);
    let to = if is_waiting { format!("{page}?gedaan=message_waiting") } else { page };
    Ok(Redirect::to(&to).into_response())
}
