//! Whether what is overdue comes by e-mail (overzicht per e-mail).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::done_at;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeDesk};

pub async fn update(allowed: Allowed<SeeDesk>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let (id, wants_digest) = (allowed.account.id.clone(), form.is_ticked("wants_digest"));
    app.database.write(move |db| store::account::set_digest(db, &id, wants_digest)).await?;
    Ok(Redirect::to(&done_at("digest")).into_response())
}
