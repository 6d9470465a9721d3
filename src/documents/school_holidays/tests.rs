//! Tests of the government's file: the right Saturdays, the right lines, and nothing that a stranger writes breaks it.

use super::*;

fn file(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let vacation = |(name, fixed, region, start, end): &(&str, &str, &str, &str, &str)| {
        format!(
            "{{\"type\": \"{name}\", \"compulsorydates\": \"{fixed}\", \"regions\": [\n{{\"region\": \"{region}\",\n\"startdate\": \"{start}\",\n\"enddate\": \"{end}\"}}]}}"
        )
    };
    let rows: Vec<String> = rows.iter().map(vacation).collect();
    format!(
        "{{\"content\": [{{\"title\": \"x\", \"schoolyear\": \" 2026-2027 \", \"vacations\": [\n{}\n]}}]}}",
        rows.join(",\n")
    )
}

const AUTUMN: (&str, &str, &str, &str, &str) =
    ("Herfstvakantie ", "false", "noord", "2026-10-09T22:00:00.000Z", "2026-10-17T22:00:00.000Z");
const SPRING: (&str, &str, &str, &str, &str) =
    ("Voorjaarsvakantie", "false", "Zuid", "2027-02-12T23:00:00.000Z", "2027-02-20T23:00:00.000Z");
const CHRISTMAS: (&str, &str, &str, &str, &str) =
    ("Kerstvakantie", "true", "heel Nederland", "2026-12-18T23:00:00.000Z", "2027-01-02T23:00:00.000Z");

fn told(text: &str) -> Told {
    read(text.as_bytes(), "test").unwrap()
}

fn days(told: &Told) -> Vec<String> {
    told.rows.iter().map(|(_, row)| row.to_line()).collect()
}

#[test]
fn a_moment_in_utc_is_the_day_on_which_it_is_midnight_here_in_summer_and_in_winter() {
    let told = told(&file(&[AUTUMN, SPRING]));
    let naive = |moment: &str| moment[..10].to_owned();
    assert_ne!(naive(AUTUMN.3), "2026-10-10", "the day as it is written is a day off");
    assert_eq!(
        days(&told),
        ["2026-2027 herfst noord 2026-10-10 2026-10-18 advies", "2026-2027 voorjaar zuid 2027-02-13 2027-02-21 advies"]
    );
    assert!(told.wrong.is_empty() && told.unknown.is_empty());
}

#[test]
fn the_whole_country_is_three_regions_and_other_ways_to_write_a_day_are_read_too() {
    let told_of = told(&file(&[CHRISTMAS]));
    assert_eq!(told_of.rows.len(), 3);
    assert!(days(&told_of).iter().all(|line| line.ends_with("2026-12-19 2027-01-03 vast")), "{told_of:?}");
    for (start, end) in [
        ("2026-10-10", "2026-10-18"),
        ("2026-10-10T00:00:00", "2026-10-18T00:00:00"),
        ("2026-10-09T22:00:00Z", "2026-10-18T21:59:59Z"),
        ("2026-10-10T00:00:00+02:00", "2026-10-18T23:59:00+02:00"),
        ("2026-10-10T00:00:00Z", "2026-10-18T00:00:00Z"),
    ] {
        let one = told(&file(&[("herfst", "false", "NOORD", start, end)]));
        assert_eq!(days(&one), ["2026-2027 herfst noord 2026-10-10 2026-10-18 advies"], "{start}");
    }
}

#[test]
fn a_list_of_years_with_a_mark_at_its_begin_is_read_and_what_it_says_twice_counts_once() {
    let one = file(&[AUTUMN]);
    let list = format!("\u{feff}\n[{one},{one},{{\"content\": null}},{{\"other\": [{{}}]}}]");
    assert_eq!(told(&list).rows.len(), 1);
    let other = one.replace("2026-10-09", "2026-10-16").replace("2026-10-17", "2026-10-24");
    let told = told(&format!("[{one},\n{other}]"));
    assert_eq!(told.wrong, [(10, Wrong::Twice(4))], "which of the two is right cannot be told");
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let wrong = |row| told(&file(&[AUTUMN, row])).wrong;
    assert_eq!(wrong((SPRING.0, "", "zuid", "13 februari", SPRING.4)), [(8, Wrong::Day("13 februari".to_owned()))]);
    assert_eq!(wrong((SPRING.0, "", "zuid", SPRING.3, "")), [(9, Wrong::Day(String::new()))]);
    assert_eq!(wrong((SPRING.0, "", "zuid", "9999-02-12", SPRING.4)), [(8, Wrong::Day("9999-02-12".to_owned()))]);
    assert_eq!(wrong((SPRING.0, "", "oost", SPRING.3, SPRING.4)), [(8, Wrong::Region("oost".to_owned()))]);
    let year = file(&[AUTUMN]).replace("2026-2027", "2026-2028");
    assert_eq!(told(&year).wrong, [(1, Wrong::SchoolYear("2026-2028".to_owned()))]);
    let unknown = told(&file(&[AUTUMN, ("Sneeuwvakantie", "", "zuid", SPRING.3, SPRING.4)]));
    assert_eq!((unknown.rows.len(), unknown.unknown), (1, vec![(8, "Sneeuwvakantie".to_owned())]));
}

#[test]
fn a_file_that_is_something_else_is_refused_with_the_line_and_nothing_breaks() {
    let refused = |text: &str| read(text.as_bytes(), "test").unwrap_err();
    assert_eq!(refused(""), Unreadable::Broken(1));
    assert_eq!(refused("{\n\"content\": [\n"), Unreadable::Broken(3));
    assert_eq!(refused("{}"), Unreadable::OtherKind);
    assert_eq!(refused("[]"), Unreadable::OtherKind);
    assert_eq!(refused("\"text\""), Unreadable::OtherShape(1));
    assert_eq!(refused("{\"content\":\n5}"), Unreadable::OtherShape(2));
    assert_eq!(
        refused(&file(&[AUTUMN]).replace("\"2026-10-09T22:00:00.000Z\"", "20261009")),
        Unreadable::OtherShape(4)
    );
    assert_eq!(refused(&file(&[AUTUMN]).replace("startdate", "start")), Unreadable::OtherShape(5));
    let deep = [
        "[".repeat(200_000),
        format!("{{\"x\": {}", "[".repeat(200_000)),
        format!("{{\"x\": {}", "{\"x\":".repeat(100_000)),
    ];
    for text in deep {
        assert!(
            matches!(refused(&text), Unreadable::OtherShape(1) | Unreadable::Broken(1)),
            "as deep as a file can be"
        );
    }
    assert_eq!(read(&[0xff, 0xfe, 0x00], "test").unwrap_err(), Unreadable::Encoding);
    assert_eq!(refused(&file(&vec![AUTUMN; MOST_ROWS + 1])), Unreadable::TooMany);
    for (at, _) in file(&[AUTUMN, CHRISTMAS]).char_indices() {
        let _ = read(&file(&[AUTUMN, CHRISTMAS]).as_bytes()[..at], "test");
    }
}
