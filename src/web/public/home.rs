//! The front page (voordeur van ouders): on to the agenda in the language that the browser likes best.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::language::Language;
use crate::web::failure::{self, Failure};
use crate::web::guard::{Allowed, Anyone};
use crate::web::paths;

/// `/`
pub async fn show(_: Allowed<Anyone>, headers: HeaderMap) -> Result<Response, Failure> {
    let liked = headers.get(header::ACCEPT_LANGUAGE).and_then(|liked| liked.to_str().ok());
    let language = liked.and_then(failure::wished).unwrap_or_else(Language::dutch);
    Ok(([(header::VARY, "Accept-Language")], Redirect::to(&paths::agenda(language))).into_response())
}
