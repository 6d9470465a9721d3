//! A proposal (voorstel) by a self-organisation: up to three date wishes, for whom, and what parents ask.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Refusal;
use super::account::AccountId;
use super::list::Codes;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use super::plan::MeetingAudience;
use super::region::{Region, RegionPlace, Suggestion};
use crate::language::{Lang, Language};
use crate::schema::{proposal, proposal_wish};

crate::id! {
    /// Names one proposal.
    ProposalId
}

crate::coded! {
    pub enum ProposalState {
        Open = "open",
        /// A worker made a meeting of it.
        Adopted = "adopted",
        Declined = "declined",
        /// The self-organisation took it back.
        Withdrawn = "withdrawn",
    }
}

/// As many dates as one proposal may wish for.
pub const MOST_WISHES: usize = 3;

/// The row of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = proposal, treat_none_as_null = true)]
pub struct ProposalHead {
    pub id: ProposalId,
    /// Grows with every change, so that a page that was opened earlier is noticed.
    pub version: i32,
    pub state: ProposalState,
    pub host_id: OrganisationId,
    pub support_id: OrganisationId,
    /// Who of the self-organisation proposed it.
    pub account_id: AccountId,
    pub languages: Codes,
    pub audience: MeetingAudience,
    /// How many parents they think will come.
    pub expected: i32,
    pub province: String,
    pub municipality: String,
    /// Where it could be; empty when they do not know.
    pub venue: String,
    /// What parents ask; stays with the meeting that is made of it.
    pub parents_question: String,
    pub declined_because: Option<String>,
    pub meeting_id: Option<MeetingId>,
    pub created_at: NaiveDateTime,
    pub decided_at: Option<NaiveDateTime>,
}

/// A date that would do, on a Dutch wall clock; the first is the dearest.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = proposal_wish)]
pub struct Wish {
    pub proposal_id: ProposalId,
    pub position: i32,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
}

/// The row with its wishes, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub head: ProposalHead,
    pub wishes: Vec<Wish>,
}

/// What the self-organisation filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposing {
    pub languages: Codes,
    pub audience: MeetingAudience,
    pub expected: i32,
    pub province: String,
    pub municipality: String,
    pub venue: String,
    pub parents_question: String,
    /// From when until when; the first [`MOST_WISHES`] count.
    pub wishes: Vec<(NaiveDateTime, NaiveDateTime)>,
}

impl ProposalHead {
    /// The holiday region of the place; where regions meet, that of the self-organisation.
    pub fn region(&self, of_host: Region, places: &[RegionPlace]) -> Region {
        match Region::suggest(&self.province, &self.municipality, places) {
            Suggestion::Region(region) => region,
            Suggestion::Mixed(_) | Suggestion::Unknown => of_host,
        }
    }
}

impl Proposal {
    /// An open proposal of `host_id`, for the parenting support `support_id`.
    pub fn new(
        id: ProposalId,
        host_id: OrganisationId,
        by: AccountId,
        support_id: OrganisationId,
        proposing: Proposing,
        now: NaiveDateTime,
    ) -> Self {
        let wish = |(position, (starts_at, ends_at))| Wish { proposal_id: id.clone(), position, starts_at, ends_at };
        let wishes = (1..).zip(proposing.wishes).take(MOST_WISHES).map(wish).collect();
        let head = ProposalHead {
            id,
            version: 1,
            state: ProposalState::Open,
            host_id,
            support_id,
            account_id: by,
            languages: proposing.languages,
            audience: proposing.audience,
            expected: proposing.expected,
            province: proposing.province,
            municipality: proposing.municipality,
            venue: proposing.venue,
            parents_question: proposing.parents_question,
            declined_because: None,
            meeting_id: None,
            created_at: now,
            decided_at: None,
        };
        Self { head, wishes }
    }

    pub fn languages(&self) -> Vec<Lang> {
        self.head.languages.iter().filter_map(Language::find).collect()
    }

    pub fn wish(&self, position: i32) -> Option<&Wish> {
        self.wishes.iter().find(|wish| wish.position == position)
    }

    pub fn is_open(&self) -> bool {
        self.head.state == ProposalState::Open
    }

    /// The parenting support may take over what is open.
    pub fn may_adopt(&self, organisation: &OrganisationId) -> bool {
        self.is_open() && self.head.support_id == *organisation
    }

    pub fn may_decline(&self, organisation: &OrganisationId) -> bool {
        self.may_adopt(organisation)
    }

    /// The self-organisation may take back what is open.
    pub fn may_withdraw(&self, organisation: &OrganisationId) -> bool {
        self.is_open() && self.head.host_id == *organisation
    }

    /// A meeting was made of it. Both sides agree to that meeting afterwards, as to any other.
    pub fn adopt(&mut self, by: &OrganisationId, meeting_id: MeetingId, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_adopt(by) {
            return Err(Refusal::ProposalChanged);
        }
        self.head.meeting_id = Some(meeting_id);
        self.decide(ProposalState::Adopted, now);
        Ok(())
    }

    /// No meeting will be made of it; the self-organisation reads why.
    pub fn decline(&mut self, by: &OrganisationId, because: &str, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_decline(by) {
            return Err(Refusal::ProposalChanged);
        }
        if because.trim().is_empty() {
            return Err(Refusal::NeedsReason);
        }
        self.head.declined_because = Some(because.to_owned());
        self.decide(ProposalState::Declined, now);
        Ok(())
    }

    pub fn withdraw(&mut self, by: &OrganisationId, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_withdraw(by) {
            return Err(Refusal::ProposalChanged);
        }
        self.decide(ProposalState::Withdrawn, now);
        Ok(())
    }

    fn decide(&mut self, state: ProposalState, now: NaiveDateTime) {
        self.head.state = state;
        self.head.decided_at = Some(now);
    }
}
