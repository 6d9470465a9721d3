//! Calendars that a phone comes back to (agenda-abonnement): the public agenda, and one organisation by its secret link.

pub mod agenda;
pub mod organisation;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::face::Face;
use crate::documents::calendar::{self, Feed};
use crate::language::Lang;
use crate::store::meeting::OnAgenda;
use crate::web::App;

/// So long a meeting stays after it was, cancelled or not: phones that come back late still learn of it.
const KEPT: TimeDelta = TimeDelta::days(60);

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
