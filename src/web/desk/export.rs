//! The file with all that is kept about one's own account (inzage), from the desk.

use axum::extract::State;
use axum::response::Response;

use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::{App, export};

/// `/desk/gegevens/bestand`
pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    export::file(&app, &allowed).await
}
