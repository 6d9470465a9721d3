//! Two people press at once: one of them is first, the other is told, and nothing is lost or booked twice.

mod application;
mod link;

use std::sync::Barrier;

use aantafel::domain::meeting::{Meeting, MeetingId, Side, State};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use http_body_util::BodyExt;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::browser::{Browser, Form};
use crate::world::World;

const HERS: &str = "Wat de gastvrouw schreef";
const HIS: &str = "Wat de werker schreef";

#[tokio::test]
async fn who_saves_second_sees_both_texts_and_can_save_again() {
    let world = World::new();
    let meeting = waiting_for_the_host(&world);
    let (mut worker, mut host) = (world.signed_in("werker@demo").await, world.signed_in("gastvrouw@demo").await);
    let edit = format!("/desk/meetings/{}/edit", meeting.head.id);
    worker.open(&edit).await;
    host.open(&edit).await;
    let hers = host.page.form("Bewaar").set("note", HERS).set("capacity", "31").set("kit_4", "praten-met-je-kind");
    host.send(hers).await;
    let his = worker.page.form("Bewaar").set("note", HIS);
    worker.send(his).await;
    assert_eq!(worker.page.status, StatusCode::CONFLICT);
    let said = worker.page.text();
    assert!(said.contains("Iemand anders veranderde deze bijeenkomst net"), "{said}");
    let shown = worker.page.all("#version td").join(" | ");
    for text in [HERS, HIS, "31", "Praten met je kind"] {
        assert!(shown.contains(text), "{text} is shown: {shown}");
    }
    assert_eq!(the_same(&world, &meeting).plan.note, HERS, "nothing was written over");
    let again = worker.page.form("Bewaar");
    assert_eq!(again.value("note"), HIS, "nothing has to be typed anew");
    worker.send(again).await;
    assert_eq!(worker.page.status, StatusCode::OK);
    assert_eq!(the_same(&world, &meeting).plan.note, HIS, "the second send was meant");
}

#[tokio::test]
async fn a_yes_to_what_was_changed_meanwhile_does_not_count() {
    let world = World::new();
    let meeting = waiting_for_the_host(&world);
    let (mut worker, mut host) = (world.signed_in("werker@demo").await, world.signed_in("gastvrouw@demo").await);
    host.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let yes = host.page.form("Zeg ja");
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let edit = worker.page.form("Bewaar").set("note", HIS);
    worker.send(edit).await;
    host.send(yes).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT);
    assert!(host.page.text().contains("Iemand anders veranderde deze bijeenkomst net"), "{}", host.page.text());
    assert!(host.page.text().contains(HIS), "what stands there now is shown");
    assert!(!the_same(&world, &meeting).has_agreed(Side::Host));
    let yes = host.page.form("Zeg ja");
    host.send(yes).await;
    assert!(the_same(&world, &meeting).has_agreed(Side::Host), "the page that was shown can be agreed to");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_yes_and_an_edit_at_once_exactly_one_counts() {
    let world = World::new();
    let meeting = waiting_for_the_host(&world);
    let app = world.instance().await.into_router();
    let (mut worker, mut host) = (world.signed_in("werker@demo").await, world.signed_in("gastvrouw@demo").await);
    host.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let yes = (host.page.form("Zeg ja"), cookie_of(&host));
    let edit = (worker.page.form("Bewaar").set("note", HIS), cookie_of(&worker));
    let answers = all_at_once(&app, vec![yes, edit]).await;
    let [yes, edit] = &answers[..] else { unreachable!("two were sent") };
    let now = the_same(&world, &meeting);
    match (yes.0, edit.0) {
        (StatusCode::SEE_OTHER, StatusCode::CONFLICT) => {
            assert!(now.has_agreed(Side::Host) && now.plan == meeting.plan);
            assert!(edit.1.contains(HIS), "his text is on the page that he got");
        }
        (StatusCode::CONFLICT, StatusCode::SEE_OTHER) => {
            assert!(!now.has_agreed(Side::Host) && now.plan.note == HIS);
            assert!(yes.1.contains(HIS), "she sees what there is now");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(now.head.version, meeting.head.version + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_bookings_of_one_room_at_one_hour_one_counts() {
    let world = World::new();
    let (app, form, cookie) = a_form_to_send(&world).await;
    let id = || MeetingId::new(world.clock.millis(), world.clock.chance()).to_string();
    let forms = (0..20).map(|_| (form.clone().set("id", &id()), cookie.clone())).collect();
    let answers = all_at_once(&app, forms).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == StatusCode::SEE_OTHER).count(), 1);
    for (status, page) in answers.iter().filter(|(status, _)| *status != StatusCode::SEE_OTHER) {
        assert_eq!(*status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("Deze zaal is op deze tijd niet vrij"), "{page}");
    }
    assert_eq!(in_the_room(&world).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_sent_ten_times_makes_one_meeting() {
    let world = World::new();
    let (app, form, cookie) = a_form_to_send(&world).await;
    let answers = all_at_once(&app, vec![(form.clone(), cookie); 10]).await;
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::SEE_OTHER), "{answers:?}");
    let [made] = &in_the_room(&world)[..] else { panic!("one meeting") };
    assert_eq!(made.head.id.to_string(), form.value("id"));
}

/// The control, on PostgreSQL: who looks whether the room is free and does not hold its row books it twice. SQLite has
/// one writer, whose look and booking nobody can come between.
#[test]
fn looking_without_holding_the_room_would_book_it_twice() {
    if std::env::var("TEST_DATABASE_URL").is_err() {
        return;
    }
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let (both_looked, url) = (Barrier::new(2), world.url.clone());
    let book = |name: &str| {
        let mut db = PgConnection::establish(&url).expect("the cluster answers");
        let copy = format!(
            "CREATE TEMP TABLE one AS SELECT * FROM meeting WHERE id = '{}'; \
             UPDATE one SET id = '{name}', code = '{name}', secret = '{name}', room_key = 'the room'",
            meeting.head.id
        );
        db.batch_execute(&copy).expect("a booking to make");
        db.batch_execute("BEGIN").expect("a transaction");
        assert_eq!(number(&mut db), 0, "the room is free");
        both_looked.wait();
        db.batch_execute("INSERT INTO meeting SELECT * FROM one; COMMIT").expect("a booking");
    };
    std::thread::scope(|scope| {
        let first = scope.spawn(|| book("first"));
        book("second");
        first.join().expect("no panic");
    });
    let mut db = PgConnection::establish(&url).expect("the cluster answers");
    assert_eq!(number(&mut db), 2, "booked twice");
}

/// Bookings of the room of the control.
fn number(db: &mut PgConnection) -> i64 {
    use aantafel::schema::meeting;
    meeting::table.filter(meeting::room_key.eq("the room")).count().get_result(db).expect("a number")
}

/// An instance, a form for an evening that nothing speaks against, and the cookie of who sends it.
async fn a_form_to_send(world: &World) -> (axum::Router, Form, String) {
    let draft = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/copy", draft.head.id)).await;
    // Their people would be in two places at once; that is another question.
    let form =
        worker.page.form("Maak de bijeenkomst").set("date", "2027-05-20").set("room", ROOM).set("acknowledged", "yes");
    (world.instance().await.into_router(), form, cookie_of(&worker))
}

const ROOM: &str = "De zaal van de proef";

fn in_the_room(world: &World) -> Vec<Meeting> {
    world.meetings_of("werker@demo").into_iter().filter(|meeting| meeting.plan.room == ROOM).collect()
}

fn waiting_for_the_host(world: &World) -> Meeting {
    world.meeting("gastvrouw@demo", |meeting| meeting.head.state == State::Proposed && !meeting.has_agreed(Side::Host))
}

fn the_same(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting("gastvrouw@demo", |other| other.head.id == meeting.head.id)
}

/// Sends them all before any answer is awaited; answers in their order.
pub async fn all_at_once(app: &axum::Router, forms: Vec<(Form, String)>) -> Vec<(StatusCode, String)> {
    let mut sent = JoinSet::new();
    for (number, (form, cookie)) in forms.into_iter().enumerate() {
        let app = app.clone();
        sent.spawn(async move {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
            let request = Request::post(&form.action)
                .header(header::HOST, "127.0.0.1:8080")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::COOKIE, cookie)
                .body(Body::from(body));
            let answer = app.oneshot(request.expect("a request")).await.expect("the router always answers");
            let (parts, body) = answer.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            (number, (parts.status, String::from_utf8_lossy(&bytes).into_owned()))
        });
    }
    let mut answers = sent.join_all().await;
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

pub fn cookie_of(browser: &Browser) -> String {
    browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}
