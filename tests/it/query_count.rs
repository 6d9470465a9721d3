//! Counts queries: a list page asks the database as often for one row as for many.

mod alike;
mod season;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, Once, PoisonError};

use aantafel::domain::meeting::{Meeting, State};
use aantafel::language::Language;
use aantafel::schema::{agreement, meeting, staged_change};
use aantafel::web::paths;
use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;

use crate::browser::Browser;
use crate::panic;
use crate::reader::BASE;
use crate::world::World;

#[tokio::test]
async fn the_agenda_asks_as_often_for_one_meeting_as_for_many() {
    let world = world();
    let mut browser = world.browser().await;
    let address = paths::agenda(Language::dutch());
    let (many, rows) = asked(&world, &mut browser, &address, "ul.entries > li").await;
    assert!(rows >= 3 && many > 0, "{rows} meetings, {many} queries");
    keep_one(&world, |meeting| {
        meeting.is_out() && meeting.head.visibility.code() == "public" && meeting.plan.starts_at > world.clock.wall()
    });
    assert_eq!(
        asked(&world, &mut world.browser().await, &address, "ul.entries > li").await,
        (many, 1),
        "queries and meetings"
    );
}

#[tokio::test]
async fn the_list_of_the_desk_asks_as_often_for_one_meeting_as_for_many() {
    one_and_many_on_the_desk("/desk/meetings", "table.list tbody tr", |_| true).await;
}

#[tokio::test]
async fn the_list_of_drafts_asks_as_often_for_one_as_for_many() {
    let world = world();
    let all = diesel::update(meeting::table).set(meeting::state.eq(State::Draft));
    world.database().write_now(|db| Ok(all.execute(db)?)).expect("all are drafts");
    one_and_many_in(&world, "werker@demo", "/desk/concepten", "table.list tbody tr", |_| true).await;
}

#[tokio::test]
async fn proposing_drafts_asks_as_often_for_one_as_for_many() {
    let world = world();
    let all = diesel::update(meeting::table).set(meeting::state.eq(State::Draft));
    world.database().write_now(|db| Ok(all.execute(db)?)).expect("all are drafts");
    let ids: Vec<String> = world.meetings_of("werker@demo").iter().map(|own| own.head.id.to_string()).collect();
    let address = paths::filled("/desk/concepten/voorstellen", ids.iter().map(|id| ("id", id.as_str())));
    one_and_many_in(&world, "werker@demo", &address, "form li.card, #later + ul li", |_| true).await;
}

#[tokio::test]
async fn the_desk_asks_as_often_when_one_meeting_waits_as_when_many_do() {
    one_and_many_on_the_desk("/desk", "main a[href^='/desk/meetings/']", |_| true).await;
}

#[tokio::test]
async fn finding_an_evening_asks_as_often_beside_one_meeting_as_beside_many() {
    let partner = World::new().organisation_of("gastvrouw@demo");
    let address = format!("/desk/avonden?partner={partner}&venue=Buurthuis&last=2027-07-01");
    one_and_many_on_the_desk(&address, "details table.list tbody tr", |_| true).await;
}

#[tokio::test]
async fn a_season_asks_as_often_with_one_evening_to_be_like_as_with_many() {
    one_and_many_on_the_desk("/desk/seizoen", "#like option", |_| true).await;
}

#[tokio::test]
async fn the_board_asks_as_often_for_one_meeting_as_for_many() {
    one_and_many_on_the_desk("/desk/bord", "table.board-weeks a[href^='/desk/meetings/']", |_| true).await;
}

#[tokio::test]
async fn the_board_of_a_host_asks_as_often_for_one_meeting_as_for_many() {
    let host = World::new().organisation_of("gastvrouw@demo");
    let is_hers = |meeting: &Meeting| meeting.head.host_id == host;
    one_and_many("gastvrouw@demo", "/nl/wij/bord", "table.board-weeks a[dir='auto']", is_hers).await;
}

/// As often for a room with many hours and taken times as for one.
#[tokio::test]
async fn the_pages_of_availability_ask_as_often_for_one_line_as_for_many() {
    for (who, page) in [("werker@demo", "/desk/beschikbaarheid"), ("gastvrouw@demo", "/ti/wij/tijden")] {
        let world = world();
        let mut browser = world.signed_in(who).await;
        crate::availability::cannot(&world, who, "2027-05-01");
        let (one, seen) = asked(&world, &mut browser, page, "li.ready, .rooms > li").await;
        for (day, room) in [("2027-05-02", "f1"), ("2027-05-03", "f2")] {
            crate::availability::cannot(&world, who, day);
            let id = format!("01990000-0000-7000-8000-0000000000{room}");
            crate::availability::room(&world, &id, who, &id.replace("00f", "0af"));
        }
        let (many, more) = asked(&world, &mut browser, page, "li.ready, .rooms > li").await;
        assert!(seen == 1 && more > 3, "{page}: {seen} and {more} lines");
        assert_eq!(one, many, "{page}: queries");
    }
}

/// Good evenings are found with as many queries beside one room with hours as beside many.
#[tokio::test]
async fn a_hosts_good_evenings_ask_as_often_for_one_room_as_for_many() {
    let (world, who) = (world(), "gastvrouw@demo");
    let mut browser = world.signed_in(who).await;
    let id = |room: &str| format!("01990000-0000-7000-8000-0000000000{room}");
    crate::availability::cannot(&world, who, "2027-05-20");
    crate::availability::room(&world, &id("f1"), who, &id("e1"));
    let (one, _) = asked(&world, &mut browser, "/ti/wij/avonden", "ul.cards > li").await;
    crate::availability::cannot(&world, who, "2027-05-25");
    crate::availability::room(&world, &id("f2"), who, &id("e2"));
    let (many, found) = asked(&world, &mut browser, "/ti/wij/avonden", "ul.cards > li").await;
    assert!(found > 0 && one > 0, "{found} evenings");
    assert_eq!(one, many, "queries");
}

#[tokio::test]
async fn every_feed_asks_as_often_for_one_meeting_as_for_many() {
    let world = world();
    let mut worker = world.signed_in("werker@demo").await;
    let secret = [crate::calendar::new_feed(&mut worker).await, crate::feed::new_own(&mut worker).await];
    let feeds = [&["/nl/agenda.ics?taal=nl".to_owned()][..], &secret].concat();
    let mut many = Vec::new();
    for feed in &feeds {
        // The first one writes down that it was asked for.
        world.browser().await.get(feed, &[]).await;
        let mut before = 0;
        while before < counted(&world.url) {
            before = counted(&world.url);
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        }
        many.push(meetings_of(&world, feed).await);
    }
    assert!(many.iter().all(|(queries, meetings)| *queries > 0 && *meetings >= 3), "{many:?}");
    keep_one(&world, |meeting| {
        let wall = world.clock.wall();
        meeting.is_listed() && meeting.plan.starts_at > wall && meeting.plan.languages.contains("nl")
    });
    for (feed, (queries, _)) in feeds.iter().zip(many) {
        assert_eq!(meetings_of(&world, feed).await, (queries, 1), "{feed}");
    }
}

/// Queries and meetings of a feed, by an instance that never wrote one.
async fn meetings_of(world: &World, feed: &str) -> (usize, usize) {
    let mut phone = world.browser().await;
    let before = counted(&world.url);
    let text = phone.get(feed, &[]).await.html();
    (counted(&world.url) - before, text.matches("BEGIN:VEVENT").count())
}

#[tokio::test]
async fn what_a_correction_changes_takes_as_many_queries_for_one_evening_as_for_many() {
    let address = "/desk/vakanties/2026-2027/weg";
    one_and_many("coordinator@demo", address, "ul.touched > li", |_| true).await;
}

async fn one_and_many_on_the_desk(address: &str, rows: &str, fits: impl Fn(&Meeting) -> bool) {
    one_and_many("werker@demo", address, rows, fits).await;
}

async fn one_and_many(email: &str, address: &str, rows: &str, fits: impl Fn(&Meeting) -> bool) {
    one_and_many_in(&world(), email, address, rows, fits).await;
}

async fn one_and_many_in(world: &World, email: &str, address: &str, rows: &str, fits: impl Fn(&Meeting) -> bool) {
    let mut browser = world.signed_in(email).await;
    let (many, seen) = asked(world, &mut browser, address, rows).await;
    assert!(seen >= 3 && many > 0, "{seen} rows, {many} queries");
    keep_one(world, |meeting| fits(meeting) && meeting.plan.starts_at > world.clock.wall());
    let (one, left) = asked(world, &mut browser, address, rows).await;
    assert!(left < seen, "{left} rows are left of {seen}");
    assert_eq!(one, many, "queries for {left} rows and for {seen}");
}

/// How many queries a page takes on this world's database, and how many rows it shows.
async fn asked(world: &World, browser: &mut Browser, address: &str, rows: &str) -> (usize, usize) {
    // The first visit notes that somebody is there; the second, in the same minute, only reads.
    browser.open(address).await;
    let and = if address.contains('?') { '&' } else { '?' };
    let unseen = format!("{address}{and}{}", COUNTS.lock().unwrap_or_else(PoisonError::into_inner).len());
    let before = counted(&world.url);
    browser.open(&unseen).await;
    assert!(browser.page.status.is_success(), "{BASE}{address}");
    (counted(&world.url) - before, browser.page.all(rows).len())
}

/// Who may not decide about proposals is not even told how many there are: nobody counts them for such a page.
#[tokio::test]
async fn proposals_are_counted_for_who_may_decide_about_them_and_for_nobody_else() {
    let world = world();
    crate::proposal::offer(&world, "01990000-0000-7000-8000-00000000000a", "gastvrouw@demo", "werker@demo");
    for (email, page, counts) in [
        ("lezer@demo", "/desk/kits", false),
        ("gastvrouw@demo", "/nl/wij/taal", false),
        ("werker@demo", "/desk/kits", true),
        ("coordinator@demo", "/desk/kits", true),
    ] {
        let mut browser = world.signed_in(email).await;
        browser.open(page).await;
        let before = counted(&of_proposals(&world.url));
        browser.open(page).await;
        assert_eq!(counted(&of_proposals(&world.url)) > before, counts, "{email}");
    }
}

/// Deletes every meeting but one that fits.
fn keep_one(world: &World, fits: impl Fn(&Meeting) -> bool) {
    let kept = world.meeting("werker@demo", fits).head.id;
    let deleted = world.database().write_now(|db| {
        // PostgreSQL looks at these before it takes them away with their meeting.
        diesel::delete(staged_change::table.filter(staged_change::meeting_id.ne(&kept))).execute(db)?;
        diesel::delete(agreement::table.filter(agreement::meeting_id.ne(&kept))).execute(db)?;
        Ok(diesel::delete(meeting::table.filter(meeting::id.ne(&kept))).execute(db)?)
    });
    assert!(deleted.expect("meetings can be deleted") > 3);
}

/// Queries by the address of their database, so that tests that run beside this one are not counted.
static COUNTS: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

/// A world whose connections are counted from the first on.
fn world() -> World {
    watch();
    World::new()
}

/// Watches every connection from here on; there is one watch for the whole run, which also springs the traps of `panic`.
pub fn watch() {
    static WATCH: Once = Once::new();
    let watch = || diesel::connection::set_default_instrumentation(|| Some(Box::new(Watch::default())));
    WATCH.call_once(|| watch().expect("connections can be watched"));
}

/// Where the queries about proposals are counted once more.
fn of_proposals(url: &str) -> String {
    format!("{url} proposal")
}

fn counted(url: &str) -> usize {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner).get(url).copied().unwrap_or(0)
}

/// One connection's.
#[derive(Default)]
struct Watch {
    url: String,
}

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match &event {
            InstrumentationEvent::CommitTransaction { .. } => panic::step(&self.url, true),
            InstrumentationEvent::StartQuery { .. } => panic::step(&self.url, false),
            _ => {}
        }
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.url = url.to_owned(),
            // What sets up a connection is no question of a page; the pool opens one whenever it likes.
            InstrumentationEvent::StartQuery { query, .. } if !is_setting(&query.to_string()) => {
                let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
                *counts.entry(self.url.clone()).or_default() += 1;
                if query.to_string().contains("proposal") {
                    *counts.entry(of_proposals(&self.url)).or_default() += 1;
                }
            }
            _ => {}
        }
    }
}

fn is_setting(query: &str) -> bool {
    ["PRAGMA", "SET "].iter().any(|word| query.trim_start().starts_with(word))
}
