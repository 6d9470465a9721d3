//! A gap (gat): a language and a place that somebody asks for, with no evening inside the window.

use std::collections::{HashMap, HashSet};

use super::{Period, Planned};
use crate::domain::day::Community;
use crate::domain::meeting::State;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::proposal::ProposalHead;
use crate::domain::region::Region;
use crate::domain::text::key;
use crate::language::{Lang, Language};

/// An admitted self-organisation or a recorded wish: nothing else asks for an evening, no population, origin or figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub who: Who,
    pub host_id: OrganisationId,
    /// The self-organisation's.
    pub name: String,
    pub communities: Vec<Community>,
    pub languages: Vec<Lang>,
    pub region: Region,
    pub province: String,
    pub municipality: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Partner,
    Wish(Box<ProposalHead>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub asked: Asked,
    /// Those of the languages in which there is no evening.
    pub languages: Vec<Lang>,
}

/// The languages of the evenings inside the windows, by place and by self-organisation.
pub(super) struct Covered {
    places: HashSet<(String, String)>,
    hosts: HashSet<(OrganisationId, String)>,
}

impl Asked {
    pub fn partner(host: Organisation) -> Self {
        Self {
            who: Who::Partner,
            communities: host.communities(),
            languages: host.languages(),
            region: host.region,
            host_id: host.id,
            name: host.name,
            province: host.province,
            municipality: host.municipality,
        }
    }

    /// An open proposal; its region is that of its place.
    pub fn wish(head: ProposalHead, name: String, region: Region) -> Self {
        Self {
            communities: Vec::new(),
            languages: head.languages.iter().filter_map(Language::find).collect(),
            region,
            host_id: head.host_id.clone(),
            name,
            province: head.province.clone(),
            municipality: head.municipality.clone(),
            who: Who::Wish(Box::new(head)),
        }
    }
}

impl Gap {
    /// By place, then by name; a wish after its organisation.
    pub fn order(&self) -> (String, String, bool) {
        (key(&self.asked.municipality), key(&self.asked.name), self.asked.who != Who::Partner)
    }
}

impl Covered {
    /// Only evenings with parents that take place count.
    pub fn by(planned: &[Planned], period: &Period) -> Self {
        let is_good = |one: &&Planned| {
            let season = period.seasons.iter().find(|(region, _)| *region == one.region);
            let season = season.and_then(|(_, season)| season.as_ref());
            one.state != State::Cancelled
                && one.audience.is_parents()
                && season.is_some_and(|season| season.is_good(one.starts_at.date()))
        };
        let mut keys: HashMap<&str, String> = HashMap::new();
        let mut covered = Self { places: HashSet::new(), hosts: HashSet::new() };
        let mut seen = HashSet::new();
        for one in planned.iter().filter(is_good) {
            // The same language at the same place comes back a hundred times.
            if !seen.insert((&one.host_id, one.municipality.as_str(), &one.languages)) {
                continue;
            }
            let place = keys.entry(&one.municipality).or_insert_with(|| key(&one.municipality));
            for language in one.languages.iter() {
                covered.places.insert((place.clone(), language.to_owned()));
                covered.hosts.insert((one.host_id.clone(), language.to_owned()));
            }
        }
        covered
    }

    /// What of the asked languages is missing. An organisation that meets elsewhere is not without an evening; a wish names
    /// its place.
    pub fn gap(&self, asked: Asked) -> Option<Gap> {
        let place = key(&asked.municipality);
        let is_missing = |language: &Lang| {
            let code = language.code.to_owned();
            let is_met = asked.who == Who::Partner && self.hosts.contains(&(asked.host_id.clone(), code.clone()));
            !is_met && !self.places.contains(&(place.clone(), code))
        };
        let is_only_dutch = asked.languages.iter().all(|language| language.is_dutch());
        let counts = asked.languages.iter().copied().filter(|language| is_only_dutch || !language.is_dutch());
        let languages: Vec<Lang> = counts.filter(is_missing).collect();
        (!languages.is_empty()).then_some(Gap { asked, languages })
    }
}
