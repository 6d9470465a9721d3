//! The days that became fixed (vastgesteld): when the meetings begin that were made of proposals.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::is_of;
use crate::domain::meeting::{MeetingId, State};
use crate::schema::meeting;
use crate::store::{Db, Error, Scope};

/// Of the scope's own among these that are not called off: when each begins.
pub fn starts(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<HashMap<MeetingId, NaiveDateTime>, Error> {
    let rows: Vec<(MeetingId, NaiveDateTime)> = meeting::table
        .filter(is_of(scope).and(meeting::id.eq_any(ids)).and(meeting::state.ne(State::Cancelled)))
        .select((meeting::id, meeting::starts_at))
        .load(db)?;
    Ok(rows.into_iter().collect())
}
