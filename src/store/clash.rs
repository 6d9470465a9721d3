//! One's own evenings of a period (samenloop), as another evening at the same time or close to it names them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::domain::clash::{Aside, OwnEvening};
use crate::domain::list::Codes;
use crate::domain::meeting::{MeetingId, State, Visibility};
use crate::domain::organisation::OrganisationId;
use crate::schema::meeting;

type Row = (MeetingId, String, NaiveDateTime, NaiveDateTime, String, OrganisationId, String, Codes);

type Columns = (
    meeting::id,
    meeting::working_title,
    meeting::starts_at,
    meeting::ends_at,
    meeting::room_key,
    meeting::host_id,
    meeting::municipality,
    meeting::languages,
);

const COLUMNS: Columns = (
    meeting::id,
    meeting::working_title,
    meeting::starts_at,
    meeting::ends_at,
    meeting::room_key,
    meeting::host_id,
    meeting::municipality,
    meeting::languages,
);

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
        .select(COLUMNS)
        .load(db)?;
    Ok(rows.into_iter().map(evening).collect())
}

/// The same, of those with this host alone; an evening that is to move is not one of them.
pub fn of_host(
    db: &mut Db,
    scope: &Scope,
    host: &OrganisationId,
    (from, until): (NaiveDateTime, NaiveDateTime),
    except: Option<&MeetingId>,
) -> Result<Vec<OwnEvening>, Error> {
    let rows: Vec<Row> = meeting::table
        .filter(is_of(scope).and(meeting::host_id.eq(host)).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .filter(meeting::id.ne(except.map_or("", MeetingId::as_str)))
        .order((meeting::starts_at, meeting::id))
        .select(COLUMNS)
        .load(db)?;
    Ok(rows.into_iter().map(evening).collect())
}

fn evening((id, title, starts, ends, room_key, host, municipality, languages): Row) -> OwnEvening {
    OwnEvening { id, title, starts, ends, room_key, aside: Aside { host, municipality, languages } }
}

/// From when until when a host has evenings with others that stand on the public agenda under its name. Of every other one
/// nothing is told: with whom a host sits is nobody's business.
pub fn public(
    db: &mut Db,
    scope: &Scope,
    host: &OrganisationId,
    (from, until): (NaiveDateTime, NaiveDateTime),
    except: Option<&MeetingId>,
) -> Result<Vec<(NaiveDateTime, NaiveDateTime)>, Error> {
    let hours = meeting::table
        .filter(meeting::host_id.eq(host))
        // As a double negation, or SQLite goes through all public evenings instead of those of this host.
        .filter(diesel::dsl::not(meeting::visibility.ne(Visibility::Public)))
        .filter(meeting::published_at.is_not_null())
        .filter(meeting::shows_organisation.eq(true))
        .filter(diesel::dsl::not(is_of(scope)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .filter(meeting::state.ne(State::Cancelled).and(meeting::id.ne(except.map_or("", MeetingId::as_str))))
        .order(meeting::starts_at)
        .select((meeting::starts_at, meeting::ends_at))
        .load(db)?;
    Ok(hours)
}
