//! One's own account: the language of the desk, Dutch or English.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::{App, paths};

pub async fn update(allowed: Allowed<SeeDesk>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let code = if form.typed("language") == "en" { "en" } else { "nl" };
    // A host who reads another language keeps it for her own pages and mails.
    if allowed.language() == allowed.desk_language() {
        let id = allowed.account.id.clone();
        app.database.write(move |db| store::account::set_desk_language(db, &id, code)).await?;
    }
    Ok(Redirect::to(paths::desk_path(form.typed("verder"))).into_response())
}
