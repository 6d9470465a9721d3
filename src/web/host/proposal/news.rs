//! What became of a proposal (antwoord), while that is news: in a sentence, with where it leads.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::Starts;
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::{Proposal, ProposalState};
use crate::language::{Lang, Phrase, date_in_words};
use crate::web::paths;

/// After these it is in the list of her proposals alone.
const NEWS_FOR: TimeDelta = TimeDelta::weeks(3);

pub struct News {
    pub sentence: String,
    /// Why it was declined.
    pub because: Option<String>,
    pub href: String,
    pub link: &'static Phrase,
}

impl News {
    pub fn of(
        proposal: &Proposal,
        names: &HashMap<OrganisationId, String>,
        starts: &Starts,
        now: NaiveDateTime,
        language: Lang,
    ) -> Option<Self> {
        let (head, t) = (&proposal.head, language.phrases());
        head.decided_at.filter(|decided_at| now - *decided_at < NEWS_FOR)?;
        let partner = names.get(&head.support_id).map_or("", String::as_str);
        match head.state {
            ProposalState::Open | ProposalState::Withdrawn => None,
            ProposalState::Declined => Some(Self {
                sentence: t.proposal.news_declined.of(partner),
                because: head.declined_because.as_ref().map(|because| t.evening.reason.of(because)),
                href: paths::host_page(language, &format!("voorstel/{}", head.id)),
                link: &t.host.open,
            }),
            ProposalState::Adopted => {
                let id = head.meeting_id.as_ref()?;
                // What was called off since is told with the evening itself.
                let starts_at = starts.get(id)?;
                let is_wished = proposal.wishes.iter().any(|wish| wish.starts_at.date() == starts_at.date());
                let said = if is_wished { &t.proposal.news_adopted } else { &t.proposal.news_other_day };
                Some(Self {
                    sentence: said.with(&[("partner", &partner), ("date", &date_in_words(language, starts_at.date()))]),
                    because: None,
                    href: paths::host_meeting(language, id),
                    link: &t.proposal.to_evening,
                })
            }
        }
    }
}
