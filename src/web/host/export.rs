//! The file with all that is kept about the host's own account (inzage).

use axum::extract::{Path, State};
use axum::response::Response;

use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, export};

/// `/{lang}/wij/account/bestand`
pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    super::written(&code)?;
    export::file(&app, &allowed).await
}
