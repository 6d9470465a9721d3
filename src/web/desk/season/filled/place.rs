//! Where an evening of a row is (plek): the town and the building, in a cell each or in one, and what is known of that town.

use std::collections::BTreeMap;

use super::{Reading, Remarks, as_asked, named};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::region::{Level, Region, RegionPlace, provinces};
use crate::domain::season::{Column, halves, nearest, plain};
use crate::language::Phrases;
use crate::web::desk::season::row::Row;
use crate::web::form::Form;
use crate::web::plan::REGION_CONFIRMED;

impl Reading<'_> {
    /// Whether it is a town that we know.
    pub(in crate::web::desk::season) fn is_town(&self, cell: &str) -> bool {
        self.towns().contains_key(&plain(cell))
    }

    /// Of organisations whom a planner can choose from, and of the list of places.
    fn towns(&self) -> &BTreeMap<String, String> {
        self.towns.get_or_init(|| {
            let own = self.planning.partners.iter().chain([&self.viewer.organisation]);
            let own = own.map(|organisation| organisation.municipality.as_str());
            let towns = own.chain(self.listed().map(|place| place.name.as_str()));
            towns.map(|town| (plain(town), town.to_owned())).filter(|(plain, _)| !plain.is_empty()).collect()
        })
    }

    fn listed(&self) -> impl Iterator<Item = &RegionPlace> {
        self.planning.reference.places.iter().filter(|place| place.level != Level::Province)
    }

    /// "De Brug, Utrecht" in one of two cells, with nothing in the other, is a building and its town.
    pub(in crate::web::desk::season) fn part_town(&self, row: &mut Row) {
        let (municipality, venue) = (row.cell(Column::Municipality), row.cell(Column::Venue));
        let typed = match (municipality.is_empty(), venue.is_empty()) {
            (true, false) => venue,
            (false, true) if !self.is_town(municipality) => municipality,
            _ => return,
        };
        let of_province = self.of_province(typed).map(|(town, province)| (town.to_owned(), province));
        if let Some((town, province)) = of_province {
            row.set(Column::Municipality, town);
            row.set(Column::Venue, "");
            if row.cell(Column::Province).is_empty() {
                row.set(Column::Province, province);
            }
            return;
        }
        let parted = if self.is_town(typed) { Some((typed, "")) } else { self.parted(typed) };
        if let Some((town, venue)) = parted.map(|(town, venue)| (town.to_owned(), venue.to_owned())) {
            row.set(Column::Municipality, town);
            row.set(Column::Venue, venue);
        }
    }

    /// The town and the rest. Two towns tell nothing.
    fn parted<'a>(&self, typed: &'a str) -> Option<(&'a str, &'a str)> {
        let town_first = |(one, other): (&'a str, &'a str)| match (self.is_town(one), self.is_town(other)) {
            (true, false) => Some((one, other)),
            (false, true) => Some((other, one)),
            _ => None,
        };
        halves(typed).into_iter().find_map(town_first)
    }

    /// "Nijmegen, Gelderland". A province that is called as one of its towns is not meant for sure.
    fn of_province<'a>(&self, typed: &'a str) -> Option<(&'a str, String)> {
        let names = provinces(&self.planning.reference.places);
        let province = |typed: &str| names.iter().find(|name| plain(name) == plain(typed)).map(ToString::to_string);
        let of = |(town, other): (&'a str, &'a str)| {
            let is_sure = self.is_town(town) && !self.is_town(other);
            province(other).filter(|_| is_sure).map(|province| (town, province))
        };
        halves(typed).into_iter().find_map(of)
    }

    /// "Tiel, Nijmegen" may be in either, and is not guessed.
    fn ask_town(&self, row: &Row, remarks: &mut Remarks) {
        let (municipality, venue) = (row.cell(Column::Municipality), row.cell(Column::Venue));
        let (column, typed) = match (municipality.is_empty(), venue.is_empty()) {
            (true, false) => (Column::Venue, venue),
            (false, true) => (Column::Municipality, municipality),
            _ => return,
        };
        let are_towns = |(one, other): &(&str, &str)| self.is_town(one) && self.is_town(other);
        if let Some((one, other)) = halves(typed).into_iter().find(are_towns).filter(|_| !self.is_town(typed)) {
            let sentence = self.language().desk().season.two_towns.of(typed);
            remarks.offer_each(column, sentence, vec![one.to_owned(), other.to_owned()]);
        }
    }

    /// In another place than the one it is like, or in one that is not known yet, nothing of that place holds.
    pub(super) fn place(
        &self,
        row: &Row,
        form: &mut Form,
        remarks: &mut Remarks,
        source: Option<&Meeting>,
        partner: Option<&Organisation>,
    ) {
        let (municipality, venue) = (row.cell(Column::Municipality), row.cell(Column::Venue));
        self.ask_town(row, remarks);
        let is_there = |typed: &str, own: &str| typed.is_empty() || plain(typed) == plain(own);
        let is_known = !row.is_open(Column::Municipality) && !row.is_open(Column::Venue);
        let is_same = source.filter(|_| is_known).is_some_and(|source| {
            is_there(municipality, &source.plan.municipality) && is_there(venue, &source.plan.venue)
        });
        if !is_same {
            form.set("venue", venue);
            form.set("room", row.cell(Column::Room));
            form.set("address", "");
        } else if !row.typed(Column::Room).is_empty() {
            form.set("room", row.cell(Column::Room));
        }
        if form.typed("venue").is_empty() {
            remarks.taken.insert(Column::Venue, self.language().desk().season.venue_later.to_string());
        }
        let of_source = source.filter(|_| !row.is_open(Column::Municipality));
        if of_source.is_none() {
            self.say_taken(row, remarks, partner);
        }
        let of_source = of_source.map(|source| (&source.plan.municipality, &source.plan.province, source.plan.region));
        let of = |own: &'_ Organisation| (own.municipality.clone(), own.province.clone(), own.region.code());
        let known = of_source
            .map(|(municipality, province, region)| (municipality.clone(), province.clone(), region.code()))
            .into_iter()
            .chain(partner.map(of))
            .chain([of(&self.viewer.organisation)])
            .chain(self.planning.partners.iter().map(of))
            .find(|(own, ..)| is_there(municipality, own))
            .or_else(|| self.of_list(municipality));
        if known.is_none() && row.cell(Column::Province).is_empty() {
            self.say_unknown(municipality, remarks);
        }
        let (name, province, region) = known.unwrap_or_else(|| (municipality.to_owned(), String::new(), ""));
        form.set("municipality", name);
        form.set("province", province);
        form.set("region", region);
        // A row tells its region by itself, or the place does.
        form.set(REGION_CONFIRMED, "");
        self.province_and_region(row, form);
    }

    /// A town of the list, where no two are called so. Its region is still to be confirmed.
    fn of_list(&self, municipality: &str) -> Option<(String, String, &'static str)> {
        let mut found = self.listed().filter(|place| plain(&place.name) == plain(municipality));
        let place = found.next().filter(|_| found.next().is_none())?;
        Some((place.name.clone(), place.province.clone(), ""))
    }

    /// Where nobody said the town it is the partner's, and that is said.
    fn say_taken(&self, row: &Row, remarks: &mut Remarks, partner: Option<&Organisation>) {
        let is_unsaid = row.typed(Column::Municipality).is_empty();
        if let Some(partner) = partner.filter(|own| is_unsaid && !own.municipality.is_empty()) {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("name", &partner.municipality), ("organisation", &as_asked(&partner.name))];
            let sentence = self.language().desk().season.municipality_taken.with(&values);
            remarks.taken.insert(Column::Municipality, sentence);
        }
    }

    fn say_unknown(&self, municipality: &str, remarks: &mut Remarks) {
        let d = &self.language().desk().season;
        let towns: Vec<&str> = self.towns().values().map(String::as_str).collect();
        match nearest(municipality, towns.iter().copied()).and_then(|at| towns.get(at)) {
            Some(near) => {
                let sentence = d.municipality_near.with(&[("typed", &municipality), ("name", near)]);
                remarks.offer(Column::Municipality, sentence, *near);
            }
            None => remarks.add(Column::Municipality, d.municipality_unknown.of(municipality)),
        }
    }

    /// What was typed goes before what is known of the place.
    fn province_and_region(&self, row: &Row, form: &mut Form) {
        let (province, region) = (row.cell(Column::Province), row.cell(Column::Region));
        if !province.is_empty() {
            let names = provinces(&self.planning.reference.places);
            let found = names.iter().find(|name| plain(name) == plain(province));
            if found.is_none_or(|name| *name != form.typed("province")) {
                form.set("region", "");
            }
            form.set("province", found.map_or(province, |name| *name));
        }
        if !region.is_empty() {
            let is_named =
                |own: &&Region| named(**own, &|t: &Phrases, code| t.region.by_code(code)).contains(&plain(region));
            form.set("region", Region::ALL.iter().find(is_named).map_or("", |own| own.code()));
        }
    }
}
