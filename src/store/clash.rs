//! One's own evenings of a period (samenloop), as another evening at the same time names them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::domain::clash::{Aside, OwnEvening};
use crate::domain::list::Codes;
use crate::domain::meeting::{MeetingId, State};
use crate::domain::organisation::OrganisationId;
use crate::schema::meeting;

type Row = (MeetingId, String, NaiveDateTime, NaiveDateTime, String, OrganisationId, String, Codes);

/// The scope's evenings between two moments that were not cancelled, drafts too, the first first.
pub fn own(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
) -> Result<Vec<OwnEvening>, Error> {
    let rows: Vec<Row> = meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .order((meeting::starts_at, meeting::id))
        .select((
            meeting::id,
            meeting::working_title,
            meeting::starts_at,
            meeting::ends_at,
            meeting::room_key,
            meeting::host_id,
            meeting::municipality,
            meeting::languages,
        ))
        .load(db)?;
    let evening = |(id, title, starts, ends, room_key, host, municipality, languages): Row| OwnEvening {
        id,
        title,
        starts,
        ends,
        room_key,
        aside: Aside { host, municipality, languages },
    };
    Ok(rows.into_iter().map(evening).collect())
}
