//! A calendar file (agendabestand): read for its times alone, in place of the one before.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{Whose, done_at, fresh, page_of};
use crate::documents::calendar::reader::{self, MOST_EVENTS, Period, Refusal};
use crate::domain::availability::{Source, kept_period};
use crate::language::Desk;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::{App, heavy};

pub async fn create(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let mut problems = Problems::default();
    let d = viewer.desk_language().desk();
    let Some(file) = form.file("calendar") else {
        problems.add("calendar", &d.availability.file_needed);
        return page_of(&app, viewer, whose, form, problems, "").await;
    };
    let (bytes, (from, until)) = (file.bytes.clone(), kept_period(app.clock.wall()));
    let read = match heavy::in_turn(&app, move || reader::read(&bytes, Period { from, until })).await? {
        Ok(read) => read,
        Err(refusal) => {
            problems.add("calendar", why(refusal, d));
            return page_of(&app, viewer, whose, form, problems, "").await;
        }
    };
    let (of, now, asked) = (fresh(&app, &viewer), app.clock.utc(), whose.clone());
    let left = i32::try_from(read.not_understood).unwrap_or(i32::MAX);
    app.write(move |db| {
        let owner = asked.find_or_make(db, &viewer, &of)?;
        store::availability::replace_busy(db, &owner.id, Source::File, &read.times)?;
        store::availability::note_import(db, &owner.id, Some(now), left)
    })
    .await?;
    Ok(done_at(&whose, "read"))
}

pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let asked = whose.clone();
    app.write(move |db| {
        let Some(owner) = asked.find(db, &viewer)? else { return Ok(()) };
        store::availability::replace_busy(db, &owner.id, Source::File, &[])?;
        store::availability::note_import(db, &owner.id, None, 0)
    })
    .await?;
    Ok(done_at(&whose, "file_removed"))
}

fn why(refusal: Refusal, d: &Desk) -> String {
    let d = &d.availability;
    match refusal {
        Refusal::TooLarge => d.file_large.to_string(),
        Refusal::NotACalendar => d.file_other.to_string(),
        Refusal::Broken => d.file_broken.to_string(),
        Refusal::TooMany => d.file_many.of(MOST_EVENTS),
    }
}
