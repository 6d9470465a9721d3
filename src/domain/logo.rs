//! An organisation's logo (logo): a small picture that was drawn anew from what somebody sent.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::organisation::OrganisationId;
use crate::schema::organisation_logo;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_logo)]
pub struct Logo {
    pub organisation_id: OrganisationId,
    /// In its public address: of the picture and the organisation together, so that nobody can ask by a picture alone
    /// whether an organisation is here.
    pub hash: String,
    pub width: i32,
    pub height: i32,
    /// Eight bits for each of three colours, without holes, and without a word beside them.
    pub png: Vec<u8>,
    pub kept_at: NaiveDateTime,
}

/// A logo and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Emblem {
    pub logo: Logo,
    /// The organisation's name: what a screen reader says instead.
    pub name: String,
}

/// What parents see of the organisations behind an evening: nothing when the host does not let its own name show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senders {
    /// The host's name.
    pub organisation: Option<String>,
    /// The host's, then the other owner's.
    pub emblems: Vec<Emblem>,
}
