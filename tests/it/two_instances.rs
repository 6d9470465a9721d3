//! Two planners on one database: whatever one knows, the other knows, and neither needs the other to start.

use std::sync::Barrier;

use aantafel::domain::meeting::{State, Visibility};
use aantafel::store;
use axum::http::{Method, StatusCode};
use chrono::Duration;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::browser::{Browser, Form, Page};
use crate::calendar::new_feed;
use crate::colleague::press;
use crate::database::NewDatabase;
use crate::world::{PASSWORD, World};

#[tokio::test]
async fn who_signs_in_at_one_is_in_at_the_other_and_who_leaves_has_left_both() {
    let world = World::new();
    let (mut here, mut there) = (world.browser().await, world.browser().await);
    here.open("/desk/aanmelden").await;
    let form = here.page.form("Meld aan").set("email", "werker@demo").set("password", PASSWORD);
    assert_eq!(
        send_to(&mut there, &form, "").await.status,
        StatusCode::SEE_OTHER,
        "a form of one is taken by the other"
    );
    let cookie = cookie_of(&there);
    assert_eq!(here.get("/desk", &[("cookie", &cookie)]).await.status, StatusCode::OK, "one sign-in counts for both");
    let leave = here.page.form("Afmelden");
    assert_eq!(send_to(&mut here, &leave, &cookie).await.header("location"), "/desk/aanmelden");
    let mut there = world.browser().await;
    let turned_away = there.get("/desk", &[("cookie", &cookie)]).await;
    assert_eq!(turned_away.header("location"), "/desk/aanmelden?verder=%2Fdesk", "out at one is out at both, at once");
}

#[tokio::test]
async fn the_planners_form_of_one_is_kept_by_the_other() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let (mut here, mut there) = (world.signed_in("werker@demo").await, world.browser().await);
    here.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let form = here.page.form("Bewaar").set("working_title", "Van de ander");
    assert_eq!(send_to(&mut there, &form, &cookie_of(&here)).await.status, StatusCode::SEE_OTHER);
    here.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    assert!(here.page.text().contains("Van de ander"));
}

#[tokio::test]
async fn what_the_host_closes_at_one_is_closed_at_the_other_once_it_looked_around() {
    let world = World::new();
    let open = world.meeting("gastvrouw@demo", |meeting| {
        meeting.head.state == State::Published && meeting.head.visibility == Visibility::Public
    });
    let address = format!("/nl/m/{}", open.head.code);
    let other = world.instance().await;
    let (mut host, mut there) = (world.signed_in("gastvrouw@demo").await, Browser::new(other.clone()));
    assert_eq!(host.open(&address).await.status, StatusCode::OK);
    assert_eq!(there.open(&address).await.status, StatusCode::OK);
    host.open(&format!("/desk/meetings/{}", open.head.id)).await;
    let close = host.page.form("Bewaar").without("is_public");
    host.send(close).await;
    assert_eq!(host.open(&address).await.status, StatusCode::NOT_FOUND, "where it was done it is seen at once");
    assert_eq!(
        there.open(&address).await.status,
        StatusCode::OK,
        "the other still keeps its page: else this proves nothing"
    );
    other.look_around().await.expect("the database answers");
    assert_eq!(there.open(&address).await.status, StatusCode::NOT_FOUND, "and lets go of it when it looks around");
}

/// The bar is a second; nothing is remembered of who may do what, so the next request knows, without looking around.
#[tokio::test]
async fn another_role_given_at_one_holds_at_the_other_at_its_next_request() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft);
    let edit = format!("/desk/meetings/{}/edit", meeting.head.id);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let there = world.instance().await;
    let mut worker = Browser::new(there.clone());
    worker.sign_in("werker@demo").await;
    assert_eq!(worker.get(&edit, &[]).await.status, StatusCode::OK, "there she plans");
    let form = worker.page.form("Bewaar").set("working_title", "Nog even snel");
    let account = world.account_of("werker@demo");
    let changed = press(&mut coordinator, &account, "rol", &[("role", "reader")]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let cookie = cookie_of(&worker);
    for address in ["/desk", &edit, "/desk/post"] {
        let page = worker.get(address, &[("cookie", &cookie)]).await;
        assert!(page.header("location").starts_with("/desk/aanmelden"), "{address}: {}", page.status);
    }
    let page = send_to(&mut worker, &form, &cookie).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.all("textarea[readonly]").join("").contains("Nog even snel"), "{}", page.text());
    let mut reader = Browser::new(there);
    reader.sign_in("werker@demo").await;
    assert_eq!(reader.get("/desk", &[]).await.status, StatusCode::OK, "who comes back at the other, comes as a reader");
    assert_eq!(reader.get(&edit, &[]).await.status, StatusCode::NOT_FOUND);
    let kept = world.meeting("werker@demo", |other| other.head.id == meeting.head.id);
    assert_eq!(kept.plan, meeting.plan, "what was sent after the change is not kept");
}

#[tokio::test]
async fn an_account_switched_off_at_one_is_out_of_the_other_at_its_next_request() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let there = world.instance().await;
    let mut worker = Browser::new(there.clone());
    worker.sign_in("werker@demo").await;
    assert_eq!(worker.get("/desk", &[]).await.status, StatusCode::OK);
    let account = world.account_of("werker@demo");
    press(&mut coordinator, &account, "toegang", &[("access", "off")]).await;
    let out = worker.get("/desk", &[]).await;
    assert_eq!(out.header("location"), "/desk/aanmelden?verder=%2Fdesk");
    let mut back = Browser::new(there.clone());
    let form = back.open("/desk/aanmelden").await.form("Meld aan");
    let form = form.set("email", "werker@demo").set("password", PASSWORD);
    assert_eq!(back.post(&form.action, &form.fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let off = world.database().read_now(|db| store::account::find(db, &account.id)).expect("an account");
    press(&mut coordinator, &off, "toegang", &[("access", "on")]).await;
    Browser::new(there).sign_in("werker@demo").await;
}

/// The bar is a second; the address is looked up at every request.
#[tokio::test]
async fn a_secret_address_made_anew_at_one_ends_the_old_one_at_the_other_at_once() {
    let world = World::new();
    let (mut host, mut phone) = (world.signed_in("gastvrouw@demo").await, world.browser().await);
    let old = new_feed(&mut host).await;
    let secret = old.trim_start_matches("/agenda/").trim_end_matches(".ics");
    assert!(secret.len() >= 40 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "160 bits at least: {old}");
    assert_eq!(phone.get(&old, &[]).await.status, StatusCode::OK);
    let tag = phone.page.header("etag").to_owned();
    let new = new_feed(&mut host).await;
    for headers in [&[][..], &[("if-none-match", tag.as_str())]] {
        assert_eq!(phone.get(&old, headers).await.status, StatusCode::NOT_FOUND, "also to who knows what it said");
    }
    assert_eq!(phone.get(&new, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_passwords_are_counted_together() {
    let world = World::new();
    let (mut here, mut there) = (world.browser().await, world.browser().await);
    here.open("/desk/aanmelden").await;
    let form = here.page.form("Meld aan").set("email", "werker@demo");
    let (wrong, right) = (form.clone().set("password", "niet dit"), form.set("password", PASSWORD));
    for _ in 0..5 {
        assert_eq!(send_to(&mut here, &wrong, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send_to(&mut there, &wrong, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for instance in [&mut here, &mut there] {
        let answer = send_to(instance, &right, "").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "ten tries in all, wherever they were made");
        assert!(answer.text().contains("Wacht een kwartier"));
    }
    world.clock.advance(Duration::minutes(16));
    assert_eq!(
        send_to(&mut there, &right, "").await.status,
        StatusCode::SEE_OTHER,
        "a quarter of an hour later it opens"
    );
}

#[test]
fn a_new_database_can_be_opened_by_many_at_once() {
    const MANY: usize = 4;
    let new = NewDatabase::new();
    let start = Barrier::new(MANY);
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..MANY)
            .map(|_| {
                scope.spawn(|| {
                    start.wait();
                    new.open().map(drop)
                })
            })
            .collect();
        for opened in opening {
            opened.join().expect("no panic").expect("each opens it, and one makes the tables");
        }
    });
    let revisions = new.open().expect("opens").read_now(store::revision::current).expect("revisions");
    assert_eq!((revisions.public, revisions.reference), (1, 1), "the tables were made once");
}

/// The control, on PostgreSQL: two that make the tables without waiting for each other trip over each other. SQLite has
/// one writer, and has no such lock to take away.
#[test]
fn without_the_lock_the_second_would_fail() {
    const MIGRATIONS: EmbeddedMigrations = embed_migrations!();
    let new = NewDatabase::new();
    if !new.is_postgres() {
        return;
    }
    let connect = || PgConnection::establish(&new.url).expect("the cluster answers");
    let (mut first, mut watcher) = (connect(), connect());
    first.pending_migrations(MIGRATIONS).expect("the list of what was done is there, and empty");
    AnsiTransactionManager::begin_transaction(&mut first).expect("a transaction");
    first.run_pending_migrations(MIGRATIONS).expect("the first makes the tables");
    std::thread::scope(|scope| {
        let second =
            scope.spawn(|| connect().run_pending_migrations(MIGRATIONS).map(|_| ()).map_err(|cause| cause.to_string()));
        while !second.is_finished() && waiting(&mut watcher) == 0 {
            std::thread::yield_now();
        }
        AnsiTransactionManager::commit_transaction(&mut first).expect("the first is done");
        let failed = second.join().expect("no panic").expect_err("the second makes the same tables");
        assert!(failed.contains("duplicate key") || failed.contains("already exists"), "{failed}");
    });
}

/// How many wait for somebody else's lock in this database.
pub fn waiting(db: &mut PgConnection) -> i64 {
    #[derive(QueryableByName)]
    struct Waiting {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        number: i64,
    }
    let asked = "SELECT count(*) AS number FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    diesel::sql_query(asked).get_result::<Waiting>(db).expect("the cluster answers").number
}

fn cookie_of(browser: &Browser) -> String {
    browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

async fn send_to(browser: &mut Browser, form: &Form, cookie: &str) -> Page {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&form.fields);
    let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
    if !cookie.is_empty() {
        headers.push(("cookie", cookie));
    }
    browser.request(Method::POST, &form.action, Some(body.finish()), &headers).await.clone()
}
