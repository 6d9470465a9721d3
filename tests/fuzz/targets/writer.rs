//! Any texts in a meeting (fuzzen): one meeting is written, in lines that every program takes, and nothing a person typed
//! becomes a line of its own. Run it as `.ci/run` does: `tests/fuzz/run writer 60`.
#![no_main]

#[path = "../../../src/documents/calendar/mod.rs"]
#[allow(dead_code, reason = "the planner uses the rest")]
mod calendar;

use calendar::{Entry, Feed, Hours, Method, Party, Status, reader, uid};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Typed {
    id: String,
    host: String,
    sequence: i32,
    status: u8,
    /// Seconds since 1970, and minutes that it lasts.
    starts: u32,
    lasts: i16,
    summary: String,
    place: Option<String>,
    description: Option<String>,
    address: Option<String>,
    /// Who asks and who is asked.
    names: [String; 2],
    mail: [String; 2],
}

/// All that may begin a line of a meeting.
const NAMES: [&str; 13] = [
    "UID",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "ORGANIZER",
    "ATTENDEE",
];

fuzz_target!(|typed: Typed| {
    let starts = DateTime::from_timestamp(i64::from(typed.starts), 0).expect("in this century or the next").naive_utc();
    let Ok(hours) = Hours::new(starts, starts + TimeDelta::minutes(typed.lasts.into())) else {
        assert!(typed.lasts <= 0, "it ends after it starts");
        return;
    };
    let entry = Entry {
        uid: uid(&typed.id, &typed.host),
        sequence: typed.sequence,
        status: [Status::Tentative, Status::Confirmed, Status::Cancelled][usize::from(typed.status % 3)],
        hours,
        changed_at: starts.and_utc(),
        summary: typed.summary,
        place: typed.place,
        description: typed.description,
        address: typed.address,
    };
    let file = calendar::one(&entry);
    is_one_meeting(&file);
    is_read_back(&file, &entry);

    let name = &entry.summary;
    let feed = calendar::feed(&Feed { name, address: entry.address.as_deref(), entries: std::slice::from_ref(&entry) });
    is_one_meeting(&feed);
    let kept = calendar::lines(&entry);
    assert_eq!(feed, calendar::feed_of(name, entry.address.as_deref(), std::iter::once(kept.as_str())));

    let [organiser, reader] = [0, 1].map(|one| Party { name: &typed.names[one], address: &typed.mail[one] });
    if let Some(asked) = calendar::request(Method::Request, &entry, organiser, reader) {
        let lines = is_one_meeting(&asked);
        assert_eq!(lines.iter().filter(|line| line.starts_with("ATTENDEE")).count(), 1);
    }
});

/// The lines of the one meeting, unfolded.
fn is_one_meeting(written: &str) -> Vec<String> {
    assert!(written.ends_with("\r\nEND:VCALENDAR\r\n"));
    assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n', '\0'])), "{written:?}");
    let unfolded = written.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.split("\r\n").collect();
    assert_eq!(lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(), 1);
    let inside = lines.iter().skip_while(|line| **line != "BEGIN:VEVENT").skip(1);
    let inside: Vec<String> = inside.take_while(|line| **line != "END:VEVENT").map(ToString::to_string).collect();
    for line in &inside {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(NAMES.contains(&name), "a line of somebody's own: {line:?}");
    }
    let once = |name: &str| inside.iter().filter(|line| line.starts_with(name)).count() == 1;
    assert!(["UID:", "DTSTAMP:", "DTSTART", "DTEND", "SUMMARY:"].into_iter().all(once), "{inside:?}");
    inside
}

/// Our own reader finds the time that was written, but for an evening that was called off.
fn is_read_back(file: &str, entry: &Entry) {
    let day = TimeDelta::days(1);
    let period = reader::Period { from: entry.hours.starts() - day, until: entry.hours.ends() + day };
    let read = reader::read(file.as_bytes(), period).expect("a calendar of ours");
    let (starts, ends) = (entry.hours.starts(), entry.hours.ends());
    let times: Vec<(NaiveDateTime, NaiveDateTime)> =
        if entry.status == Status::Cancelled { Vec::new() } else { vec![(starts, ends)] };
    assert_eq!(read.not_understood, 0);
    assert_eq!(read.times, times);
}
