//! People on a meeting (gespreksleider, tolk, kinderopvang): not accounts, seen by the two owners only.

use diesel::prelude::*;

use super::meeting::MeetingId;
use crate::schema::meeting_person;

crate::coded! {
    pub enum Duty {
        Facilitator = "facilitator",
        Interpreter = "interpreter",
        Childcare = "childcare",
    }
}

/// So many days after the meeting nobody needs to know any more who did what.
pub const KEPT_DAYS: i64 = 30;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_person)]
pub struct Person {
    pub meeting_id: MeetingId,
    pub position: i32,
    pub duty: Duty,
    pub name: String,
    pub name_key: String,
    pub organisation: String,
    pub phone: String,
    /// A facilitator who followed K10.
    pub is_trained: bool,
    /// An interpreter who is not family of those who come, and not a child.
    pub is_independent: bool,
    /// An adult whose certificate of conduct was seen; no copy is kept.
    pub has_certificate: bool,
}
