//! The traps of clients and of the crate, each by its number, with a stranger reading what we write.

#[path = "../../../tests/it/calendar_reader.rs"]
mod calendar_reader;
mod clock;
mod hostile;

use super::*;
use calendar_reader::{ReadEvent, assert_grammar, grammar_faults, read, read_all};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Europe::Amsterdam;
use ical::generator::{IcalCalendarBuilder, IcalEvent, IcalEventBuilder};

const ARABIC: &str = "أمسية للآباء والأمهات: الطعام ورعاية الأطفال متوفران في مركز الحي، أهلا وسهلا بكم جميعا";
const TIGRINYA: &str = "ምሸት ወለዲ፡ ብዛዕባ ምዕባይ ቆልዑ ኣብ ክልተ ባህልታት ንዘራረብ፣ መግብን ክንክን ህጻናትን ኣሎ";
const PHONE_IN_ARABIC: &str = "اتصل بالرقم \u{2066}0800-2000\u{2069} في أي وقت";

#[test]
fn trap_01_lines_fold_at_75_octets_on_character_boundaries() {
    for text in [ARABIC, TIGRINYA, &"👨‍👩‍👧 ".repeat(20), &"x".repeat(200)] {
        for shift in 0..76 {
            let summary = format!("{}{text}", "-".repeat(shift));
            assert_eq!(check(&Entry { summary: summary.clone(), ..evening() }).summary, summary);
        }
    }
    let ics = one(&Entry { summary: "y".repeat(67 + 74), ..evening() });
    assert!(ics.contains(&format!("SUMMARY:{}\r\n {}\r\n", "y".repeat(67), "y".repeat(74))), "lines are full: {ics}");
    assert_caught("octets", by_the_crate_alone("20270101T000000Z", ARABIC));
}

#[test]
fn trap_02_no_value_becomes_a_line_of_its_own() {
    let hostile = "Avond\r\nX-INJECT:1\nEND:VEVENT\rBEGIN:VEVENT\u{2028}\\, a; b\\n\u{0}\u{7f}\u{202e}.";
    let told = "Avond\nX-INJECT:1\nEND:VEVENT\nBEGIN:VEVENT\n\\, a; b\\n.";
    let read = check(&everywhere(hostile));
    let in_one_line = told.replace('\n', " ");
    assert_eq!((&read.summary, read.location.as_ref()), (&in_one_line, Some(&in_one_line)));
    assert_eq!(read.description.as_deref(), Some(told));
    assert!(!read.names.iter().any(|name| name == "X-INJECT"));
    assert_caught("X-INJECT", by_the_crate_alone("20270101T000000Z", "Avond\r\nX-INJECT"));
    assert_caught("SUMMARY is wrong", by_the_crate_alone("20270101T000000Z", "eten, drinken; praten"));
}

#[test]
fn trap_03_no_name_reaches_a_parameter() {
    for name in
        ["جمعية; الآباء", "Vereniging é:x", "", "Stichting Ñandú, Zwolle", "\"De Brug\": samen; sterk", "fam=x;y"]
    {
        let entries = [everywhere(name)];
        let ics = feed(&Feed { name, address: Some(name), entries: &entries });
        assert_grammar(&ics);
        assert_eq!(read(&ics).len(), 1);
        let unfolded = ics.replace("\r\n ", "");
        let heads = unfolded.lines().filter_map(|line| line.split_once(':')).map(|(head, _)| head);
        let with_parameter: Vec<_> = heads.filter(|head| head.contains(';')).collect();
        assert_eq!(
            with_parameter,
            ["REFRESH-INTERVAL;VALUE=DURATION", "DTSTART;TZID=Europe/Amsterdam", "DTEND;TZID=Europe/Amsterdam"]
        );
    }
}

#[test]
fn trap_04_the_stamp_is_utc() {
    assert_eq!(check(&evening()).stamp, "20270301T080500Z");
    for changed_at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        check(&Entry { changed_at, ..evening() });
    }
    let event = IcalEventBuilder::tzid(ZONE).uid("a@b").changed("20270301T090500").start("20270601T193000");
    let event = event.end("20270601T213000").set(property("SUMMARY", "Ouderavond")).build();
    assert_caught("DTSTAMP is wrong", in_a_calendar(event));
}

#[test]
fn trap_05_the_zone_is_described_and_no_time_floats() {
    let ics = one(&evening());
    assert_eq!(check(&evening()).zone.as_deref(), Some("Europe/Amsterdam"));
    assert_eq!(read_all(&ics).zones, ["Europe/Amsterdam"]);
    let zone = ics.find("BEGIN:VTIMEZONE").unwrap()..ics.find("BEGIN:VEVENT").unwrap();
    let mut without = ics.clone();
    without.replace_range(zone, "");
    assert_caught("not described", without);
    assert_caught("DTSTART is wrong", ics.replace("DTSTART;TZID=Europe/Amsterdam", "DTSTART"));
    assert_caught("both a zone and Z", ics.replace("20270601T193000", "20270601T193000Z"));
}

#[test]
fn trap_06_the_zone_goes_by_the_rule_that_the_country_keeps() {
    let ics = one(&evening());
    for (half, from, to, month, first) in
        [("DAYLIGHT", "+0100", "+0200", 3, "19700329T020000"), ("STANDARD", "+0200", "+0100", 10, "19701025T030000")]
    {
        let part = ics.split_once(&format!("BEGIN:{half}\r\n")).unwrap().1.split_once("END:").unwrap().0;
        let rule = format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU");
        for line in [rule, format!("TZOFFSETFROM:{from}"), format!("TZOFFSETTO:{to}"), format!("DTSTART:{first}")] {
            assert!(part.lines().any(|written| written == line), "{line} in {part}");
        }
        for year in 2026..2038 {
            let end_of_month = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
            let days = end_of_month.weekday().days_since(Weekday::Sun);
            let change = end_of_month - Days::new(days.into());
            let offset =
                |day: NaiveDate| Amsterdam.from_local_datetime(&at(day, 12, 0)).unwrap().format("%z").to_string();
            assert_eq!((offset(change - Days::new(1)), offset(change)), (from.to_owned(), to.to_owned()), "{change}");
        }
    }
    assert!(!ics.contains("TZID:CE") && !ics.contains("TZID=CE"), "an abbreviation is no zone");
}

#[test]
fn trap_08_every_meeting_ends_after_it_starts() {
    let (starts, ends) = (at(june(), 19, 30), at(june(), 21, 30));
    assert_eq!(Hours::new(ends, starts), Err(NotHours));
    assert_eq!(Hours::new(starts, starts), Err(NotHours));
    assert_eq!(Hours::new(starts, starts + TimeDelta::milliseconds(999)), Err(NotHours));
    for far in [NaiveDateTime::MIN, NaiveDateTime::MAX, at(NaiveDate::from_ymd_opt(1969, 1, 1).unwrap(), 1, 0)] {
        assert_eq!(Hours::new(far.min(starts), far.max(starts)), Err(NotHours), "{far}");
    }
    let empty = feed(&Feed { name: "Ouderavonden", address: None, entries: &[] });
    assert_grammar(&empty);
    assert_eq!(read(&empty), []);
    assert_caught("ends at", one(&evening()).replace("T213000", "T193000"));
}

#[test]
fn trap_21_22_23_nothing_stands_in_a_meeting_but_what_a_parent_may_see() {
    let entries = [everywhere("Ouderavond")];
    for ics in [one(&entries[0]), feed(&Feed { name: "Ouderavonden", address: None, entries: &entries })] {
        let read = read(&ics).remove(0);
        assert_eq!(
            read.names,
            [
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
                "URL"
            ]
        );
        assert_eq!(read.inside, [""; 0], "no alarm");
    }
    let of_one = read_all(&one(&evening()));
    let names: Vec<_> = of_one.properties.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["VERSION", "PRODID", "CALSCALE", "METHOD"]);
    assert_eq!(of_one.property("PRODID"), Some("-//Aan Tafel//NL"));
    assert_eq!(of_one.property("METHOD"), Some("PUBLISH"));
}

#[test]
fn trap_24_a_withheld_place_is_withheld_in_file_and_feed() {
    for place in [None, Some(String::new()), Some(" \u{0}\r\n".to_owned())] {
        let hidden = Entry { place, ..evening() };
        assert_eq!(check(&hidden).location, None);
        let entries = [hidden, evening()];
        let read = read(&feed(&Feed { name: "Ouderavonden", address: None, entries: &entries }));
        assert_eq!(read[0].location, None);
        assert_eq!(read[1].location.as_deref(), Some("Buurthuis De Brug, Utrecht"));
    }
}

#[test]
fn every_status_has_its_word() {
    for (status, word) in
        [(Status::Tentative, "TENTATIVE"), (Status::Confirmed, "CONFIRMED"), (Status::Cancelled, "CANCELLED")]
    {
        assert_eq!(check(&Entry { status, ..evening() }).status.as_deref(), Some(word));
    }
}

#[test]
fn a_feed_says_its_name_and_when_to_come_back() {
    let entries = [evening(), Entry { uid: uid("0190-b", "tafel.example"), status: Status::Cancelled, ..evening() }];
    let ics =
        feed(&Feed {
            name: "Ouderavonden; أمسيات", address: Some("https://tafel.example/ar/"), entries: &entries
        });
    assert_grammar(&ics);
    assert_eq!(
        ics,
        feed(&Feed {
            name: "Ouderavonden; أمسيات", address: Some("https://tafel.example/ar/"), entries: &entries
        })
    );
    let kept: Vec<String> = entries.iter().map(lines).collect();
    let of_kept = feed_of("Ouderavonden; أمسيات", Some("https://tafel.example/ar/"), kept.iter().map(String::as_str));
    assert_eq!(of_kept, ics, "what was written before stands in it as it is");
    let read = read_all(&ics);
    assert_eq!(read.property("NAME"), Some("Ouderavonden; أمسيات"));
    assert_eq!(read.property("REFRESH-INTERVAL"), Some("PT6H"));
    assert_eq!(read.property("X-PUBLISHED-TTL"), Some("PT6H"));
    assert_eq!(read.property("X-WR-TIMEZONE"), Some("Europe/Amsterdam"));
    assert_eq!(read.property("URL"), Some("https://tafel.example/ar/"));
    assert_eq!(read.events[1].status.as_deref(), Some("CANCELLED"));
    assert_caught("twice", ics.replace("0190-b", "0190-a"));
}

/// One file, right in its grammar, read as one meeting.
fn check(entry: &Entry) -> ReadEvent {
    let ics = one(entry);
    assert_grammar(&ics);
    let mut events = read(&ics);
    assert_eq!(events.len(), 1, "one meeting in {ics}");
    events.remove(0)
}

fn assert_caught(fault: &str, broken: String) {
    let faults = grammar_faults(&broken);
    assert!(faults.iter().any(|found| found.contains(fault)), "{fault:?} is not among {faults:?} of {broken}");
}

/// What the crate writes by itself, without escapes and with its own folds.
fn by_the_crate_alone(stamp: &str, summary: &str) -> String {
    let event =
        IcalEventBuilder::tzid(ZONE).uid("a@b").changed_utc(stamp).start("20270601T193000").end("20270601T213000");
    in_a_calendar(event.set(property("SUMMARY", summary)).build())
}

fn in_a_calendar(event: IcalEvent) -> String {
    use ical::generator::Emitter;
    let calendar = IcalCalendarBuilder::version("2.0").gregorian().prodid(MAKER);
    calendar.add_tz(amsterdam()).add_event(event).build().generate()
}

fn evening() -> Entry {
    Entry {
        uid: uid("0190-a", "tafel.example"),
        sequence: 2,
        status: Status::Confirmed,
        hours: Hours::new(at(june(), 19, 30), at(june(), 21, 30)).unwrap(),
        changed_at: NaiveDate::from_ymd_opt(2027, 3, 1).unwrap().and_hms_opt(8, 5, 0).unwrap().and_utc(),
        summary: "Ouderavond".to_owned(),
        place: Some("Buurthuis De Brug, Utrecht".to_owned()),
        description: None,
        address: Some("https://tafel.example/nl/m/k7f3q2".to_owned()),
    }
}

fn everywhere(text: &str) -> Entry {
    Entry {
        uid: uid(text, "tafel.example"),
        summary: text.to_owned(),
        place: Some(text.to_owned()),
        description: Some(text.to_owned()),
        address: Some(format!("https://tafel.example/{text}")),
        ..evening()
    }
}

fn june() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 6, 1).unwrap()
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_hms_opt(hour, minute, 0).unwrap()
}
