//! What a season begins from (seizoen): one's own meetings, to take over one by one or a school year at once.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{find, is_of};
use super::{Db, Error, Scope};
use crate::domain::meeting::{Meeting, MeetingId, State};
use crate::schema::meeting;

/// What a list says of a meeting: when it is, and its working title.
pub type Own = (MeetingId, NaiveDateTime, String);

/// The scope's meetings that were not cancelled, the last first.
pub fn own(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Own>, Error> {
    Ok(meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .order((meeting::starts_at.desc(), meeting::id))
        .select((meeting::id, meeting::starts_at, meeting::working_title))
        .limit(limit)
        .load(db)?)
}

/// Those between two moments, the first first.
pub fn between(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
    limit: i64,
) -> Result<Vec<MeetingId>, Error> {
    Ok(meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.ge(from).and(meeting::starts_at.lt(until)))
        .order((meeting::starts_at, meeting::id))
        .select(meeting::id)
        .limit(limit)
        .load(db)?)
}

/// The scope's own of these, in order of time; what is not there or not its own is left out.
pub fn meetings(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<Vec<Meeting>, Error> {
    let mut found = Vec::new();
    for id in ids {
        match find(db, id, scope) {
            Ok(row) => found.push(row),
            Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    found.sort_by(|one, other| (one.plan.starts_at, &one.head.id).cmp(&(other.plan.starts_at, &other.head.id)));
    Ok(found)
}
