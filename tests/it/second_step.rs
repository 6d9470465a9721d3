//! The second step at sign-in (tweede stap): a code works once, recovery codes once each, and coordinators can be made to.

use aantafel::web::App;
use chrono::Duration;
use totp_rs::{Builder, Secret};

use crate::browser::{Browser, Form, Page};
use crate::rows;
use crate::world::{PASSWORD, World};

/// What an app shows now.
pub fn code(world: &World, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).expect("base32");
    let totp = Builder::new().with_secret(secret).build().expect("a secret of 160 bits");
    totp.generate(u64::try_from(world.clock.now().timestamp()).expect("after 1970")).to_string()
}

/// Switches it on and gives the secret and the recovery codes.
pub async fn switch_on(world: &World, browser: &mut Browser) -> (String, Vec<String>) {
    let page = browser.open("/desk/tweede-stap").await.clone();
    assert!(page.has("figure.qr svg[role=img]"));
    let secret = page.all("figure.qr code").join("").replace(' ', "");
    let form = page.form("Zet de tweede stap aan");
    let wrong = browser.post(&form.action, &form.clone().set("code", "000000").fields).await;
    assert!(wrong.status.as_u16() == 422 && wrong.text().contains("Deze code klopt niet"), "{}", wrong.text());
    let page = browser.send(form.set("code", &code(world, &secret))).await;
    (secret, page.all("ol.codes code"))
}

/// The password, up to the page that asks for the code.
async fn first_step(browser: &mut Browser, email: &str) -> Form {
    let form = browser.open("/desk/aanmelden").await.form("Meld aan").set("email", email).set("password", PASSWORD);
    let page = browser.post(&form.action, &form.fields).await;
    assert_eq!((page.status.as_u16(), page.header("set-cookie")), (200, ""), "not in yet: {}", page.text());
    page.form("Verder")
}

async fn send(browser: &mut Browser, form: &Form, code: &str) -> Page {
    let form = form.clone().set("code", code);
    browser.post(&form.action, &form.fields).await.clone()
}

#[tokio::test]
async fn a_code_is_asked_after_the_password_and_works_once() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let (secret, codes) = switch_on(&world, &mut worker).await;
    assert_eq!(codes.len(), 10);
    let rows = rows::all(&world.database()).join("\n");
    assert!(codes.iter().all(|own| !rows.contains(own)), "only hashes of recovery codes are kept");
    let mut browser = world.browser().await;
    let form = first_step(&mut browser, "werker@demo").await;
    assert_eq!(
        send(&mut browser, &form, &code(&world, &secret)).await.status.as_u16(),
        422,
        "it proved the app already"
    );
    world.clock.advance(Duration::seconds(30));
    let page = send(&mut browser, &form, &code(&world, &secret)).await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/desk"));
    let mut thief = world.browser().await;
    let form = first_step(&mut thief, "werker@demo").await;
    assert_eq!(send(&mut thief, &form, &code(&world, &secret)).await.status.as_u16(), 422, "the same code again");
    assert_eq!(send(&mut thief, &form, &codes[3].to_uppercase()).await.status.as_u16(), 303, "a recovery code");
    let mut thief = world.browser().await;
    let form = first_step(&mut thief, "werker@demo").await;
    assert_eq!(send(&mut thief, &form, &codes[3]).await.status.as_u16(), 422, "works once");
}

#[tokio::test]
async fn of_twenty_who_send_one_code_at_once_one_gets_in() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let (_, codes) = switch_on(&world, &mut worker).await;
    let mut browser = world.browser().await;
    let form = first_step(&mut browser, "werker@demo").await.set("code", &codes[0]);
    let router = world.instance().await.into_router();
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
    let mut sent = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (router, body, action) = (router.clone(), body.clone(), form.action.clone());
        sent.spawn(async move {
            let request = axum::http::Request::post(action)
                .header("host", "127.0.0.1:8080")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(axum::body::Body::from(body));
            tower::ServiceExt::oneshot(router, request.expect("a request")).await.expect("an answer").status().as_u16()
        });
    }
    let answers = sent.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_a_ticket_cannot_be_forged_or_kept() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let (secret, _) = switch_on(&world, &mut worker).await;
    world.clock.advance(Duration::seconds(60));
    let mut browser = world.browser().await;
    let form = first_step(&mut browser, "werker@demo").await;
    for forged in ["", "x", &form.value("ticket").replace('~', "~1"), &form.value("ticket").to_uppercase()] {
        let page = send(&mut browser, &form.clone().set("ticket", forged), &code(&world, &secret)).await;
        assert!(page.status.as_u16() == 422 && page.text().contains("Meld u opnieuw aan"), "{}", page.text());
    }
    for number in 1..=11 {
        let page = send(&mut browser, &form, "000000").await;
        assert_eq!(page.status.as_u16(), if number <= 10 { 422 } else { 429 }, "try {number}");
    }
    assert_eq!(send(&mut browser, &form, &code(&world, &secret)).await.status.as_u16(), 429);
    world.clock.advance(Duration::minutes(20));
    let page = send(&mut browser, &form, &code(&world, &secret)).await;
    assert!(page.text().contains("Dat duurde te lang"), "{}", page.text());
}

#[tokio::test]
async fn switching_it_off_takes_a_code() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let (_, codes) = switch_on(&world, &mut worker).await;
    let page = worker.open("/desk/tweede-stap").await.clone();
    assert!(page.text().contains("Herstelcodes over: 10"), "{}", page.text());
    let form = page.form("Zet de tweede stap uit");
    let off = Form { action: "/desk/tweede-stap/uit".to_owned(), ..form };
    assert_eq!(send(&mut worker, &off, "000000").await.status.as_u16(), 422);
    assert_eq!(send(&mut worker, &off, &codes[9]).await.status.as_u16(), 303);
    world.signed_in("werker@demo").await;
    let records = rows::all(&world.database()).into_iter().filter(|row| row.starts_with("record:"));
    assert_eq!(records.filter(|row| row.contains("second_step_changed")).count(), 2, "on and off are written down");
}

#[tokio::test]
async fn where_the_setting_says_so_a_coordinator_switches_it_on_first() {
    let world = World::new();
    let config = world.config().requiring_second_step(true);
    let app = App::open(world.database(), world.clock.clone(), config).await.expect("the planner opens");
    let mut coordinator = Browser::new(app.clone());
    coordinator.open("/desk/aanmelden").await;
    let form = coordinator.page.form("Meld aan").set("email", "coordinator@demo").set("password", PASSWORD);
    coordinator.post(&form.action, &form.fields).await;
    for address in ["/desk", "/desk/meetings", "/desk/collegas", "/desk/aanmeldingen"] {
        let page = coordinator.get(address, &[]).await;
        assert_eq!(page.header("location"), "/desk/tweede-stap", "{address}");
    }
    let page = coordinator.open("/desk/tweede-stap").await;
    assert!(page.text().contains("Coördinatoren gebruiken hier een tweede stap"), "{}", page.text());
    switch_on(&world, &mut coordinator).await;
    assert_eq!(coordinator.get("/desk", &[]).await.status.as_u16(), 200);
    let mut worker = Browser::new(app);
    worker.sign_in("werker@demo").await;
    assert_eq!(worker.get("/desk", &[]).await.status.as_u16(), 200, "others need not");
}
