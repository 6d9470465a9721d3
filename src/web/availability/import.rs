//! A calendar file (agendabestand): read for its times alone, in place of the one before.

use super::{Sent, Time};
use crate::documents::calendar::reader::{self, MOST_EVENTS, Period, Refusal};
use crate::domain::availability::{Source, kept_period};
use crate::language::Phrases;
use crate::store::availability;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::{App, heavy};

pub async fn read(app: &App, time: &Time, form: Form) -> Result<Sent, Failure> {
    let t = time.t();
    let Some(file) = form.file("calendar") else {
        return Ok(Sent::again(form, "calendar", &t.availability.file_needed));
    };
    let (bytes, (from, until)) = (file.bytes.clone(), kept_period(app.clock.wall()));
    let read = match heavy::in_turn(app, move || reader::read(&bytes, Period { from, until })).await? {
        Ok(read) => read,
        Err(refusal) => return Ok(Sent::again(form, "calendar", why(refusal, t))),
    };
    let (asked, new, now) = (time.clone(), time.fresh(app), app.clock.utc());
    let left = i32::try_from(read.not_understood).unwrap_or(i32::MAX);
    app.write(move |db| {
        let owner = asked.find_or_make(db, &new)?;
        availability::replace_busy(db, &owner.id, Source::File, &read.times)?;
        availability::note_import(db, &owner.id, Some(now), left)
    })
    .await?;
    Ok(Sent::kept(time, "read"))
}

pub async fn remove(app: &App, time: &Time) -> Result<Sent, Failure> {
    let asked = time.clone();
    app.write(move |db| {
        let Some(owner) = asked.whose.find(db, &asked.viewer)? else { return Ok(()) };
        availability::replace_busy(db, &owner.id, Source::File, &[])?;
        availability::note_import(db, &owner.id, None, 0)
    })
    .await?;
    Ok(Sent::kept(time, "file_removed"))
}

fn why(refusal: Refusal, t: &Phrases) -> String {
    let t = &t.availability;
    match refusal {
        Refusal::TooLarge => t.file_large.to_string(),
        Refusal::NotACalendar => t.file_other.to_string(),
        Refusal::Broken => t.file_broken.to_string(),
        Refusal::TooMany => t.file_many.of(MOST_EVENTS),
    }
}
