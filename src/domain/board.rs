//! The board (bord): the weeks to the summer holiday by region, one's own evenings on them, the days in the way, and the gaps.

mod gap;
mod season;
#[cfg(test)]
mod tests;
mod wish;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::day::{Community, Day, When};
use super::holiday::{Holiday, Holidays};
use super::list::Codes;
use super::meeting::{Head, MeetingId, State};
use super::organisation::OrganisationId;
use super::plan::{MeetingAudience, Plan};
use super::region::Region;
use super::warning::{Loudness, Warning};
use super::window::Colour;
use crate::schema::meeting;

pub use gap::{Asked, Gap, Who};
pub use season::{Period, Season, monday, years};
pub use wish::Wished;

/// So many evenings of one week and region are named; of the others the number is told.
pub const MOST_NAMED: usize = 6;

/// What the board reads of one evening.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = meeting)]
pub struct Planned {
    pub id: MeetingId,
    pub state: State,
    pub host_id: OrganisationId,
    pub working_title: String,
    pub starts_at: NaiveDateTime,
    pub region: Region,
    pub municipality: String,
    pub languages: Codes,
    pub audience: MeetingAudience,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Their Mondays.
    pub weeks: Vec<NaiveDate>,
    /// One for each region.
    pub lanes: Vec<Lane>,
}

/// One region.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub region: Region,
    /// None: its summer is not known yet.
    pub season: Option<Season>,
    /// One for each week.
    pub cells: Vec<Cell>,
    /// In order of their first day.
    pub blocks: Vec<Block>,
    pub gaps: Vec<Gap>,
    /// How many partners and wishes ask for an evening here.
    pub asking: usize,
    /// Evenings that were not cancelled.
    pub number: usize,
}

/// The evenings of one week, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub meetings: Vec<Planned>,
    /// Days that open proposals wish for.
    pub wishes: Vec<Wished>,
    /// How many more evenings there are, and how many more such days.
    pub others: usize,
    pub others_wished: usize,
    /// Evenings that were not cancelled, named or not.
    pub number: usize,
}

/// Days that are in the way of an evening, or of its food.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub cause: Cause,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub loudness: Loudness,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    School(Holiday),
    Day(Day),
}

impl Planned {
    pub fn of(head: &Head, plan: &Plan) -> Self {
        Self {
            id: head.id.clone(),
            state: head.state,
            host_id: head.host_id.clone(),
            working_title: plan.working_title.clone(),
            starts_at: plan.starts_at,
            region: plan.region,
            municipality: plan.municipality.clone(),
            languages: plan.languages.clone(),
            audience: plan.audience,
        }
    }
}

impl Board {
    /// Of one's own evenings, and of who asks for one. The work grows with their number, and with nothing else.
    pub fn of(period: &Period, planned: Vec<Planned>, asked: Vec<Asked>, holidays: &Holidays, days: &[Day]) -> Self {
        let weeks: Vec<NaiveDate> = period.weeks().collect();
        let covered = gap::Covered::by(&planned, period);
        let mut lanes: Vec<Lane> = period
            .seasons
            .iter()
            .map(|(region, season)| Lane {
                region: *region,
                cells: vec![Cell::default(); weeks.len()],
                blocks: blocks(*region, period, &asked, holidays, days),
                gaps: Vec::new(),
                asking: 0,
                season: season.clone(),
                number: 0,
            })
            .collect();
        for asked in asked {
            let Some(lane) = lanes.iter_mut().find(|lane| lane.region == asked.region) else { continue };
            lane.asking += 1;
            // Without a known summer nobody can say what is missing before it.
            lane.gaps.extend(lane.season.as_ref().and_then(|_| covered.gap(asked)));
        }
        // What takes place is named before what was cancelled.
        let (off, on): (Vec<Planned>, Vec<Planned>) =
            planned.into_iter().partition(|planned| planned.state == State::Cancelled);
        for planned in on.into_iter().chain(off) {
            let Some(lane) = lanes.iter_mut().find(|lane| lane.region == planned.region) else { continue };
            let week = (planned.starts_at.date() - period.first).num_days().div_euclid(7);
            let Some(cell) = usize::try_from(week).ok().and_then(|week| lane.cells.get_mut(week)) else { continue };
            let is_on = usize::from(planned.state != State::Cancelled);
            (cell.number, lane.number) = (cell.number + is_on, lane.number + is_on);
            if cell.meetings.len() < MOST_NAMED {
                cell.meetings.push(planned);
            } else {
                cell.others += 1;
            }
        }
        for lane in &mut lanes {
            lane.cells.iter_mut().for_each(|cell| cell.meetings.sort_by_key(|planned| planned.starts_at));
            lane.gaps.sort_by_cached_key(Gap::order);
        }
        Self { weeks, lanes }
    }

    /// Weeks that are told together, first and last by number: outside the window those of a month without evenings, with all
    /// the days in their way; else those that follow each other and are alike.
    pub fn runs(&self) -> Vec<(usize, usize)> {
        self.joined(|first, week| match self.is_quiet(first) && self.is_quiet(week) {
            true => self.weeks[first].month() == self.weeks[week].month(),
            false => self.is_alike(first, week),
        })
    }

    fn joined(&self, belongs: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for week in 0..self.weeks.len() {
            match runs.last_mut() {
                Some((first, last)) if belongs(*first, week) => *last = week,
                _ => runs.push((week, week)),
            }
        }
        runs
    }

    /// Without evenings, and outside every window.
    fn is_quiet(&self, week: usize) -> bool {
        let is_outside = |lane: &Lane| lane.colour(self.weeks[week]).is_none_or(|colour| colour == Colour::Outside);
        self.lanes.iter().all(|lane| lane.cells[week].is_empty() && is_outside(lane))
    }

    /// Two weeks without evenings, with the same days in the way and equally far from the holiday.
    fn is_alike(&self, one: usize, other: usize) -> bool {
        self.lanes.iter().all(|lane| {
            let is_empty = |week: usize| lane.cells[week].is_empty();
            let colour = |week: usize| lane.colour(self.weeks[week]);
            is_empty(one)
                && is_empty(other)
                && colour(one) == colour(other)
                && lane.blocks_of(self.weeks[one]).eq(lane.blocks_of(self.weeks[other]))
        })
    }
}

impl Cell {
    /// Nothing is planned in the week, and nothing is proposed.
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty() && self.wishes.is_empty()
    }
}

impl Lane {
    /// Nothing is planned in it, nothing was, and nothing is missing.
    pub fn is_quiet(&self) -> bool {
        self.gaps.is_empty() && self.cells.iter().all(Cell::is_empty)
    }

    /// What is in the way in the week of this Monday.
    pub fn blocks_of(&self, monday: NaiveDate) -> impl Iterator<Item = &Block> {
        self.blocks_between(monday, monday + Days::new(6))
    }

    pub fn blocks_between(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.first <= last && first <= block.last)
    }

    /// Whether an evening fits between two days: one of them is in the good time, and nothing speaks against it.
    pub fn has_good_day(&self, first: NaiveDate, last: NaiveDate) -> bool {
        let Some(season) = &self.season else { return false };
        let is_blocked = |date: NaiveDate| {
            let mut strong = self.blocks.iter().filter(|block| block.loudness == Loudness::Strong);
            strong.any(|block| block.first <= date && date <= block.last)
        };
        first.iter_days().take_while(|date| *date <= last).any(|date| season.is_good(date) && !is_blocked(date))
    }

    /// How good the week is: that of its Friday, the last evening on which people come.
    pub fn colour(&self, monday: NaiveDate) -> Option<Colour> {
        Some(self.season.as_ref()?.colour(monday + Days::new(4)))
    }
}

/// School holidays, public days, and the days of those partners' communities that live in the region.
fn blocks(region: Region, period: &Period, asked: &[Asked], holidays: &Holidays, days: &[Day]) -> Vec<Block> {
    let is_seen = |first: NaiveDate, last: NaiveDate| first <= period.last && period.first <= last;
    let of_school = |holiday: &&Holiday| holiday.region == region && is_seen(holiday.first_day, holiday.last_day);
    let here = asked.iter().filter(|asked| asked.region == region);
    let mut communities: Vec<Community> = here.flat_map(|asked| asked.communities.iter().copied()).collect();
    communities.sort_unstable();
    communities.dedup();
    let concerns = |day: &&Day| {
        day.region.is_none_or(|own| own == region)
            && is_seen(day.first_day, day.last_day)
            && Community::concerns(&day.communities, &communities)
    };
    let school = holidays.iter().filter(of_school).map(|holiday| Block {
        loudness: Warning::SchoolHoliday(holiday.clone()).loudness(),
        first: holiday.first_day,
        last: holiday.last_day,
        cause: Cause::School(holiday.clone()),
    });
    let of_year = days.iter().filter(concerns).map(|day| Block {
        loudness: Warning::CommunityDay { day: day.clone(), when: When::On }.loudness(),
        first: day.first_day,
        last: day.last_day,
        cause: Cause::Day(day.clone()),
    });
    let mut blocks: Vec<Block> = school.chain(of_year).collect();
    blocks.sort_by_key(|block| (block.first, block.last));
    blocks
}
