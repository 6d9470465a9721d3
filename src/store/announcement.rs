//! Messages for parents: made with the deed they tell of, ticked when the host sent them on.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::domain::announcement::{Announcement, AnnouncementKind};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::record::Note;
use crate::schema::{announcement, meeting};

/// Makes the messages that these notes ask for; only parents' meetings have any. What was not told yet of an earlier
/// move is of no use any more.
pub(super) fn follow(db: &mut Db, row: &Meeting, notes: &[Note]) -> Result<(), Error> {
    let Some(kind) = notes.iter().rev().find_map(|note| AnnouncementKind::of(note.deed)) else { return Ok(()) };
    if !row.plan.audience.is_parents() || !row.is_out() {
        return Ok(());
    }
    let unsaid = announcement::meeting_id.eq(&row.head.id).and(announcement::told_at.is_null());
    diesel::delete(announcement::table.filter(unsaid)).execute(db)?;
    for message in Announcement::all(row, kind) {
        diesel::insert_into(announcement::table).values(&message).execute(db)?;
    }
    Ok(())
}

/// Those of a meeting that the scope owns a side of, the newest number first.
pub fn of_meeting(db: &mut Db, scope: &Scope, id: &MeetingId) -> Result<Vec<Announcement>, Error> {
    Ok(announcement::table
        .inner_join(meeting::table)
        .filter(announcement::meeting_id.eq(id))
        .filter(is_of(scope))
        .order((announcement::sequence.desc(), announcement::language))
        .select(Announcement::as_select())
        .load(db)?)
}

/// Meetings of the scope with a message that nobody sent on yet, of evenings still to come.
pub fn unsaid(db: &mut Db, scope: &Scope, from: NaiveDateTime) -> Result<Vec<MeetingId>, Error> {
    let mut ids: Vec<MeetingId> = announcement::table
        .inner_join(meeting::table)
        .filter(is_of(scope))
        .filter(announcement::told_at.is_null().and(meeting::starts_at.ge(from)))
        .select(announcement::meeting_id)
        .order(announcement::meeting_id)
        .load(db)?;
    ids.dedup();
    Ok(ids)
}

/// Ticks (or, without a moment, unticks) the message of one number in one language; false when the meeting moved since,
/// and another message took its place. Nobody's name is kept with the tick.
pub fn tell(
    db: &mut Db,
    scope: &Scope,
    (id, sequence, language): (&MeetingId, i32, &str),
    told_at: Option<NaiveDateTime>,
) -> Result<bool, Error> {
    super::meeting::find(db, id, scope)?;
    let row = announcement::table.find((id, sequence, language));
    Ok(diesel::update(row).set(announcement::told_at.eq(told_at)).execute(db)? == 1)
}
