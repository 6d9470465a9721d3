//! The one-time answer by link: yes, another day, "call me", in the reader's language, once, to what is still so.

use aantafel::domain::answer_link::{AnswerLink, LIFE};
use aantafel::domain::meeting::{Manner, Meeting, Side, State};
use aantafel::domain::record::Deed;
use aantafel::domain::reply::ReplyKind;
use aantafel::language::Language;
use aantafel::store;
use aantafel::web::{paths, token};
use chrono::Duration;

use crate::browser::{Browser, Form, Page};
use crate::world::World;

const WORKER: &str = "werker@demo";
const HOST: &str = "gastvrouw@demo";

/// A link with which the host of this evening answers.
pub fn hand_out(world: &World, meeting: &Meeting, secret: &str) {
    let now = world.clock.utc();
    let row = AnswerLink {
        token_hash: token::hash(secret),
        meeting_id: meeting.head.id.clone(),
        organisation_id: meeting.head.host_id.clone(),
        created_by: None,
        created_at: now,
        expires_at: now + LIFE,
        used_at: None,
    };
    let scope = store::Scope::without_viewer(&meeting.head.support_id);
    world.database().write_now(|db| store::answer_link::put(db, &scope, &row)).expect("a link can be kept");
}

/// An evening that waits for the host's yes, and a link for it.
pub fn asked(world: &World) -> Meeting {
    let fits = |meeting: &Meeting| meeting.head.state == State::Proposed && !meeting.has_agreed(Side::Host);
    let meeting = world.meeting(HOST, fits);
    hand_out(world, &meeting, "geheim");
    meeting
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(HOST, |own| own.head.id == meeting.head.id)
}

/// The form on the page whose hidden field says this kind of answer.
pub fn form(page: &Page, language: &str, kind: &str) -> Form {
    let t = Language::find(language).unwrap().phrases();
    let button = match kind {
        "yes" => &t.evening.agree,
        "other_date" => &t.evening.other_date_send,
        _ => &t.evening.call_me,
    };
    page.form(button.as_str())
}

#[tokio::test]
async fn a_yes_by_link_counts_once_in_every_language_and_then_the_link_says_nothing_more() {
    for language in Language::written() {
        let world = World::new();
        let meeting = asked(&world);
        let mut browser = world.browser().await;
        let address = paths::answer(language, "geheim");
        browser.open(&address).await;
        let t = language.phrases();
        assert_eq!(browser.page.status, 200);
        assert!(browser.page.has(&format!("html[lang='{language}'][dir='{}']", language.direction.code())));
        assert!(browser.page.text().contains(&meeting.plan.venue), "{}", browser.page.text());
        assert_eq!(browser.page.header("cache-control"), "no-store");
        let form = form(&browser.page, language.code, "yes");
        browser.send(form.clone()).await;
        assert!(browser.page.text().contains(t.answer.thanks_agreed.as_str()), "{}", browser.page.text());
        let now = again(&world, &meeting);
        assert_eq!((now.head.state, now.agreement(Side::Host).unwrap().manner), (State::Agreed, Manner::Link));

        browser.open(&address).await;
        let used = (browser.page.status, browser.page.html().replace("geheim", "X"));
        browser.open(&paths::answer(language, "onbekend")).await;
        assert_eq!(
            used,
            (browser.page.status, browser.page.html().replace("onbekend", "X")),
            "used and unknown are alike"
        );
        assert!(browser.page.text().contains(t.answer.gone.as_str()));
        browser.post(&address, &form.fields).await;
        assert_eq!(browser.page.status, 410);
        assert_eq!(again(&world, &meeting), now, "the second answer changed nothing");
    }
}

#[tokio::test]
async fn a_link_that_ran_out_says_the_same_as_one_that_never_was() {
    let world = World::new();
    asked(&world);
    world.clock.advance(LIFE - Duration::minutes(1));
    let mut browser = world.browser().await;
    assert_eq!(browser.open("/ti/a/geheim").await.status, 200, "it lives until its last minute");
    world.clock.advance(Duration::minutes(2));
    assert_eq!(browser.open("/ti/a/geheim").await.status, 410);
}

#[tokio::test]
async fn another_day_and_call_me_reach_the_other_side() {
    for (kind, reply) in [("other_date", ReplyKind::OtherDate), ("call_me", ReplyKind::CallMe)] {
        let world = World::new();
        let meeting = asked(&world);
        let mut browser = world.browser().await;
        browser.open("/ti/a/geheim").await;
        let form = form(&browser.page, "ti", kind).set("text", "ሰሉስ ወይ ረቡዕ");
        browser.send(form).await;
        assert_eq!(browser.page.status, 200);
        let said = again(&world, &meeting).reply(Side::Host).cloned().expect("an answer");
        assert_eq!(said.kind, reply);
        assert_eq!(said.text.is_empty(), reply == ReplyKind::CallMe);
    }
}

#[tokio::test]
async fn what_may_not_be_kept_is_said_beside_the_field_and_the_link_still_works() {
    let world = World::new();
    asked(&world);
    let mut browser = world.browser().await;
    browser.open("/ar/a/geheim").await;
    let typed = "اتصلوا على 0612345678";
    let other = form(&browser.page, "ar", "other_date").set("text", typed);
    browser.send(other).await;
    assert_eq!(browser.page.status, 422);
    let t = Language::find("ar").unwrap().phrases();
    assert_eq!(browser.page.all("#text-problem"), [t.problem.phone_number.as_str()]);
    assert_eq!(browser.page.all("#text"), [typed], "what was typed stays");
    let other = form(&browser.page, "ar", "other_date").set("text", "الثلاثاء");
    assert_eq!(browser.send(other).await.status, 200);
}

#[tokio::test]
async fn an_answer_to_what_was_changed_meanwhile_shows_the_new_facts_and_asks_again() {
    let world = World::new();
    let meeting = asked(&world);
    let mut browser = world.browser().await;
    browser.open("/nl/a/geheim").await;
    let old = form(&browser.page, "nl", "yes");
    let (scope, pen) = (world.scope_of(WORKER), world.pen_of(&world.organisation_of(WORKER)));
    let now = world.clock.utc();
    world
        .database()
        .write_now(|db| {
            store::meeting::change(db, &meeting.head.id, &scope, meeting.head.version, &pen, |meeting| {
                meeting.plan.venue = "Buurthuis De Overkant".to_owned();
                meeting.head.changed_at = now;
                Ok(())
            })
        })
        .expect("the worker changes the place");
    browser.send(old).await;
    assert_eq!(browser.page.status, 409);
    assert!(browser.page.text().contains("Buurthuis De Overkant"), "{}", browser.page.text());
    assert!(browser.page.text().contains("net veranderd"));
    assert!(!again(&world, &meeting).has_agreed(Side::Host), "nobody agreed to what they did not see");
    let new = form(&browser.page, "nl", "yes");
    browser.send(new).await;
    assert!(again(&world, &meeting).has_agreed(Side::Host), "the link was not used up by it");
}

#[tokio::test]
async fn of_two_who_hold_the_link_one_is_heard() {
    let world = World::new();
    let meeting = asked(&world);
    let (mut one, mut two): (Browser, Browser) = (world.browser().await, world.browser().await);
    one.open("/nl/a/geheim").await;
    two.open("/ar/a/geheim").await;
    let (yes, call) = (form(&one.page, "nl", "yes"), form(&two.page, "ar", "call_me"));
    tokio::join!(one.post(&yes.action, &yes.fields), two.post(&call.action, &call.fields));
    let mut answers = [one.page.status.as_u16(), two.page.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 410], "one is thanked, the other reads that it was answered");
    let scope = world.scope_of(HOST);
    let told = world.database().read_now(|db| store::record::of_meeting(db, &scope, &meeting.head.id)).unwrap();
    let heard = told.iter().filter(|told| matches!(told.record.action, Deed::AgreedByLink | Deed::CallAsked)).count();
    assert_eq!(heard, 1);
}
