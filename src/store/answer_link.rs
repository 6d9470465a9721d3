//! One-time links for an answer: made by the other side, opened by whoever holds it, used up with the answer.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error, Scope, hold, meeting};
use crate::domain::answer_link::AnswerLink;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::organisation::OrganisationId;
use crate::schema::answer_link;

/// What a living link opens: the meeting, and the side that answers.
pub struct Opened {
    pub meeting: Meeting,
    pub side: Side,
    pub organisation_id: OrganisationId,
    /// The link proves that its holder may answer for this side.
    pub scope: Scope,
}

/// Makes this the one link with which that side can answer; an earlier one answers no more. The scope's own meeting only.
pub fn put(db: &mut Db, scope: &Scope, row: &AnswerLink) -> Result<(), Error> {
    meeting::find(db, &row.meeting_id, scope)?;
    hold::meeting(db, &row.meeting_id)?;
    let earlier =
        answer_link::meeting_id.eq(&row.meeting_id).and(answer_link::organisation_id.eq(&row.organisation_id));
    diesel::delete(answer_link::table.filter(earlier)).execute(db)?;
    diesel::insert_into(answer_link::table).values(row).execute(db)?;
    Ok(())
}

/// Unknown, used and expired links are all not found.
pub fn find(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<Opened, Error> {
    let row: AnswerLink = answer_link::table.find(token_hash).select(AnswerLink::as_select()).first(db)?;
    if !row.is_alive(now) {
        return Err(Error::NotFound);
    }
    let scope = Scope::proven(&row.organisation_id);
    let meeting = meeting::find(db, &row.meeting_id, &scope)?;
    let side = meeting.side_of(&row.organisation_id).ok_or(Error::NotFound)?;
    Ok(Opened { meeting, side, organisation_id: row.organisation_id, scope })
}

/// Uses the link up, in the transaction of the answer. Of two who hold it, one does; the other finds nothing.
pub fn take(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<(), Error> {
    let alive =
        answer_link::table.find(token_hash).filter(answer_link::used_at.is_null().and(answer_link::expires_at.gt(now)));
    match diesel::update(alive).set(answer_link::used_at.eq(now)).execute(db)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
