//! Days of the year and hours of the week (feest- en rouwdagen, weekregels) that concern an evening.

pub mod edition;
mod moment;
pub mod sheet;

use chrono::{Datelike, NaiveDate, TimeDelta};
use diesel::prelude::*;
use serde::Deserialize;

use super::list::Codes;
use super::region::Region;
use crate::schema::{day, weekly_rule};

pub use moment::Moment;

crate::coded! {
    /// Whom a day concerns. These words belong to organisations, never to persons, and are the fewest that tell the days apart.
    pub enum Community {
        Everyone = "everyone",
        Muslim = "muslim",
        /// Counts as Muslim too.
        Shia = "shia",
        /// Eritrean and Ethiopian Orthodox.
        OrthodoxTewahedo = "orthodox_tewahedo",
        Coptic = "coptic",
        Syriac = "syriac",
        WestAfricanChurch = "west_african_church",
        Iranian = "iranian",
        Afghan = "afghan",
        Kurdish = "kurdish",
        Hindu = "hindu",
    }
}

crate::coded! {
    /// What a day does to an evening, the strongest first. None of them blocks.
    pub enum Effect {
        NoMeeting = "no_meeting",
        /// By day it may be possible.
        NoEvening = "no_evening",
        Avoid = "avoid",
        AvoidEvening = "avoid_evening",
        /// The evening can go on; it concerns the food.
        Catering = "catering",
        Info = "info",
    }
}

crate::coded! {
    pub enum Weekday {
        Monday = "ma",
        Tuesday = "di",
        Wednesday = "wo",
        Thursday = "do",
        Friday = "vr",
        Saturday = "za",
        Sunday = "zo",
    }
}

/// One feast, fast or public day in one year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = day, primary_key(key, edition), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// The same every year: "eid_al_adha".
    pub key: String,
    /// Begins with the year of the first day, so that a corrected date replaces the old one.
    pub edition: String,
    pub name_nl: String,
    pub name_en: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// The evening before belongs to it.
    #[serde(deserialize_with = "sheet::yes_no")]
    pub has_evening_before: bool,
    pub effect: Effect,
    /// So many days the dates may still move, earlier or later.
    pub uncertainty_days: i32,
    #[serde(deserialize_with = "sheet::communities")]
    pub communities: Codes,
    /// None: everywhere.
    pub region: Option<Region>,
    pub source: String,
}

/// How a date lies to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    On,
    EveningBefore,
    /// Only if the day moves, within its uncertainty.
    MayBe,
}

/// Something that comes back every week, or every day of a month of fasting.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = weekly_rule, primary_key(key), treat_none_as_null = true)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRule {
    pub key: String,
    pub name_nl: String,
    pub name_en: String,
    /// Empty: every day.
    #[serde(deserialize_with = "sheet::weekdays")]
    pub weekdays: Codes,
    /// None: from the beginning of the day.
    pub opens: Option<Moment>,
    pub closes: Option<Moment>,
    pub effect: Effect,
    #[serde(deserialize_with = "sheet::communities")]
    pub communities: Codes,
    /// The key of the day during which alone it holds.
    pub only_during: Option<String>,
    /// The key of the day after which it does not hold, for `not_for_days` days.
    pub not_after: Option<String>,
    pub not_for_days: i32,
    pub source: String,
}

impl Community {
    /// Whether a day of these communities concerns an organisation of those.
    pub fn concerns(of_day: &Codes, of_organisation: &[Self]) -> bool {
        let belongs = |own: Self| of_day.contains(own.code());
        belongs(Self::Everyone)
            || of_organisation.iter().any(|&own| belongs(own) || (own == Self::Shia && belongs(Self::Muslim)))
    }
}

impl Weekday {
    pub fn of(date: NaiveDate) -> Self {
        Self::ALL[date.weekday().num_days_from_monday() as usize]
    }
}

impl Day {
    pub fn is_public(&self) -> bool {
        self.communities.contains(Community::Everyone.code())
    }

    pub fn covers(&self, date: NaiveDate) -> bool {
        self.first_day <= date && date <= self.last_day
    }

    /// None: the date has nothing to do with this day.
    pub fn when(&self, date: NaiveDate, is_evening: bool) -> Option<When> {
        let slack = TimeDelta::days(self.uncertainty_days.into());
        let evening = TimeDelta::days(i64::from(self.has_evening_before && is_evening));
        if self.covers(date) {
            Some(When::On)
        } else if date < self.first_day && self.first_day - date <= evening {
            Some(When::EveningBefore)
        } else if self.first_day - slack - evening <= date && date <= self.last_day + slack {
            Some(When::MayBe)
        } else {
            None
        }
    }
}

impl WeeklyRule {
    /// Whether it holds on this date; `days` tells when the fasts and feasts are that it names.
    pub fn holds_on(&self, date: NaiveDate, days: &[Day]) -> bool {
        let named = |key: &str, holds: &dyn Fn(&Day) -> bool| days.iter().any(|day| day.key == key && holds(day));
        let not_for = TimeDelta::days(self.not_for_days.into());
        (self.weekdays.is_empty() || self.weekdays.contains(Weekday::of(date).code()))
            && self.only_during.as_deref().is_none_or(|key| named(key, &|day| day.covers(date)))
            && !self
                .not_after
                .as_deref()
                .is_some_and(|key| named(key, &|day| day.first_day <= date && date - day.first_day <= not_for))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn offerfeest() -> Day {
        Day {
            key: "eid_al_adha".to_owned(),
            edition: "2027".to_owned(),
            name_nl: "Offerfeest".to_owned(),
            name_en: "Eid al-Adha".to_owned(),
            first_day: date("2027-05-16"),
            last_day: date("2027-05-19"),
            has_evening_before: true,
            effect: Effect::NoMeeting,
            uncertainty_days: 1,
            communities: Codes::new(["muslim"]),
            region: None,
            source: "test".to_owned(),
        }
    }

    #[test]
    fn a_feast_begins_on_the_evening_before_and_may_move_a_day() {
        let feast = offerfeest();
        let when = |text, is_evening| feast.when(date(text), is_evening);
        assert_eq!(when("2027-05-13", true), None);
        assert_eq!(when("2027-05-14", true), Some(When::MayBe));
        assert_eq!(when("2027-05-14", false), None);
        assert_eq!(when("2027-05-15", true), Some(When::EveningBefore));
        assert_eq!(when("2027-05-15", false), Some(When::MayBe));
        assert_eq!(when("2027-05-16", false), Some(When::On));
        assert_eq!(when("2027-05-19", true), Some(When::On));
        assert_eq!(when("2027-05-20", true), Some(When::MayBe));
        assert_eq!(when("2027-05-21", true), None);
    }

    #[test]
    fn a_day_concerns_an_organisation_of_the_community_and_a_shia_one_is_muslim_too() {
        use Community::*;
        let of_day = |code| Codes::new([code]);
        assert!(Community::concerns(&of_day("everyone"), &[]));
        assert!(Community::concerns(&of_day("muslim"), &[Shia]));
        assert!(!Community::concerns(&of_day("shia"), &[Muslim]));
        assert!(!Community::concerns(&of_day("muslim"), &[OrthodoxTewahedo, Kurdish]));
    }

    #[test]
    fn a_weekly_rule_holds_on_its_weekdays_during_its_month_and_not_after_its_feast() {
        let rule = WeeklyRule {
            key: "fast".to_owned(),
            name_nl: String::new(),
            name_en: String::new(),
            weekdays: Codes::new(["wo", "vr"]),
            opens: None,
            closes: None,
            effect: Effect::Catering,
            communities: Codes::new(["orthodox_tewahedo"]),
            only_during: None,
            not_after: Some("eid_al_adha".to_owned()),
            not_for_days: 5,
            source: String::new(),
        };
        let days = [offerfeest()];
        assert!(rule.holds_on(date("2027-05-14"), &days), "the Friday before");
        assert!(!rule.holds_on(date("2027-05-15"), &days), "a Saturday");
        assert!(!rule.holds_on(date("2027-05-21"), &days), "the Friday after");
        assert!(rule.holds_on(date("2027-05-26"), &days), "the Wednesday after that");
        let during = WeeklyRule { only_during: rule.not_after.clone(), not_after: None, ..rule };
        assert!(during.holds_on(date("2027-05-19"), &days) && !during.holds_on(date("2027-05-26"), &days));
    }
}
