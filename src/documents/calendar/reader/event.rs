//! The appointments of a calendar (afspraken), as the crate `ical` reads their lines: when, how often, and whether they count.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use ical::PropertyParser;
use ical::property::Property;

use super::rule::Rule;
use super::time::{self, Moment};
use super::{MOST_EVENTS, Refusal};

/// Components in each other: a calendar, an appointment, an alarm.
const DEEPEST: usize = 8;
/// Lines of one appointment that tell when.
const MOST_PROPERTIES: usize = 2_000;

/// When an appointment is, and again.
#[derive(Clone, Debug)]
pub struct Event {
    /// Only to find what was moved; it leaves with the file.
    pub uid: String,
    /// None counts that is free, or called off.
    pub is_busy: bool,
    pub starts: Moment,
    /// On the clock of its own place.
    pub length: TimeDelta,
    pub rule: Option<Rule>,
    /// More beginnings, on the clock of its own place.
    pub also: Vec<NaiveDateTime>,
    /// Beginnings that are left out, in the Netherlands.
    pub left_out: HashSet<NaiveDateTime>,
    pub left_out_days: HashSet<NaiveDate>,
    /// The repetition in whose place it stands.
    pub instead_of: Option<Moment>,
}

#[derive(Debug, Default)]
pub struct Found {
    pub events: Vec<Event>,
    pub not_understood: usize,
}

/// What is open while lines are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Calendar,
    Event,
    FreeBusy,
    Other,
}

pub fn all(text: &str) -> Result<Found, Refusal> {
    let mut found = Found::default();
    let mut open: Vec<(String, Part)> = Vec::new();
    let mut properties: Vec<Property> = Vec::new();
    let (mut has_begun, mut number) = (false, 0);
    for property in PropertyParser::from_reader(text.as_bytes()) {
        let at = open.last().map(|(_, part)| *part);
        // A line that is none makes its appointment one that is not understood.
        let property = property.unwrap_or_default();
        let value = || property.value.as_deref().unwrap_or_default().trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => {
                let part = match (value().as_str(), at) {
                    ("VCALENDAR", None) => Part::Calendar,
                    ("VEVENT", Some(Part::Calendar)) => Part::Event,
                    ("VFREEBUSY", Some(Part::Calendar)) => Part::FreeBusy,
                    (_, None) => return Err(if has_begun { Refusal::Broken } else { Refusal::NotACalendar }),
                    _ => Part::Other,
                };
                has_begun = true;
                if matches!(part, Part::Event | Part::FreeBusy) {
                    properties.clear();
                    number += 1;
                }
                open.push((value(), part));
                if number > MOST_EVENTS {
                    return Err(Refusal::TooMany);
                }
                if open.len() > DEEPEST {
                    return Err(Refusal::Broken);
                }
            }
            "END" => {
                let (name, part) = open.pop().ok_or(Refusal::Broken)?;
                if name != value() {
                    return Err(Refusal::Broken);
                }
                match part {
                    Part::Event => found.take(Event::of(&properties)),
                    Part::FreeBusy => found.take_hours(&properties)?,
                    Part::Calendar | Part::Other => {}
                }
            }
            _ if matches!(at, Some(Part::Event | Part::FreeBusy)) => {
                if properties.len() == MOST_PROPERTIES {
                    return Err(Refusal::TooMany);
                }
                properties.push(property);
            }
            _ if !has_begun => return Err(Refusal::NotACalendar),
            _ => {}
        }
    }
    match (has_begun, open.is_empty()) {
        (false, _) => Err(Refusal::NotACalendar),
        (true, false) => Err(Refusal::Broken),
        (true, true) => Ok(found),
    }
}

impl Found {
    fn take(&mut self, event: Option<Event>) {
        match event {
            Some(event) => self.events.push(event),
            None => self.not_understood += 1,
        }
    }

    /// Hours that a program says are taken, without appointments.
    fn take_hours(&mut self, properties: &[Property]) -> Result<(), Refusal> {
        for property in properties.iter().filter(|property| property.name == "FREEBUSY") {
            let is_free = |(name, values): &(String, Vec<String>)| {
                name == "FBTYPE" && values.iter().any(|value| value.eq_ignore_ascii_case("FREE"))
            };
            if property.params.iter().flatten().any(is_free) {
                continue;
            }
            for hours in property.value.as_deref().unwrap_or_default().split(',') {
                self.take(Event::of_hours(hours));
            }
            if self.events.len() > 4 * MOST_EVENTS {
                return Err(Refusal::TooMany);
            }
        }
        Ok(())
    }
}

impl Event {
    /// None: not understood.
    fn of(properties: &[Property]) -> Option<Self> {
        let first = |name: &str| properties.iter().find(|property| property.name == name);
        let says = |name: &str, word: &str| {
            let value = first(name).and_then(|property| property.value.as_deref());
            value.is_some_and(|value| value.trim().eq_ignore_ascii_case(word))
        };
        let is_busy = !says("TRANSP", "TRANSPARENT") && !says("STATUS", "CANCELLED");
        let instead_of = match first("RECURRENCE-ID") {
            Some(property) if has_range(property) => return None,
            Some(property) => Some(Moment::one(property)?),
            None => None,
        };
        let starts = match first("DTSTART").and_then(Moment::one) {
            Some(starts) => starts,
            // What does not count need not be understood.
            None if !is_busy => instead_of.unwrap_or(Moment::parse("20000101", None)?),
            None => return None,
        };
        let uid = first("UID").and_then(|property| property.value.clone()).unwrap_or_default();
        let mut event = Self {
            uid,
            is_busy,
            starts,
            length: TimeDelta::zero(),
            rule: None,
            also: Vec::new(),
            left_out: HashSet::new(),
            left_out_days: HashSet::new(),
            instead_of,
        };
        if is_busy {
            let is_line = |property: &Property| !property.name.is_empty();
            if !properties.iter().all(is_line) || properties.iter().filter(|one| one.name == "RRULE").count() > 1 {
                return None;
            }
            event.length = length(starts, first("DTEND"), first("DURATION"))?;
            event.rule = match first("RRULE") {
                Some(property) => Some(Rule::parse(property.value.as_deref()?, starts)?),
                None => None,
            };
            event.read_dates(properties)?;
        }
        Some(event)
    }

    fn of_hours(hours: &str) -> Option<Self> {
        let (from, until) = hours.trim().split_once('/')?;
        let starts = Moment::parse(from, None)?;
        let length = match until.starts_with('P') {
            true => time::length(until)?,
            false => between(starts, Moment::parse(until, None)?)?,
        };
        Some(Self {
            uid: String::new(),
            is_busy: true,
            starts,
            length,
            rule: None,
            also: Vec::new(),
            left_out: HashSet::new(),
            left_out_days: HashSet::new(),
            instead_of: None,
        })
    }

    fn read_dates(&mut self, properties: &[Property]) -> Option<()> {
        for property in properties {
            match property.name.as_str() {
                "EXDATE" => {
                    for moment in Moment::all(property)? {
                        if moment.is_day {
                            self.left_out_days.insert(moment.wall.date());
                        } else {
                            self.left_out.insert(moment.in_the_netherlands(false)?);
                        }
                    }
                }
                "RDATE" => {
                    let more = Moment::all(property)?;
                    self.also.extend(
                        more.into_iter().map(|moment| moment.on(self.starts.zone)).collect::<Option<Vec<_>>>()?,
                    );
                }
                _ => {}
            }
        }
        Some(())
    }

    /// From and until in the Netherlands of the repetition that begins then.
    pub fn span(&self, wall: NaiveDateTime) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let starts = time::in_the_netherlands(wall, self.starts.zone, false)?;
        let ends = time::in_the_netherlands(wall.checked_add_signed(self.length)?, self.starts.zone, true)?;
        // In the hour that is skipped, its beginning moved and its end did not.
        Some((starts, if ends > starts { ends } else { starts.checked_add_signed(self.length)? }))
    }
}

/// "This one and all that follow".
fn has_range(property: &Property) -> bool {
    property.params.iter().flatten().any(|(name, _)| name == "RANGE")
}

/// Until its end, for its length, for its whole day, or a moment that takes no time.
fn length(starts: Moment, ends: Option<&Property>, lasts: Option<&Property>) -> Option<TimeDelta> {
    if let Some(property) = ends {
        return between(starts, Moment::one(property)?);
    }
    if let Some(property) = lasts {
        return time::length(property.value.as_deref()?);
    }
    Some(if starts.is_day { TimeDelta::days(1) } else { TimeDelta::zero() })
}

fn between(starts: Moment, ends: Moment) -> Option<TimeDelta> {
    time::reasonable(ends.on(starts.zone)?.signed_duration_since(starts.wall))
}
