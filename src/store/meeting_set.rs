//! Sets of meetings: an owner of the meetings sees and changes them, nobody else.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Pen, Scope, hold};
use crate::domain::meeting::{Meeting, MeetingId, State};
use crate::domain::meeting_set::{MeetingInSet, MeetingSet, MeetingSetId, Member};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::MeetingAudience;
use crate::domain::record::{Deed, Note};
use crate::schema::{meeting, meeting_in_set, meeting_set};

type Row = (MeetingId, MeetingAudience, State, NaiveDateTime, String);

/// The meetings of the set that this one is in, itself included, in order of their dates; none when it is in no set.
pub fn members(db: &mut Db, scope: &Scope, id: &MeetingId) -> Result<Vec<Member>, Error> {
    let Some(set) = set_of(db, id)? else { return Ok(Vec::new()) };
    let rows: Vec<Row> = meeting::table
        .inner_join(meeting_in_set::table.on(meeting_in_set::meeting_id.eq(meeting::id)))
        .filter(is_of(scope))
        .filter(meeting_in_set::set_id.eq(set))
        .order((meeting::starts_at, meeting::id))
        .select((meeting::id, meeting::audience, meeting::state, meeting::starts_at, meeting::working_title))
        .load(db)?;
    Ok(rows.into_iter().map(member).collect())
}

/// Other meetings of the same two owners that this one could belong to: not cancelled, and not in its set yet.
pub fn candidates(db: &mut Db, scope: &Scope, row: &Meeting, limit: i64) -> Result<Vec<Member>, Error> {
    let own = set_of(db, &row.head.id)?;
    let taken = meeting_in_set::table.filter(meeting_in_set::set_id.eq_any(own)).select(meeting_in_set::meeting_id);
    let rows: Vec<Row> = meeting::table
        .filter(is_of(scope))
        .filter(meeting::support_id.eq(&row.head.support_id).and(meeting::host_id.eq(&row.head.host_id)))
        .filter(meeting::id.ne(&row.head.id).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::id.ne_all(taken))
        .order((meeting::starts_at.desc(), meeting::id))
        .select((meeting::id, meeting::audience, meeting::state, meeting::starts_at, meeting::working_title))
        .limit(limit)
        .load(db)?;
    Ok(rows.into_iter().map(member).collect())
}

/// Makes exactly these the meetings that belong to this one, with what belonged to them in another set; alone, it belongs
/// to no set. What is not of the same two owners is not found. In the transaction of a guarded change of the meeting.
pub fn settle(db: &mut Db, scope: &Scope, row: &Meeting, others: &[MeetingId], pen: &Pen) -> Result<(), Error> {
    let known: i64 = meeting::table
        .filter(is_of(scope))
        .filter(meeting::support_id.eq(&row.head.support_id).and(meeting::host_id.eq(&row.head.host_id)))
        .filter(meeting::id.eq_any(others))
        .count()
        .get_result(db)?;
    if usize::try_from(known) != Ok(others.len()) {
        return Err(Error::NotFound);
    }
    // Whatever meetings they begin at, all who change a set of this organisation come by here.
    hold::organisation(db, &row.head.support_id)?;
    let own = set_of(db, &row.head.id)?;
    let others = with_their_sets(db, own.as_ref(), others)?;
    let (set, before) = match own {
        Some(set) => {
            let members = meeting_in_set::table.filter(meeting_in_set::set_id.eq(&set));
            let before: Vec<MeetingId> = members.select(meeting_in_set::meeting_id).load(db)?;
            diesel::delete(members).execute(db)?;
            (set, before)
        }
        None => (make(db, row, pen)?, Vec::new()),
    };
    // Who put an evening beside others had a hand in it, also where that was done from another's page.
    let (before, after) = (BTreeSet::from_iter(before), others.iter().cloned().collect::<BTreeSet<_>>());
    for moved in before.symmetric_difference(&after).filter(|id| **id != row.head.id) {
        pen.write(db, Some(moved), &Note::of(Deed::SetChanged))?;
    }
    if others.is_empty() {
        diesel::delete(meeting_set::table.find(&set)).execute(db)?;
        return Ok(());
    }
    for id in others.iter().chain([&row.head.id]) {
        join(db, &set, row, id)?;
    }
    Ok(())
}

/// Puts a new meeting in the set of this one, which gets a set if it has none. Both are of the scope and of the same
/// owners, or nothing is found.
pub fn add(db: &mut Db, scope: &Scope, to: &MeetingId, new: &MeetingId, pen: &Pen) -> Result<(), Error> {
    let row = super::meeting::find(db, to, scope)?;
    let added = super::meeting::find(db, new, scope)?;
    if (&row.head.support_id, &row.head.host_id) != (&added.head.support_id, &added.head.host_id) {
        return Err(Error::NotFound);
    }
    hold::organisation(db, &row.head.support_id)?;
    let set = match set_of(db, to)? {
        Some(set) => set,
        None => {
            let set = make(db, &row, pen)?;
            join(db, &set, &row, to)?;
            set
        }
    };
    join(db, &set, &row, new)?;
    pen.write(db, Some(new), &Note::of(Deed::SetChanged))
}

/// The sets of the scope of which something is out and coming, each as its meetings.
pub fn published(db: &mut Db, scope: &Scope, from: NaiveDateTime) -> Result<Vec<Vec<Member>>, Error> {
    let out: Vec<MeetingSetId> = meeting_in_set::table
        .inner_join(meeting::table)
        .filter(is_of(scope))
        .filter(meeting::state.eq(State::Published).and(meeting::starts_at.ge(from)))
        .select(meeting_in_set::set_id)
        .load(db)?;
    let rows: Vec<(MeetingSetId, Row)> = meeting::table
        .inner_join(meeting_in_set::table.on(meeting_in_set::meeting_id.eq(meeting::id)))
        .filter(is_of(scope))
        .filter(meeting_in_set::set_id.eq_any(out))
        .order((meeting_in_set::set_id, meeting::starts_at, meeting::id))
        .select((
            meeting_in_set::set_id,
            (meeting::id, meeting::audience, meeting::state, meeting::starts_at, meeting::working_title),
        ))
        .load(db)?;
    let sets = rows.chunk_by(|(a, _), (b, _)| a == b);
    Ok(sets.map(|rows| rows.iter().map(|(_, row)| member(row.clone())).collect()).collect())
}

/// Until the end of the transaction nobody else changes a set that these of the scope could be in.
pub(super) fn hold(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<(), Error> {
    let owners = meeting::table.filter(meeting::id.eq_any(ids)).filter(is_of(scope)).select(meeting::support_id);
    let owners: Vec<OrganisationId> = owners.distinct().order(meeting::support_id).load(db)?;
    owners.iter().try_for_each(|owner| hold::organisation(db, owner))
}

/// Takes these of the scope, held, out of their sets before they go; what is left alone then belongs to no set.
pub(super) fn leave(db: &mut Db, scope: &Scope, ids: &[&MeetingId]) -> Result<(), Error> {
    let own = meeting::table.filter(meeting::id.eq_any(ids)).filter(is_of(scope)).select(meeting::id);
    let sets: Vec<MeetingSetId> = meeting_in_set::table
        .filter(meeting_in_set::meeting_id.eq_any(own))
        .select(meeting_in_set::set_id)
        .distinct()
        .load(db)?;
    let going = meeting_in_set::table.filter(meeting_in_set::meeting_id.eq_any(ids));
    diesel::delete(going.filter(meeting_in_set::set_id.eq_any(&sets))).execute(db)?;
    for set in sets {
        let members = meeting_in_set::table.filter(meeting_in_set::set_id.eq(&set));
        if members.count().get_result::<i64>(db)? < 2 {
            diesel::delete(members).execute(db)?;
            diesel::delete(meeting_set::table.find(&set)).execute(db)?;
        }
    }
    Ok(())
}

/// These with all of the sets that they are in, which end: nothing is left behind alone.
fn with_their_sets(db: &mut Db, own: Option<&MeetingSetId>, others: &[MeetingId]) -> Result<Vec<MeetingId>, Error> {
    let theirs = meeting_in_set::table.filter(meeting_in_set::meeting_id.eq_any(others));
    let mut sets: Vec<MeetingSetId> = theirs.select(meeting_in_set::set_id).distinct().load(db)?;
    sets.retain(|set| Some(set) != own);
    let along = meeting_in_set::table.filter(meeting_in_set::set_id.eq_any(&sets));
    let along: Vec<MeetingId> = along.select(meeting_in_set::meeting_id).load(db)?;
    diesel::delete(meeting_in_set::table.filter(meeting_in_set::set_id.eq_any(&sets))).execute(db)?;
    diesel::delete(meeting_set::table.filter(meeting_set::id.eq_any(&sets))).execute(db)?;
    Ok(others.iter().cloned().chain(along).collect::<BTreeSet<_>>().into_iter().collect())
}

fn set_of(db: &mut Db, id: &MeetingId) -> Result<Option<MeetingSetId>, Error> {
    Ok(meeting_in_set::table.find(id).select(meeting_in_set::set_id).first(db).optional()?)
}

fn make(db: &mut Db, row: &Meeting, pen: &Pen) -> Result<MeetingSetId, Error> {
    let set = MeetingSet {
        id: MeetingSetId::new(pen.clock().millis(), pen.clock().chance()),
        support_id: row.head.support_id.clone(),
        host_id: row.head.host_id.clone(),
        created_at: pen.now(),
    };
    diesel::insert_into(meeting_set::table).values(&set).execute(db)?;
    Ok(set.id)
}

fn join(db: &mut Db, set: &MeetingSetId, row: &Meeting, id: &MeetingId) -> Result<(), Error> {
    let member = MeetingInSet {
        meeting_id: id.clone(),
        set_id: set.clone(),
        support_id: row.head.support_id.clone(),
        host_id: row.head.host_id.clone(),
    };
    // One that somebody else put in another set meanwhile comes over to this one.
    diesel::delete(meeting_in_set::table.find(id)).execute(db)?;
    diesel::insert_into(meeting_in_set::table).values(&member).execute(db)?;
    Ok(())
}

fn member((meeting_id, audience, state, starts_at, working_title): Row) -> Member {
    Member { meeting_id, audience, state, starts_at, working_title }
}
