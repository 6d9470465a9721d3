//! Meetings that left public calendars (vertrek), for as long as phones must learn of it.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{AgendaFilter, kits_of};
use super::{Db, Error};
use crate::domain::departure::{Departure, KEPT};
use crate::domain::list::Codes;
use crate::domain::meeting::{AttachedKit, MeetingId, Visibility};
use crate::schema::{departure, meeting};

/// What a calendar held, and what of it can still be found.
#[derive(Clone, Debug, PartialEq)]
pub struct Departed {
    pub departure: Departure,
    /// Its code, if everybody may still find it there.
    pub code: Option<String>,
    pub kits: Vec<AttachedKit>,
}

/// Keeps one; those that are past their time go.
pub fn put(db: &mut Db, row: &Departure) -> Result<(), Error> {
    diesel::delete(departure::table.filter(departure::left_at.lt(row.left_at - KEPT))).execute(db)?;
    diesel::insert_into(departure::table).values(row).execute(db)?;
    Ok(())
}

/// Whether this meeting left a calendar lately.
pub fn any(db: &mut Db, id: &MeetingId) -> Result<bool, Error> {
    let own = departure::table.filter(departure::meeting_id.eq(id));
    Ok(diesel::select(diesel::dsl::exists(own)).get_result(db)?)
}

/// Those that left the calendar of this filter since, and are not in it now; each meeting once, as it was last.
pub fn list(db: &mut Db, filter: &AgendaFilter, since: NaiveDateTime, limit: i64) -> Result<Vec<Departed>, Error> {
    let mut left = departure::table
        .inner_join(meeting::table)
        .filter(departure::left_at.ge(since))
        .order((departure::sequence.desc(), departure::meeting_id))
        .select((Departure::as_select(), meeting::visibility, meeting::code, meeting::municipality, meeting::languages))
        .limit(limit)
        .into_boxed();
    if let Some(municipality) = &filter.municipality {
        left = left.filter(departure::municipality.eq(municipality));
    }
    if let Some(spoken) = &filter.spoken {
        left = left.filter(departure::languages.like(Codes::pattern(spoken)));
    }
    let rows: Vec<(Departure, Visibility, String, String, Codes)> = left.load(db)?;
    let mut seen = HashSet::new();
    let gone: Vec<(Departure, Option<String>)> = rows
        .into_iter()
        .filter(|(departure, ..)| seen.insert(departure.meeting_id.clone()))
        .filter(|(_, visibility, _, municipality, languages)| {
            *visibility != Visibility::Public || !filter.holds(municipality, languages)
        })
        .map(|(departure, visibility, code, ..)| (departure, (visibility == Visibility::Public).then_some(code)))
        .collect();
    let ids: Vec<&MeetingId> = gone.iter().map(|(departure, _)| &departure.meeting_id).collect();
    let mut kits = kits_of(db, &ids)?;
    Ok(gone
        .into_iter()
        .map(|(departure, code)| Departed {
            kits: kits.remove(&departure.meeting_id).unwrap_or_default(),
            departure,
            code,
        })
        .collect())
}

/// The municipalities whose calendars they left, as they are spelled.
pub fn places(db: &mut Db, since: NaiveDateTime) -> Result<Vec<String>, Error> {
    let left = departure::table.filter(departure::left_at.ge(since));
    Ok(left.select(departure::municipality).distinct().load(db)?)
}
