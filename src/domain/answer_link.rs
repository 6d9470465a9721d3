//! A one-time link (antwoordlink) with which a side answers for one meeting without signing in.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::account::AccountId;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use crate::schema::answer_link;

/// Long enough to ask the others of the organisation, short enough for a link in somebody's messages.
pub const LIFE: Duration = Duration::days(14);

/// Only the hash of its token is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = answer_link)]
pub struct AnswerLink {
    pub token_hash: String,
    pub meeting_id: MeetingId,
    /// The side that answers with it.
    pub organisation_id: OrganisationId,
    /// Who handed it out.
    pub created_by: Option<AccountId>,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

impl AnswerLink {
    pub fn is_alive(&self, now: NaiveDateTime) -> bool {
        self.used_at.is_none() && now < self.expires_at
    }
}
