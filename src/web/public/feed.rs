//! Calendars that a phone comes back to (agenda-abonnement): the public agenda, and those behind a secret address.

pub mod agenda;
pub mod secret;
mod written;

use std::sync::Arc;

use axum::response::Response;
use chrono::{NaiveDateTime, NaiveTime};

use super::face;
use crate::documents::calendar;
use crate::domain::departure;
use crate::domain::meeting::MeetingId;
use crate::language::Lang;
use crate::store::meeting::{Mark, OnAgenda};
use crate::store::{self, Db};
use crate::web::{App, Reference};

use written::Lines;
pub use written::Written;

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
        mut list: impl FnMut(NaiveDateTime) -> Result<Vec<Mark>, store::Error>,
    ) -> Result<Vec<Mark>, store::Error> {
        let all = list(self.from)?;
        if i64::try_from(all.len()).is_ok_and(|found| found < MOST) { Ok(all) } else { list(self.midnight) }
    }
}

/// The meetings of a feed in its language: those that were written before, and the rows of the others.
struct Gathered {
    language: Lang,
    reference: Arc<Reference>,
    marks: Vec<Mark>,
    found: Vec<Option<Lines>>,
    rows: Vec<OnAgenda>,
}

impl Gathered {
    fn of(app: &App, db: &mut Db, language: Lang, marks: Vec<Mark>) -> Result<Self, store::Error> {
        let reference = app.reference();
        let found = app.written.find(&reference, language, &marks);
        let missing: Vec<MeetingId> =
            marks.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|((id, _), _)| id.clone()).collect();
        let rows = if missing.is_empty() { Vec::new() } else { store::meeting::marked(db, &missing)? };
        Ok(Self { language, reference, marks, found, rows })
    }

    /// The text of each, in order of time.
    fn lines(self, app: &App) -> Vec<Lines> {
        let mut new = app.written.write(app, &self.reference, self.language, &self.rows);
        let both = self.marks.iter().zip(self.found);
        both.filter_map(|((id, _), found)| found.or_else(|| new.remove(id))).collect()
    }
}

fn answer(app: &App, name: &str, address: Option<&str>, lines: &[Lines]) -> Response {
    let newest = lines.iter().map(|lines| lines.changed_at).max();
    let text = calendar::feed_of(name, address, lines.iter().map(|lines| &*lines.text));
    face::as_calendar(app, newest, text)
}
