//! What people and attackers type, many at a time: one meeting comes back, with the same text.

use super::*;
use proptest::prelude::*;

#[test]
fn a_uid_is_one_line_of_plain_characters_and_does_not_hear_capitals_of_the_host() {
    assert_eq!(uid("0190f5fe-7c00", "Tafel.Example:8080").as_str(), "0190f5fe-7c00@tafel.example:8080");
    assert_eq!(uid("a\r\nb;c", "é,h").as_str(), "abc@h");
}

#[test]
fn an_address_is_a_web_address_or_nothing() {
    for (given, written) in [
        ("https://tafel.example/ar/m/k7f3q2?a=1,2;b#c", Some("https://tafel.example/ar/m/k7f3q2?a=1,2;b#c")),
        ("HTTP://[::1]:8080/nl/", Some("http://[::1]:8080/nl/")),
        ("https://a.nl/é \"\\\r\nX:1%2f%g1%1g%", Some("https://a.nl/%C3%A9%20%22%5C%0D%0AX:1%2f%25g1%251g%25")),
        ("javascript://a.nl/%0aalert(1)", None),
        ("https:///etc", None),
        ("/nl/m/k7f3q2", None),
    ] {
        assert_eq!(check(&Entry { address: Some(given.to_owned()), ..evening() }).url.as_deref(), written);
    }
}

#[test]
fn isolates_around_numbers_stay() {
    let read = check(&everywhere(PHONE_IN_ARABIC));
    assert_eq!(read.summary, PHONE_IN_ARABIC);
    assert_eq!(read.description.as_deref(), Some(PHONE_IN_ARABIC));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_person_types_comes_back_as_one_meeting_with_the_same_text(text in hostile_text(), sequence: i32) {
        let read = check(&Entry { sequence, ..everywhere(&text) });
        let is_blank = text.chars().all(|c| c.is_whitespace() || c.is_control());
        let in_one_line = heard(&text).replace('\n', " ");
        prop_assert_eq!(&read.summary, &in_one_line);
        prop_assert_eq!(read.location, (!is_blank).then_some(in_one_line));
        prop_assert_eq!(read.description, (!is_blank).then(|| heard(&text)));
        prop_assert_eq!(read.sequence, Some(sequence.max(0).unsigned_abs()));
    }

    #[test]
    fn any_two_times_make_hours_or_are_refused(first in any::<i64>(), minutes in -600..600i64) {
        let starts = DateTime::from_timestamp(first % 300_000_000_000, 0).unwrap_or_default().naive_utc();
        if let Ok(hours) = Hours::new(starts, starts + TimeDelta::minutes(minutes)) {
            check(&Entry { hours, changed_at: starts.and_utc(), ..evening() });
        }
    }
}

/// Up to some 2,000 characters of what breaks calendars, mixed with anything at all.
fn hostile_text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\\",
        "\\n",
        "\\,",
        ";",
        ",",
        ":",
        "\"",
        "\t",
        " ",
        "\r\n ",
        "\0",
        "\u{1b}",
        "\u{85}",
        "\u{2028}",
        "\u{202e}",
        "\u{2066}",
        "\u{2069}",
        "\u{feff}",
        "BEGIN:VEVENT",
        "END:VCALENDAR",
        "X-INJECT:1",
        "^n",
        "👨‍👩‍👧",
        ARABIC,
        TIGRINYA,
        "{{7*7}}",
        "Ouderavond ",
        "=cmd",
        "%0d%0a",
    ]);
    let part = prop_oneof![3 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..150).prop_map(|parts| parts.concat())
}

/// The text that must arrive: line ends as one kind, no other control characters, no lasting turn of direction.
fn heard(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let is_dropped = |c: char| c.is_control() && c != '\n' && c != '\t' || ('\u{202a}'..='\u{202e}').contains(&c);
    text.chars().filter(|c| !is_dropped(*c)).collect()
}
