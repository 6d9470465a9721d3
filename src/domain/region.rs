//! The region of the school holidays (regio), and which one a municipality usually follows.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;

use super::day::sheet;
use super::text::key;
use crate::schema::region_place;

crate::coded! {
    pub enum Region {
        North = "noord",
        Middle = "midden",
        South = "zuid",
    }
}

crate::coded! {
    pub enum Level {
        Province = "provincie",
        Municipality = "gemeente",
        /// A town that people know as a municipality, although it is none any more.
        Town = "kern",
    }
}

/// A province with its usual region, or a municipality or town that differs from its province.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = region_place, primary_key(level, province, name), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct RegionPlace {
    pub level: Level,
    pub province: String,
    pub name: String,
    /// None: mixed, its schools do not all follow the same region.
    #[serde(deserialize_with = "sheet::region_or_mixed")]
    pub region: Option<Region>,
    pub note: String,
    pub source: String,
    pub verified_on: Option<NaiveDate>,
}

/// What the form proposes; the user confirms it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion<'a> {
    Region(Region),
    /// Nothing is proposed: ask the school. The note says which part follows which region.
    Mixed(&'a str),
    Unknown,
}

impl Region {
    /// An exception counts before the province; names are compared without regard to case and spaces.
    pub fn suggest<'a>(province: &str, municipality: &str, places: &'a [RegionPlace]) -> Suggestion<'a> {
        let in_province = || places.iter().filter(|place| key(&place.province) == key(province));
        let exception =
            in_province().find(|place| place.level != Level::Province && key(&place.name) == key(municipality));
        match exception.or_else(|| in_province().find(|place| place.level == Level::Province)) {
            Some(RegionPlace { region: Some(region), .. }) => Suggestion::Region(*region),
            Some(mixed) => Suggestion::Mixed(&mixed.note),
            None => Suggestion::Unknown,
        }
    }
}

/// The names of the provinces, in the order of the alphabet.
pub fn provinces(places: &[RegionPlace]) -> Vec<&str> {
    let mut names: Vec<_> =
        places.iter().filter(|place| place.level == Level::Province).map(|place| place.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(level: Level, province: &str, name: &str, region: Option<Region>) -> RegionPlace {
        RegionPlace {
            level,
            province: province.to_owned(),
            name: name.to_owned(),
            region,
            note: format!("about {name}"),
            source: "test".to_owned(),
            verified_on: None,
        }
    }

    #[test]
    fn a_municipality_follows_its_province_unless_it_is_an_exception_and_a_mixed_one_is_asked() {
        let places = [
            place(Level::Province, "Gelderland", "Gelderland", Some(Region::Middle)),
            place(Level::Municipality, "Gelderland", "Arnhem", Some(Region::South)),
            place(Level::Municipality, "Gelderland", "Tiel", None),
        ];
        let suggest = |municipality| Region::suggest("Gelderland", municipality, &places);
        assert_eq!(suggest("Ede"), Suggestion::Region(Region::Middle));
        assert_eq!(suggest("  arnhem "), Suggestion::Region(Region::South));
        assert_eq!(suggest("Tiel"), Suggestion::Mixed("about Tiel"));
        assert_eq!(Region::suggest("Atlantis", "Arnhem", &places), Suggestion::Unknown);
        assert_eq!(provinces(&places), ["Gelderland"]);
    }
}
