//! A side's answer that is not a yes (antwoord): another date, or "call me".

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use crate::schema::reply;

crate::coded! {
    pub enum ReplyKind {
        OtherDate = "other_date",
        CallMe = "call_me",
    }
}

/// The last one of a side; a yes of that side takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = reply)]
pub struct Reply {
    pub meeting_id: MeetingId,
    pub organisation_id: OrganisationId,
    pub kind: ReplyKind,
    /// Which days would do; checked like every free text.
    pub text: String,
    pub replied_at: NaiveDateTime,
}
