//! Whom to call (contacten): national numbers, and parenting support and school attendance near home.

mod hours;
pub mod typed;

use chrono::{Months, NaiveDate};
use diesel::prelude::*;
use serde::Deserialize;

use super::day::sheet;
use super::list::Codes;
use super::text::key;
use crate::schema::{contact, local_contact};

pub use hours::{Hours, OpeningHours};

crate::coded! {
    pub enum Channel {
        Phone = "phone",
        Web = "web",
        Whatsapp = "whatsapp",
    }
}

crate::coded! {
    /// What it costs the caller.
    pub enum Cost {
        Free = "free",
        NormalRate = "normal_rate",
        /// What the caller's provider asks for calling the Netherlands.
        AbroadRate = "abroad_rate",
        Internet = "internet",
    }
}

/// A confirmation counts for so many months; then a handout refuses the contact.
const CONFIRMATION_MONTHS: Months = Months::new(18);

/// A national contact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contact, primary_key(key), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub key: String,
    pub name_nl: String,
    pub channel: Channel,
    /// The number as it is dialled, or the web address.
    pub value: String,
    pub hours: OpeningHours,
    pub cost: Cost,
    pub note_nl: String,
    #[serde(deserialize_with = "sheet::yes_no")]
    pub for_parents: bool,
    #[serde(deserialize_with = "sheet::yes_no")]
    pub for_help_page: bool,
    #[serde(deserialize_with = "sheet::yes_no")]
    pub for_professionals: bool,
    #[serde(deserialize_with = "sheet::yes_no")]
    pub is_also_from_abroad: bool,
    /// Its place in every list.
    pub place: i32,
    pub source: String,
    /// "2025-10", "2019" or empty: as far as the source tells.
    pub source_date: String,
    /// The day on which a coordinator tried it; None: nobody yet.
    pub confirmed_on: Option<NaiveDate>,
}

crate::coded! {
    pub enum LocalContactKind {
        ParentingSupport = "opvoedsteun",
        SchoolAttendance = "leerplicht",
    }
}

/// A contact in one municipality.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = local_contact, primary_key(key), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct LocalContact {
    pub key: String,
    pub kind: LocalContactKind,
    pub municipality: String,
    pub name: String,
    /// Whom to ask for.
    pub person: String,
    pub address: String,
    /// Walk-in hours.
    pub hours: OpeningHours,
    pub phone: String,
    #[serde(deserialize_with = "sheet::languages")]
    pub languages: Codes,
    pub source: String,
    pub confirmed_on: Option<NaiveDate>,
}

impl Contact {
    pub fn is_confirmed(&self, today: NaiveDate) -> bool {
        is_confirmed(self.confirmed_on, today)
    }

    /// Confirmed once, but too long ago: a handout refuses it. One that nobody confirmed yet only warns.
    pub fn is_stale(&self, today: NaiveDate) -> bool {
        is_stale(self.confirmed_on, today)
    }

    /// What stays of a confirmation at the desk when the seed file is read again: all of it, unless the contact changed.
    pub fn keeping_confirmation_of(self, kept: &Self) -> Self {
        let is_same = (&self.channel, &self.value, &self.hours) == (&kept.channel, &kept.value, &kept.hours);
        let confirmed_on = if is_same { self.confirmed_on.max(kept.confirmed_on) } else { self.confirmed_on };
        Self { confirmed_on, ..self }
    }

    /// Whether more than its confirmation differs: then it is kept on the desk, and no longer by the seeds.
    pub fn differs_from(&self, other: &Self) -> bool {
        Self { confirmed_on: other.confirmed_on, ..self.clone() } != *other
    }
}

impl LocalContact {
    pub fn is_confirmed(&self, today: NaiveDate) -> bool {
        is_confirmed(self.confirmed_on, today)
    }

    /// Confirmed once, but too long ago: a handout refuses it. One that nobody confirmed yet only warns.
    pub fn is_stale(&self, today: NaiveDate) -> bool {
        is_stale(self.confirmed_on, today)
    }

    /// Names are compared without regard to case and spaces.
    pub fn is_in(&self, municipality: &str) -> bool {
        key(&self.municipality) == key(municipality)
    }

    /// As for a national contact: a new number, place or hour must be confirmed anew.
    pub fn keeping_confirmation_of(self, kept: &Self) -> Self {
        let what = |contact: &Self| (contact.phone.clone(), contact.address.clone(), contact.hours.clone());
        let confirmed_on =
            if what(&self) == what(kept) { self.confirmed_on.max(kept.confirmed_on) } else { self.confirmed_on };
        Self { confirmed_on, ..self }
    }

    pub fn differs_from(&self, other: &Self) -> bool {
        Self { confirmed_on: other.confirmed_on, ..self.clone() } != *other
    }
}

fn is_confirmed(confirmed_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    confirmed_on.is_some() && !is_stale(confirmed_on, today)
}

fn is_stale(confirmed_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    confirmed_on.is_some_and(|day| day + CONFIRMATION_MONTHS < today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(value: &str, confirmed_on: Option<&str>) -> Contact {
        Contact {
            key: "test".to_owned(),
            name_nl: "Test".to_owned(),
            channel: Channel::Phone,
            value: value.to_owned(),
            hours: "24/7".parse().unwrap(),
            cost: Cost::Free,
            note_nl: String::new(),
            for_parents: true,
            for_help_page: true,
            for_professionals: true,
            is_also_from_abroad: false,
            place: 1,
            source: "test".to_owned(),
            source_date: String::new(),
            confirmed_on: confirmed_on.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn a_confirmation_counts_for_eighteen_months_and_one_that_never_was_is_not_stale() {
        let on = |day: &str| day.parse().unwrap();
        let confirmed = contact("112", Some("2026-03-01"));
        assert!(confirmed.is_confirmed(on("2027-09-01")) && !confirmed.is_stale(on("2027-09-01")));
        assert!(!confirmed.is_confirmed(on("2027-09-02")) && confirmed.is_stale(on("2027-09-02")));
        let never = contact("112", None);
        assert!(!never.is_confirmed(on("2027-09-02")) && !never.is_stale(on("2027-09-02")));
    }

    #[test]
    fn reading_the_file_again_keeps_a_confirmation_unless_the_number_changed() {
        let kept = contact("112", Some("2026-03-01"));
        assert_eq!(contact("112", None).keeping_confirmation_of(&kept).confirmed_on, kept.confirmed_on);
        assert_eq!(contact("113", None).keeping_confirmation_of(&kept).confirmed_on, None);
        let newer = contact("112", Some("2026-09-01"));
        assert_eq!(newer.clone().keeping_confirmation_of(&kept), newer);
    }
}
