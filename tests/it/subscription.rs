//! Calendars elsewhere: read over TLS from a server of the tests, by one instance, and never behind our own door.

mod server;
mod tag;

use std::time::Duration;

use aantafel::clock::Clock;
use aantafel::domain::availability::{Address, Availability, AvailabilityId, Subscription, Trouble};
use aantafel::fetch::{Fetched, Fetcher, Reach, fetch_due};
use aantafel::schema::subscription;
use aantafel::store::availability::subscription as calendars;
use aantafel::store::{self, Database};
use diesel::prelude::*;

use crate::availability::{free, ics};
use crate::rows;
use crate::world::World;

use server::{Calendar, Server};

const PAGE: &str = "/desk/beschikbaarheid";

fn near() -> Fetcher {
    Fetcher::trusting(Reach::AlsoLoopback, server::CERTIFICATE)
}

/// As if this address had been typed by the worker.
fn subscribed(world: &World, email: &str, url: &str) -> Subscription {
    let (account, scope, now) = (world.account_of(email), world.scope_of(email), world.clock.utc());
    let id = AvailabilityId::new(9, world.clock.chance());
    let new = Availability::of_account(id, account.organisation_id.clone(), account.id.clone(), now);
    let kept = world.database().write_now(|db| {
        let own = store::availability::own_or_new(db, &scope, &account.id, &new)?;
        let row = Subscription::new(own.id, &Address::parse(url).expect("an address"), now);
        calendars::put(db, &row)?;
        Ok(row)
    });
    kept.expect("it can be kept")
}

fn kept(world: &World, row: &Subscription) -> Subscription {
    let found = world.database().read_now(|db| calendars::of(db, &row.availability_id));
    found.expect("it can be read").expect("it is there")
}

fn taken(world: &World) -> usize {
    rows::all(&world.database()).iter().filter(|row| row.starts_with("busy_time: ")).count()
}

fn evening() -> Vec<u8> {
    ics("DTSTART:20270601T170000Z\nDURATION:PT2H").into_bytes()
}

#[tokio::test]
async fn a_calendar_is_read_every_six_hours_and_only_when_it_changed() {
    let world = World::new();
    let server = Server::start(Calendar::Tagged(evening())).await;
    let row = subscribed(&world, "werker@demo", &server.address("/geheim-4711/a.ics"));
    let (database, fetcher) = (world.database(), near());
    assert_eq!(fetch_due(&database, &world.clock, &fetcher).await.unwrap(), 1);
    let read = kept(&world, &row);
    assert_eq!((taken(&world), read.trouble, read.tries), (1, None, 0));
    assert_eq!((read.read_at, read.etag.as_deref()), (Some(world.clock.utc()), Some("\"eerste\"")));
    assert_eq!(fetch_due(&database, &world.clock, &fetcher).await.unwrap(), 0, "not at once again");
    world.clock.advance(chrono::Duration::hours(6));
    assert_eq!(fetch_due(&database, &world.clock, &fetcher).await.unwrap(), 1);
    let asked = server.asked();
    assert!(
        asked[0].starts_with("GET /geheim-4711/a.ics HTTP/1.1\r\n") && !asked[0].contains("if-none-match"),
        "{asked:?}"
    );
    assert!(asked[1].contains("if-none-match: \"eerste\"") && asked[1].contains("if-modified-since: "), "{asked:?}");
    assert_eq!((taken(&world), kept(&world, &row).read_at), (1, Some(world.clock.utc())), "unchanged, and read");
    let told = rows::all(&world.database())
        .into_iter()
        .filter(|row| row.contains("Zilverspar") || row.contains("geheim-4711"));
    let told: Vec<String> = told.collect();
    assert!(told.len() == 1 && told[0].starts_with("subscription: "), "{told:?}");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(PAGE).await;
    let said = worker.page.html();
    assert!(said.contains("https://127.0.0.1/…") && !said.contains("geheim-4711"), "{said}");
    let said = worker.page.text();
    assert!(said.contains("1 bezette tijd tot en met") && said.contains("1 juni 2027"), "{said}");
    let stop = worker.page.form("Stop hiermee");
    worker.send(stop).await;
    assert_eq!((taken(&world), worker.page.html().contains("127.0.0.1/…")), (0, false));
}

#[tokio::test]
async fn what_is_taken_in_a_calendar_elsewhere_is_no_good_evening_of_whoever_gave_it() {
    let world = World::new();
    free(&world);
    let server = Server::start(Calendar::Whole(evening())).await;
    subscribed(&world, "werker@demo", &server.address("/a.ics"));
    let partner = world.organisation_of("gastvrouw@demo");
    let search = format!("/desk/avonden?partner={partner}&first=2027-06-01&last=2027-06-01");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&search).await;
    assert!(!worker.page.text().contains("kan dan niet"), "nothing was read yet: {}", worker.page.text());
    fetch_due(&world.database(), &world.clock, &near()).await.unwrap();
    worker.open(&search).await;
    let said = worker.page.text();
    assert!(said.contains("Iemand kan niet (1)") && worker.page.all("ol.cards > li").is_empty(), "{said}");
    worker.open(&format!("{search}&person=")).await;
    assert!(!worker.page.text().contains("kan dan niet"), "with nobody in particular it is no matter");
}

#[tokio::test]
async fn what_goes_wrong_is_told_tried_again_later_and_takes_nothing_away() {
    let world = World::new();
    let database = world.database();
    let server = Server::start(Calendar::Whole(evening())).await;
    let row = subscribed(&world, "werker@demo", &server.address("/a.ics"));
    fetch_due(&database, &world.clock, &near()).await.unwrap();
    let wrong = [
        (Calendar::Status("404 Not Found"), Trouble::NotFound, "geen agenda meer"),
        (Calendar::Status("403 Forbidden"), Trouble::NotLetIn, "laat ons niet binnen"),
        (Calendar::Status("500 Oops"), Trouble::Unreachable, "niet te bereiken"),
        (Calendar::Whole(b"<html>".to_vec()), Trouble::NotACalendar, "geen agenda die we kunnen lezen"),
        (Calendar::Whole(vec![b'x'; 1_000_001]), Trouble::TooLarge, "te groot"),
        (Calendar::Hangs, Trouble::TimedOut, "te langzaam"),
        (Calendar::Drips, Trouble::TimedOut, "te langzaam"),
        (Calendar::SentOn("http://127.0.0.1/a.ics".to_owned()), Trouble::SentOn, "stuurt ons"),
        (Calendar::SentOn("/a.ics".to_owned()), Trouble::SentOn, "stuurt ons"),
        (Calendar::SentOn("https://10.0.0.1/a.ics".to_owned()), Trouble::NotPublic, "niet op het open internet"),
        (Calendar::SentOn("https://localhost/a.ics".to_owned()), Trouble::Unreachable, "niet te bereiken"),
    ];
    for (tries, (calendar, trouble, sentence)) in (1..).zip(wrong) {
        let before = server.asked().len();
        server.now(calendar);
        world.clock.advance(chrono::Duration::hours(25));
        let fetcher = near().with_patience(Duration::from_secs(if trouble == Trouble::TimedOut { 3 } else { 30 }));
        assert_eq!(fetch_due(&database, &world.clock, &fetcher).await.unwrap(), 1);
        let found = kept(&world, &row);
        assert_eq!((found.trouble, found.tries, taken(&world)), (Some(trouble), tries, 1), "{trouble}");
        assert!(found.next_at > world.clock.utc() + chrono::Duration::minutes(29), "{trouble}");
        assert!(server.asked().len() - before <= 4, "three times on, and no more");
        let mut worker = world.signed_in("werker@demo").await;
        worker.open(PAGE).await;
        assert!(worker.page.text().contains(sentence), "{trouble}: {}", worker.page.text());
    }
    server.now(Calendar::Whole(evening()));
    world.clock.advance(chrono::Duration::hours(25));
    fetch_due(&database, &world.clock, &near()).await.unwrap();
    assert_eq!((kept(&world, &row).trouble, kept(&world, &row).tries), (None, 0));
}

#[tokio::test]
async fn sent_on_to_another_place_it_is_read_there() {
    let world = World::new();
    let there = Server::start(Calendar::Whole(evening())).await;
    let here = Server::start(Calendar::SentOn(there.address("/daar.ics"))).await;
    let row = subscribed(&world, "werker@demo", &here.address("/hier.ics"));
    let fetched = near().fetch(&row).await.expect("it is read");
    assert!(matches!(fetched, Fetched::New { bytes, .. } if bytes == evening()));
    assert!(there.asked()[0].starts_with("GET /daar.ics "));
}

/// In earnest: nothing on this machine or behind our own door is spoken to, by whatever name. The same server answers whoever
/// may ask it.
#[tokio::test]
async fn in_earnest_no_closed_machine_is_asked_by_whatever_name() {
    let world = World::new();
    let server = Server::start(Calendar::Whole(evening())).await;
    let row = subscribed(&world, "werker@demo", &server.address("/a.ics"));
    let strict = Fetcher::trusting(Reach::PublicOnly, server::CERTIFICATE);
    for fetcher in [Fetcher::new(), strict] {
        for url in [
            server.address("/a.ics"),
            server.address("/a.ics").replace("127.0.0.1", "localhost"),
            server.address("/a.ics").replace("127.0.0.1", "127.1"),
            server.address("/a.ics").replace("127.0.0.1", "2130706433"),
            "https://localhost/".to_owned(),
            "https://10.0.0.1/a.ics".to_owned(),
            "https://169.254.169.254/latest/meta-data/".to_owned(),
            "https://192.168.1.1/".to_owned(),
        ] {
            let row = Subscription { url: url.clone(), ..row.clone() };
            assert_eq!(fetcher.fetch(&row).await, Err(Trouble::NotPublic), "{url}");
        }
    }
    assert_eq!(server.connections(), 0, "nobody knocked");
    assert!(near().fetch(&row).await.is_ok() && server.connections() == 1, "this test sees who does");
}

#[tokio::test]
async fn a_certificate_of_nobody_is_not_believed() {
    let world = World::new();
    let server = Server::start(Calendar::Whole(evening())).await;
    let row = subscribed(&world, "werker@demo", &server.address("/a.ics").replace("127.0.0.1", "localhost"));
    assert_eq!(near().fetch(&row).await, Err(Trouble::NotTrusted), "its certificate is for another name");
    assert!(server.asked().is_empty(), "and the secret path was not said");
}

/// Two instances look at the same moment: each calendar is asked for once.
#[tokio::test]
async fn of_two_instances_one_reads_and_without_the_claim_both_would() {
    let world = World::new();
    let server = Server::start(Calendar::Whole(evening())).await;
    for email in ["werker@demo", "coordinator@demo", "gastvrouw@demo"] {
        subscribed(&world, email, &server.address("/a.ics"));
    }
    let (one, other, fetcher) = (world.database(), world.database(), near());
    let both = tokio::join!(fetch_due(&one, &world.clock, &fetcher), fetch_due(&other, &world.clock, &fetcher));
    assert_eq!(both.0.unwrap() + both.1.unwrap(), 3);
    assert_eq!(server.asked().len(), 3);
    // The broken variant: whoever finds one due reads it.
    let due = world.database().write_now(|db| {
        Ok(diesel::update(subscription::table).set(subscription::next_at.eq(world.clock.utc())).execute(db)?)
    });
    assert_eq!(due.unwrap(), 3);
    tokio::join!(without_claim(&one, &world.clock, &fetcher), without_claim(&other, &world.clock, &fetcher));
    assert_eq!(server.asked().len(), 5, "both read the first");
}

async fn without_claim(database: &Database, clock: &Clock, fetcher: &Fetcher) {
    let now = clock.utc();
    let found = database.read(move |db| calendars::due(db, now)).await.unwrap().expect("one is due");
    fetcher.fetch(&found).await.expect("it answers");
}

/// Who claimed one and died leaves it to another.
#[tokio::test]
async fn a_calendar_that_was_claimed_and_left_is_read_by_another_after_a_while() {
    let world = World::new();
    let server = Server::start(Calendar::Whole(evening())).await;
    let row = subscribed(&world, "werker@demo", &server.address("/a.ics"));
    let now = world.clock.utc();
    assert!(world.database().write_now(|db| calendars::claim(db, &row, now)).unwrap());
    assert!(!world.database().write_now(|db| calendars::claim(db, &row, now)).unwrap(), "once");
    let database = world.database();
    assert_eq!(fetch_due(&database, &world.clock, &near()).await.unwrap(), 0);
    world.clock.advance(chrono::Duration::minutes(10));
    assert_eq!(fetch_due(&database, &world.clock, &near()).await.unwrap(), 1);
}

#[tokio::test]
async fn the_calendar_of_who_was_switched_off_is_asked_for_no_more() {
    let world = World::new();
    let server = Server::start(Calendar::Whole(evening())).await;
    for email in ["werker@demo", "coordinator@demo"] {
        subscribed(&world, email, &server.address(&format!("/{email}.ics")));
    }
    let (off, scope) = (world.account_of("werker@demo"), world.scope_of("werker@demo"));
    let switch = |db: &mut store::Db| {
        store::colleague::change(db, &scope, &off.id, off.version, store::colleague::Change::SwitchOff)
    };
    assert_eq!(world.database().write_now(switch).unwrap(), store::colleague::Done::Kept);
    assert_eq!(fetch_due(&world.database(), &world.clock, &near()).await.unwrap(), 1);
    let asked = server.asked();
    assert!(asked.len() == 1 && asked[0].contains("coordinator@demo"), "{asked:?}");
}

/// A time a day for thirteen months, and more than one statement holds.
#[tokio::test]
async fn a_full_calendar_is_kept_whole_and_replaced_whole() {
    let world = World::new();
    let daily = ics("DTSTART:20261101T170000Z\nDURATION:PT2H\nRRULE:FREQ=DAILY").into_bytes();
    let server = Server::start(Calendar::Whole(daily)).await;
    subscribed(&world, "werker@demo", &server.address("/a.ics"));
    let database = world.database();
    for _ in 0..2 {
        assert_eq!(fetch_due(&database, &world.clock, &near()).await.unwrap(), 1);
        assert!((395..=397).contains(&taken(&world)), "{} times", taken(&world));
        world.clock.advance(chrono::Duration::hours(6));
    }
    server.now(Calendar::Whole(evening()));
    fetch_due(&database, &world.clock, &near()).await.unwrap();
    assert_eq!(taken(&world), 1);
}
