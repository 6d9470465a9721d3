//! Drafts (concepten): proposing several, and throwing away those of one's own that may go; all or none.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::meeting::{change, find_all, is_of};
use super::record::Pen;
use super::{Db, Error, Scope, meeting_set, revision};
use crate::domain::Refusal;
use crate::domain::draft::{Done, may_discard};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::record::{Deed, Note};
use crate::schema::{answer_link, meeting, pack_link, record};

/// The scope's own of these, in order of time: those that may go, and those that stay. What is not its own is in neither.
#[derive(Default)]
pub struct Sorted {
    pub may_go: Vec<Meeting>,
    pub stay: Vec<Meeting>,
}

pub fn sorted(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<Sorted, Error> {
    let mut found = find_all(db, ids, scope)?;
    found.sort_by(|one, other| (one.plan.starts_at, &one.head.id).cmp(&(other.plan.starts_at, &other.head.id)));
    let own: Vec<&MeetingId> = found.iter().map(|own| &own.head.id).collect();
    let done: Vec<(Option<MeetingId>, Option<_>, Deed)> = record::table
        .filter(record::meeting_id.eq_any(&own))
        .select((record::meeting_id, record::organisation_id, record::action))
        .load(db)?;
    let done: Vec<Done> = done.into_iter().filter_map(|(id, by, deed)| Some((id?, by, deed))).collect();
    // Somebody may hold a link to it.
    let mut handed_out: Vec<MeetingId> =
        answer_link::table.filter(answer_link::meeting_id.eq_any(&own)).select(answer_link::meeting_id).load(db)?;
    handed_out.extend(
        pack_link::table
            .filter(pack_link::meeting_id.eq_any(&own))
            .select(pack_link::meeting_id)
            .load::<MeetingId>(db)?,
    );
    let is_free = |own: &Meeting| may_discard(own, &done, scope.organisation()) && !handed_out.contains(&own.head.id);
    let (may_go, stay) = found.into_iter().partition(is_free);
    Ok(Sorted { may_go, stay })
}

/// Throws these away and writes down that it was done; refused when one of them may not go, and then all stay. What is gone
/// already, or is not the scope's own, is passed over. How many went.
pub fn discard(db: &mut Db, scope: &Scope, ids: &[MeetingId], pen: &Pen) -> Result<usize, Error> {
    // Raising the version takes each row's lock: who says yes to one at this moment waits, or was first and is seen.
    let drafts = meeting::table.filter(meeting::id.eq_any(ids)).filter(is_of(scope));
    diesel::update(drafts).set(meeting::version.eq(meeting::version + 1)).execute(db)?;
    meeting_set::hold(db, scope, ids)?;
    let Sorted { may_go, stay } = sorted(db, scope, ids)?;
    if !stay.is_empty() {
        return Err(Refusal::WrongState.into());
    }
    let gone: Vec<&MeetingId> = may_go.iter().map(|own| &own.head.id).collect();
    meeting_set::leave(db, scope, &gone)?;
    diesel::delete(meeting::table.filter(meeting::id.eq_any(&gone)).filter(is_of(scope))).execute(db)?;
    for own in &may_go {
        // No page of a meeting is left to tell it on: it is told with what was not about a meeting.
        pen.write(db, None, &Note::with(Deed::DraftDiscarded, own.plan.starts_at.date()))?;
    }
    if !may_go.is_empty() {
        revision::raise(db)?;
    }
    Ok(may_go.len())
}

/// Has `says_yes` say yes to each of these as it was at its version; in order of time. The rows are taken in one order, so
/// that of two who ask at once nobody waits for who waits for her.
pub fn propose(
    db: &mut Db,
    scope: &Scope,
    asked: &BTreeMap<MeetingId, i32>,
    pen: &Pen,
    says_yes: impl Fn(&mut Meeting) -> Result<(), Refusal>,
) -> Result<Vec<Meeting>, Error> {
    let done = asked.iter().map(|(id, version)| Ok(change(db, id, scope, *version, pen, &says_yes)?.meeting));
    let mut proposed: Vec<Meeting> = done.collect::<Result<_, Error>>()?;
    proposed.sort_by_key(|one| one.plan.starts_at);
    Ok(proposed)
}
