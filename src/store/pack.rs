//! The facilitator's folder (map): found by the hash of its token, made and renewed by the owners of its meeting.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{find as find_meeting, is_of};
use super::record::Pen;
use super::{Db, Error, Scope, hold};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::organisation::OrganisationId;
use crate::domain::pack::PackLink;
use crate::domain::record::{Deed, Note};
use crate::schema::{meeting, pack_link};

/// When the folder of a meeting of the scope was made.
pub fn since(db: &mut Db, scope: &Scope, id: &MeetingId) -> Result<Option<NaiveDateTime>, Error> {
    let own = meeting::table.find(id).filter(is_of(scope)).select(meeting::id);
    let made = pack_link::table.filter(pack_link::meeting_id.eq_any(own)).select(pack_link::created_at);
    Ok(made.first(db).optional()?)
}

/// Takes the place of the one before, and writes down that it was made.
pub fn renew(db: &mut Db, scope: &Scope, row: &PackLink, pen: &Pen) -> Result<(), Error> {
    let meeting = find_meeting(db, &row.meeting_id, scope)?;
    hold::meeting(db, &meeting.head.id)?;
    diesel::delete(pack_link::table.find(&meeting.head.id)).execute(db)?;
    diesel::insert_into(pack_link::table).values(row).execute(db)?;
    pen.write(db, Some(&meeting.head.id), &Note::of(Deed::PackMade))
}

/// The folder that a link opens, with its meeting: the link is the proof of the scope.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<(PackLink, Meeting)>, Error> {
    let found: Option<(PackLink, OrganisationId)> = pack_link::table
        .inner_join(meeting::table.on(meeting::id.eq(pack_link::meeting_id)))
        .filter(pack_link::token_hash.eq(token_hash))
        .select((PackLink::as_select(), meeting::support_id))
        .first(db)
        .optional()?;
    let Some((row, support_id)) = found else { return Ok(None) };
    let meeting = find_meeting(db, &row.meeting_id, &Scope::proven(&support_id))?;
    Ok(Some((row, meeting)))
}
