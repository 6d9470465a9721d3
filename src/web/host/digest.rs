//! Whether the host hears by e-mail of what is late (overzicht per e-mail).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::HERE;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, paths};

pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let (id, wants_digest) = (allowed.account.id.clone(), form.is_ticked("wants_digest"));
    app.database.write(move |db| store::account::set_digest(db, &id, wants_digest)).await?;
    Ok(Redirect::to(&format!("{}?gedaan=saved", paths::host_page(language, HERE))).into_response())
}
