//! The public agenda as a calendar (openbare agenda), with the same filters as its page.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use chrono::{NaiveDateTime, NaiveTime};

use super::{first_day, write};
use crate::store;
use crate::store::meeting::OnAgenda;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::public::agenda::Wish;
use crate::web::public::face;
use crate::web::{App, cache, paths};

const MOST: i64 = 1000;

/// `/{lang}/agenda.ics`
pub async fn show(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = crate::web::public::written(&code)?;
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

/// Where there are more than a feed holds, what is still to come goes before what was.
fn newest(
    mut list: impl FnMut(NaiveDateTime) -> Result<Vec<OnAgenda>, store::Error>,
    from: NaiveDateTime,
    midnight: NaiveDateTime,
) -> Result<Vec<OnAgenda>, store::Error> {
    let all = list(from)?;
    if i64::try_from(all.len()).is_ok_and(|found| found < MOST) { Ok(all) } else { list(midnight) }
}
