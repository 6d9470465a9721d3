//! A side's yes (akkoord): given signed in, by a one-time link, or on the phone and noted by the other side.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::{Meeting, MeetingId, Side};
use crate::domain::account::AccountId;
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
use crate::domain::reply::{Reply, ReplyKind};
use crate::schema::agreement;

crate::coded! {
    pub enum Manner {
        SignedIn = "signed_in",
        Link = "link",
        Phone = "phone",
    }
}

/// A side's yes, or that it was taken back and why.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreement)]
pub struct Agreement {
    pub meeting_id: MeetingId,
    pub organisation_id: OrganisationId,
    pub manner: Manner,
    /// Who said yes, when signed in.
    pub account_id: Option<AccountId>,
    /// Who of the other owner noted it.
    pub noted_by_organisation: Option<OrganisationId>,
    pub noted_by: Option<AccountId>,
    /// With whom they spoke, and on which day.
    pub spoke_with: String,
    pub spoke_on: Option<NaiveDate>,
    pub agreed_at: NaiveDateTime,
    pub withdrawn_at: Option<NaiveDateTime>,
    pub withdrawn_because: Option<String>,
}

/// A side's yes that the other side noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotedYes<'a> {
    pub with: &'a str,
    pub on: NaiveDate,
    /// What is out was built on it, and stays; a change that is still staged does not.
    pub may_undo: bool,
}

/// How a yes came, with what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    SignedIn(AccountId),
    Link,
    /// Noted by somebody of the other side.
    Phone {
        by: AccountId,
        of: OrganisationId,
        with: String,
        on: NaiveDate,
    },
}

impl Agreement {
    pub fn new(meeting_id: MeetingId, organisation_id: OrganisationId, saying: Saying, now: NaiveDateTime) -> Self {
        let mut yes = Self {
            meeting_id,
            organisation_id,
            manner: Manner::SignedIn,
            account_id: None,
            noted_by_organisation: None,
            noted_by: None,
            spoke_with: String::new(),
            spoke_on: None,
            agreed_at: now,
            withdrawn_at: None,
            withdrawn_because: None,
        };
        match saying {
            Saying::SignedIn(by) => yes.account_id = Some(by),
            Saying::Link => yes.manner = Manner::Link,
            Saying::Phone { by, of, with, on } => {
                yes.manner = Manner::Phone;
                (yes.noted_by, yes.noted_by_organisation) = (Some(by), Some(of));
                (yes.spoke_with, yes.spoke_on) = (with, Some(on));
            }
        }
        yes
    }

    pub fn is_given(&self) -> bool {
        self.withdrawn_at.is_none()
    }
}

impl Meeting {
    /// Another day is there: the side that asked for one can look again.
    pub(super) fn answer_date(&mut self, side: Side, plan: &Plan) {
        let owner = self.owner(side).clone();
        let has_moved = plan.starts_at != self.plan.starts_at;
        let is_answered = |own: &Reply| own.organisation_id == owner && own.kind == ReplyKind::OtherDate;
        self.replies.retain(|reply| !(has_moved && is_answered(reply)));
    }
}
