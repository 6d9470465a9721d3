//! What was found, in words (gevonden): a card for each suggestion, and what fell away by reason.

use std::collections::BTreeSet;

use chrono::{Datelike, IsoWeek, NaiveDate};

use super::wish::Wish;
use crate::domain::plan::Food;
use crate::domain::suggestion::{Found, RuledOut, Suggestion, Why};
use crate::domain::warning::Warning;
use crate::language::{Lang, Language, date_in_words, day_and_month};
use crate::web::assessment::{Assessment, merit_in_words, reason_in_words, warning_in_words};
use crate::web::beside::{Beside, Note, Telling, elsewhere};
use crate::web::desk::meeting::view::hours;
use crate::web::plan::KIT_FIELDS;
use crate::web::{Reference, paths};

pub struct Shown {
    /// "Regio Midden, 22 november tot en met 16 juli, 19.30-21.30."
    pub asked: String,
    /// Whose hours count.
    pub person: Option<String>,
    pub cards: Vec<Card>,
    /// Over how many weeks they are spread, when there is anything to choose between.
    pub spread: Option<String>,
    /// What the evenings that are ticked share, for a season of them; none for the answer to a proposal.
    pub together: Vec<(&'static str, String)>,
    /// Whether an evening among them is close to another.
    pub is_any_close: bool,
    pub groups: Vec<Group>,
    /// How many fell away, in words.
    pub fell: String,
    pub cut: Option<String>,
}

/// One suggestion.
pub struct Card {
    pub date: String,
    pub hours: String,
    pub assessment: Assessment,
    pub merits: Vec<String>,
    pub is_beside_another: bool,
    /// That the self-organisation meets at other hours that day.
    pub another: Option<String>,
    /// What else is then or close to it.
    pub beside: Vec<Note>,
    /// "2027-05-12".
    pub day: String,
    /// The meeting's form, filled in.
    pub href: String,
}

/// The dates that fell away for one kind of reason.
pub struct Group {
    pub title: &'static str,
    pub number: usize,
    /// Dates with why, those that follow each other for the same reason as one line.
    pub lines: Vec<(String, String)>,
}

impl Shown {
    pub fn of(found: Found, wish: &Wish, beside: &Beside, reference: &Reference, language: Lang) -> Self {
        let d = language.desk();
        let region = language.phrases().region.by_code(wish.region.code()).map_or("", |name| name.as_str());
        let looked = found.suggestions.len() + found.ruled_out.len();
        let aside = wish.aside();
        let weeks: BTreeSet<IsoWeek> = found.suggestions.iter().map(|one| one.starts.date().iso_week()).collect();
        let card = |one: &Suggestion| Card {
            date: date_in_words(language, one.starts.date()),
            hours: hours(&one.starts.time(), &one.ends.time(), language),
            assessment: Assessment::said(&one.judgement, &one.warnings, reference, language),
            merits: one.merits.iter().map(|merit| merit_in_words(*merit, language)).collect(),
            is_beside_another: one.is_beside_another,
            beside: {
                let telling = Telling::DESK.on_card();
                let own = beside.notes((&aside, &wish.host.name), (one.starts, one.ends), telling, language);
                own.into_iter().chain(elsewhere(one.elsewhere.iter().map(String::as_str), language)).collect()
            },
            another: one.has_another_that_day.then(|| d.suggestion.another.of(&wish.host.name)),
            day: one.starts.format("%Y-%m-%d").to_string(),
            href: href(one, wish),
        };
        let cards: Vec<Card> = found.suggestions.iter().map(card).collect();
        Self {
            asked: d.suggestion.asked.with(&[
                ("partner", &wish.host.name),
                ("region", &region),
                ("first", &date_in_words(language, wish.first_day)),
                ("last", &date_in_words(language, found.cut_after.unwrap_or(wish.last_day))),
                ("hours", &hours(&wish.from, &wish.until, language)),
                ("number", &looked),
            ]),
            person: wish.person.as_ref().map(|(name, _)| d.suggestion.asked_person.of(name)),
            is_any_close: cards.iter().any(|card| card.beside.iter().any(|note| note.is_close)),
            cards,
            spread: (weeks.len() > 1).then(|| d.suggestion.spread.of(weeks.len())),
            together: together(wish),
            fell: d.suggestion.fell.of(found.ruled_out.len()),
            groups: groups(&found.ruled_out, reference, language),
            cut: found.cut_after.map(|last| d.suggestion.cut.of(date_in_words(language, last))),
        }
    }
}

/// What the rows of a season can know already.
fn together(wish: &Wish) -> Vec<(&'static str, String)> {
    if wish.proposal.is_some() || wish.meeting.is_some() {
        return Vec::new();
    }
    let hour = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let mut fields = vec![
        ("partner", wish.partner.to_string()),
        ("from", hour(wish.from)),
        ("until", hour(wish.until)),
        ("province", wish.province.clone()),
        ("municipality", wish.municipality.clone()),
        ("region", wish.region.code().to_owned()),
        ("venue", wish.venue.clone()),
        ("room", wish.room.clone()),
        ("audience", wish.audience.code().to_owned()),
    ];
    fields.extend(wish.kits.iter().map(|slug| ("kits", slug.clone())));
    fields.extend(spoken(wish).map(|language| ("languages", language.code.to_owned())));
    fields.retain(|(_, value)| !value.is_empty());
    fields
}

/// Dutch, and what the self-organisation speaks.
fn spoken(wish: &Wish) -> impl Iterator<Item = Lang> {
    let own = wish.host.languages().into_iter().filter(|language| !language.is_dutch());
    std::iter::once(Language::dutch()).chain(own)
}

/// What the meeting's form can know already.
fn href(one: &Suggestion, wish: &Wish) -> String {
    let (date, from) = (one.starts.format("%Y-%m-%d").to_string(), one.starts.format("%H:%M").to_string());
    let (until, partner) = (one.ends.format("%H:%M").to_string(), wish.partner.to_string());
    if let Some(id) = &wish.meeting {
        let moved = [("date", date.as_str()), ("from", &from), ("until", &until)];
        return paths::filled(&paths::of_meeting(id, "edit"), moved);
    }
    let mut fields = vec![
        ("partner", partner.as_str()),
        ("date", &date),
        ("from", &from),
        ("until", &until),
        ("province", &wish.province),
        ("municipality", &wish.municipality),
        ("region", wish.region.code()),
        ("venue", &wish.venue),
        ("room", &wish.room),
        ("audience", wish.audience.code()),
    ];
    if one.warnings.iter().any(|warning| matches!(warning, Warning::Fast(_) | Warning::Food(_))) {
        fields.push(("food", Food::MealFasting.code()));
    }
    fields.extend(KIT_FIELDS.into_iter().zip(wish.kits.iter().map(String::as_str)));
    if wish.proposal.is_none() {
        fields.extend(spoken(wish).map(|language| ("languages", language.code)));
    }
    fields.retain(|(_, value)| !value.is_empty());
    match &wish.proposal {
        Some(id) => paths::filled(&paths::of_proposal(id, "overname"), fields),
        None => paths::filled(&format!("{}/new", paths::MEETINGS), fields),
    }
}

/// In the order in which reasons decide.
fn groups(ruled_out: &[RuledOut], reference: &Reference, language: Lang) -> Vec<Group> {
    let d = &language.desk().suggestion;
    let titles = [
        &d.school_holiday,
        &d.public_day,
        &d.feast,
        &d.hour,
        &d.too_soon,
        &d.outside,
        &d.room_taken,
        &d.person,
        &d.away,
        &d.own_evening,
        &d.public_evening,
        &d.others,
    ];
    let group = |(number, title): (usize, &'static crate::language::Phrase)| {
        let of_group: Vec<&RuledOut> = ruled_out.iter().filter(|one| group_of(&one.why) == number).collect();
        Group { title: title.as_str(), number: of_group.len(), lines: lines(&of_group, reference, language) }
    };
    titles.into_iter().enumerate().map(group).filter(|group| group.number > 0).collect()
}

fn group_of(why: &Why) -> usize {
    match why {
        Why::Warned(warning) => match **warning {
            Warning::SchoolHoliday(_) => 0,
            Warning::PublicDay { .. } => 1,
            Warning::CommunityDay { .. } | Warning::Fast(_) | Warning::Food(_) => 2,
            Warning::Weekly(_) | Warning::AroundSunset { .. } => 3,
        },
        Why::TooSoon { .. } => 4,
        Why::Window(_) => 5,
        Why::RoomTaken => 6,
        Why::Person(_) => 7,
        Why::Away(_) => 8,
        Why::OwnEvening => 9,
        Why::PublicEvening => 10,
        Why::OthersAreBetter | Why::OthersAreFurther => 11,
    }
}

/// Dates that follow each other for the same reason are one line: nobody reads eighty times that it is too early.
fn lines(of_group: &[&RuledOut], reference: &Reference, language: Lang) -> Vec<(String, String)> {
    let mut runs: Vec<(NaiveDate, NaiveDate, String)> = Vec::new();
    for one in of_group {
        let why = why_in_words(&one.why, reference, language);
        match runs.last_mut() {
            Some((_, last, same)) if last.succ_opt() == Some(one.date) && *same == why => *last = one.date,
            _ => runs.push((one.date, one.date, why)),
        }
    }
    let span = |(first, last, why): (NaiveDate, NaiveDate, String)| {
        let d = &language.desk().suggestion;
        let dates = if first == last {
            date_in_words(language, first)
        } else if first.year() == last.year() {
            d.span.with(&[("first", &day_and_month(language, first)), ("last", &date_in_words(language, last))])
        } else {
            d.span.with(&[("first", &date_in_words(language, first)), ("last", &date_in_words(language, last))])
        };
        (dates, why)
    };
    runs.into_iter().map(span).collect()
}

fn why_in_words(why: &Why, reference: &Reference, language: Lang) -> String {
    let d = &language.desk().suggestion;
    match why {
        Why::Warned(warning) => warning_in_words(warning, language),
        Why::TooSoon { ready } => d.too_soon_until.of(day_and_month(language, *ready)),
        Why::Window(reason) => reason_in_words(reason, reference, language),
        Why::RoomTaken => d.room_not_free.to_string(),
        Why::OwnEvening => d.own_then.to_string(),
        Why::PublicEvening => d.public_then.to_string(),
        Why::Person(name) => d.person_then.of(name),
        Why::Away(name) => d.away_then.of(name),
        Why::OthersAreBetter => d.others_better.to_string(),
        Why::OthersAreFurther => d.others_further.to_string(),
    }
}
