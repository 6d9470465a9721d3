//! The facilitator's folder (map): a link and six digits open it, a guesser is slowed down, and the day after it is gone.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::language::Language;
use axum::http::StatusCode;
use chrono::Duration;

use crate::browser::{Browser, Page};
use crate::race::all_at_once;
use crate::reader::BASE;
use crate::world::World;

/// Of no folder.
const NO_TOKEN: &str = "00000000000000000000000000000000";

struct Folder {
    world: World,
    meeting: Meeting,
    /// Without language.
    token: String,
    pin: String,
}

impl Folder {
    async fn make() -> Self {
        let world = World::new();
        let meeting = world.meeting("werker@demo", |meeting| {
            meeting.head.state == State::Published && !meeting.plan.parents_question.is_empty()
        });
        let (token, pin) = make(&world, &meeting).await;
        Self { world, meeting, token, pin }
    }

    async fn try_digits(&self, browser: &mut Browser, language: &str, token: &str, pin: &str) -> Page {
        let page = browser.open(&format!("/{language}/p/{token}")).await.clone();
        let form = page.forms().into_iter().find(|form| form.action.contains("/p/")).expect("it asks for the digits");
        browser.post(&form.action.clone(), &form.set("pin", pin).fields).await.clone()
    }
}

/// A folder of this meeting: its token and its digits.
pub async fn make(world: &World, meeting: &Meeting) -> (String, String) {
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let form = worker.page.forms().into_iter().find(|form| form.action.ends_with("/pack")).expect("a button");
    let page = worker.send(form).await;
    let pin = page.all("section[aria-labelledby='pin'] bdi").concat();
    let link = page.all("section[aria-labelledby='links'] code").first().expect("a link").clone();
    let token = link.trim_start_matches(&format!("{BASE}/nl/p/")).to_owned();
    assert!(pin.len() == 6 && token.len() == 32, "{pin} {link}");
    (token, pin)
}

fn wrong(pin: &str) -> String {
    if pin == "000000" { "000001".to_owned() } else { "000000".to_owned() }
}

#[tokio::test]
async fn link_and_digits_open_the_run_sheet_and_what_to_do_tonight_in_every_language() {
    let folder = Folder::make().await;
    let question = folder.meeting.plan.parents_question.clone();
    for language in Language::written() {
        let mut browser = folder.world.browser().await;
        let page = folder.try_digits(&mut browser, language.code, &folder.token, &folder.pin).await;
        assert_eq!(page.status, StatusCode::OK, "{language}");
        let t = language.phrases();
        let text = page.text();
        for part in [question.as_str(), t.run_sheet.agenda.as_str(), t.told.family.as_str(), "0800-2000"] {
            assert!(text.contains(part), "{language}: {part}");
        }
        assert_eq!(page.all("title").concat().split(" · ").next(), Some(t.pack.title.as_str()), "a neutral title");
        assert_eq!((page.header("cache-control"), page.header("x-robots-tag")), ("no-store", "noindex, nofollow"));
        let ticket = page.forms().into_iter().find(|form| !form.value("ticket").is_empty()).expect("a ticket");
        let paper = browser.post(&ticket.action.clone(), &ticket.fields).await;
        assert_eq!(paper.header("content-type"), "application/pdf", "{language}");
        assert!(paper.header("content-disposition").contains("draaiboek-"), "a neutral name");
        let chosen = |kind: &str| [ticket.fields.clone(), vec![("kind".to_owned(), kind.to_owned())]].concat();
        let others = [("kaart-begeleider", "kaart-begeleider-"), ("tips", "draaiboek-"), ("afspraak", "draaiboek-")];
        for (kind, name) in others.into_iter().filter(|_| language.is_dutch()) {
            let paper = browser.post(&ticket.action.clone(), &chosen(kind)).await;
            assert!(paper.header("content-disposition").contains(name), "{language}: {kind}");
        }
        assert!(browser.cookies().is_empty(), "nothing stays on the phone");
    }
}

#[tokio::test]
async fn without_the_right_digits_nothing_is_shown_and_an_unknown_link_says_the_same() {
    let folder = Folder::make().await;
    let mut browser = folder.world.browser().await;
    let told = async |browser: &mut Browser, token: &str| {
        let page = folder.try_digits(browser, "nl", token, &wrong(&folder.pin)).await;
        (page.status, page.html().replace(token, "TOKEN"))
    };
    let known = told(&mut browser, &folder.token).await;
    assert_eq!(known.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!known.1.contains(&folder.meeting.plan.parents_question));
    assert_eq!(known, told(&mut browser, NO_TOKEN).await);
}

#[tokio::test]
async fn after_five_wrong_tries_even_the_right_digits_wait_a_quarter_of_an_hour_at_every_instance() {
    let folder = Folder::make().await;
    let (mut here, mut there) = (folder.world.browser().await, folder.world.browser().await);
    for token in [folder.token.as_str(), NO_TOKEN] {
        for number in 0..5 {
            let browser = if number % 2 == 0 { &mut here } else { &mut there };
            let page = folder.try_digits(browser, "nl", token, &wrong(&folder.pin)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "try {number}");
        }
        for browser in [&mut here, &mut there] {
            let page = folder.try_digits(browser, "nl", token, &folder.pin).await;
            assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(page.header("retry-after"), "900");
        }
    }
    folder.world.clock.advance(Duration::minutes(16));
    let page = folder.try_digits(&mut here, "nl", &folder.token, &folder.pin).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn it_is_open_until_midnight_of_the_evening_and_not_the_day_after() {
    let folder = Folder::make().await;
    let ends = folder.meeting.plan.ends_at.date().and_hms_opt(23, 30, 0).expect("a time");
    folder.world.clock.advance(ends - folder.world.clock.wall());
    // Between winter and summer time the wall moves an hour.
    folder.world.clock.advance(ends - folder.world.clock.wall());
    let mut browser = folder.world.browser().await;
    let page = folder.try_digits(&mut browser, "nl", &folder.token, &folder.pin).await;
    assert_eq!(page.status, StatusCode::OK, "half past eleven");
    let ticket = page.forms().into_iter().find(|form| !form.value("ticket").is_empty()).expect("a ticket");
    folder.world.clock.advance(Duration::minutes(31));
    let paper = browser.post(&ticket.action.clone(), &ticket.fields).await;
    assert_eq!(paper.status, StatusCode::UNPROCESSABLE_ENTITY, "the ticket is of no use either");
    let page = folder.try_digits(&mut browser, "nl", &folder.token, &folder.pin).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a minute past midnight");
}

#[tokio::test]
async fn a_new_folder_closes_the_old_one_and_its_tickets() {
    let folder = Folder::make().await;
    let mut browser = folder.world.browser().await;
    let page = folder.try_digits(&mut browser, "ar", &folder.token, &folder.pin).await;
    let ticket = page.forms().into_iter().find(|form| !form.value("ticket").is_empty()).expect("a ticket");
    let forged = ticket.clone().set("ticket", &"0".repeat(64));
    assert_eq!(browser.post(&forged.action.clone(), &forged.fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    folder.world.clock.advance(Duration::minutes(31));
    let late = browser.post(&ticket.action.clone(), &ticket.fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a ticket is for half an hour");
    let (token, pin) = make(&folder.world, &folder.meeting).await;
    let old = folder.try_digits(&mut browser, "ar", &folder.token, &folder.pin).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = folder.try_digits(&mut browser, "ar", &token, &pin).await;
    assert_eq!(new.status, StatusCode::OK);
}

#[tokio::test]
async fn the_digits_and_the_link_stand_nowhere_in_the_database() {
    let folder = Folder::make().await;
    let rows = crate::rows::all(&folder.world.database()).join("\n");
    assert!(!rows.contains(&folder.token) && !rows.contains(&format!("'{}'", folder.pin)));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_wrong_tries_at_once_five_are_looked_at() {
    let folder = Folder::make().await;
    let mut browser = folder.world.browser().await;
    let page = browser.open(&format!("/nl/p/{}", folder.token)).await.clone();
    let form = page.forms().into_iter().find(|form| form.action.contains("/p/")).expect("it asks for the digits");
    let form = form.set("pin", &wrong(&folder.pin));
    let app = folder.world.instance().await.into_router();
    let answers = all_at_once(&app, vec![(form, String::new()); 60]).await;
    let looked_at = answers.iter().filter(|(status, _)| *status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let waits = answers.iter().filter(|(status, _)| *status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((looked_at, waits), (5, 55));
}
