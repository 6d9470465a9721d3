//! A logo as an answer (logo): the picture that we drew, at an address that changes with it.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};

/// `/logo/{hash}.png`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(file): Path<String>) -> Result<Response, Failure> {
    let hash = file.strip_suffix(".png").ok_or(Failure::NotFound)?.to_owned();
    let bytes = app.database.read(move |db| store::logo::picture(db, &hash)).await?;
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, bytes).into_response())
}
