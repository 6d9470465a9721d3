//! All that a planner may write of a meeting (plan): declared once, for the row, the form and the rules.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::list::Codes;
use super::region::Region;
use super::text::key;
use crate::language::{Lang, Language};
use crate::schema::meeting;

crate::coded! {
    /// Doelgroep.
    pub enum MeetingAudience {
        ParentsTogether = "parents_together",
        Mothers = "mothers",
        Fathers = "fathers",
        BlendedFamilies = "blended_families",
        Facilitators = "facilitators",
        SchoolStaff = "school_staff",
        CareWorkers = "care_workers",
    }
}

impl MeetingAudience {
    /// Only a meeting for parents has public pages and parents' handouts.
    pub fn is_parents(self) -> bool {
        matches!(self, Self::ParentsTogether | Self::Mothers | Self::Fathers | Self::BlendedFamilies)
    }
}

crate::coded! {
    /// Schoolfase of the children.
    pub enum SchoolPhase {
        All = "all",
        Group78 = "group_7_8",
        FirstYears = "first_years",
        Ages1418 = "ages_14_18",
    }
}

crate::coded! {
    /// What there is to eat.
    pub enum Food {
        None = "none",
        Drinks = "drinks",
        Snacks = "snacks",
        MealHalal = "meal_halal",
        MealVegetarian = "meal_vegetarian",
        MealFasting = "meal_fasting",
    }
}

/// A staged change keeps it as JSON: a field that is added gets `#[serde(default)]`, so that those of before are read.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize)]
#[diesel(table_name = meeting)]
pub struct Plan {
    pub working_title: String,
    /// The kit whose neutral list the public title comes from, and its place in that list.
    pub title_kit: String,
    pub title_number: i32,
    /// Europe/Amsterdam, as on a wall clock.
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// Empty until somebody knows it, which a draft can wait for.
    pub venue: String,
    pub room: String,
    pub address: String,
    /// Made from municipality, venue and room; two meetings with the same key cannot overlap.
    pub room_key: String,
    pub province: String,
    pub municipality: String,
    pub region: Region,
    pub languages: Codes,
    pub audience: MeetingAudience,
    pub school_phase: SchoolPhase,
    pub capacity: i32,
    pub childcare_places: i32,
    pub food: Food,
    /// What parents asked; stands on the run sheet.
    pub parents_question: String,
    pub note: String,
    /// The organisers' own words on flyer and poster, printed as they are written; empty when there are none.
    #[serde(default)]
    pub line_one: String,
    #[serde(default)]
    pub line_two: String,
}

/// What both sides agree on; changing it takes back the other side's yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Material {
    Date,
    Place,
    Audience,
    /// The organisers' own lines on flyer and poster.
    Lines,
    /// Who pays what; not a part of the plan, agreed to all the same.
    Costs,
}

impl Material {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Place => "place",
            Self::Audience => "audience",
            Self::Lines => "lines",
            Self::Costs => "costs",
        }
    }
}

/// The shortest and the longest evening, and how far ahead one can be planned.
const SHORTEST: Duration = Duration::minutes(30);
const LONGEST: Duration = Duration::hours(10);
const FURTHEST: Duration = Duration::days(3 * 366);

/// From one wall clock time to another on a day, or into the night after it; `None` when no evening lasts so long, or so
/// short.
pub fn hours_of(date: NaiveDate, from: NaiveTime, until: NaiveTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (starts, mut ends) = (date.and_time(from), date.and_time(until));
    if ends < starts {
        ends = ends.checked_add_signed(Duration::days(1))?;
    }
    (SHORTEST..=LONGEST).contains(&(ends - starts)).then_some((starts, ends))
}

/// Whether a moment is further ahead than anybody plans.
pub fn is_too_far(starts: NaiveDateTime, wall: NaiveDateTime) -> bool {
    starts > wall + FURTHEST
}

impl Plan {
    /// "Buurthuis De Brug, zaal 2" and "buurthuis de brug Zaal 2" are one room; empty where no place is known yet.
    pub fn room_key(municipality: &str, venue: &str, room: &str) -> String {
        if venue.is_empty() {
            return String::new();
        }
        [municipality, venue, room]
            .map(|part| key(part).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
            .join("/")
    }

    /// Whether somebody said where it is. A draft can wait for that, and nobody says yes to it before.
    pub fn has_place(&self) -> bool {
        !self.venue.is_empty()
    }

    /// Whether both are in one room. Where no place is known there is none to share.
    pub fn is_in(&self, room_key: &str) -> bool {
        self.has_place() && self.room_key == room_key
    }

    pub fn languages(&self) -> Vec<Lang> {
        self.languages.iter().filter_map(Language::find).collect()
    }

    /// This plan with all of another that needs no yes, and so does not wait for one: date, place, audience and own lines stay.
    pub fn with_immaterial(&self, other: &Self) -> Self {
        let own = self.clone();
        let sorted = |plan: &Self| plan.languages.iter().map(str::to_owned).collect::<BTreeSet<_>>();
        let is_same = sorted(self) == sorted(other);
        Self {
            starts_at: own.starts_at,
            ends_at: own.ends_at,
            venue: own.venue,
            room: own.room,
            address: own.address,
            room_key: own.room_key,
            province: own.province,
            municipality: own.municipality,
            region: own.region,
            audience: own.audience,
            line_one: own.line_one,
            line_two: own.line_two,
            // A form sends them in an order of its own.
            languages: if is_same { own.languages } else { other.languages.clone() },
            ..other.clone()
        }
    }

    /// The own lines that say something, in their order.
    pub fn lines(&self) -> Vec<String> {
        [&self.line_one, &self.line_two].into_iter().filter(|line| !line.is_empty()).cloned().collect()
    }

    /// The first of date, place, audience and own lines in which the two differ.
    pub fn material_change(&self, other: &Self) -> Option<Material> {
        if (self.starts_at, self.ends_at) != (other.starts_at, other.ends_at) {
            Some(Material::Date)
        } else if (&self.room_key, &self.address) != (&other.room_key, &other.address) {
            Some(Material::Place)
        } else if self.audience != other.audience {
            Some(Material::Audience)
        } else if (&self.line_one, &self.line_two) != (&other.line_one, &other.line_two) {
            Some(Material::Lines)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_lasts_half_an_hour_to_ten_hours_also_past_midnight() {
        let day = NaiveDate::from_ymd_opt(2027, 5, 20).expect("a day");
        let at = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect("a time");
        let length =
            |from, until| hours_of(day, at(from), at(until)).map(|(starts, ends)| (ends - starts).num_minutes());
        assert_eq!(length("19:30", "20:00"), Some(30));
        assert_eq!(length("23:00", "00:30"), Some(90));
        assert_eq!(length("10:00", "20:00"), Some(600));
        for (from, until) in [("19:30", "19:59"), ("10:00", "20:01"), ("19:30", "19:30")] {
            assert_eq!(length(from, until), None, "{from} to {until}");
        }
        assert_eq!(hours_of(NaiveDate::MAX, at("23:00"), at("00:30")), None);
        let wall = day.and_time(at("12:00"));
        assert!(!is_too_far(wall + Duration::days(1098), wall) && is_too_far(wall + Duration::days(1099), wall));
    }
}
