//! What a mail server says of a message, and what it says of us (mailserver): parked or tried again, signed in, in secret.

use aantafel::domain::message::{Message, MessageState, Trouble};
use aantafel::mail::{self, Sender};
use aantafel::store;

use super::letters::{message, rows};
use crate::sink::{CERTIFICATE, Door, FROM, Mood, Sink};
use crate::world::World;

const NAME: &str = "planner@aantafel.example";
/// With signs that an address has to write otherwise.
const PASSWORD: &str = "pa ss/w@rd:1";
const CREDENTIALS: &str = "planner%40aantafel.example:pa%20ss%2Fw%40rd%3A1";

#[tokio::test]
async fn what_is_refused_for_good_is_parked_at_once_and_the_desk_says_why() {
    for mood in [Mood::Never, Mood::NotThis] {
        let world = World::new();
        let sink = Sink::start().await;
        put(&world);
        sink.behave(mood);
        assert_eq!(
            after_a_try(&world, &sink.sender()).await,
            (MessageState::Parked, 1, Some(Trouble::Refused)),
            "{mood:?}"
        );
        let mut browser = world.signed_in("werker@demo").await;
        let said = browser.open("/desk/post").await.text();
        assert!(said.contains("Blijft liggen") && said.contains("De mailserver nam het bericht niet aan"), "{said}");
        sink.behave(Mood::Fine);
        world.clock.advance(chrono::Duration::days(1));
        after_a_try(&world, &sink.sender()).await;
        assert_eq!(sink.kept().len(), 0, "{mood:?}: nobody tries by himself what cannot go better");
        let id = rows(&world.database()).remove(0).id;
        let mut browser = world.signed_in("werker@demo").await;
        let again = browser.open(&format!("/desk/post/{id}")).await.form("Probeer opnieuw");
        browser.send(again).await;
        assert_eq!(after_a_try(&world, &sink.sender()).await.0, MessageState::Sent, "{mood:?}: a person may");
    }
}

#[tokio::test]
async fn what_a_server_says_of_us_is_no_fault_of_the_message_which_waits_and_goes() {
    let of_us = [
        (Mood::Unwelcome, "", ""),
        (Mood::Forbidden, "", ""),
        (Mood::WrongSender, "", ""),
        (Mood::WrongPassword, "PLAIN LOGIN", CREDENTIALS),
        // It wants a password, and we have none.
        (Mood::Fine, "PLAIN", ""),
    ];
    for (mood, mechanisms, credentials) in of_us {
        let world = World::new();
        let sink = Sink::start_behind(Door::asking(mechanisms)).await;
        put(&world);
        sink.behave(mood);
        let outcome = after_a_try(&world, &sender(&sink, credentials, "")).await;
        assert_eq!(outcome, (MessageState::Waiting, 1, Some(Trouble::NotLetIn)), "{mood:?} {mechanisms}");
        let mut browser = world.signed_in("werker@demo").await;
        let said = browser.open("/desk/post").await.text();
        assert!(said.contains("De mailserver laat deze planner niet binnen"), "{mood:?}: {said}");
        // Somebody puts the settings right.
        sink.behave(Mood::Fine);
        world.clock.advance(chrono::Duration::minutes(1));
        let credentials = if mechanisms.is_empty() { "" } else { CREDENTIALS };
        let outcome = after_a_try(&world, &sender(&sink, credentials, "")).await;
        assert_eq!(outcome.0, MessageState::Sent, "{mood:?} {mechanisms}");
        assert_eq!(sink.kept().len(), 1);
    }
}

#[tokio::test]
async fn name_and_password_of_the_address_arrive_in_both_ways_of_signing_in() {
    for mechanism in ["PLAIN", "LOGIN"] {
        let world = World::new();
        let door = Door::asking(mechanism);
        let sink = Sink::start_behind(door.clone()).await;
        put(&world);
        let outcome = after_a_try(&world, &sender(&sink, CREDENTIALS, "")).await;
        assert_eq!(outcome.0, MessageState::Sent, "{mechanism}: {outcome:?}");
        assert_eq!(door.signed_in(), [(NAME.to_owned(), PASSWORD.to_owned())], "{mechanism}");
    }
}

#[tokio::test]
async fn where_the_address_asks_for_secrecy_nothing_is_said_in_the_open() {
    let world = World::new();
    put(&world);
    for door in [Door::asking("PLAIN"), Door::secret("PLAIN")] {
        let has_tls = door.tls.is_some();
        let sink = Sink::start_behind(door.clone()).await;
        let outcome = after_a_try(&world, &sender(&sink, CREDENTIALS, "?tls=required")).await;
        assert_eq!((outcome.0, outcome.2), (MessageState::Waiting, Some(Trouble::Unreachable)), "STARTTLS: {has_tls}");
        let said = door.said_in_the_open();
        assert!(said.iter().all(|word| ["EHLO", "STARTTLS", "QUIT"].contains(&word.as_str())), "{said:?}");
        assert_eq!((sink.kept().len(), door.signed_in().len()), (0, 0), "STARTTLS: {has_tls}");
        world.clock.advance(chrono::Duration::hours(1));
    }
}

#[tokio::test]
async fn behind_a_certificate_that_is_believed_the_password_and_the_message_go_in_secret() {
    let world = World::new();
    put(&world);
    let door = Door::secret("LOGIN");
    let sink = Sink::start_behind(door.clone()).await;
    let url = url(&sink, CREDENTIALS, "?tls=required");
    let sender = Sender::trusting(&url, FROM, "127.0.0.1", CERTIFICATE).expect("an address");
    assert_eq!(after_a_try(&world, &sender).await.0, MessageState::Sent);
    assert_eq!(door.said_in_the_open(), ["EHLO", "STARTTLS"]);
    assert_eq!(door.signed_in(), [(NAME.to_owned(), PASSWORD.to_owned())]);
    assert_eq!(sink.kept().len(), 1);
}

#[tokio::test]
async fn without_that_wish_the_same_server_hears_the_password_in_the_open() {
    let world = World::new();
    put(&world);
    let door = Door::asking("PLAIN");
    let sink = Sink::start_behind(door.clone()).await;
    after_a_try(&world, &sender(&sink, CREDENTIALS, "")).await;
    assert!(door.said_in_the_open().contains(&"AUTH".to_owned()), "so the test above would hear it");
}

fn url(sink: &Sink, credentials: &str, option: &str) -> String {
    let at = if credentials.is_empty() { "" } else { "@" };
    format!("smtp://{credentials}{at}127.0.0.1:{}{option}", sink.port)
}

fn sender(sink: &Sink, credentials: &str, option: &str) -> Sender {
    Sender::new(&url(sink, credentials, option), FROM).expect("an address")
}

/// A message of the worker's organisation.
fn put(world: &World) {
    let own = Some(world.organisation_of("werker@demo"));
    let row = Message { organisation_id: own, ..message(&world.clock, None, 0, "lezer@example.org") };
    world.database().write_now(|db| store::outbox::put(db, &row)).expect("a message can be put");
}

/// What became of the one message.
async fn after_a_try(world: &World, sender: &Sender) -> (MessageState, i32, Option<Trouble>) {
    mail::deliver_due(&world.database(), &world.clock, sender).await.expect("the outbox can be read");
    let row = rows(&world.database()).remove(0);
    (row.state, row.tries, row.last_trouble)
}
