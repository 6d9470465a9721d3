//! Calendars as Outlook, Google and Apple write them, and as nobody should (proeven).

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn period() -> Period {
    Period { from: at("2027-01-01 00:00"), until: at("2028-02-01 00:00") }
}

/// One appointment with these lines, in a calendar.
fn event(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@b\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

fn times(text: &str) -> Vec<String> {
    let read = read(text.as_bytes(), period()).unwrap();
    assert_eq!(read.not_understood, 0, "{text}");
    let say = |(starts, ends): &(NaiveDateTime, NaiveDateTime)| {
        format!("{}-{}", starts.format("%Y-%m-%d %H:%M"), ends.format("%Y-%m-%d %H:%M"))
    };
    read.times.iter().map(say).collect()
}

fn check(lines: &str, expected: &[&str]) {
    assert_eq!(times(&event(lines)), expected, "{lines}");
}

fn not_understood(lines: &str) {
    let read = read(event(lines).as_bytes(), period()).unwrap();
    assert_eq!((read.not_understood, read.times.len()), (1, 0), "{lines}");
}

#[test]
fn a_moment_is_read_in_its_own_zone_and_told_on_the_clock_here() {
    let evening = ["2027-06-01 19:30-2027-06-01 21:30"];
    check("DTSTART;TZID=Europe/Amsterdam:20270601T193000\nDTEND;TZID=Europe/Amsterdam:20270601T213000", &evening);
    check("DTSTART:20270601T173000Z\nDTEND:20270601T193000Z", &evening);
    check("DTSTART:20270601T193000\nDURATION:PT2H", &evening);
    check(
        "DTSTART;TZID=\"W. Europe Standard Time\":20270601T193000\nDTEND;TZID=Africa/Nairobi:20270601T223000",
        &evening,
    );
    check("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Amsterdam:20270601T193000\nDURATION:PT120M", &evening);
    check("DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlijn\":20270601T193000\nDURATION:PT2H0M0S", &evening);
    check("dtstart;tzid=Asia/Tehran:20270601T210000\ndtend:20270601T193000Z", &evening);
    not_understood("DTSTART;TZID=Customized Time Zone:20270601T193000\nDURATION:PT2H");
}

#[test]
fn a_day_ends_before_its_last_and_what_takes_no_time_takes_none() {
    check("DTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270603", &["2027-06-01 00:00-2027-06-03 00:00"]);
    check("DTSTART;VALUE=DATE:20270601", &["2027-06-01 00:00-2027-06-02 00:00"]);
    check("DTSTART:20270601T193000", &[]);
    check("DTSTART:20270601T193000\nDTEND:20270601T213000\nTRANSP:TRANSPARENT", &[]);
    check("DTSTART:20270601T193000\nDTEND:20270601T213000\nSTATUS:CANCELLED", &[]);
    check("DTSTART:20270601T193000\nDTEND:20270601T213000\nSTATUS:TENTATIVE", &["2027-06-01 19:30-2027-06-01 21:30"]);
}

#[test]
fn what_comes_back_keeps_its_hour_when_the_clock_changes() {
    let weekly = "DTSTART;TZID=Europe/Amsterdam:20270318T193000\nDTEND;TZID=Europe/Amsterdam:20270318T213000\nRRULE:FREQ=WEEKLY;COUNT=3";
    let evenings =
        ["2027-03-18 19:30-2027-03-18 21:30", "2027-03-25 19:30-2027-03-25 21:30", "2027-04-01 19:30-2027-04-01 21:30"];
    check(weekly, &evenings);
    // In UTC it does move, and so says who wrote it.
    let utc = "DTSTART:20270325T183000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20270402T000000Z";
    check(utc, &["2027-03-25 19:30-2027-03-25 20:30", "2027-04-01 20:30-2027-04-01 21:30"]);
    // 02:30 is skipped on 28 March 2027, and stands twice on 31 October.
    check("DTSTART:20270328T023000\nDURATION:PT1H", &["2027-03-28 03:30-2027-03-28 04:30"]);
    check(
        "DTSTART;TZID=Europe/London:20271031T013000\nDTEND;TZID=Europe/London:20271031T030000",
        &["2027-10-31 02:30-2027-10-31 04:00"],
    );
}

#[test]
fn rules_of_days_weeks_months_and_years_are_followed() {
    let on = |rule: &str, expected: &[&str]| {
        let dates: Vec<String> = times(&event(&format!("DTSTART:20270105T100000\nDURATION:PT1H\nRRULE:{rule}")))
            .into_iter()
            .map(|time| time[5..10].to_owned())
            .collect();
        assert_eq!(dates, expected, "{rule}");
    };
    on("FREQ=DAILY;INTERVAL=2;COUNT=3", &["01-05", "01-07", "01-09"]);
    on("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=5", &["01-05", "01-06", "01-07", "01-08", "01-11"]);
    on("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270114", &["01-05", "01-07", "01-12", "01-14"]);
    on("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=MO;COUNT=4", &["01-05", "01-10", "01-19", "01-24"]);
    on("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU;COUNT=4", &["01-05", "01-17", "01-19", "01-31"]);
    on("FREQ=MONTHLY;COUNT=2", &["01-05", "02-05"]);
    on("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", &["01-05", "02-02", "03-02"]);
    on("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", &["01-05", "01-29", "02-26"]);
    on("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", &["01-05", "01-29"]);
    on("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", &["01-05", "01-31", "03-31"]);
    on("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3;INTERVAL=1", &["01-05", "01-31", "02-28"]);
    on("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5", &["01-05", "01-05"]);
    for strange in [
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;UNTIL=morgen",
        "COUNT=3",
        "FREQ",
        "FREQ=WEEKLY;BYDAY=é",
        "FREQ=YEARLY;BYMONTH=2",
    ] {
        not_understood(&format!("DTSTART:20270105T100000\nDURATION:PT1H\nRRULE:{strange}"));
    }
}

#[test]
fn repetitions_that_are_left_out_moved_or_called_off_are_not_there() {
    let weekly = "DTSTART;TZID=Europe/Amsterdam:20270601T193000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5";
    let left_out = "EXDATE;TZID=Europe/Amsterdam:20270608T193000\nEXDATE:20270615T173000Z";
    let alone = event(&format!("{weekly}\n{left_out}"));
    assert_eq!(times(&alone).len(), 3, "by either clock");
    let moved = "BEGIN:VEVENT\r\nUID:a@b\r\nRECURRENCE-ID:20270622T173000Z\r\nDTSTART:20270623T080000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    let off = "BEGIN:VEVENT\r\nUID:a@b\r\nRECURRENCE-ID;TZID=Europe/Amsterdam:20270629T193000\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n";
    let all = alone.replace("END:VCALENDAR", &format!("{moved}{off}END:VCALENDAR"));
    assert_eq!(times(&all), ["2027-06-01 19:30-2027-06-01 20:30", "2027-06-23 10:00-2027-06-23 11:00"]);
    let other = all.replacen("UID:a@b\r\nRECURRENCE-ID", "UID:c@d\r\nRECURRENCE-ID", 1);
    assert_eq!(times(&other).len(), 3, "of another appointment it moves nothing");
    not_understood("RECURRENCE-ID;RANGE=THISANDFUTURE:20270608T173000Z\nDTSTART:20270608T173000Z\nDURATION:PT1H");
    check(
        "DTSTART;VALUE=DATE:20270601\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20270602",
        &["2027-06-01 00:00-2027-06-02 00:00", "2027-06-03 00:00-2027-06-04 00:00"],
    );
}

#[test]
fn alarms_tasks_and_zones_are_no_appointments_and_hours_that_are_told_as_taken_are() {
    let alarm = "DTSTART:20270601T193000\nDURATION:PT1H\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT9H\nEND:VALARM";
    check(alarm, &["2027-06-01 19:30-2027-06-01 20:30"]);
    let taken = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE\n\
        BEGIN:VTODO\nDTSTART:20270601T100000\nDURATION:PT1H\nEND:VTODO\n\
        BEGIN:VFREEBUSY\nFREEBUSY:20270602T080000Z/PT1H,20270602T090000Z/20270602T100000Z\nFREEBUSY;FBTYPE=FREE:20270603T080000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR\n";
    assert_eq!(times(taken), ["2027-06-02 10:00-2027-06-02 12:00"], "what touches is one");
}

/// Folded in the middle of a letter, by tab and by blank, with a byte order mark, bare line feeds and blanks at the end.
#[test]
fn trap_26_folds_within_letters_a_byte_order_mark_and_bare_line_feeds_are_read() {
    let mut folded = b"\xef\xbb\xbfBEGIN:VCALENDAR\nBEGIN:VEVENT \nUID:a@b\nSUMMARY:Ouderavond met \xc3".to_vec();
    folded.extend(
        b"\n \xa9\xc3\n\t\xa9n hapje\nDTSTA\n RT;TZI\n\tD=Europe/Amster\n dam:2027060\n 1T193000\nDURATION:PT\n 2H\n",
    );
    folded.extend(b"END:VEVENT\nEND:VCALENDAR");
    let read = read(&folded, period()).unwrap();
    assert_eq!(read.times, [(at("2027-06-01 19:30"), at("2027-06-01 21:30"))]);
    assert_eq!(read.not_understood, 0);
    // The crate alone loses it: the line that ends within a letter is none for it, and with it all that follows.
    let alone = ical::PropertyParser::from_reader(folded.as_slice());
    assert!(!alone.flatten().any(|property| property.name == "DTSTART"), "the crate reads this by itself now");
}

#[test]
fn what_is_no_calendar_or_not_whole_or_too_much_is_refused() {
    let refused = |bytes: &[u8]| read(bytes, period()).unwrap_err();
    for other in ["", "\n\n", "<html>", "BEGIN:VCARD\nEND:VCARD", "%PDF-1.7", "\u{0}\u{1}", "DTSTART:20270601"] {
        assert_eq!(refused(other.as_bytes()), Refusal::NotACalendar, "{other}");
    }
    let whole = event("DTSTART:20270601T193000\nDURATION:PT1H");
    for end in ["END:VCALENDAR\r\n", "END:VEVENT\r\nEND:VCALENDAR\r\n"] {
        assert_eq!(refused(whole.trim_end_matches(end).as_bytes()), Refusal::Broken);
    }
    assert_eq!(refused(whole.replace("END:VEVENT", "END:VTODO").as_bytes()), Refusal::Broken);
    assert_eq!(refused("BEGIN:VCALENDAR\n".repeat(9).as_bytes()), Refusal::Broken);
    assert_eq!(refused(&vec![b'x'; MOST_BYTES + 1]), Refusal::TooLarge);
    assert_eq!(refused("x\n".repeat(MOST_LINES + 1).as_bytes()), Refusal::TooLarge);
    let many = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n".repeat(MOST_EVENTS + 1));
    assert_eq!(refused(many.as_bytes()), Refusal::TooMany);
    let parameters =
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART{}:1\nEND:VEVENT\nEND:VCALENDAR", ";A=".repeat(900));
    assert_eq!(refused(parameters.as_bytes()), Refusal::Broken);
}

#[test]
fn a_file_that_would_go_on_for_ever_ends_soon() {
    let daily = "BEGIN:VEVENT\nDTSTART:19010101T000000\nDURATION:PT1M\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
    let all = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", daily.repeat(MOST_EVENTS));
    assert_eq!(read(all.as_bytes(), period()), Err(Refusal::TooMany));
    let never = "DTSTART:20240229T100000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;INTERVAL=1000;COUNT=4000000000";
    assert!(read(event(never).as_bytes(), period()).is_ok());
    let empty = "DTSTART:20240101T100000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=31;COUNT=9";
    assert!(read(event(empty).as_bytes(), period()).is_ok());
}

/// What is read from a calendar that we wrote is when its meetings are.
#[test]
fn what_we_write_is_read_again() {
    use super::super::{Entry, Feed, Hours, Status, feed, uid};
    let entry = |day: u32| Entry {
        uid: uid(&day.to_string(), "example.org"),
        sequence: 1,
        status: Status::Confirmed,
        hours: Hours::new(
            at("2027-03-01 19:30") + TimeDelta::days(day.into()),
            at("2027-03-01 21:30") + TimeDelta::days(day.into()),
        )
        .unwrap(),
        changed_at: chrono::DateTime::UNIX_EPOCH,
        summary: "أمسية; BEGIN:VEVENT\r\nDTSTART:20270101T000000".to_owned(),
        place: Some("Buurthuis é, Utrecht".repeat(9)),
        description: None,
        address: None,
    };
    let entries: Vec<Entry> = (1..60).map(entry).collect();
    let written = feed(&Feed { name: "Avonden", address: None, entries: &entries });
    let read = read(written.as_bytes(), period()).unwrap();
    let hours: Vec<_> = entries.iter().map(|entry| (entry.hours.starts(), entry.hours.ends())).collect();
    assert_eq!((read.times, read.not_understood), (hours, 0));
}

/// Lines that make sense one by one.
fn line() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "BEGIN:VFREEBUSY",
        "END:VFREEBUSY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXDATE",
        "RDATE",
        "RECURRENCE-ID",
        "UID:a",
        "TRANSP",
        "STATUS",
        "FREEBUSY",
        "SUMMARY",
    ]);
    let parameter = prop::sample::select(vec![
        "",
        ";TZID=Europe/London",
        ";VALUE=DATE",
        ";TZID=",
        ";X=\"a:b\"",
        ";TZID=Asia/Kabul,x",
    ]);
    let value = prop_oneof![
        "[0-9]{8}",
        "(19|20|21|22)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9])T[0-2][0-9][0-5][0-9]00Z?",
        "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);INTERVAL=[0-9]{1,3};(COUNT=[0-9]{1,9}|UNTIL=20[0-9]{6}|BYDAY=(-?[0-9])?(MO|FR)|BYMONTHDAY=-?[0-9]{1,2})",
        "P([0-9]{1,9}[WD])?(T[0-9]{1,9}[HMS])?",
        "\\PC{0,20}",
    ];
    (name, parameter, value).prop_map(|(name, parameter, value)| match name.contains(':') {
        true => name.to_owned(),
        false => format!("{name}{parameter}:{value}"),
    })
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, period());
    }

    #[test]
    fn no_lines_make_it_panic_and_what_comes_out_is_in_order_and_in_the_period(lines in prop::collection::vec(line(), 0..40), cut in any::<prop::sample::Index>()) {
        let text = format!("BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"));
        if let Ok(read) = read(text.as_bytes(), period()) {
            prop_assert!(read.times.iter().all(|(starts, ends)| starts < ends && period().from <= *starts && *ends <= period().until));
            prop_assert!(read.times.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
        let _ = read(&text.as_bytes()[..cut.index(text.len())], period());
    }

    #[test]
    fn one_appointment_with_any_moment_and_rule_is_placed_or_counted(lines in prop::collection::vec(line(), 1..6)) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.starts_with("BEGIN") && !line.starts_with("END")).collect();
        let text = event(&format!("DTSTART:20270105T100000\n{}", lines.join("\n")));
        let _ = read(text.as_bytes(), period());
    }

    #[test]
    fn any_date_is_one_or_none(text in "[0-9TZ]{0,17}") {
        if let Some(moment) = time::Moment::parse(&text, None) {
            prop_assert!(NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() <= moment.wall.date());
        }
    }
}
