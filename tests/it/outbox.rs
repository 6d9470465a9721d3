//! Two thousand messages, eight senders, two instances, and servers that break: none is lost, none overtakes another.

mod letters;
mod server;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use aantafel::clock::Clock;
use aantafel::domain::meeting::{MeetingId, State};
use aantafel::domain::message::{LEASE, MOST_TRIES, Message, MessageKind, MessageState, Trouble};
use aantafel::mail::{self, Sender};
use aantafel::store::{self, Database};
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::sink::{Kept, Mood, Sink};
use crate::world::World;
use letters::{faults, fill, message, rows, waiting};

pub use letters::park;

const WORKERS: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_thousand_messages_none_is_missing_and_none_overtakes_another_though_senders_die() {
    let world = World::new();
    fill(&world, 250);
    let kept: Arc<Mutex<Vec<Kept>>> = Arc::default();
    let databases = [world.database(), world.database()];
    let mut crashes = 0;
    // A round ends when nothing is left that can be sent; the leases of the dead end before the next.
    for _ in 0..400 {
        let mut workers = tokio::task::JoinSet::new();
        for number in 0..WORKERS {
            let (database, clock) = (databases[number % 2].clone(), world.clock.clone());
            // Each one hears of its own answers that are held back. Two of a hundred are.
            let sink = Sink::start_beside(&kept, Some(50)).await;
            workers.spawn(async move { send_and_die(&database, &clock, &sink).await });
        }
        crashes += workers.join_all().await.into_iter().sum::<usize>();
        if waiting(&databases[0]) == 0 {
            break;
        }
        world.clock.advance(LEASE + chrono::Duration::seconds(1));
    }
    let kept = kept.lock().expect("the messages").clone();
    assert_eq!(waiting(&databases[0]), 0, "all went out");
    assert!(crashes >= 20, "enough died for this to show something: {crashes}");
    assert_eq!(faults(&kept, 2000, crashes), [""; 0]);
    println!("2000 messages, {crashes} died after the server kept theirs, {} arrived", kept.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn without_leases_or_without_order_the_same_walk_finds_the_faults() {
    for has_lease in [false, true] {
        let world = World::new();
        fill(&world, 20);
        let kept: Arc<Mutex<Vec<Kept>>> = Arc::default();
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..WORKERS {
            let (database, sink) = (world.database(), Sink::start_beside(&kept, None).await);
            workers.spawn(async move { send_carelessly(&database, &sink.sender(), has_lease).await });
        }
        workers.join_all().await;
        let found = faults(&kept.lock().expect("the messages"), 160, 0).join("\n");
        if has_lease {
            assert!(found.contains("after"), "without order a lower number comes after a higher: {found}");
        } else {
            assert!(found.contains("twice"), "without leases more come twice than crashed: {found}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_for_an_hour_is_asked_ever_less_often_and_then_gets_everything() {
    let world = World::new();
    let database = world.database();
    fill(&world, 1);
    let nobody = Sender::new("smtp://127.0.0.1:9", "post@aantafel.example").expect("an address");
    let mut tries = Vec::new();
    for minute in 0..60 {
        mail::deliver_due(&database, &world.clock, &nobody).await.expect("the outbox can be read");
        let first = rows(&database).into_iter().min_by_key(|row| row.number).expect("a message");
        if first.tries > i32::try_from(tries.len()).expect("few") {
            tries.push(minute);
            assert_eq!((first.state, first.last_trouble), (MessageState::Waiting, Some(Trouble::Unreachable)));
        }
        world.clock.advance(chrono::Duration::minutes(1));
    }
    assert_eq!(tries, [0, 1, 3, 7, 15, 31], "a minute, doubled each time");
    let sink = Sink::start().await;
    world.clock.advance(chrono::Duration::minutes(4));
    mail::deliver_due(&database, &world.clock, &sink.sender()).await.expect("the outbox can be read");
    assert_eq!(sink.kept().len(), 8, "nothing is lost, and what waited behind the first goes at once");
    assert_eq!(faults(&sink.kept(), 8, 0), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_server_does_a_message_waits_is_parked_in_the_end_and_can_be_sent_once_more() {
    let moods = [
        (Mood::Later, Trouble::Deferred),
        (Mood::Hangs, Trouble::TimedOut),
        (Mood::Garbage, Trouble::Garbled),
        (Mood::DiesAfterKeeping, Trouble::Garbled),
    ];
    for (mood, trouble) in moods {
        let world = World::new();
        let (database, sink) = (world.database(), Sink::start().await);
        let own = world.organisation_of("werker@demo");
        let row = Message { organisation_id: Some(own), ..message(&world.clock, None, 0, "lezer@example.org") };
        database.write_now(|db| store::outbox::put(db, &row)).expect("a message can be put");
        sink.behave(mood);
        let sender = sink.sender().with_patience(Duration::from_millis(150));
        for number in 1..=MOST_TRIES {
            mail::deliver_due(&database, &world.clock, &sender).await.expect("the outbox can be read");
            let now = rows(&database).remove(0);
            assert_eq!((now.tries, now.last_trouble), (number, Some(trouble)), "{mood:?}");
            world.clock.advance(chrono::Duration::hours(6));
        }
        assert_eq!(rows(&database).remove(0).state, MessageState::Parked, "{mood:?}");
        let mut browser = world.signed_in("werker@demo").await;
        browser.open("/desk/post").await;
        assert!(browser.page.text().contains("Blijft liggen"), "{mood:?}: {}", browser.page.text());
        browser.open(&format!("/desk/post/{}", row.id)).await;
        let again = browser.page.form("Probeer opnieuw");
        browser.send(again).await;
        assert!(browser.page.text().contains("staat weer klaar"), "{}", browser.page.text());
        sink.behave(Mood::Fine);
        mail::deliver_due(&database, &world.clock, &sender).await.expect("the outbox can be read");
        let ids: HashSet<String> = sink.kept().iter().map(|kept| kept.mail().id()).collect();
        assert_eq!(ids.len(), 1, "{mood:?}: it arrives, and always under one Message-ID");
        assert_eq!(rows(&database).remove(0).state, MessageState::Sent, "{mood:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_waits_for_a_mail_server_that_hangs() {
    let world = World::new();
    let sink = Sink::start().await;
    sink.behave(Mood::Hangs);
    let working = tokio::spawn(mail::keep_delivering(world.database(), world.clock.clone(), sink.sender()));
    fill(&world, 4);
    let out = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}", out.head.id)).await;
    let cancel = worker.page.form("Zeg de avond af").set("reason", "De zaal is niet vrij");
    let begun = Instant::now();
    worker.send(cancel).await;
    let took = begun.elapsed();
    assert_eq!(worker.page.status, StatusCode::OK);
    assert!(took < Duration::from_secs(3), "the server hangs for twenty seconds, the request took {took:?}");
    let own = rows(&world.database()).into_iter().filter(|row| row.kind == MessageKind::Cancelled).count();
    assert!(own > 0, "what is to be told waits in the outbox");
    working.abort();
}

#[test]
fn an_older_entry_is_not_sent_after_a_newer_one() {
    let world = World::new();
    let database = world.database();
    let own = world.scope_of("werker@demo");
    let id = MeetingId::new(world.clock.millis(), world.clock.chance());
    let put = |number, state| {
        let row = message(&world.clock, Some(&id), number, "lezer@example.org");
        let row = Message { state, organisation_id: Some(own.organisation().clone()), ..row };
        database.write_now(|db| store::outbox::put(db, &row)).expect("a message can be put");
        row.id
    };
    let (older, now) = (put(1, MessageState::Parked), world.clock.utc());
    put(2, MessageState::Sent);
    assert!(!database.write_now(|db| store::outbox::retry(db, &own, &older, now)).expect("an answer"));
    let (middle, newest) = (put(3, MessageState::Parked), put(4, MessageState::Parked));
    let under_way = put(5, MessageState::Waiting);
    // A sender holds the one that waits: it may go out at any moment.
    assert!(!database.write_now(|db| store::outbox::retry(db, &own, &middle, now)).expect("an answer"));
    database
        .write_now(|db| Ok(diesel::delete(aantafel::schema::message::table.find(&under_way)).execute(db)?))
        .unwrap();
    assert!(database.write_now(|db| store::outbox::retry(db, &own, &newest, now)).expect("an answer"));
    assert!(!database.write_now(|db| store::outbox::retry(db, &own, &middle, now)).expect("the newest waits"));
    let newest = put(6, MessageState::Parked);
    assert!(database.write_now(|db| store::outbox::retry(db, &own, &newest, now)).expect("an answer"));
    let other = world.scope_of("werker.groningen@demo");
    let theirs = database.write_now(|db| store::outbox::retry(db, &other, &newest, now));
    assert!(matches!(theirs, Err(store::Error::NotFound)), "another organisation's is not there");
}

/// Sends until nothing is due; goes on as somebody else each time its answer is held back. Says how often it died.
async fn send_and_die(database: &Database, clock: &Clock, sink: &Sink) -> usize {
    let mut deaths = 0;
    loop {
        let sender = sink.sender();
        tokio::select! {
            done = mail::deliver_due(database, clock, &sender) => {
                done.expect("the outbox can be read");
                return deaths;
            }
            // The server has the message; the planner never hears so.
            () = sink.held_back.notified() => deaths += 1,
        }
    }
}

/// The broken variant: takes whatever waits, the newest first, with or without saying that it has it.
async fn send_carelessly(database: &Database, sender: &Sender, has_lease: bool) {
    use aantafel::schema::message;
    loop {
        let taken = database.write(move |db| {
            let open = message::table.filter(message::state.eq(MessageState::Waiting)).filter(message::lease.is_null());
            let found: Option<Message> =
                open.order(message::number.desc()).select(Message::as_select()).first(db).optional()?;
            if let (Some(row), true) = (&found, has_lease) {
                let free = message::table.find(&row.id).filter(message::lease.is_null());
                if diesel::update(free).set(message::lease.eq("mine")).execute(db)? == 0 {
                    return Ok(Err(()));
                }
            }
            Ok(Ok(found))
        });
        let row = match taken.await.expect("the outbox can be read") {
            Ok(Some(row)) => row,
            Ok(None) => return,
            Err(()) => continue,
        };
        sender.send(&row).await.expect("the sink takes it");
        let sent = database.write(move |db| {
            let own = message::table.find(&row.id);
            Ok(diesel::update(own).set(message::state.eq(MessageState::Sent)).execute(db)?)
        });
        sent.await.expect("it can be noted");
    }
}
