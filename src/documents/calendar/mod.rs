//! Meetings as iCalendar (agenda-afspraak): one as a file, many as a feed, in the components of the crate `ical`.
//!
//! The crate's own `Emitter` folds by characters and its parameters panic on what is not ASCII, so its components are
//! written here line by line, and no value enters one that `text` has not made safe. What a participant must never get
//! (an attendee, an organiser, an alarm, a category, a class) has no field; staff get the first two with a `request`.

mod hours;
pub mod reader;
mod request;
mod stamp;
mod text;
mod zone;

use chrono::{DateTime, Utc};
use ical::generator::Property;
use ical::parser::ical::component::IcalTimeZoneTransitionType;

use hours::YEARS;
pub use hours::{Hours, NotHours};
pub use request::{Method, Party, request};
use stamp::Stamp;
use zone::{ZONE, amsterdam};

/// What every file and feed is sent as.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// One meeting as a phone keeps it; texts are for parents and neutral, the caller sees to that.
#[derive(Clone, Debug)]
pub struct Entry {
    pub uid: Uid,
    /// Grows with every change that a phone has to take over (RFC 5545, 3.8.7.4).
    pub sequence: i32,
    pub status: Status,
    pub hours: Hours,
    /// The last change, not the moment of writing, so that the same meeting gives the same bytes.
    pub changed_at: DateTime<Utc>,
    pub summary: String,
    /// `None`: withheld, then nothing about a place is written.
    pub place: Option<String>,
    pub description: Option<String>,
    /// The meeting's page, http or https; anything else is left out.
    pub address: Option<String>,
}

/// Many meetings under one address that a phone asks for again and again.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
    /// Shown as the calendar's name: neutral.
    pub name: &'a str,
    /// The page with the same meetings. Never the secret address of the feed itself: phones show and share it.
    pub address: Option<&'a str>,
    pub entries: &'a [Entry],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Tentative,
    Confirmed,
    Cancelled,
}

/// What a meeting is called in every calendar, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uid(String);

/// The file of one meeting, `METHOD:PUBLISH`: a phone adds it without asking for an answer.
pub fn one(entry: &Entry) -> String {
    write("PUBLISH", std::slice::from_ref(entry), &[])
}

/// The feed, with the request to come back every six hours.
pub fn feed(feed: &Feed<'_>) -> String {
    let size = feed.entries.iter().map(length).sum();
    calendar("PUBLISH", of_feed(feed.name, feed.address), size, |out| events(feed.entries, &[], out))
}

/// One meeting as it stands in a feed; the same for every feed, so it can be kept.
pub fn lines(entry: &Entry) -> String {
    let mut out = String::with_capacity(length(entry));
    event(entry, &[], &mut String::new(), &mut out);
    out
}

/// The same feed of meetings that were written before.
pub fn feed_of<'a>(name: &str, address: Option<&str>, written: impl Iterator<Item = &'a str> + Clone) -> String {
    let size = written.clone().map(str::len).sum();
    calendar("PUBLISH", of_feed(name, address), size, |out| written.for_each(|lines| out.push_str(lines)))
}

/// The same meeting on the same host has the same one, whatever else changes; two installations never share one.
pub fn uid(meeting_id: &str, host: &str) -> Uid {
    let mut uid = String::with_capacity(meeting_id.len() + 1 + host.len());
    put_in_uid(meeting_id, &mut uid);
    uid.push('@');
    let host_from = uid.len();
    put_in_uid(host, &mut uid);
    uid[host_from..].make_ascii_lowercase();
    Uid(uid)
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

impl Uid {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const MAKER: &str = "-//Aan Tafel//NL";
const REFRESH: &str = "PT6H";

fn put_in_uid(part: &str, uid: &mut String) {
    let may_stand = |octet: &u8| octet.is_ascii_alphanumeric() || b"-._:[]".contains(octet);
    // Nearly always all of it may.
    if part.as_bytes().iter().all(may_stand) {
        uid.push_str(part);
    } else {
        uid.extend(part.bytes().filter(may_stand).map(char::from));
    }
}

/// `parties` are lines that staff's entries have besides.
fn write(method: &str, entries: &[Entry], parties: &[Property]) -> String {
    let size = entries.iter().map(length).sum();
    calendar(method, Vec::new(), size, |out| events(entries, parties, out))
}

/// What a feed says of itself.
fn of_feed(name: &str, address: Option<&str>) -> Vec<Property> {
    let name = text::escape_line(name);
    let mut properties = vec![
        property("NAME", name.clone()),
        property("X-WR-CALNAME", name),
        property("X-WR-TIMEZONE", ZONE),
        property("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        property("X-PUBLISHED-TTL", REFRESH),
    ];
    properties.extend(address.and_then(text::web_address).map(|address| property("URL", address)));
    properties
}

/// The meetings come from `inside`, one by one, so that a long feed stands in memory once; together they take about `size`.
fn calendar(method: &str, more: Vec<Property>, size: usize, inside: impl FnOnce(&mut String)) -> String {
    let mut properties = vec![
        property("VERSION", "2.0"),
        property("PRODID", MAKER),
        property("CALSCALE", "GREGORIAN"),
        property("METHOD", method),
    ];
    properties.extend(more);
    let zone = amsterdam();
    let mut out = String::with_capacity(1500 + size);
    component("VCALENDAR", &properties, &mut out, |out| {
        component("VTIMEZONE", &zone.properties, out, |out| {
            for change in &zone.transitions {
                let name = match change.transition {
                    IcalTimeZoneTransitionType::DAYLIGHT => "DAYLIGHT",
                    IcalTimeZoneTransitionType::STANDARD => "STANDARD",
                };
                component(name, &change.properties, out, |_| {});
            }
        });
        inside(out);
    });
    out
}

fn events(entries: &[Entry], parties: &[Property], out: &mut String) {
    let mut room = String::new();
    for entry in entries {
        event(entry, parties, &mut room, out);
    }
}

fn component(name: &str, properties: &[Property], out: &mut String, inside: impl FnOnce(&mut String)) {
    text::line("BEGIN", name, out);
    for property in properties {
        text::line(&property.name, property.value.as_deref().unwrap_or_default(), out);
    }
    inside(out);
    text::line("END", name, out);
}

/// About the octets that it takes: fixed lines, texts, their escapes and folds.
fn length(entry: &Entry) -> usize {
    let texts =
        [&entry.place, &entry.description, &entry.address].into_iter().flatten().map(String::len).sum::<usize>();
    let texts = texts + entry.summary.len() + entry.uid.0.len();
    380 + texts + texts / 16
}

/// Line by line: of a feed of a thousand meetings nothing is gathered first. `room` is where a value is made safe.
fn event(entry: &Entry, parties: &[Property], room: &mut String, out: &mut String) {
    let changed_at = Stamp::of(entry.changed_at.naive_utc());
    text::line("BEGIN", "VEVENT", out);
    text::line("UID", entry.uid.as_str(), out);
    text::line("DTSTAMP", changed_at.in_utc(), out);
    text::line("LAST-MODIFIED", changed_at.in_utc(), out);
    text::line("SEQUENCE", &entry.sequence.max(0).to_string(), out);
    text::line("STATUS", entry.status.word(), out);
    times(entry.hours, out);
    text::escape_line_into(&entry.summary, room);
    text::line("SUMMARY", room, out);
    let is_seen = |value: &&str| !text::is_blank(value);
    if let Some(place) = entry.place.as_deref().filter(is_seen) {
        text::escape_line_into(place, room);
        text::line("LOCATION", room, out);
    }
    if let Some(description) = entry.description.as_deref().filter(is_seen) {
        text::escape_into(description, room);
        text::line("DESCRIPTION", room, out);
    }
    if let Some(address) = entry.address.as_deref().and_then(text::web_address) {
        text::line("URL", &address, out);
    }
    for party in parties {
        text::line(&party.name, party.value.as_deref().unwrap_or_default(), out);
    }
    text::line("END", "VEVENT", out);
}

/// On the clock of the zone; in UTC where that clock shows one of them twice: then libical and ical.js take the second hour,
/// and others the first.
fn times(hours: Hours, out: &mut String) {
    if let Some(first) = hours.doubled {
        let [starts, ends] = first.map(Stamp::of);
        text::line("DTSTART", starts.in_utc(), out);
        text::line("DTEND", ends.in_utc(), out);
        return;
    }
    let [starts, ends] = [hours.starts, hours.ends].map(Stamp::of);
    text::line("DTSTART;TZID=Europe/Amsterdam", starts.on_the_wall(), out);
    text::line("DTEND;TZID=Europe/Amsterdam", ends.on_the_wall(), out);
}

/// Our parameters are fixed, so they stand in the name: nothing that a person typed can reach one.
fn property(name: &'static str, value: impl Into<String>) -> Property {
    Property { name: name.to_owned(), params: None, value: Some(value.into()) }
}

#[cfg(test)]
mod tests;
