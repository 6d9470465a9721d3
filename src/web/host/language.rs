//! The host's language (taal): kept with her account, so that she lands in it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, paths};

/// Goes on to the same page in the language that was chosen.
pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    super::written(&code)?;
    let language = super::written(form.typed("language"))?;
    let id = allowed.account.id.clone();
    app.database.write(move |db| store::account::set_desk_language(db, &id, language.code)).await?;
    Ok(Redirect::to(&paths::host_path(form.typed("verder"), language)).into_response())
}
