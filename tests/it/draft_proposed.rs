//! Proposing several drafts at once (samen voorstellen): all that were looked at, or none.

use aantafel::domain::meeting::{Meeting, Side, State, Visibility};
use aantafel::domain::message::MessageKind;
use aantafel::language::Language;
use aantafel::schema::{meeting, message};
use aantafel::web::App;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::draft::{made, make};
use crate::race::{all_at_once, cookie_of};
use crate::world::World;

const PROPOSE: &str = "/desk/concepten/voorstellen";
const WORKER: &str = "werker@demo";
const YES: &str = "Ja, stel deze avonden voor";

fn states(world: &World) -> Vec<State> {
    made(world).iter().map(|own| own.head.state).collect()
}

/// To whom what was told of these proposals: the address, the kind, and the dates in it that are of them.
fn told(world: &World) -> Vec<(String, MessageKind, usize)> {
    let read = |db: &mut aantafel::store::Db| {
        let kinds = [MessageKind::Proposed, MessageKind::ProposedTogether];
        let rows = message::table.filter(message::kind.eq_any(kinds)).order(message::to_address);
        Ok(rows
            .select((message::to_address, message::kind, message::text))
            .load::<(String, MessageKind, String)>(db)?)
    };
    let days: Vec<String> = (10..14).map(|day| format!("{day} mei 2028")).collect();
    let of_these = |text: &str| days.iter().filter(|day| text.contains(day.as_str())).count();
    let told = world.database().read_now(read).expect("read").into_iter();
    told.map(|(to, kind, text)| (to, kind, of_these(&text))).filter(|(.., days)| *days > 0).collect()
}

/// Who reads what is told of the evenings that were made, without the worker herself.
fn readers(world: &World) -> Vec<String> {
    let own = made(world).remove(0);
    let read = |db: &mut aantafel::store::Db| aantafel::store::outbox::readers(db, std::slice::from_ref(&own));
    let mut readers: Vec<String> =
        world.database().read_now(read).expect("read").into_iter().map(|account| account.email).collect();
    readers.retain(|address| address != WORKER);
    readers.sort();
    assert!(readers.len() > 1 && readers.contains(&"gastvrouw@demo".to_owned()), "{readers:?}");
    readers
}

fn one_letter_each(world: &World, kind: MessageKind, days: usize) {
    let wanted: Vec<_> = readers(world).into_iter().map(|to| (to, kind, days)).collect();
    assert_eq!(told(world), wanted);
}

fn change(world: &World, own: &Meeting, nowhere: bool) {
    let own = own.head.id.clone();
    let write = move |db: &mut aantafel::store::Db| {
        let row = meeting::table.find(&own);
        if nowhere {
            let empty = (meeting::venue.eq(""), meeting::room.eq(""), meeting::room_key.eq(""));
            diesel::update(row).set(empty).execute(db)?;
        }
        Ok(diesel::update(row).set(meeting::version.eq(meeting::version + 1)).execute(db)?)
    };
    world.database().write_now(write).expect("kept");
}

/// The page that asks to be sure, of all that were just made.
async fn ask(browser: &mut Browser) {
    let link = browser.page.links().into_iter().find(|link| link.starts_with(PROPOSE)).expect("proposing them");
    browser.open(&link).await;
}

#[tokio::test]
async fn a_season_that_was_just_made_is_proposed_on_one_page() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..13).await;
    assert!(worker.page.text().contains("Stel alle 3 voor"), "{}", worker.page.text());
    ask(&mut worker).await;
    let said = worker.page.text();
    assert!(
        worker.page.all("input[name=evening][checked]").len() == 3 && states(&world) == [State::Draft; 3],
        "asked first: {said}"
    );
    for own in made(&world) {
        assert!(said.contains(&own.plan.working_title) && said.contains(&own.plan.venue), "{said}");
    }
    let form = worker.page.form(YES);
    worker.send(form).await;
    assert!(worker.page.text().contains("De andere organisaties zien het nu bovenaan staan"), "{}", worker.page.text());
    assert_eq!(states(&world), [State::Proposed; 3]);
    one_letter_each(&world, MessageKind::ProposedTogether, 3);
    for own in made(&world) {
        assert!(own.has_agreed(Side::Support) && !own.has_agreed(Side::Host), "the host's yes is not assumed");
    }
}

#[tokio::test]
async fn of_one_alone_is_told_as_on_its_own_page() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..11).await;
    ask(&mut worker).await;
    let form = worker.page.form(YES);
    worker.send(form).await;
    one_letter_each(&world, MessageKind::Proposed, 1);
}

#[tokio::test]
async fn one_without_a_place_is_told_and_stays_and_what_is_ticked_goes() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..14).await;
    let own = made(&world);
    change(&world, &own[0], true);
    let ticked = own.iter().take(3).map(|own| ("id", own.head.id.as_str()));
    let new = own.iter().map(|own| ("nieuw", own.head.id.as_str()));
    worker.open(&aantafel::web::paths::filled("/desk/concepten", new)).await;
    assert!(worker.page.text().contains("Stel alle 3 voor"), "of four: {}", worker.page.text());
    assert!(worker.page.has(&format!("button[formaction='{PROPOSE}']")), "or those that one ticks");
    worker.open(&aantafel::web::paths::filled("/desk/concepten", [("nieuw", own[0].head.id.as_str())])).await;
    assert!(!worker.page.text().contains("Stel het voor"), "{}", worker.page.text());
    worker.open(&aantafel::web::paths::filled(PROPOSE, ticked)).await;
    let later = worker.page.all("section[aria-labelledby=later] li");
    assert!(later.len() == 1 && later[0].contains("Nog geen plek"), "{later:?}");
    let form = worker.page.form(YES);
    // Whoever asks for the one without a place too has none proposed.
    let all = form.clone().add("evening", &format!("{}/{}", own[0].head.id, own[0].head.version + 1));
    worker.send(all).await;
    assert_eq!((worker.page.status, states(&world)), (StatusCode::CONFLICT, vec![State::Draft; 4]));
    worker.send(form).await;
    assert_eq!(states(&world), [State::Draft, State::Proposed, State::Proposed, State::Draft]);
}

#[tokio::test]
async fn what_to_mind_stands_there_and_what_is_too_late_waits_for_a_tick() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..13).await;
    let own = made(&world);
    // Two days before the summer holiday of 2028 begins there.
    let late: chrono::NaiveDate = "2028-07-06".parse().expect("a day");
    let (starts, ends) = (late.and_time(own[1].plan.starts_at.time()), late.and_time(own[1].plan.ends_at.time()));
    let row = meeting::table.find(&own[1].head.id);
    let moved = |db: &mut aantafel::store::Db| {
        Ok(diesel::update(row).set((meeting::starts_at.eq(starts), meeting::ends_at.eq(ends))).execute(db)?)
    };
    world.database().write_now(moved).expect("kept");
    ask(&mut worker).await;
    let said = worker.page.text();
    assert!(said.contains("Te laat") && said.contains("Vraag eerst advies"), "{said}");
    assert!(said.contains("Deze planner verstuurt zelf geen e-mail"), "whoever has no server is told so: {said}");
    let form = worker.page.form(YES);
    let ticked = |form: &Form| form.fields.iter().filter(|(name, _)| name == "evening").count();
    assert_eq!(ticked(&form), 2, "{said}");
    worker.send(form.clone().without("evening")).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Kruis minstens één avond aan"), "{}", worker.page.text());
    assert_eq!(ticked(&worker.page.form(YES)), 0, "what was typed stays");
    worker.send(form).await;
    let left: Vec<State> = made(&world).iter().map(|own| own.head.state).collect();
    assert_eq!(left.iter().filter(|state| **state == State::Draft).count(), 1, "{left:?}");
}

#[tokio::test]
async fn evenings_that_crowd_one_group_say_so_of_each_other_and_none_of_itself() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..13).await;
    ask(&mut worker).await;
    let cards = worker.page.all("form li.card");
    let asked = worker.page.text().matches("Is dat niet te veel voor dezelfde mensen?").count();
    assert_eq!((cards.len(), asked), (3, 1), "asked once for all of them");
    for (card, day) in cards.iter().zip(10..) {
        let (_, notes) = card.split_once("Kort ervoor of erna:").expect("told");
        let named: Vec<i32> = (10..13).filter(|other| notes.contains(&format!("Seizoen {other}, "))).collect();
        assert_eq!(named, (10..13).filter(|other| *other != day).collect::<Vec<_>>(), "{card}");
        let then = Language::dutch().phrases().evenings.then.as_str();
        assert!(!card.contains(then), "it is not at the same time as itself: {card}");
    }
}

/// Of two organisations each hears of its own evening alone, and what the public agenda tells of one is not said of the other.
#[tokio::test]
async fn what_is_proposed_to_one_organisation_is_not_told_to_another() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..12).await;
    let (second, turkish) = (made(&world)[1].head.id.clone(), world.organisation_of("gast.turks@demo"));
    let theirs = world.meeting("werker.groningen@demo", |_| true).head.id;
    let starts = "2028-05-13T13:00:00".parse::<chrono::NaiveDateTime>().expect("an hour");
    let write = |db: &mut aantafel::store::Db| {
        diesel::update(meeting::table.find(&second)).set(meeting::host_id.eq(&turkish)).execute(db)?;
        let public = (
            meeting::host_id.eq(&turkish),
            meeting::visibility.eq(Visibility::Public),
            meeting::published_at.eq(Some(world.clock.utc())),
            meeting::shows_organisation.eq(true),
            meeting::state.eq(State::Published),
            meeting::starts_at.eq(starts),
            meeting::ends_at.eq(starts + chrono::TimeDelta::hours(2)),
        );
        Ok(diesel::update(meeting::table.find(&theirs)).set(public).execute(db)?)
    };
    assert_eq!(world.database().write_now(write).expect("kept"), 1);
    ask(&mut worker).await;
    let cards = worker.page.all("form li.card");
    let told_publicly = |card: &String| card.contains("heeft op 13 mei ook een bijeenkomst die op de openbare agenda");
    assert_eq!(cards.iter().map(told_publicly).collect::<Vec<_>>(), [false, true], "{cards:?}");
    let form = worker.page.form(YES);
    worker.send(form).await;
    for (to, kind, days) in [
        ("gastvrouw@demo", MessageKind::Proposed, 1),
        ("gast.turks@demo", MessageKind::Proposed, 1),
        ("coordinator@demo", MessageKind::ProposedTogether, 2),
    ] {
        let heard: Vec<_> = told(&world).into_iter().filter(|(address, ..)| address == to).collect();
        assert_eq!(heard, [(to.to_owned(), kind, days)]);
    }
}

#[tokio::test]
async fn where_the_planner_sends_mail_nobody_is_told_to_send_it_on() {
    let world = World::new();
    let config = world.config().with_mail(Some("smtp://127.0.0.1:9"), Some("post@aantafel.example"));
    let app = App::open(world.database(), world.clock.clone(), config.expect("settings")).await.expect("it opens");
    let mut worker = Browser::new(app);
    worker.sign_in(WORKER).await;
    make(&mut worker, 10..12).await;
    ask(&mut worker).await;
    let said = worker.page.text();
    assert!(said.contains("Avonden voorstellen") && !said.contains("verstuurt zelf geen e-mail"), "{said}");
    assert!(!worker.page.has("main a[href='/desk/post']"), "nothing of the post either");
}

#[tokio::test]
async fn what_was_changed_since_is_shown_again_and_nothing_is_proposed() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..13).await;
    ask(&mut worker).await;
    let form = worker.page.form(YES);
    change(&world, &made(&world)[2], false);
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::CONFLICT);
    assert!(worker.page.text().contains("Hiermee is nog niets voorgesteld"), "{}", worker.page.text());
    assert_eq!((states(&world), told(&world).len()), (vec![State::Draft; 3], 0), "all or none, and nobody hears of it");
    let again = worker.page.form(YES);
    worker.send(again).await;
    assert_eq!(states(&world), [State::Proposed; 3]);
}

#[tokio::test]
async fn what_is_no_draft_or_is_not_ones_own_is_never_proposed() {
    let world = World::new();
    let theirs = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    let waits = world.meeting(WORKER, |own| {
        own.head.state == State::Proposed && own.has_agreed(Side::Host) && !own.has_agreed(Side::Support)
    });
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..11).await;
    let own = made(&world).remove(0);
    for (other, is_named) in [(&theirs, false), (&waits, true)] {
        let ids = [("id", own.head.id.as_str()), ("id", other.head.id.as_str())];
        worker.open(&aantafel::web::paths::filled(PROPOSE, ids)).await;
        assert_eq!(worker.page.text().contains(&other.plan.working_title), is_named, "{}", worker.page.text());
        let form: Form = worker.page.form(YES);
        let form = form.add("evening", &format!("{}/{}", other.head.id, other.head.version));
        worker.send(form).await;
        assert_eq!(worker.page.status, StatusCode::CONFLICT, "{}", worker.page.text());
        assert_eq!(states(&world), [State::Draft]);
    }
    // Two yeses are said by looking at the evening, not on a list.
    assert!(!world.meeting(WORKER, |own| own.head.id == waits.head.id).has_agreed(Side::Support));
    for odd in ["", "?id=", "?id=niets&id=%00", "?id=../../x&version=-1"] {
        assert_eq!(worker.open(&format!("{PROPOSE}{odd}")).await.status, StatusCode::OK, "{odd}");
        assert!(worker.page.text().contains("Er is niets om voor te stellen"), "{odd}");
    }
}

#[tokio::test]
async fn the_same_evenings_sent_six_times_are_proposed_once() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    make(&mut worker, 10..13).await;
    ask(&mut worker).await;
    let form = worker.page.form(YES);
    let mut backwards = form.clone();
    backwards.fields.reverse();
    let forms = (0..6).map(|n| (if n % 2 == 0 { &form } else { &backwards }.clone(), cookie_of(&worker))).collect();
    let answers = all_at_once(&world.instance().await.into_router(), forms).await;
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::SEE_OTHER), "{answers:?}");
    assert_eq!(states(&world), [State::Proposed; 3]);
    one_letter_each(&world, MessageKind::ProposedTogether, 3);
    assert!(made(&world).iter().all(|own| own.agreements.len() == 1));
}
