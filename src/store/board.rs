//! What stands on the board (bord): one's own evenings of a period, a few columns of each, in one query.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::domain::board::Planned;
use crate::schema::meeting;

/// The scope's evenings that begin between two moments, in order of time; cancelled ones too.
pub fn planned(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
) -> Result<Vec<Planned>, Error> {
    Ok(meeting::table
        .filter(is_of(scope))
        .filter(meeting::starts_at.ge(from).and(meeting::starts_at.lt(until)))
        .order((meeting::starts_at, meeting::code))
        .select(Planned::as_select())
        .load(db)?)
}
