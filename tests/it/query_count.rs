//! Counts queries: a list page asks the database as often for one row as for many.

mod alike;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, Once, PoisonError};

use aantafel::domain::meeting::Meeting;
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
async fn what_a_correction_changes_takes_as_many_queries_for_one_evening_as_for_many() {
    let address = "/desk/vakanties/2026-2027/weg";
    one_and_many("coordinator@demo", address, "ul.touched > li", |_| true).await;
}

async fn one_and_many_on_the_desk(address: &str, rows: &str, fits: impl Fn(&Meeting) -> bool) {
    one_and_many("werker@demo", address, rows, fits).await;
}

async fn one_and_many(email: &str, address: &str, rows: &str, fits: impl Fn(&Meeting) -> bool) {
    let world = world();
    let mut browser = world.signed_in(email).await;
    let (many, seen) = asked(&world, &mut browser, address, rows).await;
    assert!(seen >= 3 && many > 0, "{seen} rows, {many} queries");
    keep_one(&world, |meeting| fits(meeting) && meeting.plan.starts_at > world.clock.wall());
    let (one, left) = asked(&world, &mut browser, address, rows).await;
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
                *COUNTS.lock().unwrap_or_else(PoisonError::into_inner).entry(self.url.clone()).or_default() += 1;
            }
            _ => {}
        }
    }
}

fn is_setting(query: &str) -> bool {
    ["PRAGMA", "SET "].iter().any(|word| query.trim_start().starts_with(word))
}
