//! Reads our calendars as a stranger does: the crate `icalendar` for the meaning, `calendar_grammar.rs` for the lines.
#![allow(dead_code, unused_imports, reason = "the library's own tests and this binary each read with a part of it")]

use chrono::{NaiveDateTime, TimeDelta};
use icalendar::parser::{Component, Property, read_calendar, unfold};

// The library's tests read this file too, by its path, so its second room is named by path.
#[path = "calendar_grammar.rs"]
mod grammar;
pub use grammar::{assert_grammar, grammar_faults};

/// One VEVENT as another program understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadEvent {
    pub uid: String,
    pub summary: String,
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    /// TZID of DTSTART and DTEND, which must agree; `None`: floating or UTC.
    pub zone: Option<String>,
    pub status: Option<String>,
    pub sequence: Option<u32>,
    /// DTSTAMP as written.
    pub stamp: String,
    pub location: Option<String>,
    pub description: Option<String>,
    pub url: Option<String>,
    /// Of every property, in order.
    pub names: Vec<String>,
    /// Alarms and whatever else stands inside.
    pub inside: Vec<String>,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCalendar {
    /// Name and value of every property of VCALENDAR itself.
    pub properties: Vec<(String, String)>,
    pub zones: Vec<String>,
    pub events: Vec<ReadEvent>,
}

/// The meetings of a file. Panics on what the reader cannot read.
pub fn read(ics: &str) -> Vec<ReadEvent> {
    read_all(ics).events
}

pub fn read_all(ics: &str) -> ReadCalendar {
    let unfolded = unfold(ics);
    let calendar = read_calendar(&unfolded).expect("icalendar reads it");
    let named = |name: &str| calendar.components.iter().filter(|part| part.name.as_str() == name).collect::<Vec<_>>();
    let (zones, events) = (named("VTIMEZONE"), named("VEVENT"));
    assert_eq!(zones.len() + events.len(), calendar.components.len(), "only zones and events in {ics}");
    // The reader does not know that these two are TEXT.
    let is_text = |property: &Property<'_>| property.name == "NAME" || property.name == "X-WR-CALNAME";
    let heard = |property: &Property<'_>| match is_text(property) {
        true => property.val.clone().unescape_text().to_string(),
        false => property.val.to_string(),
    };
    let pair = |property: &Property<'_>| (property.name.to_string(), heard(property));
    ReadCalendar {
        properties: calendar.properties.iter().map(pair).collect(),
        zones: zones.into_iter().filter_map(|zone| value(zone, "TZID")).collect(),
        events: events.into_iter().map(event).collect(),
    }
}

impl ReadCalendar {
    /// Of the only property with this name.
    pub fn property(&self, name: &str) -> Option<&str> {
        let mut found = self.properties.iter().filter(|(other, _)| other == name);
        let (_, value) = found.next()?;
        assert!(found.next().is_none(), "{name} stands more than once");
        Some(value)
    }
}

/// `YYYYMMDDTHHMMSS`, or nothing.
fn wall_clock(value: &str) -> Option<NaiveDateTime> {
    (value.len() == 15).then(|| NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok())?
}

fn event(component: &Component<'_>) -> ReadEvent {
    let must = |name: &str| value(component, name).unwrap_or_else(|| panic!("a meeting without {name}"));
    let time = |name: &str| wall_clock(must(name).trim_end_matches('Z')).expect("a date with a time");
    let zone = |name: &str| {
        let parameters = component.find_prop(name).map(|property| &property.params);
        let zone = parameters.into_iter().flatten().find(|parameter| parameter.key == "TZID");
        zone.and_then(|parameter| parameter.val.as_ref()).map(ToString::to_string)
    };
    assert_eq!(zone("DTSTART"), zone("DTEND"), "one zone for both ends");
    assert!(time("DTEND") - time("DTSTART") > TimeDelta::zero(), "it ends after it starts");
    ReadEvent {
        uid: must("UID"),
        summary: must("SUMMARY"),
        starts: time("DTSTART"),
        ends: time("DTEND"),
        zone: zone("DTSTART"),
        status: value(component, "STATUS"),
        sequence: value(component, "SEQUENCE").map(|sequence| sequence.parse().expect("a number")),
        stamp: must("DTSTAMP"),
        location: value(component, "LOCATION"),
        description: value(component, "DESCRIPTION"),
        url: value(component, "URL"),
        names: component.properties.iter().map(|property| property.name.to_string()).collect(),
        inside: component.components.iter().map(|inside| inside.name.to_string()).collect(),
    }
}

/// Of the only property with this name.
fn value(component: &Component<'_>, name: &str) -> Option<String> {
    let mut found = component.properties.iter().filter(|property| property.name == name);
    let property = found.next()?;
    assert!(found.next().is_none(), "{name} stands more than once");
    Some(property.val.to_string())
}
