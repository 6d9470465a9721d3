//! The days that open proposals wish for (wensen): no evenings yet, but they take their place on the board.

use chrono::{NaiveDate, NaiveDateTime};

use super::Board;
use crate::domain::organisation::OrganisationId;
use crate::domain::proposal::{Proposal, ProposalId, Wish};
use crate::domain::region::{Region, RegionPlace};
use crate::language::Lang;

/// One of the days, as the board reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wished {
    pub proposal_id: ProposalId,
    pub host_id: OrganisationId,
    pub support_id: OrganisationId,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub region: Region,
    pub municipality: String,
    pub languages: Vec<Lang>,
}

impl Wished {
    /// Those of a proposal that are still to come; none of one that was decided.
    pub fn of(proposal: &Proposal, of_host: Region, places: &[RegionPlace], today: NaiveDate) -> Vec<Self> {
        let head = &proposal.head;
        let wished = |wish: &Wish| Self {
            proposal_id: head.id.clone(),
            host_id: head.host_id.clone(),
            support_id: head.support_id.clone(),
            starts_at: wish.starts_at,
            ends_at: wish.ends_at,
            region: head.region(of_host, places),
            municipality: head.municipality.clone(),
            languages: proposal.languages(),
        };
        let is_ahead = |wish: &&Wish| proposal.is_open() && wish.starts_at.date() >= today;
        proposal.wishes.iter().filter(is_ahead).map(wished).collect()
    }
}

impl Board {
    /// With the days that are wished for, each in its week and region; what lies outside the board is left out.
    #[must_use]
    pub fn with_wishes(mut self, wishes: Vec<Wished>) -> Self {
        let Some(first) = self.weeks.first().copied() else { return self };
        for wish in wishes {
            let Some(lane) = self.lanes.iter_mut().find(|lane| lane.region == wish.region) else { continue };
            let week = (wish.starts_at.date() - first).num_days().div_euclid(7);
            let Some(cell) = usize::try_from(week).ok().and_then(|week| lane.cells.get_mut(week)) else { continue };
            if cell.wishes.len() < super::MOST_NAMED {
                cell.wishes.push(wish);
            } else {
                cell.others_wished += 1;
            }
        }
        let cells = self.lanes.iter_mut().flat_map(|lane| &mut lane.cells);
        cells.for_each(|cell| cell.wishes.sort_by_key(|wish| wish.starts_at));
        self
    }
}
