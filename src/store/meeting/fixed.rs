//! What became of proposals (vastgesteld): when the meetings begin that were made of them, and how they stand.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::is_of;
use crate::domain::meeting::{MeetingId, State};
use crate::schema::meeting;
use crate::store::{Db, Error, Scope};

/// When each begins, and how it stands.
pub type Starts = HashMap<MeetingId, (NaiveDateTime, State)>;

/// Of the scope's own among these that are not called off.
pub fn starts(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<Starts, Error> {
    let rows: Vec<(MeetingId, NaiveDateTime, State)> = meeting::table
        .filter(is_of(scope).and(meeting::id.eq_any(ids)).and(meeting::state.ne(State::Cancelled)))
        .select((meeting::id, meeting::starts_at, meeting::state))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, starts_at, state)| (id, (starts_at, state))).collect())
}
