//! The style sheets and the icon: part of the program; a sheet is named by its contents, so a browser may keep it for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::failure::Failure;
use super::guard::{Allowed, Anyone};
use super::token;

const STYLE: &str = include_str!("../../templates/style.css");
/// What only signed-in people's pages need: parents do not load it.
const DESK_STYLE: &str = include_str!("../../templates/desk.css");
const ICON: &str = include_str!("../../templates/icon.svg");

/// The address of the style sheet.
pub fn stylesheet() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/assets/{}.css", &token::hash(STYLE)[..12]));
    &ADDRESS
}

/// The address of the second sheet, of pages for those who are signed in.
pub fn desk_stylesheet() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/assets/{}.css", &token::hash(DESK_STYLE)[..12]));
    &ADDRESS
}

pub async fn show(_: Allowed<Anyone>, Path(file): Path<String>) -> Result<Response, Failure> {
    let (kind, text, age) = match file.as_str() {
        // The style sheet names the icon, so its address stays, and it is asked for again each day.
        "icon.svg" => ("image/svg+xml", ICON, "public, max-age=86400"),
        file if stylesheet().ends_with(file) && file.ends_with(".css") => {
            ("text/css; charset=utf-8", STYLE, "public, max-age=31536000, immutable")
        }
        file if desk_stylesheet().ends_with(file) && file.ends_with(".css") => {
            ("text/css; charset=utf-8", DESK_STYLE, "public, max-age=31536000, immutable")
        }
        _ => return Err(Failure::NotFound),
    };
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
    Ok(response)
}
