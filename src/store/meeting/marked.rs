//! What a feed holds, first by name and version alone (kenmerk): who kept the text of a meeting reads it no second time.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::agenda::{AgendaFilter, OnAgenda, with_titles};
use super::is_of;
use crate::domain::list::Codes;
use crate::domain::meeting::{Head, MeetingId, Visibility};
use crate::domain::plan::Plan;
use crate::schema::meeting;
use crate::store::{Db, Error, Scope};

/// A meeting, and the version that it has.
pub type Mark = (MeetingId, i32);

/// What a secret feed holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The organisation's: what is out.
    Out,
    /// Of one who plans: also what is not out yet, or never was.
    All,
}

/// Public meetings from a moment on, in order of time.
pub fn public_marks(db: &mut Db, filter: &AgendaFilter, from: NaiveDateTime, limit: i64) -> Result<Vec<Mark>, Error> {
    let mut query = meeting::table
        .filter(meeting::visibility.eq(Visibility::Public).and(meeting::published_at.is_not_null()))
        .filter(meeting::starts_at.ge(from))
        .order((meeting::starts_at, meeting::code))
        .select((meeting::id, meeting::version))
        .limit(limit)
        .into_boxed();
    if let Some(municipality) = &filter.municipality {
        query = query.filter(meeting::municipality.eq(municipality));
    }
    if let Some(spoken) = &filter.spoken {
        query = query.filter(meeting::languages.like(Codes::pattern(spoken)));
    }
    Ok(query.load(db)?)
}

/// An organisation's meetings from a moment on.
pub fn own_marks(db: &mut Db, scope: &Scope, held: Held, from: NaiveDateTime, limit: i64) -> Result<Vec<Mark>, Error> {
    let mut query = meeting::table
        .filter(is_of(scope))
        .filter(meeting::starts_at.ge(from))
        .order((meeting::starts_at, meeting::code))
        .select((meeting::id, meeting::version))
        .limit(limit)
        .into_boxed();
    if held == Held::Out {
        query = query.filter(meeting::published_at.is_not_null());
    }
    Ok(query.load(db)?)
}

/// Those that were found by their marks.
pub fn marked(db: &mut Db, ids: &[MeetingId]) -> Result<Vec<OnAgenda>, Error> {
    let rows =
        meeting::table.filter(meeting::id.eq_any(ids)).select((Head::as_select(), Plan::as_select())).load(db)?;
    with_titles(db, rows)
}
