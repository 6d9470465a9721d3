//! An organisation's meetings as a list: the rows, and what waits because of each, in a fixed number of queries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::is_of;
use super::parts::kits_of;
use crate::domain::meeting::{Agreement, AttachedKit, Head, MeetingId, Side, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::reply::Reply;
use crate::domain::waiting::{self, Pending, Waits};
use crate::schema::{agreement, meeting, reply, staged_change};
use crate::store::{Db, Error, Scope};

/// One line of the desk's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub head: Head,
    pub plan: Plan,
    pub agreements: Vec<Agreement>,
    pub replies: Vec<Reply>,
    pub pending: Option<Pending>,
    pub kits: Vec<AttachedKit>,
}

impl Listed {
    /// What this side has to do.
    pub fn waits_for(&self, side: Side) -> Option<Waits> {
        waiting::waits(&self.head, side, &self.agreements, &self.replies, self.pending.as_ref())
    }
}

/// An organisation's meetings from a moment on (or before it, newest first).
pub fn list(db: &mut Db, scope: &Scope, from: NaiveDateTime, is_past: bool, limit: i64) -> Result<Vec<Listed>, Error> {
    let own = meeting::table.filter(is_of(scope)).select((Head::as_select(), Plan::as_select())).limit(limit);
    let rows: Vec<(Head, Plan)> = if is_past {
        own.filter(meeting::starts_at.lt(from)).order((meeting::starts_at.desc(), meeting::code)).load(db)?
    } else {
        own.filter(meeting::starts_at.ge(from)).order((meeting::starts_at, meeting::code)).load(db)?
    };
    listed(db, rows)
}

/// The drafts of the scope, in order of time, however long ago they were meant for.
pub fn drafts(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Listed>, Error> {
    let own = meeting::table.filter(is_of(scope)).filter(meeting::state.eq(State::Draft));
    let own = own.order((meeting::starts_at, meeting::code)).limit(limit);
    let rows = own.select((Head::as_select(), Plan::as_select())).load(db)?;
    listed(db, rows)
}

/// What a line tells of each.
fn listed(db: &mut Db, rows: Vec<(Head, Plan)>) -> Result<Vec<Listed>, Error> {
    let ids: Vec<&MeetingId> = rows.iter().map(|(head, _)| &head.id).collect();
    let agreements: Vec<Agreement> =
        agreement::table.filter(agreement::meeting_id.eq_any(&ids)).select(Agreement::as_select()).load(db)?;
    let replies: Vec<Reply> =
        reply::table.filter(reply::meeting_id.eq_any(&ids)).select(Reply::as_select()).load(db)?;
    let staged: Vec<(MeetingId, OrganisationId, Option<NaiveDateTime>)> = staged_change::table
        .filter(staged_change::meeting_id.eq_any(&ids))
        .select((staged_change::meeting_id, staged_change::organisation_id, staged_change::agreed_at))
        .load(db)?;
    let mut kits = kits_of(db, &ids)?;
    Ok(rows
        .into_iter()
        .map(|(head, plan)| Listed {
            agreements: agreements.iter().filter(|agreement| agreement.meeting_id == head.id).cloned().collect(),
            replies: replies.iter().filter(|reply| reply.meeting_id == head.id).cloned().collect(),
            pending: staged.iter().find(|(id, ..)| *id == head.id).map(|(_, organisation_id, agreed_at)| Pending {
                organisation_id: organisation_id.clone(),
                is_agreed: agreed_at.is_some(),
            }),
            kits: kits.remove(&head.id).unwrap_or_default(),
            head,
            plan,
        })
        .collect())
}
