//! Addresses for machines: whether the planner lives and is ready, what crawlers may read, whom to tell of a weakness.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{SecondsFormat, TimeDelta};

use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::public::face;

/// RFC 9116 asks for less than a year ahead.
const EXPIRES: TimeDelta = TimeDelta::days(180);

/// `/livez`
pub async fn live(_: Allowed<Anyone>) -> Result<Response, Failure> {
    Ok(plain("ok\n".to_owned()))
}

/// `/readyz`: the database answers.
pub async fn ready(_: Allowed<Anyone>, State(app): State<App>) -> Result<Response, Failure> {
    match app.database.read(store::revision::current).await {
        Ok(_) => Ok(plain("ok\n".to_owned())),
        Err(cause) => {
            tracing::warn!(%cause, "not ready: the database does not answer");
            Err(Failure::Busy)
        }
    }
}

/// `/robots.txt`. Nothing secret stands in it: addresses that only some people have are not named, but marked themselves.
pub async fn robots(_: Allowed<Anyone>) -> Result<Response, Failure> {
    Ok(plain("User-agent: *\nDisallow: /desk\nDisallow: /agenda/\nAllow: /\n".to_owned()))
}

/// `/.well-known/security.txt`
pub async fn security(_: Allowed<Anyone>, State(app): State<App>) -> Result<Response, Failure> {
    let (base_url, host) = (&app.config.base_url, face::host_name(&app));
    let day = app.clock.today().and_time(chrono::NaiveTime::MIN).and_utc() + EXPIRES;
    let expires = day.to_rfc3339_opts(SecondsFormat::Secs, true);
    Ok(plain(format!(
        "Contact: mailto:security@{host}\nExpires: {expires}\nPreferred-Languages: nl, en\n\
         Canonical: {base_url}/.well-known/security.txt\n"
    )))
}

fn plain(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}
