//! Warnings (waarschuwingen) about the date and time of an evening: always a warning, never a block.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::day::{Community, Day, Effect, WeeklyRule, When};
use super::holiday::{Holiday, Holidays};
use super::plan::Food;
use super::region::Region;
use super::sunset::sunset;

/// What the warnings look at. Times are on a Dutch wall clock; the communities are the organisation's.
#[derive(Clone, Copy, Debug)]
pub struct Evening<'a> {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub region: Region,
    pub communities: &'a [Community],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    SchoolHoliday(Holiday),
    /// A day that everybody in the Netherlands keeps.
    PublicDay {
        day: Day,
        when: When,
    },
    /// A feast, a fast with its evenings or a day of mourning of the organisation's community.
    CommunityDay {
        day: Day,
        when: When,
    },
    /// A fast that concerns the food only.
    Fast(Day),
    /// Something of every week at this hour.
    Weekly(WeeklyRule),
    /// Iftar or the evening prayer: these times follow the sun.
    AroundSunset {
        rule: WeeklyRule,
        sunset: NaiveTime,
        from: NaiveTime,
        until: NaiveTime,
    },
    /// What may be served.
    Food(WeeklyRule),
}

/// How loudly a warning is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    Strong,
    Soft,
    Note,
}

impl Warning {
    pub fn loudness(&self) -> Loudness {
        let (effect, is_sure) = match self {
            Self::SchoolHoliday(_) => (Effect::NoMeeting, true),
            Self::PublicDay { day, when } | Self::CommunityDay { day, when } => (day.effect, *when != When::MayBe),
            Self::Fast(day) => (day.effect, true),
            Self::Weekly(rule) | Self::AroundSunset { rule, .. } | Self::Food(rule) => (rule.effect, true),
        };
        match effect {
            Effect::NoMeeting | Effect::NoEvening if is_sure => Loudness::Strong,
            Effect::NoMeeting | Effect::NoEvening | Effect::Avoid | Effect::AvoidEvening => Loudness::Soft,
            Effect::Catering | Effect::Info => Loudness::Note,
        }
    }
}

/// What of the week's rules forbids food of animals, and all food: their keys in the sheet.
pub(crate) const WITHOUT_ANIMALS: &str = "orthodox_fast_days";
pub(crate) const BY_DAY: &str = "ramadan_daytime";
/// What is always asked of a meal.
const HALAL: &str = "halal_food";

impl Food {
    /// What a day and a community ask for, when there is something to eat; none where they ask for nothing.
    pub fn suited(found: &[Warning]) -> Option<Self> {
        let of_key = |key| move |said: &Warning| matches!(said, Warning::Food(rule) if rule.key == key);
        let is_fast = |said: &Warning| matches!(said, Warning::Fast(_)) || of_key(WITHOUT_ANIMALS)(said);
        if found.iter().any(of_key(BY_DAY)) {
            Some(Self::None)
        } else if found.iter().any(is_fast) {
            Some(Self::MealFasting)
        } else {
            found.iter().any(of_key(HALAL)).then_some(Self::MealHalal)
        }
    }

    /// Whether it can be served on a day with this warning. Fasts that concern the food alone are without meat, milk and egg.
    pub fn fits(self, warning: &Warning) -> bool {
        let is_of_animals = matches!(self, Self::MealHalal | Self::MealVegetarian);
        match warning {
            Warning::Fast(_) => !is_of_animals,
            Warning::Food(rule) if rule.key == WITHOUT_ANIMALS => !is_of_animals,
            Warning::Food(rule) if rule.key == BY_DAY => self == Self::None,
            _ => true,
        }
    }
}

/// All that is to be said about this date and time, the loudest first.
pub fn warnings(plan: &Evening<'_>, holidays: &Holidays, days: &[Day], weekly: &[WeeklyRule]) -> Vec<Warning> {
    let mut found: Vec<Warning> =
        holidays.at(plan.date(), plan.region).cloned().map(Warning::SchoolHoliday).into_iter().collect();
    found.extend(days.iter().filter_map(|day| of_day(plan, day)));
    let of_week: Vec<Warning> = weekly.iter().filter_map(|rule| of_rule(plan, rule, days)).collect();
    found.extend(
        of_week.iter().filter(|warning| !is_said_already(warning, &found, &of_week)).cloned().collect::<Vec<_>>(),
    );
    found.sort_by_key(Warning::loudness);
    found
}

impl Evening<'_> {
    fn date(&self) -> NaiveDate {
        self.starts.date()
    }

    /// Whether any of it is after five.
    fn is_evening(&self) -> bool {
        self.ends > self.date().and_time(NaiveTime::from_hms_opt(17, 0, 0).expect("five o'clock exists"))
    }

    fn overlaps(&self, from: Option<NaiveDateTime>, until: Option<NaiveDateTime>) -> bool {
        from.is_none_or(|from| from < self.ends) && until.is_none_or(|until| self.starts < until)
    }
}

fn of_day(plan: &Evening<'_>, day: &Day) -> Option<Warning> {
    let when = day.when(plan.date(), plan.is_evening())?;
    let concerns = day.region.is_none_or(|region| region == plan.region)
        && Community::concerns(&day.communities, plan.communities);
    let day = Some(day).filter(|_| concerns)?.clone();
    match day.effect {
        Effect::NoEvening | Effect::AvoidEvening if !plan.is_evening() => None,
        Effect::Catering => (when == When::On).then_some(Warning::Fast(day)),
        _ if day.is_public() => Some(Warning::PublicDay { day, when }),
        _ => Some(Warning::CommunityDay { day, when }),
    }
}

fn of_rule(plan: &Evening<'_>, rule: &WeeklyRule, days: &[Day]) -> Option<Warning> {
    let date = plan.date();
    let [from, until] = [&rule.opens, &rule.closes].map(|moment| moment.as_ref().map(|moment| moment.on(date)));
    let holds = Community::concerns(&rule.communities, plan.communities)
        && rule.holds_on(date, days)
        && plan.overlaps(from, until);
    let rule = Some(rule).filter(|_| holds)?.clone();
    match (rule.effect, from, until) {
        (Effect::Catering, ..) => Some(Warning::Food(rule)),
        (_, Some(from), Some(until)) if rule.opens.as_ref().is_some_and(|opens| opens.follows_the_sun()) => {
            Some(Warning::AroundSunset { rule, sunset: sunset(date), from: from.time(), until: until.time() })
        }
        _ => Some(Warning::Weekly(rule)),
    }
}

/// A weekly fasting day within a long fast, and the prayer at sunset when the iftar is there, need not be said twice.
fn is_said_already(warning: &Warning, of_days: &[Warning], of_week: &[Warning]) -> bool {
    let is_of_the_same =
        |day: &Day, rule: &WeeklyRule| rule.communities.iter().any(|code| day.communities.contains(code));
    match warning {
        Warning::Food(rule) => {
            of_days.iter().any(|said| matches!(said, Warning::Fast(day) if is_of_the_same(day, rule)))
        }
        Warning::AroundSunset { rule, .. } => of_week
            .iter()
            .any(|said| matches!(said, Warning::AroundSunset { rule: louder, .. } if louder.effect < rule.effect)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::holiday::tests::{day as date, north};
    use super::super::list::Codes;
    use super::*;

    fn feast(key: &str, community: &str, effect: Effect, first: &str, last: &str, uncertainty_days: i32) -> Day {
        Day {
            key: key.to_owned(),
            edition: first[..4].to_owned(),
            name_nl: key.to_owned(),
            name_en: key.to_owned(),
            first_day: date(first),
            last_day: date(last),
            has_evening_before: true,
            effect,
            uncertainty_days,
            communities: Codes::new([community]),
            region: None,
            source: "test".to_owned(),
        }
    }

    fn rule(key: &str, opens: &str, closes: &str, effect: Effect, only_during: Option<&str>) -> WeeklyRule {
        WeeklyRule {
            key: key.to_owned(),
            name_nl: key.to_owned(),
            name_en: key.to_owned(),
            weekdays: Codes::default(),
            opens: opens.parse().ok(),
            closes: closes.parse().ok(),
            effect,
            communities: Codes::new(["muslim"]),
            only_during: only_during.map(str::to_owned),
            not_after: None,
            not_for_days: 0,
            source: "test".to_owned(),
        }
    }

    fn days() -> Vec<Day> {
        vec![
            feast("ramadan", "muslim", Effect::NoEvening, "2027-02-08", "2027-03-08", 1),
            feast("eid_al_adha", "muslim", Effect::NoMeeting, "2027-05-16", "2027-05-19", 1),
            feast("king", "everyone", Effect::NoMeeting, "2027-04-27", "2027-04-27", 0),
            feast("carnival", "everyone", Effect::Avoid, "2027-02-07", "2027-02-09", 0),
            feast("great_lent", "orthodox_tewahedo", Effect::Catering, "2027-03-08", "2027-05-01", 0),
        ]
    }

    fn weekly() -> Vec<WeeklyRule> {
        let fasting_day = WeeklyRule {
            communities: Codes::new(["orthodox_tewahedo"]),
            ..rule("fast", "", "", Effect::Catering, None)
        };
        vec![
            rule("iftar", "zon-45", "zon+120", Effect::NoMeeting, Some("ramadan")),
            rule("maghrib", "zon-10", "zon+20", Effect::Info, None),
            fasting_day,
        ]
    }

    /// What is said, each by its key, for an evening in the north from and until these hours.
    fn said(day: &str, from: u32, until: u32, communities: &[Community]) -> Vec<(String, Loudness)> {
        let at = |hour| date(day).and_hms_opt(hour, 0, 0).unwrap();
        let plan = Evening { starts: at(from), ends: at(until), region: Region::North, communities };
        let name = |warning: &Warning| match warning {
            Warning::SchoolHoliday(holiday) => holiday.kind.to_string(),
            Warning::PublicDay { day, when } | Warning::CommunityDay { day, when } => format!("{} {when:?}", day.key),
            Warning::Fast(day) => day.key.clone(),
            Warning::Weekly(rule) | Warning::Food(rule) | Warning::AroundSunset { rule, .. } => rule.key.clone(),
        };
        warnings(&plan, &north(), &days(), &weekly()).iter().map(|w| (name(w), w.loudness())).collect()
    }

    fn keys(day: &str, from: u32, until: u32, communities: &[Community]) -> Vec<String> {
        said(day, from, until, communities).into_iter().map(|(key, _)| key).collect()
    }

    const MUSLIM: &[Community] = &[Community::Muslim];
    const TEWAHEDO: &[Community] = &[Community::OrthodoxTewahedo];

    #[test]
    fn a_feast_concerns_only_organisations_that_keep_it_and_is_said_more_softly_when_it_may_be() {
        assert_eq!(said("2027-05-18", 19, 21, MUSLIM), [("eid_al_adha On".to_owned(), Loudness::Strong)]);
        assert_eq!(said("2027-05-15", 19, 21, MUSLIM), [("eid_al_adha EveningBefore".to_owned(), Loudness::Strong)]);
        assert_eq!(said("2027-05-20", 19, 21, MUSLIM), [("eid_al_adha MayBe".to_owned(), Loudness::Soft)]);
        assert_eq!(said("2027-05-18", 19, 21, &[Community::Hindu]), []);
    }

    #[test]
    fn school_holidays_and_public_days_concern_everybody_the_loudest_first() {
        assert_eq!(keys("2027-04-27", 10, 12, &[]), ["mei", "king On"]);
        assert_eq!(keys("2027-05-05", 10, 12, &[]), ["mei_adviesweek"]);
        let carnival = Day { region: Some(Region::South), ..days().remove(3) };
        let at = |hour| date("2027-02-08").and_hms_opt(hour, 0, 0).unwrap();
        let in_region = |region| Evening { starts: at(10), ends: at(12), region, communities: &[] };
        let none = Holidays::default();
        assert_eq!(warnings(&in_region(Region::North), &none, std::slice::from_ref(&carnival), &[]), []);
        assert_eq!(warnings(&in_region(Region::South), &none, &[carnival], &[]).len(), 1);
    }

    #[test]
    fn in_ramadan_the_evening_is_strong_the_day_is_not_and_the_iftar_goes_before_the_prayer() {
        assert_eq!(keys("2027-02-20", 17, 20, MUSLIM), ["ramadan On", "iftar"]);
        assert_eq!(keys("2027-02-20", 10, 12, MUSLIM), Vec::<String>::new());
        assert_eq!(keys("2027-02-20", 21, 22, MUSLIM), ["ramadan On"]);
    }

    #[test]
    fn the_prayer_at_sunset_is_a_note_and_an_evening_in_june_fits_before_it() {
        assert_eq!(said("2027-04-10", 19, 21, MUSLIM), [("maghrib".to_owned(), Loudness::Note)]);
        assert_eq!(said("2027-06-10", 19, 21, MUSLIM), []);
    }

    #[test]
    fn an_orthodox_fast_concerns_the_food_and_is_said_once() {
        assert_eq!(said("2027-04-14", 19, 21, TEWAHEDO), [("great_lent".to_owned(), Loudness::Note)]);
        assert_eq!(said("2027-05-12", 19, 21, TEWAHEDO), [("fast".to_owned(), Loudness::Note)]);
    }
}
