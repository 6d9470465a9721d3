//! Who signs in (account): workers, hosts, coordinators and readers. Parents never do.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::organisation::{OrganisationId, OrganisationKind};
use super::text::key;
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
    /// As it is: our keys lie in the same database (`server_key`), so encrypting it with one would hide it from nobody.
    pub totp_secret: Option<String>,
    pub totp_confirmed_at: Option<NaiveDateTime>,
    /// The time step of the last code that was used.
    pub totp_step: Option<i64>,
}

impl Role {
    /// The roles that an organisation of this kind gives its people.
    pub fn of_kind(kind: OrganisationKind) -> &'static [Self] {
        match kind {
            OrganisationKind::ParentingSupport => &[Self::Worker, Self::Coordinator, Self::Reader],
            OrganisationKind::SelfOrganisation => &[Self::Host, Self::Reader],
        }
    }

    /// The role that invites and lets go; somebody must always have it.
    pub fn leading(kind: OrganisationKind) -> Self {
        match kind {
            OrganisationKind::ParentingSupport => Self::Coordinator,
            OrganisationKind::SelfOrganisation => Self::Host,
        }
    }
}

impl Account {
    /// Somebody new, without a password; `email` may be empty.
    pub fn new(
        id: AccountId,
        organisation_id: OrganisationId,
        role: Role,
        name: String,
        email: String,
        now: NaiveDateTime,
    ) -> Self {
        let email_key = if email.is_empty() { id.to_string() } else { key(&email) };
        Self {
            id,
            organisation_id,
            role,
            name,
            email,
            email_key,
            password_hash: None,
            desk_language: Language::dutch().code.to_owned(),
            is_active: true,
            is_demo: false,
            created_at: now,
            version: 1,
            used_at: None,
            wants_digest: true,
            totp_secret: None,
            totp_confirmed_at: None,
            totp_step: None,
        }
    }

    /// Whether a code is asked after the password or the link.
    pub fn has_second_step(&self) -> bool {
        self.totp_confirmed_at.is_some()
    }

    /// Whether they were invited and did not come in yet.
    pub fn has_never_been(&self) -> bool {
        self.password_hash.is_none() && self.used_at.is_none()
    }

    /// Whether a name that somebody else wrote down can be this person's: one word of it is enough.
    pub fn may_be(&self, written: &str) -> bool {
        let words = |name: &str| key(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let (own, written) = (words(&self.name), words(written));
        let is_telling = |word: &&String| word.chars().count() > 2 && !BETWEEN.contains(&word.as_str());
        own == written || written.iter().filter(is_telling).any(|word| own.contains(word))
    }

    pub fn language(&self) -> Lang {
        Language::find(&self.desk_language).unwrap_or_else(Language::dutch)
    }
}

/// What stands in many names.
const BETWEEN: [&str; 5] = ["van", "den", "der", "ten", "ter"];

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
