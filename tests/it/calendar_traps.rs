//! The traps that calendar programs set (valkuilen), by number, with the tests that stand before each; the last few stand here.

use std::collections::BTreeSet;
use std::path::Path;

use aantafel::domain::meeting::Visibility;
use aantafel::language::{Language, date_in_words};
use aantafel::web::paths;
use axum::http::{Method, StatusCode};
use chrono::{Duration, NaiveTime};

use crate::calendar_reader::read;
use crate::reader::published;
use crate::world::World;

const WRITER: &str = "src/documents/calendar/tests.rs";
const CLOCK: &str = "src/documents/calendar/tests/clock.rs";
const HOSTILE: &str = "src/documents/calendar/tests/hostile.rs";
const PARTIES: &str = "src/documents/calendar/request.rs";
const READER: &str = "src/documents/calendar/reader/tests.rs";
const IMPORT: &str = "tests/it/availability/calendar.rs";
const OUT: &str = "tests/it/calendar.rs";
const MAIL: &str = "tests/it/mail.rs";
const MOVED: &str = "tests/it/mail/moved.rs";
const LEAK: &str = "tests/it/leak.rs";
const STRANGERS: &str = "tests/it/calendar_strangers.rs";
const AGAIN: &str = "tests/it/calendar_strangers/again.rs";
const RAW: &str = "tests/it/calendar_strangers/raw.rs";
const ASKED: &str = "tests/it/feed/again.rs";
const DEPARTED: &str = "tests/it/feed/departed.rs";
const OWN: &str = "tests/it/feed/own.rs";
const SAME: &str = "tests/it/feed/same.rs";
const EXPLAINED: &str = "tests/it/explanation.rs";
const HERE: &str = "tests/it/calendar_traps.rs";

/// A file and a test in it.
type Guard = (&'static str, &'static str);

/// Number, trap, and who stands before it.
const TRAPS: [(usize, &str, &[Guard]); 26] = [
    (1, "lines fold by characters", &[(WRITER, "trap_01_lines_fold_at_75_octets_on_character_boundaries")]),
    (
        2,
        "a value becomes a line",
        &[
            (WRITER, "trap_02_no_value_becomes_a_line_of_its_own"),
            (HOSTILE, "whatever_a_person_types_comes_back_as_one_meeting_with_the_same_text"),
            (RAW, "whatever_is_typed_each_of_them_finds_one_meeting_with_the_same_title_and_place"),
        ],
    ),
    (
        3,
        "a name breaks a parameter",
        &[
            (WRITER, "trap_03_no_name_reaches_a_parameter"),
            (PARTIES, "the_method_the_organiser_and_the_reader_stand_in_it_whatever_their_names_are"),
        ],
    ),
    (4, "the stamp is not UTC", &[(WRITER, "trap_04_the_stamp_is_utc")]),
    (5, "a zone that is not described", &[(WRITER, "trap_05_the_zone_is_described_and_no_time_floats")]),
    (6, "a zone by today's offset", &[(WRITER, "trap_06_the_zone_goes_by_the_rule_that_the_country_keeps")]),
    (
        7,
        "an hour off after the clock changes",
        &[
            (CLOCK, "trap_07_an_evening_keeps_its_hour_when_the_clock_changes"),
            (CLOCK, "trap_07_the_hour_that_spring_skips_becomes_the_next"),
            (CLOCK, "trap_07_the_hour_that_autumn_repeats_is_written_in_utc"),
            (RAW, "through_both_changes_of_the_clock_each_of_them_has_the_same_moments"),
        ],
    ),
    (
        8,
        "no end",
        &[(WRITER, "trap_08_every_meeting_ends_after_it_starts"), (HOSTILE, "any_two_times_make_hours_or_are_refused")],
    ),
    (
        9,
        "another UID each time",
        &[
            (OUT, "every_meeting_is_the_same_in_its_file_and_in_every_feed"),
            (HOSTILE, "a_uid_is_one_line_of_plain_characters_and_does_not_hear_capitals_of_the_host"),
        ],
    ),
    (
        10,
        "a second file beside the first",
        &[
            (AGAIN, "who_takes_it_again_has_it_once_as_it_is_now_and_sees_that_it_is_off"),
            (MOVED, "a_move_tells_the_other_owner_both_dates_and_moves_the_entry_in_her_calendar"),
        ],
    ),
    (
        11,
        "a cancellation that nobody sees",
        &[
            (OUT, "publishing_and_cancelling_raise_the_number_and_a_cancelled_meeting_stays"),
            (AGAIN, "who_takes_it_again_has_it_once_as_it_is_now_and_sees_that_it_is_off"),
            (MAIL, "the_other_owner_hears_of_each_step_and_accepts_in_the_calendar"),
        ],
    ),
    (
        12,
        "a number that stands still",
        &[
            (SAME, "a_meeting_has_one_number_in_every_feed_in_its_file_and_in_the_mail"),
            (OUT, "publishing_and_cancelling_raise_the_number_and_a_cancelled_meeting_stays"),
            (MOVED, "a_move_tells_the_other_owner_both_dates_and_moves_the_entry_in_her_calendar"),
        ],
    ),
    (
        13,
        "the mail says one method, its part another",
        &[(MAIL, "the_other_owner_hears_of_each_step_and_accepts_in_the_calendar")],
    ),
    (
        14,
        "quoted-printable, and a mail that says too much",
        &[
            (MAIL, "the_other_owner_hears_of_each_step_and_accepts_in_the_calendar"),
            (MAIL, "no_loaded_word_stands_in_any_message_in_any_language"),
        ],
    ),
    (
        15,
        "an organiser without an address",
        &[
            (PARTIES, "an_address_that_is_none_makes_no_entry"),
            (MAIL, "the_other_owner_hears_of_each_step_and_accepts_in_the_calendar"),
        ],
    ),
    (
        16,
        "a feed that answers some and not others",
        &[
            (HERE, "trap_16_the_feed_answers_whoever_asks_and_stays_the_same_until_something_changes"),
            (ASKED, "every_calendar_says_what_it_is_and_when_it_changed_whoever_asks"),
            (ASKED, "what_did_not_change_is_not_sent_again_and_a_tag_goes_before_a_time"),
            (EXPLAINED, "the_page_tells_in_every_language_what_to_do_in_each_program"),
            (WRITER, "a_feed_says_its_name_and_when_to_come_back"),
        ],
    ),
    (
        17,
        "what was is gone",
        &[
            (HERE, "trap_17_a_meeting_stays_in_the_feed_for_sixty_days"),
            (DEPARTED, "a_meeting_that_moved_away_is_off_in_the_calendar_of_the_old_town_for_sixty_days"),
        ],
    ),
    (
        18,
        "an old feed from a cache",
        &[
            (OUT, "publishing_and_cancelling_raise_the_number_and_a_cancelled_meeting_stays"),
            (AGAIN, "who_follows_the_feed_has_what_the_feed_has_and_nothing_that_was"),
        ],
    ),
    (
        19,
        "a file that a phone cannot save",
        &[
            (HERE, "trap_19_20_one_meeting_is_a_plain_file_and_many_are_a_feed_to_follow"),
            (OUT, "one_meeting_as_a_file"),
        ],
    ),
    (
        20,
        "following where one wanted to add",
        &[(HERE, "trap_19_20_one_meeting_is_a_plain_file_and_many_are_a_feed_to_follow")],
    ),
    (
        21,
        "a class that protects nothing",
        &[(WRITER, "trap_21_22_23_nothing_stands_in_a_meeting_but_what_a_parent_may_see")],
    ),
    (22, "an alarm on the lock screen", &[(OUT, "a_calendar_knows_nothing_of_people_and_rings_no_bell")]),
    (
        23,
        "people in the calendar",
        &[
            (OUT, "a_calendar_knows_nothing_of_people_and_rings_no_bell"),
            (OWN, "it_holds_what_she_plans_for_as_neutral_as_every_other_calendar"),
            (LEAK, "no_loaded_word_stands_in_a_title_an_address_a_file_name_a_calendar_or_a_property"),
        ],
    ),
    (
        24,
        "a withheld place that is told",
        &[
            (WRITER, "trap_24_a_withheld_place_is_withheld_in_file_and_feed"),
            (LEAK, "a_withheld_place_and_a_hidden_name_stand_nowhere"),
            (DEPARTED, "what_is_found_by_its_link_alone_is_off_in_every_public_calendar_and_tells_nothing_new"),
        ],
    ),
    (
        25,
        "only we can read it",
        &[(STRANGERS, "every_meeting_that_is_out_is_the_same_for_each_of_them_in_every_language")],
    ),
    (
        26,
        "calendars of others that are read",
        &[
            (READER, "trap_26_folds_within_letters_a_byte_order_mark_and_bare_line_feeds_are_read"),
            (IMPORT, "of_a_calendar_only_times_are_kept_and_each_file_takes_the_place_of_the_one_before"),
        ],
    ),
];

#[test]
fn every_trap_has_a_test_that_stands_before_it() {
    let numbers: Vec<usize> = TRAPS.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=TRAPS.len()).collect::<Vec<_>>());
    for (number, trap, tests) in &TRAPS {
        assert!(!tests.is_empty(), "{number}: {trap}");
        for (file, test) in *tests {
            let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file);
            assert!(source.contains(&format!("fn {test}(")), "{number}, {trap}: {test} is not in {file}");
        }
    }
}

#[tokio::test]
async fn trap_16_the_feed_answers_whoever_asks_and_stays_the_same_until_something_changes() {
    let world = World::new();
    let mut phone = world.browser().await;
    let address = paths::agenda_feed(Language::dutch());
    let first = phone.get(&address, &[]).await.clone();
    for accept in ["*/*", "text/html", "text/calendar;q=0.1, */*;q=0", "application/octet-stream", "nonsense", ""] {
        let page = phone.get(&address, &[("accept", accept)]).await;
        assert_eq!((page.status, page.header("location")), (StatusCode::OK, ""), "{accept}");
        assert_eq!((&page.bytes, page.header("etag")), (&first.bytes, first.header("etag")), "{accept}");
    }
    let head = phone.request(Method::HEAD, &address, None, &[]).await;
    assert_eq!((head.status, head.bytes.len(), head.header("etag")), (StatusCode::OK, 0, first.header("etag")));
    world.clock.advance(Duration::minutes(90));
    let again = phone.get(&address, &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "an hour changes nothing in it");
}

#[tokio::test]
async fn trap_17_a_meeting_stays_in_the_feed_for_sixty_days() {
    let world = World::new();
    let mut phone = world.browser().await;
    let all = published(&world);
    let mut counts = BTreeSet::new();
    for _ in 0..4 {
        let from = world.clock.today().and_time(NaiveTime::MIN) - Duration::days(60);
        let kept = all.iter().filter(|own| own.head.visibility == Visibility::Public && own.plan.starts_at >= from);
        let kept: BTreeSet<String> = kept.map(|own| format!("{}@127.0.0.1", own.head.id)).collect();
        let events = read(&phone.get(&paths::agenda_feed(Language::dutch()), &[]).await.html());
        assert_eq!(events.into_iter().map(|event| event.uid).collect::<BTreeSet<_>>(), kept, "from {from}");
        counts.insert(kept.len());
        world.clock.advance(Duration::days(85));
    }
    assert!(counts.len() > 2, "days went by: {counts:?}");
}

#[tokio::test]
async fn trap_19_20_one_meeting_is_a_plain_file_and_many_are_a_feed_to_follow() {
    let world = World::new();
    let mut phone = world.browser().await;
    let is_ahead = |own: &aantafel::domain::meeting::Meeting| {
        own.head.visibility == Visibility::Public && !own.is_cancelled() && own.plan.starts_at > world.clock.wall()
    };
    let meeting = published(&world).into_iter().find(is_ahead).expect("a meeting that is to come");
    for language in Language::written() {
        let file = paths::invitation_calendar(language, &meeting.head.code);
        let page = phone.open(&paths::invitation(language, &meeting.head.code)).await.clone();
        let links = page.links();
        assert!(links.contains(&file), "{language}: {links:?}");
        assert!(links.iter().all(|link| !link.starts_with("webcal:") && !link.starts_with("data:")), "{language}");
        assert!(
            page.text().contains(&date_in_words(language, meeting.plan.starts_at.date())),
            "{language}: as words too"
        );
        let page = phone.open(&paths::agenda(language)).await.clone();
        let feed = paths::agenda_feed(language);
        for link in [feed.clone(), format!("webcal://127.0.0.1:8080{feed}")] {
            assert!(page.links().contains(&link), "{language}: {link} in {:?}", page.links());
        }
        for (address, is_file) in [(file, true), (feed, false)] {
            let page = phone.get(&address, &[]).await;
            assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
            assert_eq!(page.header("content-disposition").starts_with("attachment"), is_file, "{address}");
            assert!(!page.html().contains("\r\nGEO"), "{address}");
        }
    }
}
