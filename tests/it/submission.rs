//! A form is taken once (inzending): sent twice, fifty times, or again after the answer was lost, it makes one thing.

use std::sync::Barrier;

use aantafel::domain::meeting::{MeetingId, State};
use aantafel::store::submission::{self, Known};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::browser::Form;
use crate::world::World;

const ROOM: &str = "De zaal van de inzending";

#[tokio::test(flavor = "multi_thread")]
async fn fifty_of_the_same_form_at_once_make_one_meeting_and_lead_to_one_place() {
    let world = World::new();
    let (form, cookie) = a_form(&world).await;
    let app = world.instance().await.into_router();
    let mut sent = JoinSet::new();
    for _ in 0..50 {
        let (app, form, cookie) = (app.clone(), form.clone(), cookie.clone());
        sent.spawn(async move {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
            let request = Request::post(&form.action)
                .header(header::HOST, "127.0.0.1:8080")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::COOKIE, cookie)
                .body(Body::from(body));
            let answer = app.oneshot(request.expect("a request")).await.expect("the router always answers");
            let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
            (answer.status(), to)
        });
    }
    let answers = sent.join_all().await;
    let target = format!("/desk/meetings/{}?gedaan=created", form.value("id"));
    for answer in &answers {
        assert_eq!(*answer, (StatusCode::SEE_OTHER, Some(target.clone())));
    }
    assert_eq!(made(&world), 1);
}

#[tokio::test]
async fn back_and_again_an_hour_later_leads_to_the_same_place() {
    let world = World::new();
    let (form, _) = a_form(&world).await;
    let mut browser = world.signed_in("werker@demo").await;
    let token = browser.page.form("Afmelden").value("form_token").to_owned();
    let form = form.set("form_token", &token);
    let first = browser.post(&form.action, &form.fields).await.header("location").to_owned();
    world.clock.advance(chrono::Duration::hours(1));
    let again = browser.post(&form.action, &form.fields).await.clone();
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, first.as_str()));
    assert_eq!(made(&world), 1);
}

#[tokio::test]
async fn the_same_key_with_something_else_in_it_is_shown_again_with_what_was_typed() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let form = copy_form(&world, &mut browser).await;
    browser.post(&form.action, &form.fields).await;
    let other = form.clone().set("note", "Toch anders").set("date", "2027-05-21");
    let page = browser.post(&other.action, &other.fields).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("U stuurde dit formulier al een keer"), "{}", page.text());
    assert!(page.links().contains(&format!("/desk/meetings/{}?gedaan=created", form.value("id"))));
    assert_eq!(made(&world), 1, "nothing was made");
    let kept = page.form("Maak de bijeenkomst");
    assert_eq!((kept.value("note"), kept.value("date")), ("Toch anders", "2027-05-21"));
    assert_ne!(kept.value("id"), form.value("id"), "the next send is meant");
    browser.send(kept.set("acknowledged", "yes")).await;
    assert_eq!(browser.page.status, StatusCode::OK);
    assert_eq!(made(&world), 2);
}

#[tokio::test]
async fn a_refused_form_may_come_again_with_its_key() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let taken = world.meeting("werker@demo", |meeting| meeting.head.state == State::Published);
    let form = copy_form(&world, &mut browser).await;
    let plan = &taken.plan;
    let refused = form
        .clone()
        .set("municipality", &plan.municipality)
        .set("venue", &plan.venue)
        .set("room", &plan.room)
        .set("date", &plan.starts_at.format("%Y-%m-%d").to_string())
        .set("from", &plan.starts_at.format("%H:%M").to_string())
        .set("until", &plan.ends_at.format("%H:%M").to_string());
    let page = browser.post(&refused.action, &refused.fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "the room is taken: {}", page.text());
    let page = browser.post(&form.action, &form.fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "the refusal left no claim behind");
    assert_eq!(made(&world), 1);
}

#[tokio::test]
async fn a_form_without_a_key_makes_nothing() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let form = copy_form(&world, &mut browser).await.without("id");
    assert_eq!(browser.post(&form.action, &form.fields).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(made(&world), 0);
}

/// Two at once: with the claim in the transaction one of them is new, and the other finds it.
#[test]
fn of_two_claims_at_once_one_is_new() {
    let world = World::new();
    for turn in 0..20 {
        let key = format!("key {turn}");
        let known = both_at_once(&world, |database, _| {
            let now = world.clock.utc();
            database.write_now(|db| submission::claim(db, &key, "body", "/there", now)).expect("a claim")
        });
        let same = Known::Same("/there".to_owned());
        assert!(known == [Known::New, same.clone()] || known == [same, Known::New], "{known:?}");
    }
}

/// The control: who looks first and claims nothing, makes it twice.
#[test]
fn looking_without_claiming_would_make_it_twice() {
    let world = World::new();
    let known = both_at_once(&world, |database, both_looked| {
        let known = database.read_now(|db| submission::find(db, "key", "body")).expect("a look");
        both_looked.wait();
        known
    });
    assert_eq!(known, [Known::New, Known::New], "both would do the deed");
}

fn both_at_once<T: Send>(world: &World, work: impl Fn(&aantafel::store::Database, &Barrier) -> T + Sync) -> [T; 2] {
    let (one, other, start) = (world.database(), world.database(), Barrier::new(2));
    std::thread::scope(|scope| {
        let run = |database| {
            let (start, work) = (&start, &work);
            scope.spawn(move || {
                start.wait();
                work(database, start)
            })
        };
        let (first, second) = (run(&one), run(&other));
        [first.join().expect("no panic"), second.join().expect("no panic")]
    })
}

/// A form for an evening that nothing speaks against, and the cookie of who sends it.
async fn a_form(world: &World) -> (Form, String) {
    let mut browser = world.signed_in("werker@demo").await;
    let form = copy_form(world, &mut browser).await;
    let cookie = browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
    (form, cookie.join("; "))
}

async fn copy_form(world: &World, browser: &mut crate::browser::Browser) -> Form {
    let draft = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    browser.open(&format!("/desk/meetings/{}/copy", draft.head.id)).await;
    let form = browser.page.form("Maak de bijeenkomst");
    assert!(form.value("id").parse::<MeetingId>().is_ok());
    form.set("date", "2027-05-20").set("room", ROOM).set("acknowledged", "yes")
}

fn made(world: &World) -> usize {
    world.meetings_of("werker@demo").iter().filter(|meeting| meeting.plan.room == ROOM).count()
}
