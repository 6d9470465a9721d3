//! What a planner should know about a date (beoordeling): distance to the holiday, colour, and warnings in words.

mod mark;

use chrono::{NaiveDate, NaiveDateTime};

pub use mark::{Mark, badge, colour_name};

use crate::domain::day::{Community, Day, WeeklyRule, When};
use crate::domain::holiday::Holiday;
use crate::domain::plan::Plan;
use crate::domain::region::Region;
use crate::domain::suggestion::Merit;
use crate::domain::warning::{self, Evening, Loudness, Warning};
use crate::domain::window::{self, Colour, Distance, Judgement, Reason};
use crate::language::{Lang, Phrase, Phrases, day_and_month, time};
use crate::web::Reference;

/// The sentences of one evening.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    pub colour: Colour,
    /// "7 weken voor de zomervakantie".
    pub distance: String,
    pub reason: String,
    pub warnings: Vec<Said>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub loudness: Loudness,
    pub sentence: String,
}

impl Said {
    /// The class of its box.
    pub fn class(&self) -> &'static str {
        match self.loudness {
            Loudness::Strong => "note note-warn",
            Loudness::Soft => "note",
            Loudness::Note => "note note-quiet",
        }
    }
}

impl Assessment {
    pub fn of(plan: &Plan, kits: &[String], communities: &[Community], reference: &Reference, language: Lang) -> Self {
        let evening = Evening { starts: plan.starts_at, ends: plan.ends_at, region: plan.region, communities };
        let (judgement, found) = judged(&evening, kits, reference);
        let mut said = Self::said(&judgement, &found, reference, language);
        if found.iter().any(|warning| !plan.food.fits(warning)) {
            let sentence = language.phrases().assessment.food_unfit.to_string();
            said.warnings.insert(0, Said { loudness: Loudness::Strong, sentence });
        }
        said
    }

    /// Of an evening that is no plan yet.
    pub fn of_evening(
        (starts, ends): (NaiveDateTime, NaiveDateTime),
        region: Region,
        kits: &[String],
        communities: &[Community],
        reference: &Reference,
        language: Lang,
    ) -> Self {
        let (judgement, found) = judged(&Evening { starts, ends, region, communities }, kits, reference);
        Self::said(&judgement, &found, reference, language)
    }

    /// Of what was judged already.
    pub fn said(judgement: &Judgement, warnings: &[Warning], reference: &Reference, language: Lang) -> Self {
        Self {
            colour: judgement.colour,
            distance: distance_in_words(judgement, language),
            reason: reason_in_words(&judgement.reason, reference, language),
            warnings: warnings
                .iter()
                .map(|warning| Said { loudness: warning.loudness(), sentence: warning_in_words(warning, language) })
                .collect(),
        }
    }

    pub fn is_to_mind(&self) -> bool {
        self.mark() == Mark::ToMind
    }

    pub fn is_good(&self) -> bool {
        self.colour == Colour::Good
    }

    fn mark(&self) -> Mark {
        Mark::of(self.colour, self.warnings.iter().map(|said| said.loudness))
    }

    pub fn badge(&self) -> &'static str {
        self.mark().badge()
    }

    pub fn name(&self, t: &'static Phrases) -> &'static str {
        self.mark().name(t)
    }
}

/// What a line of a list says of a date: its mark, and how far before the holiday it is.
pub fn glance(
    plan: &Plan,
    kits: &[String],
    communities: &[Community],
    reference: &Reference,
    language: Lang,
) -> (Mark, String) {
    let evening = Evening { starts: plan.starts_at, ends: plan.ends_at, region: plan.region, communities };
    let (judgement, found) = judged(&evening, kits, reference);
    let is_unfit = found.iter().any(|warning| !plan.food.fits(warning)).then_some(Loudness::Strong);
    let mark = Mark::of(judgement.colour, found.iter().map(Warning::loudness).chain(is_unfit));
    (mark, distance_in_words(&judgement, language))
}

fn judged(evening: &Evening<'_>, kits: &[String], reference: &Reference) -> (Judgement, Vec<Warning>) {
    let windows: Vec<_> = kits.iter().filter_map(|slug| Some(reference.kit(slug, None)?.windows())).collect();
    let judgement = window::judge(evening.starts.date(), evening.region, &windows, &reference.holidays);
    let found = warning::warnings(evening, &reference.holidays, &reference.days, &reference.weekly);
    (judgement, found)
}

fn distance_in_words(judgement: &Judgement, language: Lang) -> String {
    let d = &language.phrases().assessment;
    let Some(distance) = &judgement.distance else { return d.no_holiday.to_string() };
    match distance {
        Distance { weeks, days: 0, holiday } if *weeks > 0 => d
            .weeks_before
            .with(&[("weeks", &d.weeks.count(language, *weeks)), ("holiday", &holiday_name(holiday, language))]),
        Distance { weeks, days, holiday } if distance.total_days() >= 0 => d.weeks_days_before.with(&[
            ("weeks", &d.weeks.count(language, *weeks)),
            ("days", &d.days.count(language, *days)),
            ("holiday", &holiday_name(holiday, language)),
        ]),
        Distance { holiday, .. } => d.after.with(&[("holiday", &holiday_name(holiday, language))]),
    }
}

pub fn holiday_name(holiday: &Holiday, language: Lang) -> String {
    let names = &language.phrases().holiday;
    names.by_code(holiday.kind.code()).map_or_else(|| holiday.kind.code().to_owned(), ToString::to_string)
}

pub fn reason_in_words(reason: &Reason, reference: &Reference, language: Lang) -> String {
    let d = &language.phrases().assessment;
    let day = |date: &NaiveDate| day_and_month(language, *date);
    match reason {
        Reason::InWindow { opens, closes } => d.in_window.with(&[("opens", &day(opens)), ("closes", &day(closes))]),
        Reason::TooEarly { opens } => d.too_early.with(&[("opens", &day(opens))]),
        Reason::WindowClosed { closed } => d.window_closed.with(&[("closed", &day(closed))]),
        Reason::PastLastDay { last_day } => d.past_last_day.with(&[("day", &day(last_day))]),
        Reason::CallFirst { contacts } => {
            let numbers: Vec<String> = contacts
                .iter()
                .filter_map(|key| reference.contacts.iter().find(|contact| contact.key == *key))
                .map(|contact| format!("{} ({})", contact.name_nl, contact.value))
                .collect();
            d.call_first.with(&[("contacts", &numbers.join(", "))])
        }
        Reason::SchoolStart { until } => d.school_start.with(&[("until", &day(until))]),
        Reason::InHoliday { holiday } => {
            d.in_holiday.with(&[("holiday", &holiday_name(holiday, language)), ("until", &day(&holiday.last_day))])
        }
        Reason::NoHolidayKnown { .. } => d.no_holiday_known.to_string(),
    }
}

pub fn warning_in_words(warning: &Warning, language: Lang) -> String {
    let t = language.phrases();
    let a = &t.assessment;
    match warning {
        Warning::SchoolHoliday(holiday) => a.school_holiday.with(&[
            ("holiday", &holiday_name(holiday, language)),
            ("days", &span(holiday.first_day, holiday.last_day, language)),
        ]),
        Warning::PublicDay { day, when } | Warning::CommunityDay { day, when } => day_in_words(day, *when, t, language),
        Warning::Fast(day) => {
            a.fast.with(&[("name", &day_name(day, language)), ("days", &span(day.first_day, day.last_day, language))])
        }
        Warning::Weekly(rule) => a.weekly.with(&[("name", &rule_name(rule, language))]),
        Warning::AroundSunset { rule, sunset, from, until } => a.sunset.with(&[
            ("name", &rule_name(rule, language)),
            ("sunset", &time(language, *sunset)),
            ("from", &time(language, *from)),
            ("until", &time(language, *until)),
        ]),
        Warning::Food(rule) => a.food.with(&[("name", &rule_name(rule, language))]),
    }
}

/// What is good about an evening that was found.
pub fn merit_in_words(merit: Merit, language: Lang) -> String {
    let t = &language.phrases().evenings;
    match merit {
        Merit::MiddleOfWindow => t.middle.to_string(),
        Merit::NoFeast => t.no_feast.to_string(),
        Merit::BeforeSunset(sunset) => t.before_sunset.of(time(language, sunset)),
        Merit::AfterSunset(sunset) => t.after_sunset.of(time(language, sunset)),
        Merit::RoomFree => language.desk().suggestion.room_free.to_string(),
        Merit::QuietWeek => t.quiet_week.to_string(),
    }
}

/// What it is about, by its name alone: "meivakantie", "Koningsdag".
pub fn named_in_words(warning: &Warning, language: Lang) -> String {
    match warning {
        Warning::SchoolHoliday(holiday) => holiday_name(holiday, language),
        Warning::PublicDay { day, .. } | Warning::CommunityDay { day, .. } | Warning::Fast(day) => {
            day_name(day, language).to_owned()
        }
        Warning::Weekly(rule) | Warning::AroundSunset { rule, .. } | Warning::Food(rule) => {
            rule_name(rule, language).to_owned()
        }
    }
}

/// "Offerfeest, 16-19 mei, kan een dag schelen: vraag de organisatie."
fn day_in_words(day: &Day, when: When, t: &Phrases, language: Lang) -> String {
    let a = &t.assessment;
    let phrase = match when {
        When::On => &a.day_on,
        When::EveningBefore => &a.day_evening_before,
        When::MayBe => &a.day_may_be,
    };
    let doubt =
        if day.uncertainty_days > 0 { format!("{}{}", language.script.comma(), a.uncertain) } else { String::new() };
    let said = phrase.with(&[
        ("name", &day_name(day, language)),
        ("days", &format!("{}{doubt}", span(day.first_day, day.last_day, language))),
    ]);
    let advice = t.effect.by_code(day.effect.code()).map_or_else(String::new, ToString::to_string);
    format!("{said} {advice}").trim().to_owned()
}

pub fn day_name(day: &Day, language: Lang) -> &str {
    // A day that somebody added to the table has its Dutch name only.
    language.phrases().day.by_code(&day.key).map_or(&day.name_nl, Phrase::as_str)
}

fn rule_name(rule: &WeeklyRule, language: Lang) -> &str {
    language.phrases().weekly_rule.by_code(&rule.key).map_or(&rule.name_nl, Phrase::as_str)
}

/// "16-19 mei", "30 april-3 mei", "27 april".
pub fn span(first: NaiveDate, last: NaiveDate, language: Lang) -> String {
    use chrono::Datelike;
    if first == last {
        day_and_month(language, first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}\u{2013}{}", first.day(), day_and_month(language, last))
    } else {
        format!("{} \u{2013} {}", day_and_month(language, first), day_and_month(language, last))
    }
}
