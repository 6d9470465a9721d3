//! One organisation's calendar (agenda van een organisatie), for whoever has its secret address.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{first_day, write};
use crate::language::Language;
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::public::face;
use crate::web::{App, token};

/// `/agenda/{token}.ics`: whoever has the address reads it, and whoever lost it gets a new one at the desk.
pub async fn show(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let token_hash = token::hash(file.strip_suffix(".ics").ok_or(Failure::NotFound)?);
    let from = first_day(&app);
    let listed = app.database.read(move |db| {
        let (_, scope) = store::organisation::of_feed(db, &token_hash)?;
        store::meeting::of_organisation(db, &scope, from)
    });
    let text = write(&app, Language::dutch(), &listed.await?, None);
    Ok(with_tag(face::keep_private(face::as_calendar(text.clone())), &text, &headers))
}

/// Private answers are not in the cache that gives the public ones their ETag.
fn with_tag(mut response: Response, text: &str, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", &token::hash(text)[..24]);
    let is_known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    if is_known {
        let headers = std::mem::take(response.headers_mut());
        response = (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    response.headers_mut().insert(header::ETAG, HeaderValue::try_from(tag).expect("hexadecimal fits a header"));
    response
}
