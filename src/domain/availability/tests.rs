//! Who can when (proeven).

use chrono::{NaiveDate, NaiveTime};

use super::*;
use crate::domain::day::Weekday;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(from: &str, until: &str) -> (NaiveTime, NaiveTime) {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    (time(from), time(until))
}

fn week(weekday: Weekday, from: &str, until: &str) -> Window {
    let (opens, closes) = hours(from, until);
    weekly(WindowId::new(1, [0; 10]), &AvailabilityId::new(1, [0; 10]), weekday, opens, closes).unwrap()
}

fn days(can: bool, first: &str, last: &str, between: Option<(&str, &str)>) -> Result<Window, WrongDays> {
    let between = between.map(|(from, until)| hours(from, until));
    let of = AvailabilityId::new(1, [0; 10]);
    dated(WindowId::new(1, [0; 10]), &of, can, (day(first), day(last)), between, day("2026-11-21"))
}

fn free(table: &Timetable, starts: &str, ends: &str) -> bool {
    table.is_free(at(starts), at(ends))
}

#[test]
fn who_entered_nothing_is_always_free() {
    assert!(free(&Timetable::default(), "2027-06-01 03:00", "2027-06-01 05:00"));
}

#[test]
fn an_evening_must_lie_within_the_hours_of_the_week_and_may_lie_in_two_that_touch() {
    let tuesday = vec![
        week(Weekday::Tuesday, "18:00", "20:00"),
        week(Weekday::Tuesday, "20:00", "22:00"),
        week(Weekday::Friday, "22:00", "01:00"),
    ];
    let table = Timetable { windows: tuesday, busy: Vec::new() };
    assert!(free(&table, "2027-06-01 19:30", "2027-06-01 21:30"), "across the seam");
    assert!(!free(&table, "2027-06-01 17:59", "2027-06-01 19:00"));
    assert!(!free(&table, "2027-06-01 21:00", "2027-06-01 22:01"));
    assert!(!free(&table, "2027-06-02 19:30", "2027-06-02 21:30"), "a Wednesday");
    assert!(free(&table, "2027-06-04 23:00", "2027-06-05 00:30"), "past midnight");
    assert!(!free(&table, "2027-06-05 00:30", "2027-06-05 01:30"));
}

#[test]
fn a_day_that_was_crossed_out_goes_before_the_week_and_one_that_was_added_beside_it() {
    let windows = vec![
        week(Weekday::Tuesday, "18:00", "22:00"),
        days(false, "2027-06-01", "2027-06-06", None).unwrap(),
        days(true, "2027-06-10", "2027-06-10", Some(("19:00", "22:00"))).unwrap(),
    ];
    let table = Timetable { windows, busy: Vec::new() };
    assert!(!free(&table, "2027-06-01 19:30", "2027-06-01 21:30"));
    assert!(free(&table, "2027-06-08 19:30", "2027-06-08 21:30"));
    assert!(free(&table, "2027-06-10 19:30", "2027-06-10 21:30"));
    assert!(!free(&table, "2027-06-10 18:30", "2027-06-10 21:30"));
    let only = Timetable { windows: vec![days(true, "2027-06-10", "2027-06-10", None).unwrap()], busy: Vec::new() };
    assert!(free(&only, "2027-06-11 19:30", "2027-06-11 21:30"), "without a week every day is free");
}

#[test]
fn what_is_taken_is_not_free_to_the_minute_whatever_was_added() {
    let windows = vec![days(true, "2027-06-01", "2027-06-01", None).unwrap()];
    let table = Timetable { windows, busy: vec![(at("2027-06-01 18:00"), at("2027-06-01 19:30"))] };
    assert!(free(&table, "2027-06-01 19:30", "2027-06-01 21:30"));
    assert!(!free(&table, "2027-06-01 19:29", "2027-06-01 21:30"));
}

#[test]
fn days_are_ahead_in_order_and_not_too_far() {
    assert_eq!(days(false, "2027-06-02", "2027-06-01", None), Err(WrongDays::Backwards));
    assert_eq!(days(false, "2026-11-01", "2026-11-20", None), Err(WrongDays::InThePast));
    assert_eq!(days(false, "2026-11-21", "2028-11-21", None), Err(WrongDays::TooFar));
    assert_eq!(days(false, "2027-06-02", "2027-06-02", Some(("10:00", "10:00"))), Err(WrongDays::Hours));
    assert!(days(false, "2026-11-01", "2026-11-21", None).is_ok());
}

#[test]
fn only_https_at_the_usual_door_of_a_named_server_is_an_address_and_its_secret_is_not_seen() {
    let right = Address::parse(" webcal://Kalender.example.org/geheim/a.ics?key=x#top ").unwrap();
    assert_eq!(right.as_str(), "https://kalender.example.org/geheim/a.ics?key=x");
    assert_eq!((right.host(), right.port(), right.path()), ("kalender.example.org", 443, "/geheim/a.ics?key=x"));
    assert_eq!(right.masked(), "https://kalender.example.org/…");
    assert!(!format!("{right:?}").contains("geheim"));
    assert_eq!(Address::parse("https://a.example?x=1").unwrap().path(), "/?x=1");
    assert_eq!(Address::parse("https://a.example:8443/x").unwrap().port(), 8443);
    for wrong in [
        "",
        "http://a.example/x.ics",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "https://naam:wachtwoord@a.example/x.ics",
        "https://a.example@b.example/",
        "https://[::1]/x.ics",
        "https://a.example:99999/",
        "https://a.example:/",
        "https://a b.example/",
        "https://a.example/\r\nHost: b",
        "https://bücher.example/",
        "//a.example/x",
        "a.example/x",
    ] {
        assert_eq!(Address::parse(wrong), Err(NotAnAddress), "{wrong}");
    }
    assert_eq!(right.sent_on("/b.ics").unwrap().as_str(), "https://kalender.example.org/b.ics");
    assert_eq!(right.sent_on("https://c.example/d").unwrap().host(), "c.example");
    for wrong in ["http://c.example/", "//c.example/", "b.ics", "webcal://c.example/", ""] {
        assert!(right.sent_on(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn each_failure_waits_longer_and_never_more_than_a_day() {
    let waits: Vec<i64> = [1, 2, 3, 6, 7, 1000, i32::MAX].map(|tries| wait_after(tries).num_minutes()).into();
    assert_eq!(waits, [30, 60, 120, 960, 1440, 1440, 1440]);
}
