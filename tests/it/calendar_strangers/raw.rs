//! Titles and hours that break calendars (gemene titels, de klok verzet), straight from our writer.

use aantafel::documents::calendar::{Entry, Feed, Hours, Status, feed, one, uid};
use chrono::NaiveDateTime;

use super::stranger::{Told, strangers};
use super::{Shelf, first_utc};

/// As typed, and as every program must have it.
const TITLES: [(&str, &str); 12] = [
    ("Avond\r\nSTATUS:CANCELLED\r\nX-INJECT:1", "Avond STATUS:CANCELLED X-INJECT:1"),
    ("Een\u{2028}twee\u{2029}drie\u{85}vier\u{b}vijf\u{c}zes\rzeven\nacht", "Een twee drie vier vijf zes zeven acht"),
    ("Rechts \u{202e}sknil\u{202c} \u{202a}\u{202b}\u{202d}om", "Rechts sknil om"),
    ("اتصل بالرقم \u{2066}0800-2000\u{2069}، من فضلك", "اتصل بالرقم \u{2066}0800-2000\u{2069}، من فضلك"),
    (
        "Eten; drinken, praten: \"samen\" \\ alleen \\n \\, \\;",
        "Eten; drinken, praten: \"samen\" \\ alleen \\n \\, \\;",
    ),
    ("BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR", "BEGIN:VEVENT UID:x END:VEVENT END:VCALENDAR"),
    ("👨‍👩‍👧 🎉 ምሸት ወለዲ፡ ê̄́", "👨‍👩‍👧 🎉 ምሸት ወለዲ፡ ê̄́"),
    ("\u{0}nul\u{1b}[31m\u{7f}bel\u{7}", "nul[31mbel"),
    ("^n ^^ ^' =?UTF-8?Q?x?= %0d%0a &amp; <b>", "^n ^^ ^' =?UTF-8?Q?x?= %0d%0a &amp; <b>"),
    (":", ":"),
    ("TZID=Europe/London:20270601T193000", "TZID=Europe/London:20270601T193000"),
    ("-- Location: elders | > a", "-- Location: elders | > a"),
];

/// On the wall in the Netherlands, and what the moment is in UTC.
const HOURS: [(&str, &str, [&str; 2]); 10] = [
    // The night of 28 March 2027: from two to three the clock shows nothing, and 02:30 becomes 03:30.
    ("2027-03-28T01:30:00", "2027-03-28T04:00:00", ["2027-03-28T00:30:00", "2027-03-28T02:00:00"]),
    ("2027-03-28T02:30:00", "2027-03-28T05:00:00", ["2027-03-28T01:30:00", "2027-03-28T03:00:00"]),
    ("2027-03-28T19:30:00", "2027-03-28T21:30:00", ["2027-03-28T17:30:00", "2027-03-28T19:30:00"]),
    // The night of 31 October 2027: from two to three comes twice.
    ("2027-10-31T01:30:00", "2027-10-31T04:00:00", ["2027-10-30T23:30:00", "2027-10-31T03:00:00"]),
    ("2027-10-31T02:30:00", "2027-10-31T04:00:00", ["2027-10-31T00:30:00", "2027-10-31T03:00:00"]),
    ("2027-10-31T19:30:00", "2027-10-31T21:30:00", ["2027-10-31T18:30:00", "2027-10-31T20:30:00"]),
    ("2027-10-30T22:30:00", "2027-10-31T00:00:00", ["2027-10-30T20:30:00", "2027-10-30T22:00:00"]),
    ("2027-12-31T23:00:00", "2028-01-01T01:00:00", ["2027-12-31T22:00:00", "2028-01-01T00:00:00"]),
    ("2028-02-29T19:30:00", "2028-02-29T21:30:00", ["2028-02-29T18:30:00", "2028-02-29T20:30:00"]),
    ("2028-02-29T23:30:00", "2028-03-01T00:30:00", ["2028-02-29T22:30:00", "2028-02-29T23:30:00"]),
];

#[test]
fn whatever_is_typed_each_of_them_finds_one_meeting_with_the_same_title_and_place() {
    let long = ["Samen eten, praten; en luisteren በሓባር أمسية 👪"; 50].join(" ");
    let titles = TITLES.iter().map(|(typed, kept)| ((*typed).to_owned(), (*kept).to_owned()));
    let titles = titles.chain([(long.clone(), long)]);
    let mut shelf = Shelf::new();
    let mut entries = Vec::new();
    for (number, (typed, kept)) in titles.enumerate() {
        let hours = hours("2027-06-01T19:30:00", "2027-06-01T21:30:00");
        let entry = Entry { summary: typed.clone(), place: Some(typed), ..entry(number, hours) };
        let meeting = Told { title: kept.clone(), place: Some(kept), ..told(&entry) };
        shelf.put(&[one(&entry)], vec![meeting]);
        entries.push(entry);
    }
    let name = "BEGIN:VEVENT\r\nX: \\;,\"\u{2028}";
    let all = feed(&Feed { name, address: None, entries: &entries });
    shelf.put(&[all], shelf.meetings.concat());
    strangers().for_each(|stranger| shelf.is_read_by(stranger));
}

#[test]
fn through_both_changes_of_the_clock_each_of_them_has_the_same_moments() {
    let mut shelf = Shelf::new();
    let mut entries = Vec::new();
    let mut meetings = Vec::new();
    for (number, (starts, ends, [starts_utc, ends_utc])) in HOURS.into_iter().enumerate() {
        let entry = entry(number, hours(starts, ends));
        let meeting = Told { starts_utc: moment(starts_utc), ends_utc: moment(ends_utc), ..told(&entry) };
        assert_eq!(meeting, told(&entry), "the table says what the clock of the country says");
        entries.push(entry);
        meetings.push(meeting);
    }
    shelf.put(&[feed(&Feed { name: "Bijeenkomsten", address: None, entries: &entries })], meetings);
    strangers().for_each(|stranger| shelf.is_read_by(stranger));
}

/// The control: what a writer could do wrong, one of two sees.
#[test]
fn a_planted_fault_does_not_go_unseen() {
    let entry = entry(0, hours("2027-06-01T19:30:00", "2027-06-01T21:30:00"));
    let entry = Entry { summary: "Eten, praten".to_owned(), place: Some("De Brug\\ 1".to_owned()), ..entry };
    let written = one(&entry);
    let meeting =
        &written[written.find("BEGIN:VEVENT").expect("a meeting")..written.find("END:VCALENDAR").expect("an end")];
    let two = [meeting, &meeting.replace("UID:", "UID:x")].concat();
    let faults = [
        ("an hour later", "T193000", "T203000"),
        ("the clock of no country", "DTEND;TZID=Europe/Amsterdam", "DTEND"),
        ("another zone", "TZOFFSETTO:+0200", "TZOFFSETTO:+0300"),
        ("no number", "SEQUENCE:1\r\n", ""),
        ("no status", "STATUS:CONFIRMED\r\n", ""),
        ("a status that is none", "STATUS:CONFIRMED", "STATUS:MOVED"),
        ("another name", "@tafel", "@stoel"),
        ("a line out of a title", "SUMMARY:Eten", "SUMMARY:\r\nX-INJECT:Eten"),
        ("a backslash that is not doubled", "Brug\\\\ 1", "Brug\\n1"),
        ("a second meeting", meeting, two.as_str()),
    ];
    let mut shelf = Shelf::new();
    shelf.put(&[&written], vec![told(&entry)]);
    for (fault, right, wrong) in &faults {
        let broken = written.replacen(right, wrong, 1);
        assert_ne!(broken, written, "{fault}");
        shelf.put(&[broken], vec![told(&entry)]);
    }
    let mut unseen: Vec<usize> = (1..=faults.len()).collect();
    for stranger in strangers().filter(|stranger| ["icalendar", "ical.js"].contains(&stranger.name)) {
        let Some(told) = stranger.read(&shelf.calendars) else { return };
        let is_right = |number: usize| told[number] == stranger.would_tell(&shelf.meetings[number]);
        assert!(is_right(0), "{}: {:?}", stranger.name, told[0]);
        unseen.retain(|fault| is_right(*fault));
    }
    let unseen: Vec<&str> = unseen.into_iter().map(|fault| faults[fault - 1].0).collect();
    assert_eq!(unseen, [""; 0]);
}

fn entry(number: usize, hours: Hours) -> Entry {
    Entry {
        uid: uid(&format!("0190-{number}"), "tafel.example"),
        sequence: 1,
        status: Status::Confirmed,
        hours,
        changed_at: "2027-03-01T08:05:00Z".parse().expect("a moment"),
        summary: "Ouderavond".to_owned(),
        place: None,
        description: None,
        address: None,
    }
}

fn told(entry: &Entry) -> Told {
    let (starts, ends) = (entry.hours.starts(), entry.hours.ends());
    Told {
        starts,
        ends,
        starts_utc: first_utc(starts),
        ends_utc: first_utc(ends),
        title: entry.summary.clone(),
        place: entry.place.clone(),
        uid: Some(entry.uid.as_str().to_owned()),
        status: Some("CONFIRMED".to_owned()),
        sequence: Some(entry.sequence),
    }
}

fn hours(starts: &str, ends: &str) -> Hours {
    Hours::new(moment(starts), moment(ends)).expect("hours")
}

fn moment(text: &str) -> NaiveDateTime {
    text.parse().expect("a moment")
}
