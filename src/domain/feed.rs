//! A secret address of a calendar (agenda-link): of an organisation, or of one of its people; only its hash is kept.
//!
//! What it answers is as neutral as what parents get: the public title, the hours, and the place if the host lets it show.
//! Whoever reads a calendar is not signed in: it is on phones that are shared, and programs copy it to other machines. The
//! whole text of a meeting is behind the sign-in alone.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::account::{Account, AccountId};
use super::organisation::OrganisationId;
use crate::schema::feed;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = feed)]
pub struct Feed {
    pub token_hash: String,
    pub organisation_id: OrganisationId,
    /// Without one it is the organisation's.
    pub account_id: Option<AccountId>,
    pub created_at: NaiveDateTime,
    /// The last day on which a calendar asked for it; at what hour is nobody's business.
    pub used_on: Option<NaiveDate>,
}

/// Whose feed it is: each has one at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub organisation_id: OrganisationId,
    pub account_id: Option<AccountId>,
}

impl Holder {
    pub fn organisation(id: &OrganisationId) -> Self {
        Self { organisation_id: id.clone(), account_id: None }
    }

    pub fn person(account: &Account) -> Self {
        Self { organisation_id: account.organisation_id.clone(), account_id: Some(account.id.clone()) }
    }
}

impl Feed {
    pub fn new(holder: Holder, token_hash: String, now: NaiveDateTime) -> Self {
        let Holder { organisation_id, account_id } = holder;
        Self { token_hash, organisation_id, account_id, created_at: now, used_on: None }
    }

    /// Once a day is often enough to note that somebody's calendar still comes back.
    pub fn is_worth_noting(&self, today: NaiveDate) -> bool {
        self.used_on.is_none_or(|used_on| used_on < today)
    }
}
