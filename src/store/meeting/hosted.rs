//! A host's own evenings (eigen avonden), each with what may be asked of her: a number of queries that does not grow.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::agenda::{OnAgenda, with_titles};
use super::is_of;
use crate::domain::meeting::{Agreement, Head, MeetingId, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::reply::ReplyKind;
use crate::schema::{agreement, meeting, reply, staged_change};
use crate::store::{Db, Error, Scope};

/// One evening on the host's first page.
#[derive(Clone, Debug, PartialEq)]
pub struct Hosted {
    pub evening: OnAgenda,
    pub agreements: Vec<Agreement>,
    /// She asked for another day or for a call, and the other side is to move.
    pub asked: Option<ReplyKind>,
    /// The other side wants a change, and nobody said yes to it yet.
    pub has_change: bool,
}

impl Hosted {
    /// Whether the host's yes is still to come.
    pub fn waits_for_yes(&self) -> bool {
        let head = &self.evening.head;
        let is_given = self.agreements.iter().any(|yes| yes.organisation_id == head.host_id && yes.is_given());
        matches!(head.state, State::Draft | State::Proposed) && !is_given
    }
}

/// With whom the scope's latest evening is that was not called off.
pub fn last_partner(db: &mut Db, scope: &Scope) -> Result<Option<OrganisationId>, Error> {
    Ok(meeting::table
        .filter(meeting::host_id.eq(scope.organisation()).and(meeting::state.ne(State::Cancelled)))
        .order((meeting::starts_at.desc(), meeting::code))
        .select(meeting::support_id)
        .first(db)
        .optional()?)
}

/// The scope's evenings that begin between two moments, in order of time, with what their titles are made of.
pub fn between(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
) -> Result<Vec<OnAgenda>, Error> {
    let rows: Vec<(Head, Plan)> = meeting::table
        .filter(is_of(scope).and(meeting::starts_at.ge(from)).and(meeting::starts_at.lt(until)))
        .order((meeting::starts_at, meeting::code))
        .select((Head::as_select(), Plan::as_select()))
        .load(db)?;
    with_titles(db, rows)
}

/// The scope's evenings that end after a moment, in order of time.
pub fn hosted(db: &mut Db, scope: &Scope, from: NaiveDateTime, limit: i64) -> Result<Vec<Hosted>, Error> {
    let rows: Vec<(Head, Plan)> = meeting::table
        .filter(is_of(scope).and(meeting::ends_at.ge(from)))
        .order((meeting::starts_at, meeting::code))
        .select((Head::as_select(), Plan::as_select()))
        .limit(limit)
        .load(db)?;
    let ids: Vec<MeetingId> = rows.iter().map(|(head, _)| head.id.clone()).collect();
    let agreements: Vec<Agreement> =
        agreement::table.filter(agreement::meeting_id.eq_any(&ids)).select(Agreement::as_select()).load(db)?;
    let replies: HashMap<MeetingId, ReplyKind> = reply::table
        .filter(reply::meeting_id.eq_any(&ids).and(reply::organisation_id.eq(scope.organisation())))
        .select((reply::meeting_id, reply::kind))
        .load::<(MeetingId, ReplyKind)>(db)?
        .into_iter()
        .collect();
    let by_others = staged_change::agreed_at.is_null().and(staged_change::organisation_id.ne(scope.organisation()));
    let changes: HashSet<MeetingId> = staged_change::table
        .filter(staged_change::meeting_id.eq_any(&ids).and(by_others))
        .select(staged_change::meeting_id)
        .load(db)?
        .into_iter()
        .collect();
    Ok(with_titles(db, rows)?
        .into_iter()
        .map(|evening| Hosted {
            agreements: agreements.iter().filter(|yes| yes.meeting_id == evening.head.id).cloned().collect(),
            asked: replies.get(&evening.head.id).copied(),
            has_change: changes.contains(&evening.head.id),
            evening,
        })
        .collect())
}
