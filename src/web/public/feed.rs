//! Calendars that a phone comes back to (agenda-abonnement): the public agenda, and those behind a secret address.

pub mod agenda;
pub mod secret;

use axum::response::Response;
use chrono::{NaiveDateTime, NaiveTime};

use super::face::{self, Face};
use crate::documents::calendar::{self, Entry, Feed};
use crate::domain::departure;
use crate::language::Lang;
use crate::store;
use crate::store::meeting::OnAgenda;
use crate::web::{App, Reference};

/// More meetings no feed holds.
const MOST: i64 = 1000;

/// From when on a feed holds meetings, and the beginning of this day.
#[derive(Clone, Copy)]
struct Window {
    from: NaiveDateTime,
    midnight: NaiveDateTime,
}

impl Window {
    /// So long a meeting stays after it was, cancelled or not: phones that come back late still learn of it.
    fn now(app: &App) -> Self {
        let midnight = app.clock.today().and_time(NaiveTime::MIN);
        Self { from: midnight - departure::KEPT, midnight }
    }

    /// Where there are more than a feed holds, what is still to come goes before what was.
    fn newest(
        self,
        mut list: impl FnMut(NaiveDateTime) -> Result<Vec<OnAgenda>, store::Error>,
    ) -> Result<Vec<OnAgenda>, store::Error> {
        let all = list(self.from)?;
        if i64::try_from(all.len()).is_ok_and(|found| found < MOST) { Ok(all) } else { list(self.midnight) }
    }
}

/// A meeting that no calendar can hold is left out, and does not break the others.
fn entries(app: &App, reference: &Reference, language: Lang, listed: &[OnAgenda]) -> Vec<Entry> {
    listed.iter().filter_map(|one| Face::of_listed(one, reference, language).entry(app)).collect()
}

fn answer(app: &App, name: &str, address: Option<&str>, entries: &[Entry]) -> Response {
    face::as_calendar(app, entries, calendar::feed(&Feed { name, address, entries }))
}
