//! One's own evenings of a period (samenloop), as another evening at the same time or close to it names them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::domain::clash::{Aside, Hours, OwnEvening};
use crate::domain::list::Codes;
use crate::domain::meeting::{MeetingId, State, Visibility};
use crate::domain::organisation::OrganisationId;
use crate::schema::meeting;

#[derive(Queryable, Selectable)]
#[diesel(table_name = meeting)]
struct Row {
    id: MeetingId,
    working_title: String,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    room_key: String,
    host_id: OrganisationId,
    municipality: String,
    languages: Codes,
}

impl From<Row> for OwnEvening {
    fn from(row: Row) -> Self {
        let aside = Aside { host: row.host_id, municipality: row.municipality, languages: row.languages };
        let (starts, ends) = (row.starts_at, row.ends_at);
        Self { id: row.id, title: row.working_title, starts, ends, room_key: row.room_key, aside }
    }
}

/// The scope's evenings between two moments that were not cancelled, drafts too, the first first.
pub fn own(db: &mut Db, scope: &Scope, (from, until): Hours) -> Result<Vec<OwnEvening>, Error> {
    let rows: Vec<Row> = meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .order((meeting::starts_at, meeting::id))
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(OwnEvening::from).collect())
}

/// The same, of those with this host alone; an evening that is to move is not one of them.
pub fn of_host(
    db: &mut Db,
    scope: &Scope,
    host: &OrganisationId,
    (from, until): Hours,
    except: Option<&MeetingId>,
) -> Result<Vec<OwnEvening>, Error> {
    let rows: Vec<Row> = meeting::table
        .filter(is_of(scope).and(meeting::host_id.eq(host)).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .filter(meeting::id.ne(except.map_or("", MeetingId::as_str)))
        .order((meeting::starts_at, meeting::id))
        .select(Row::as_select())
        .load(db)?;
    Ok(rows.into_iter().map(OwnEvening::from).collect())
}

/// From when until when these hosts have evenings with others that stand on the public agenda under their name. Of every
/// other one nothing is told: with whom a host sits is nobody's business.
pub fn public(
    db: &mut Db,
    scope: &Scope,
    hosts: &[&OrganisationId],
    (from, until): Hours,
    except: Option<&MeetingId>,
) -> Result<Vec<(OrganisationId, NaiveDateTime, NaiveDateTime)>, Error> {
    let evenings = meeting::table
        .filter(meeting::host_id.eq_any(hosts.iter().copied()))
        // As a double negation, or SQLite goes through all public evenings instead of those of this host.
        .filter(diesel::dsl::not(meeting::visibility.ne(Visibility::Public)))
        .filter(meeting::published_at.is_not_null())
        .filter(meeting::shows_organisation.eq(true))
        .filter(diesel::dsl::not(is_of(scope)))
        .filter(meeting::starts_at.lt(until).and(meeting::ends_at.gt(from)))
        .filter(meeting::state.ne(State::Cancelled).and(meeting::id.ne(except.map_or("", MeetingId::as_str))))
        .order(meeting::starts_at)
        .select((meeting::host_id, meeting::starts_at, meeting::ends_at))
        .load(db)?;
    Ok(evenings)
}
