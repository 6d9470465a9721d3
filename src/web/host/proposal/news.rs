//! What became of a proposal (antwoord), while that is news: in a sentence, with where it leads.

use std::collections::HashMap;
use std::fmt::Display;

use chrono::{NaiveDateTime, TimeDelta};

use super::line::is_firm;
use crate::domain::meeting::State;
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::{Proposal, ProposalState};
use crate::language::{Lang, Phrase, date_in_words};
use crate::store::meeting::Starts;
use crate::web::paths;

/// After these it is in the list of her proposals alone.
const NEWS_FOR: TimeDelta = TimeDelta::weeks(3);

pub struct News {
    pub sentence: String,
    /// Why it was declined.
    pub because: Option<String>,
    pub href: String,
    pub link: &'static Phrase,
    /// Only what was taken over is a success.
    pub note: &'static str,
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
                note: "note",
            }),
            ProposalState::Adopted => {
                let id = head.meeting_id.as_ref()?;
                // What was called off since is told with the evening itself, and what is over is no news.
                let (starts_at, state) = starts.get(id).filter(|(_, state)| !is_over(*state))?;
                let is_wished = proposal.wishes.iter().any(|wish| wish.starts_at.date() == starts_at.date());
                let date = date_in_words(language, starts_at.date());
                let named = [("partner", &partner as &dyn Display), ("date", &date)];
                let t = &t.proposal;
                let mut said = match (is_wished, is_firm(*state)) {
                    (true, true) => vec![t.news_adopted.with(&named)],
                    (true, false) => vec![t.news_taken.of(partner), t.plan_made.of(&date)],
                    (false, _) => vec![t.news_other_day.with(&named)],
                };
                // Where her own yes is asked it waits below, and is not for others to tell.
                said.extend((*state == State::Draft).then(|| t.told_when_firm.to_string()));
                Some(Self {
                    sentence: said.join(" "),
                    because: None,
                    href: paths::host_meeting(language, id),
                    link: &t.to_evening,
                    note: "note note-good",
                })
            }
        }
    }
}

fn is_over(state: State) -> bool {
    matches!(state, State::Held | State::Reported)
}
