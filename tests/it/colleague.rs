//! Colleagues (collega's): invited, given another role, switched off; somebody who leads always stays.

use aantafel::domain::account::{Account, Role};
use aantafel::store::colleague::{self, Change, Done};
use aantafel::store::{self, Scope};
use axum::http::StatusCode;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::browser::{Browser, Page};
use crate::rows;
use crate::world::{PASSWORD, World};

fn account(world: &World, id: &str) -> Account {
    let id = id.parse().expect("an identifier");
    world.database().read_now(|db| store::account::find(db, &id)).expect("an account")
}

/// Sends what a button of a colleague's card sends.
pub async fn press(browser: &mut Browser, of: &Account, what: &str, fields: &[(&str, &str)]) -> Page {
    let token = browser.open("/desk/collegas").await.form("Ik ga weg").value("form_token").to_owned();
    let version = of.version.to_string();
    let all = [&[("form_token", token.as_str()), ("version", version.as_str())], fields].concat();
    let all: Vec<_> = all.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    browser.post(&format!("/desk/collegas/{}/{what}", of.id), &all).await.clone()
}

#[tokio::test]
async fn a_colleague_is_invited_gets_in_by_the_link_and_chooses_a_password() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open("/desk/collegas").await.form("Maak de uitnodiging");
    for (name, email, problem) in [
        ("", "nieuw@demo", "Vul dit in"),
        ("Aster", "", "Alleen een contactpersoon kan zonder"),
        ("Aster", "geen adres", "Dit lijkt niet op een e-mailadres"),
        ("Bel 06 12 34 56 78", "nieuw@demo", "alleen een naam"),
        ("Aster", "werker@demo", "kan geen nieuw account"),
    ] {
        let page = coordinator.send(form.clone().set("name", name).set("email", email)).await;
        assert_eq!(page.status.as_u16(), 422, "{name} {email}");
        assert!(page.text().contains(problem), "{problem}: {}", page.text());
        assert_eq!(page.form("Maak de uitnodiging").value("email"), email, "what was typed stays");
    }
    let page =
        coordinator.send(form.set("name", "Aster").set("email", "nieuw@demo").set("role", "worker")).await.clone();
    assert_eq!(page.status.as_u16(), 200, "{}", page.text());
    let message = page.all("textarea.share").join("");
    let link =
        message.split("http://127.0.0.1:8080").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    let mut aster = world.browser().await;
    let form = aster.get(link, &[]).await.form("Ga naar binnen");
    aster.send(form).await;
    let form = aster.page.form("Bewaar het wachtwoord").set("new_password", PASSWORD);
    assert_eq!(aster.send(form).await.status.as_u16(), 200);
    let row = world.account_of("nieuw@demo");
    assert_eq!((row.role, row.organisation_id), (Role::Worker, world.organisation_of("werker@demo")));
    world.signed_in("nieuw@demo").await;
    let rows = rows::all(&world.database()).join("\n");
    assert!(
        rows.contains("colleague_invited") && !rows.contains(link.rsplit('/').next().expect("a token"))
            || rows.contains("message:")
    );
}

#[tokio::test]
async fn who_is_switched_off_or_gets_another_role_is_out_at_the_next_request_everywhere() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    for (what, fields) in [("rol", ("role", "reader")), ("toegang", ("access", "off"))] {
        let (mut here, mut there) = (world.signed_in("werker@demo").await, world.signed_in("werker@demo").await);
        let worker = world.account_of("werker@demo");
        let page = press(&mut coordinator, &worker, what, &[fields]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        for browser in [&mut here, &mut there] {
            assert_eq!(browser.get("/desk", &[]).await.status.as_u16(), 303, "{what}");
        }
    }
    let worker =
        world.database().read_now(|db| colleague::list(db, &world.scope_of("coordinator@demo"))).expect("a list");
    let worker = worker.into_iter().find(|account| account.email == "werker@demo").expect("still listed");
    assert!(!worker.is_active);
    let mut visitor = world.browser().await;
    let form =
        visitor.open("/desk/aanmelden").await.form("Meld aan").set("email", "werker@demo").set("password", PASSWORD);
    assert_eq!(visitor.post(&form.action, &form.fields).await.status.as_u16(), 422, "and cannot come back");
    press(&mut coordinator, &worker, "toegang", &[("access", "on")]).await;
    world.signed_in("werker@demo").await;
}

#[tokio::test]
async fn a_form_of_before_says_so_and_changes_nothing() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let before = world.account_of("werker@demo");
    press(&mut coordinator, &before, "rol", &[("role", "reader")]).await;
    let page = press(&mut coordinator, &before, "rol", &[("role", "coordinator")]).await;
    assert_eq!(page.status.as_u16(), 422);
    assert!(page.text().contains("Iemand anders veranderde dit account net"), "{}", page.text());
    assert_eq!(account(&world, before.id.as_str()).role, Role::Reader);
}

#[tokio::test]
async fn the_last_coordinator_and_the_last_host_stay() {
    let world = World::new();
    for (email, said) in [
        ("coordinator@demo", "Er moet een coördinator blijven"),
        ("gastvrouw@demo", "Er moet een contactpersoon blijven"),
    ] {
        let mut leader = world.signed_in(email).await;
        let own = world.account_of(email);
        let form = leader.open("/desk/collegas").await.form("Ik ga weg");
        let page = leader.post(&form.action, &form.fields).await.clone();
        assert!(page.status.as_u16() == 422 && page.text().contains(said), "{}", page.text());
        let page = press(&mut leader, &own, "rol", &[("role", "reader")]).await;
        assert!(page.status.as_u16() == 422 && page.text().contains(said), "{}", page.text());
        let form =
            leader.open("/desk/gegevens").await.form("Wis mijn account").set("sure", "yes").set("password", PASSWORD);
        let page = leader.post(&form.action, &form.fields).await.clone();
        assert!(page.status.as_u16() == 422 && page.text().contains(said), "{}", page.text());
        let now = world.account_of(email);
        assert!(now.is_active && now.role == own.role);
    }
}

/// Two coordinators, and what each of them is about to do.
fn second_coordinator(world: &World) -> (Account, Account, Scope) {
    let scope = world.scope_of("coordinator@demo");
    let worker = world.account_of("werker@demo");
    let database = world.database();
    let done = database
        .write_now(|db| colleague::change(db, &scope, &worker.id, worker.version, Change::Role(Role::Coordinator)));
    assert_eq!(done.expect("a change"), Done::Kept);
    (world.account_of("coordinator@demo"), account(world, worker.id.as_str()), scope)
}

#[test]
fn of_two_coordinators_who_leave_at_once_one_stays() {
    for _ in 0..5 {
        let world = World::new();
        let (one, other, scope) = second_coordinator(&world);
        let start = std::sync::Barrier::new(2);
        let leave = |own: &Account| {
            let database = world.database();
            start.wait();
            database
                .write_now(|db| colleague::change(db, &scope, &own.id, own.version, Change::SwitchOff))
                .expect("an answer")
        };
        let done = std::thread::scope(|threads| {
            let first = threads.spawn(|| leave(&one));
            [leave(&other), first.join().expect("no panic")]
        });
        assert_eq!(done.iter().filter(|done| **done == Done::Kept).count(), 1, "{done:?}");
        assert!(done.contains(&Done::LastOne));
    }
}

/// The control, on PostgreSQL: who looks whether somebody else leads and does not hold the organisation's row leaves it
/// without anybody. SQLite has one writer, whom nobody can come between.
#[test]
fn looking_without_holding_the_organisation_would_leave_nobody() {
    if std::env::var("TEST_DATABASE_URL").is_err() {
        return;
    }
    use aantafel::schema::account;
    let world = World::new();
    let (one, other, scope) = second_coordinator(&world);
    let leading = |db: &mut PgConnection| -> i64 {
        let all = account::table.filter(account::organisation_id.eq(scope.organisation()));
        all.filter(account::role.eq(Role::Coordinator).and(account::is_active.eq(true)))
            .count()
            .get_result(db)
            .expect("a number")
    };
    let both_looked = std::sync::Barrier::new(2);
    let leave = |own: &Account| {
        let mut db = PgConnection::establish(&world.url).expect("the cluster answers");
        db.batch_execute("BEGIN").expect("a transaction");
        assert_eq!(leading(&mut db), 2, "somebody else leads too");
        both_looked.wait();
        diesel::update(account::table.find(&own.id)).set(account::is_active.eq(false)).execute(&mut db).expect("off");
        db.batch_execute("COMMIT").expect("done");
    };
    std::thread::scope(|threads| {
        let first = threads.spawn(|| leave(&one));
        leave(&other);
        first.join().expect("no panic");
    });
    let mut db = PgConnection::establish(&world.url).expect("the cluster answers");
    assert_eq!(leading(&mut db), 0, "nobody is left");
}

#[tokio::test]
async fn who_leaves_is_out_and_what_they_did_stays() {
    let world = World::new();
    let (mut here, mut there) = (world.signed_in("werker@demo").await, world.signed_in("werker@demo").await);
    let form = here.open("/desk/collegas").await.form("Ik ga weg");
    let page = here.post(&form.action, &form.fields).await;
    assert_eq!(page.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert_eq!(there.get("/desk", &[]).await.status.as_u16(), 303);
    let rows = rows::all(&world.database()).join("\n");
    assert!(rows.contains("account_left") && rows.contains("Marieke de Wit"));
}

#[tokio::test]
async fn the_list_shows_where_one_is_signed_in_and_each_can_be_ended() {
    let world = World::new();
    let mut away = world.browser().await;
    let agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126.0 Mobile Safari/537";
    let form =
        away.get("/desk/aanmelden", &[]).await.form("Meld aan").set("email", "werker@demo").set("password", PASSWORD);
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
    away.request(axum::http::Method::POST, "/desk/aanmelden", Some(body), &[("user-agent", agent)]).await;
    world.clock.advance(Duration::minutes(5));
    let mut here = world.signed_in("werker@demo").await;
    let page = here.open("/desk/aanmeldingen").await.clone();
    assert!(page.text().contains("Chrome, Android") && page.text().contains("Dit apparaat"), "{}", page.text());
    here.send(page.form("Beëindig")).await;
    assert!(here.page.text().contains("Die aanmelding is beëindigd"), "{}", here.page.text());
    assert_eq!(away.get("/desk", &[]).await.status.as_u16(), 303);
    away.sign_in("werker@demo").await;
    let mut stranger = world.signed_in("coordinator@demo").await;
    let which = here.open("/desk/aanmeldingen").await.form("Beëindig").value("which").to_owned();
    let form = stranger.open("/desk/aanmeldingen").await.form("Meld overal af").set("which", &which);
    stranger.post(&form.action, &form.fields).await;
    assert_eq!(away.get("/desk", &[]).await.status.as_u16(), 200, "another's cannot be ended");
    let all = here.open("/desk/aanmeldingen").await.form("Meld overal af");
    assert!(here.post(&all.action, &all.fields).await.header("clear-site-data").contains("cookies"));
    assert_eq!(away.get("/desk", &[]).await.status.as_u16(), 303, "everywhere");
}

#[tokio::test]
async fn another_password_asks_for_the_old_one_and_ends_every_other_sign_in() {
    let world = World::new();
    let (mut here, mut there) = (world.signed_in("werker@demo").await, world.signed_in("werker@demo").await);
    let form =
        here.open("/desk/aanmeldingen").await.form("Wijzig wachtwoord").set("new_password", "paars-fiets-tuin-7");
    let page = here.post(&form.action, &form.clone().set("password", "verkeerd").fields).await;
    assert!(page.status.as_u16() == 422 && page.text().contains("Dit wachtwoord klopt niet"), "{}", page.text());
    let page = here
        .post(&form.action, &form.clone().set("password", PASSWORD).set("new_password", "Marieke de Wit 1").fields)
        .await;
    assert!(page.status.as_u16() == 422 && page.text().contains("lijkt te veel op uw naam"), "{}", page.text());
    let before = here.cookies()["aantafel-loopback"].clone();
    here.send(form.set("password", PASSWORD)).await;
    assert!(here.page.text().contains("Uw wachtwoord is gewijzigd"), "{}", here.page.text());
    assert_ne!(here.cookies()["aantafel-loopback"], before);
    assert_eq!(there.get("/desk", &[]).await.status.as_u16(), 303);
}

#[tokio::test]
async fn an_account_can_be_read_as_a_file_and_taken_away() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let own = world.account_of("werker@demo");
    let page = worker.get("/desk/gegevens/bestand", &[]).await.clone();
    assert!(page.header("content-disposition").contains("aantafel-account.json"));
    let kept: serde_json::Value = serde_json::from_slice(&page.bytes).expect("JSON");
    assert_eq!(
        (kept["account"]["email"].as_str(), kept["account"]["name"].as_str()),
        (Some("werker@demo"), Some("Marieke de Wit"))
    );
    assert!(kept["agreements"].as_array().is_some_and(|all| !all.is_empty()));
    assert!(!page.html().contains("argon2"), "no hash goes out");
    let form = worker.open("/desk/gegevens").await.form("Wis mijn account");
    let page = worker.post(&form.action, &form.clone().set("password", PASSWORD).fields).await;
    assert!(page.status.as_u16() == 422 && page.text().contains("als u het zeker weet"), "{}", page.text());
    let page = worker.post(&form.action, &form.clone().set("sure", "yes").set("password", "mis").fields).await;
    assert_eq!(page.status.as_u16(), 422);
    let page = worker.post(&form.action, &form.clone().set("sure", "yes").set("password", PASSWORD).fields).await;
    assert!(page.header("clear-site-data").contains("cookies"), "{}", page.text());
    let gone = account(&world, own.id.as_str());
    assert!(gone.name.is_empty() && gone.email.is_empty() && gone.password_hash.is_none() && !gone.is_active);
    let rows = rows::all(&world.database());
    let left: Vec<_> =
        rows.iter().filter(|row| row.contains("werker@demo") || row.contains("Marieke de Wit")).collect();
    // As the contact of her organisation, and on an evening, others noted her: the page tells who changes that.
    let is_noted_by_others = |row: &&&String| row.starts_with("meeting_person:") || row.starts_with("organisation:");
    let left: Vec<_> = left.iter().filter(|row| !is_noted_by_others(row)).collect();
    assert!(left.is_empty(), "what is left of her: {left:#?}");
    let agreed = world.meetings_of("coordinator@demo");
    assert!(!agreed.is_empty(), "what was agreed stays");
}

#[tokio::test]
async fn nobody_gets_a_link_into_the_account_of_a_colleague_who_has_come_in() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let before = rows::all(&world.database());
    let page = press(&mut coordinator, &world.account_of("werker@demo"), "link", &[]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text().contains("/in/"));
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
}
