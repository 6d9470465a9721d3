//! Whom to tell of a weakness (beveiligingsmelding).

use axum::extract::State;
use axum::response::Response;
use chrono::{SecondsFormat, TimeDelta};

use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page;
use crate::web::public::face;

/// RFC 9116 asks for less than a year ahead.
const EXPIRES: TimeDelta = TimeDelta::days(180);

/// `/.well-known/security.txt`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>) -> Result<Response, Failure> {
    let (base_url, host) = (&app.config.base_url, face::host_name(&app));
    let day = app.clock.today().and_time(chrono::NaiveTime::MIN).and_utc() + EXPIRES;
    let expires = day.to_rfc3339_opts(SecondsFormat::Secs, true);
    Ok(page::plain(format!(
        "Contact: mailto:security@{host}\nExpires: {expires}\nPreferred-Languages: nl, en\n\
         Canonical: {base_url}/.well-known/security.txt\n"
    )))
}
