//! Who signs in (account): workers, hosts, coordinators and readers. Parents never do.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::organisation::OrganisationId;
use crate::language::{Lang, Language};
use crate::schema::{account, sign_in};

crate::id! {
    /// Names one account.
    AccountId
}

crate::coded! {
    pub enum Role {
        /// Opvoedondersteuner: plans for a parenting-support organisation.
        Worker = "worker",
        /// Contactpersoon of a self-organisation.
        Host = "host",
        /// Coördinator: admits, and overrides with a reason.
        Coordinator = "coordinator",
        /// Meelezer: reads translations.
        Reader = "reader",
    }
}

#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account)]
pub struct Account {
    pub id: AccountId,
    pub organisation_id: OrganisationId,
    pub role: Role,
    pub name: String,
    /// Empty when there is none: a host can do without.
    pub email: String,
    /// Unique; the identifier when there is no address.
    pub email_key: String,
    pub password_hash: Option<String>,
    pub desk_language: String,
    pub is_active: bool,
    pub is_demo: bool,
    pub created_at: NaiveDateTime,
    /// Grows with every change, so that a form that was opened earlier is noticed.
    pub version: i32,
    /// The last sign-in.
    pub used_at: Option<NaiveDateTime>,
    /// Whether what is overdue comes by e-mail.
    pub wants_digest: bool,
    pub totp_secret: Option<String>,
    pub totp_confirmed_at: Option<NaiveDateTime>,
    /// The time step of the last code that was used.
    pub totp_step: Option<i64>,
}

impl Account {
    pub fn language(&self) -> Lang {
        Language::find(&self.desk_language).unwrap_or_else(Language::dutch)
    }
}

/// A sign-in ends after three idle hours, and twelve hours after it began.
pub const IDLE: Duration = Duration::hours(3);
pub const ABSOLUTE: Duration = Duration::hours(12);

/// One browser that is signed in; only the hash of its token is kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in)]
pub struct SignIn {
    pub token_hash: String,
    pub account_id: AccountId,
    pub created_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
    /// What kind of browser it is, in a few words.
    pub device: String,
}

impl SignIn {
    pub fn is_alive(&self, now: NaiveDateTime) -> bool {
        now < self.seen_at + IDLE && now < self.created_at + ABSOLUTE
    }

    /// Once a minute is often enough to note that somebody is still there.
    pub fn is_worth_noting(&self, now: NaiveDateTime) -> bool {
        now >= self.seen_at + Duration::minutes(1)
    }
}
