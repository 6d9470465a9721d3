//! The public agenda as a calendar (openbare agenda), with the same filters as its page, and with what left them.

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::{Gathered, Lines, MOST, Window, answer};
use crate::documents::calendar::{self, Entry};
use crate::domain::departure::KEPT;
use crate::language::Lang;
use crate::store;
use crate::store::departure::Departed;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::public::agenda::Wish;
use crate::web::public::face;
use crate::web::{App, Reference, cache, paths};

/// `/{lang}/agenda.ics`
pub async fn show(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = crate::web::public::written(&code)?;
    let mut wish = Wish::read(query.as_deref()).without_start();
    let (window, since) = (Window::now(&app), app.clock.midnight() - KEPT);
    let of = app.clone();
    let (wish, gathered, departed) = app
        .database
        .read(move |db| {
            wish.spell_as(&store::departure::places(db, since)?);
            // What is there still decides how a place is spelled.
            wish.spell_as(&store::meeting::places(db, window.from)?);
            let marks = window.newest(|from| store::meeting::public_marks(db, &wish.filter, from, MOST))?;
            let departed = store::departure::list(db, &wish.filter, since, MOST)?;
            Ok((wish, Gathered::of(&of, db, language, marks)?, departed))
        })
        .await?;
    let gone = departed.iter().filter_map(|one| gone(&app, &gathered.reference, language, one)).collect::<Vec<_>>();
    let mut lines = gathered.lines(&app);
    lines.extend(gone.iter().map(Lines::of_entry));
    let page = format!("{}{}{}", app.config.base_url, paths::agenda(language), wish.query());
    let mut response = answer(&app, language.phrases().agenda.title.as_str(), Some(&page), &lines);
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

/// As this calendar had it, under the same UID: it is off here. Where it is now stands on its page, if that is still for
/// everybody; no title that somebody wrote, and no place.
fn gone(app: &App, reference: &Reference, language: Lang, departed: &Departed) -> Option<Entry> {
    let Departed { departure, code, kits } = departed;
    let title = face::listed_title((&departure.title_kit, departure.title_number), kits, reference, language);
    let page = |code| format!("{}{}", app.config.base_url, paths::invitation(language, code));
    Some(Entry {
        uid: calendar::uid(departure.meeting_id.as_str(), face::host_name(app)),
        sequence: departure.sequence,
        status: calendar::Status::Cancelled,
        hours: calendar::Hours::new(departure.starts_at, departure.ends_at).ok()?,
        changed_at: DateTime::from_naive_utc_and_offset(departure.left_at, Utc),
        summary: title.text.as_str().to_owned(),
        place: None,
        description: None,
        address: code.as_deref().map(page),
    })
}
