//! Calendars that a phone comes back to (agenda-abonnement): the public agenda, and one organisation by its secret link.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::agenda::Wish;
use super::face::{self, Face};
use crate::documents::calendar::{self, Feed};
use crate::language::{Lang, Language};
use crate::store;
use crate::store::meeting::OnAgenda;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::{App, cache, paths, token};

/// So long a meeting stays after it was, cancelled or not: phones that come back late still learn of it.
const KEPT: TimeDelta = TimeDelta::days(60);
const MOST: i64 = 1000;

/// `/{lang}/agenda.ics`
pub async fn agenda(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let mut wish = Wish::read(query.as_deref()).without_start();
    let (from, midnight) = (first_day(&app), app.clock.today().and_time(NaiveTime::MIN));
    let (wish, listed) = app
        .database
        .read(move |db| {
            wish.spell_as(&store::meeting::places(db, from)?);
            let listed = newest(|from| store::meeting::agenda(db, &wish.filter, (from, ""), MOST), from, midnight)?;
            Ok((wish, listed))
        })
        .await?;
    let page = format!("{}{}{}", app.config.base_url, paths::agenda(language), wish.query());
    let mut response = face::as_calendar(write(&app, language, &listed, Some(&page)));
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

/// `/agenda/{token}.ics`: whoever has the address reads it, and whoever lost it gets a new one at the desk.
pub async fn organisation(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let token_hash = token::hash(file.strip_suffix(".ics").ok_or(Failure::NotFound)?);
    let from = first_day(&app);
    let listed = app.database.read(move |db| {
        let organisation = store::organisation::of_feed(db, &token_hash)?;
        store::meeting::of_organisation(db, &organisation.id, from)
    });
    let text = write(&app, Language::dutch(), &listed.await?, None);
    Ok(with_tag(face::keep_private(face::as_calendar(text.clone())), &text, &headers))
}

/// Where there are more than a feed holds, what is still to come goes before what was.
fn newest(
    mut list: impl FnMut(NaiveDateTime) -> Result<Vec<OnAgenda>, store::Error>,
    from: NaiveDateTime,
    midnight: NaiveDateTime,
) -> Result<Vec<OnAgenda>, store::Error> {
    let all = list(from)?;
    if i64::try_from(all.len()).is_ok_and(|found| found < MOST) { Ok(all) } else { list(midnight) }
}

fn first_day(app: &App) -> NaiveDateTime {
    app.clock.today().and_time(NaiveTime::MIN) - KEPT
}

/// A meeting that no calendar can hold is left out, and does not break the others.
fn write(app: &App, language: Lang, listed: &[OnAgenda], page: Option<&str>) -> String {
    let reference = app.reference();
    let faces = listed.iter().map(|one| Face::of_listed(one, &reference, language));
    let entries: Vec<_> = faces.filter_map(|face| face.entry(app)).collect();
    calendar::feed(&Feed { name: language.phrases().agenda.title.as_str(), address: page, entries: &entries })
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
