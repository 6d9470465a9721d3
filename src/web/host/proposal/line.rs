//! One proposal in a line (voorstel): the days that were wished for, and the evening that was made of it.

use std::collections::HashMap;

use crate::clock;
use crate::domain::meeting::{MeetingId, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::{Proposal, ProposalState};
use crate::language::{Lang, date_in_words, day_and_month};
use crate::store::meeting::Starts;
use crate::store::{self, Db, Scope};
use crate::web::paths;

/// What became of one, in a line.
pub struct Line {
    pub href: String,
    pub title: String,
    pub state: String,
    pub badge: &'static str,
    pub sent_on: String,
    /// The days that she wished for.
    pub days: Vec<String>,
    /// Where the evening stands that was made of it, and its day while it is not called off.
    pub evening: Option<(String, Option<String>)>,
}

/// Whether both said yes: before that an evening is a plan.
pub(super) fn is_firm(state: State) -> bool {
    !matches!(state, State::Draft | State::Proposed)
}

/// The days of the evenings that became of these.
pub fn starts(db: &mut Db, scope: &Scope, proposals: &[Proposal]) -> Result<Starts, store::Error> {
    let made: Vec<MeetingId> = proposals.iter().filter_map(|proposal| proposal.head.meeting_id.clone()).collect();
    store::meeting::starts(db, scope, &made)
}

impl Line {
    pub fn of(proposal: &Proposal, names: &HashMap<OrganisationId, String>, starts: &Starts, language: Lang) -> Self {
        let t = &language.phrases().proposal;
        let partner = names.get(&proposal.head.support_id).map_or("", String::as_str);
        let (state, badge) = match proposal.head.state {
            ProposalState::Open => (t.open.of(partner), "badge badge-late"),
            ProposalState::Adopted => (t.adopted.to_string(), "badge badge-good"),
            ProposalState::Declined => (t.declined.to_string(), "badge badge-stop"),
            ProposalState::Withdrawn => (t.withdrawn.to_string(), "badge badge-quiet"),
        };
        Self {
            href: paths::host_page(language, &format!("voorstel/{}", proposal.head.id)),
            title: t.with_whom.of(partner),
            state,
            badge,
            sent_on: t.sent_on.of(day_and_month(language, clock::day_of(proposal.head.created_at))),
            days: proposal.wishes.iter().map(|wish| day_and_month(language, wish.starts_at.date())).collect(),
            evening: proposal.head.meeting_id.as_ref().map(|id| {
                let day = starts.get(id).map(|(at, state)| {
                    let said = if is_firm(*state) { &t.planned } else { &t.plan_made };
                    said.of(date_in_words(language, at.date()))
                });
                (paths::host_meeting(language, id), day)
            }),
        }
    }
}
