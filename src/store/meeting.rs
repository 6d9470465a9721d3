//! Meetings: whose they are is part of every question, and `change` is the only way to change one.

mod agenda;
mod coming;
mod fixed;
mod hosted;
mod listed;
mod marked;
mod parts;

use diesel::dsl::{Eq, Or};
use diesel::prelude::*;
use parts::{all_with_parts, put_parts, replace_parts, with_parts};

pub use agenda::{AgendaFilter, OnAgenda, agenda, find_public, places};
pub use coming::{Coming, coming};
pub use fixed::{Starts, starts};
pub use hosted::{Hosted, between, hosted, last_partner};
pub use listed::{Listed, drafts, list};
pub use marked::{Held, Mark, marked, own_marks, public_marks};
pub(super) use parts::kits_of;

use super::record::Pen;
use super::{Db, Error, Scope, announcement, departure, revision};
use crate::domain::Refusal;
use crate::domain::meeting::{Head, Meeting, MeetingId, Side, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::record::{Deed, Note};
use crate::schema::{meeting, meeting_owner, meeting_person, room};

/// What became of a new meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Kept,
    /// The form was sent twice: the meeting is there already.
    Known,
    /// Another meeting has the same code or secret: draw again.
    KeyTaken,
}

/// Keeps a new meeting, and writes down who made it.
pub fn put(db: &mut Db, row: &Meeting, pen: &Pen) -> Result<Put, Error> {
    claim_room(db, &row.head.id, &row.plan)?;
    let inserted = db.transaction(|db| diesel::insert_into(meeting::table).values((&row.head, &row.plan)).execute(db));
    match inserted {
        Ok(_) => {
            for side in Side::ALL {
                diesel::insert_into(meeting_owner::table)
                    .values((
                        meeting_owner::meeting_id.eq(&row.head.id),
                        meeting_owner::organisation_id.eq(row.owner(*side)),
                        meeting_owner::side.eq(side),
                    ))
                    .execute(db)?;
            }
            put_parts(db, row)?;
            pen.write(db, Some(&row.head.id), &Note::of(Deed::MeetingCreated))?;
            for note in &row.notes {
                pen.write(db, Some(&row.head.id), note)?;
            }
            announcement::follow(db, row, &row.notes)?;
            revision::raise(db)?;
            Ok(Put::Kept)
        }
        Err(cause) if super::is_duplicate(&cause) && exists(db, &row.head.id)? => Ok(Put::Known),
        Err(cause) if super::is_duplicate(&cause) => Ok(Put::KeyTaken),
        Err(cause) => Err(cause.into()),
    }
}

/// The meeting, if the scope is one of its two owners.
pub fn find(db: &mut Db, id: &MeetingId, scope: &Scope) -> Result<Meeting, Error> {
    let row = meeting::table
        .find(id)
        .filter(is_of(scope))
        .select((Head::as_select(), Plan::as_select()))
        .first::<(Head, Plan)>(db)?;
    with_parts(db, row)
}

/// The scope's own of these, in no order: as many queries for one as for many. What is not there or not its own is left out.
pub fn find_all(db: &mut Db, ids: &[MeetingId], scope: &Scope) -> Result<Vec<Meeting>, Error> {
    let rows = meeting::table
        .filter(meeting::id.eq_any(ids).and(is_of(scope)))
        .select((Head::as_select(), Plan::as_select()))
        .load::<(Head, Plan)>(db)?;
    all_with_parts(db, rows)
}

/// A meeting after a change, with what the rules did.
pub struct Changed<T> {
    pub answer: T,
    pub meeting: Meeting,
    pub notes: Vec<Note>,
}

/// Lends the meeting to `decide`, keeps what it makes of it and writes down what it did: all in the caller's
/// transaction, and only if nobody changed it since `version`.
pub fn change<T>(
    db: &mut Db,
    id: &MeetingId,
    scope: &Scope,
    version: i32,
    pen: &Pen,
    decide: impl FnOnce(&mut Meeting) -> Result<T, Refusal>,
) -> Result<Changed<T>, Error> {
    // Raising the version first takes the row's lock: whoever comes second waits here, and then finds another version.
    let guarded = meeting::table.find(id).filter(is_of(scope)).filter(meeting::version.eq(version));
    let raised = diesel::update(guarded).set(meeting::version.eq(meeting::version + 1)).execute(db)?;
    let mut row = find(db, id, scope)?;
    if raised == 0 {
        return Err(Error::Stale(Box::new(row)));
    }
    let before = row.clone();
    let answer = decide(&mut row)?;
    let has_moved = |plan: &Plan, other: &Plan| {
        (&plan.room_key, plan.starts_at, plan.ends_at) != (&other.room_key, other.starts_at, other.ends_at)
    };
    if has_moved(&row.plan, &before.plan) {
        claim_room(db, id, &row.plan)?;
    } else if let Some(staged) = row.staged.as_ref().filter(|staged| has_moved(&staged.plan, &before.plan)) {
        // It is claimed for good on its release; a room that is taken already is told now.
        claim_room(db, id, &staged.plan)?;
    }
    let has_left = row.changes_calendars(&before) && departure::any(db, id)?;
    let departed = row.depart(&before, has_left);
    diesel::update(meeting::table.find(id)).set((&row.head, &row.plan)).execute(db)?;
    replace_parts(db, &row)?;
    if let Some(departed) = departed {
        departure::put(db, &departed)?;
    }
    let notes = std::mem::take(&mut row.notes);
    for note in &notes {
        pen.write(db, Some(id), note)?;
    }
    announcement::follow(db, &row, &notes)?;
    revision::raise(db)?;
    Ok(Changed { answer, meeting: row, notes })
}

/// Names of these people who are on another meeting of this organisation at the same time.
pub fn people_elsewhere(
    db: &mut Db,
    scope: &Scope,
    except: &MeetingId,
    plan: &Plan,
    name_keys: &[String],
) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = meeting_person::table
        .inner_join(meeting::table.on(meeting::id.eq(meeting_person::meeting_id)))
        .filter(is_of(scope))
        .filter(meeting::id.ne(except).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(plan.ends_at).and(meeting::ends_at.gt(plan.starts_at)))
        .filter(meeting_person::name_key.eq_any(name_keys))
        .select(meeting_person::name)
        .load(db)?;
    names.sort();
    names.dedup();
    Ok(names)
}

/// Refuses a room that is taken, whoever has it. The room's row is locked first, so of two who ask at once one waits
/// and then sees the other's meeting.
fn claim_room(db: &mut Db, id: &MeetingId, plan: &Plan) -> Result<(), Error> {
    if !plan.has_place() {
        return Ok(());
    }
    let lock = diesel::update(room::table.find(&plan.room_key)).set(room::revision.eq(room::revision + 1));
    if lock.execute(db)? == 0 {
        let first = (room::key.eq(&plan.room_key), room::revision.eq(1));
        let made = db.transaction(|db| diesel::insert_into(room::table).values(first).execute(db));
        match made {
            Ok(_) => {}
            Err(cause) if super::is_duplicate(&cause) => {
                diesel::update(room::table.find(&plan.room_key))
                    .set(room::revision.eq(room::revision + 1))
                    .execute(db)?;
            }
            Err(cause) => return Err(cause.into()),
        }
    }
    if is_room_taken(db, id, plan)? { Err(Refusal::RoomTaken.into()) } else { Ok(()) }
}

/// Whether another meeting is in the room then, whoever's it is; nothing else of it is told.
pub fn is_room_taken(db: &mut Db, id: &MeetingId, plan: &Plan) -> Result<bool, Error> {
    if !plan.has_place() {
        return Ok(false);
    }
    let overlapping = meeting::table
        .filter(meeting::room_key.eq(&plan.room_key).and(meeting::id.ne(id)).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.lt(plan.ends_at).and(meeting::ends_at.gt(plan.starts_at)));
    Ok(diesel::select(diesel::dsl::exists(overlapping)).get_result(db)?)
}

fn exists(db: &mut Db, id: &MeetingId) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(meeting::table.find(id))).get_result(db)?)
}

/// The meetings that an organisation owns a side of.
type IsOf<'a> = Or<Eq<meeting::support_id, &'a OrganisationId>, Eq<meeting::host_id, &'a OrganisationId>>;

pub(super) fn is_of(scope: &Scope) -> IsOf<'_> {
    meeting::support_id.eq(scope.organisation()).or(meeting::host_id.eq(scope.organisation()))
}
