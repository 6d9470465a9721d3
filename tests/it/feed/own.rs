//! Somebody's own calendar (eigen agenda): made, shown once, ended, and gone with whoever may plan no more.

use std::collections::BTreeSet;

use aantafel::domain::account::Role;
use aantafel::domain::feed::Feed;
use aantafel::domain::meeting::{Meeting, State, Visibility};
use aantafel::language::Language;
use aantafel::schema::{account, feed};
use aantafel::store::{self, colleague, colleague::Change};
use aantafel::web::{clearing, token};
use axum::http::StatusCode;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{HOST, WORKER, change, ics, new_hosts, new_own, of};
use crate::calendar_reader::read_all;
use crate::world::World;

fn kept(world: &World) -> Vec<Feed> {
    let all = feed::table.select(Feed::as_select()).order(feed::token_hash);
    world.database().read_now(|db| Ok(all.load(db)?)).expect("feeds can be read")
}

#[tokio::test]
async fn her_own_address_is_shown_once_and_kept_as_a_hash() {
    let world = World::new();
    for (email, page) in
        [(WORKER, "/desk/aanmeldingen"), (HOST, "/nl/wij/account"), ("coordinator@demo", "/desk/aanmeldingen")]
    {
        let mut browser = world.signed_in(email).await;
        let address = match email {
            HOST => new_hosts(&mut browser).await,
            _ => new_own(&mut browser).await,
        };
        let secret = address.trim_start_matches("/agenda/").trim_end_matches(".ics");
        assert!(secret.len() >= 40 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "160 bits at least");
        let links = browser.page.links();
        assert!(links.contains(&format!("webcal://127.0.0.1:8080{address}")), "one tap: {links:?}");
        // Whoever leaves the page to read how it is taken over never sees the address again.
        let t = Language::dutch().phrases();
        assert!(browser.page.text().contains(&t.own_feed.apple.of(&t.agenda.calendar)), "{}", browser.page.text());
        assert!(!links.iter().any(|link| link.contains("/agenda-uitleg")), "{links:?}");
        browser.open(page).await;
        assert!(!browser.page.html().contains(secret), "{email}: the address is shown once");
        let id = world.account_of(email).id;
        let own: Vec<Feed> = kept(&world).into_iter().filter(|row| row.account_id.as_ref() == Some(&id)).collect();
        let [row] = &own[..] else { panic!("{email} has one: {own:?}") };
        assert_eq!((row.token_hash.as_str(), row.used_on), (token::hash(secret).as_str(), None));
    }
}

#[tokio::test]
async fn it_holds_what_she_plans_for_as_neutral_as_every_other_calendar() {
    let world = World::new();
    let (mut host, mut phone) = (world.signed_in(HOST).await, world.browser().await);
    let address = new_hosts(&mut host).await;
    let page = phone.get(&address, &[]).await.clone();
    let calendar = read_all(&page.html());
    assert_eq!(calendar.property("X-WR-CALNAME"), Some("Mijn bijeenkomsten"));
    let all: Vec<Meeting> = world
        .meetings_of(HOST)
        .into_iter()
        .filter(|meeting| meeting.plan.starts_at > world.clock.wall() - Duration::days(60))
        .collect();
    assert_eq!(calendar.events.len(), all.len(), "each meeting of her organisation, and no other");
    let mut states = BTreeSet::new();
    for meeting in &all {
        let event = of(&calendar.events, meeting).expect("it is in it");
        let status = match (meeting.is_cancelled(), meeting.is_out()) {
            (true, _) => "CANCELLED",
            (false, true) => "CONFIRMED",
            (false, false) => "TENTATIVE",
        };
        assert_eq!(event.status.as_deref(), Some(status), "{}", meeting.plan.working_title);
        assert_eq!((event.starts, event.sequence), (meeting.plan.starts_at, u32::try_from(meeting.head.sequence).ok()));
        assert_eq!(event.location.is_some(), meeting.head.shows_place);
        let is_found = meeting.is_out() && meeting.head.visibility == Visibility::Public;
        assert_eq!((event.url.is_some(), event.description.as_ref()), (is_found, None));
        states.insert(status);
    }
    assert_eq!(states.len(), 3, "the demo world holds each: {states:?}");
    // Not a word that only staff may read, and no secret, whatever the meeting holds.
    for meeting in &all {
        let own =
            [&meeting.head.secret, &meeting.plan.working_title, &meeting.plan.note, &meeting.plan.parents_question];
        for word in own.into_iter().filter(|word| word.len() > 6) {
            assert!(!page.html().replace("\r\n ", "").contains(word.as_str()), "{word}");
        }
    }
    let agenda = ics(&mut phone, &super::dutch_feed()).await;
    let shared = agenda.iter().filter(|event| calendar.events.contains(event)).count();
    assert!(shared >= 2, "the same entry as parents have: {shared}");
}

#[tokio::test]
async fn it_speaks_her_language_and_a_meeting_moves_and_comes_out_in_it() {
    let world = World::new();
    let id = world.account_of(HOST).id;
    world.database().write_now(|db| store::account::set_desk_language(db, &id, "ti")).expect("a language is kept");
    let (mut host, mut phone) = (world.signed_in(HOST).await, world.browser().await);
    let address = new_hosts(&mut host).await;
    phone.get(&address, &[]).await;
    assert_eq!(read_all(&phone.page.html()).property("NAME"), Some("ኣኼባታተይ"));
    let draft = world.meeting(HOST, |meeting| meeting.head.state == State::Proposed);
    let before = of(&ics(&mut phone, &address).await, &draft).cloned().expect("it is in it");
    world.clock.advance(Duration::minutes(1));
    change(&world, &draft, |plan| {
        (plan.starts_at, plan.ends_at) = (plan.starts_at + Duration::days(400), plan.ends_at + Duration::days(400))
    });
    let after = of(&ics(&mut phone, &address).await, &draft).cloned().expect("it is in it");
    assert_eq!((after.status.as_deref(), after.starts), (Some("TENTATIVE"), before.starts + Duration::days(400)));
    assert!(after.sequence > before.sequence && after.stamp > before.stamp, "{before:?} {after:?}");
}

#[tokio::test]
async fn made_anew_the_address_before_answers_no_more_and_ended_none_does() {
    let world = World::new();
    let (mut worker, mut phone) = (world.signed_in(WORKER).await, world.browser().await);
    let organisation = crate::calendar::new_feed(&mut worker).await;
    let first = new_own(&mut worker).await;
    assert_eq!(phone.get(&first, &[]).await.status, StatusCode::OK);
    let tag = phone.page.header("etag").to_owned();
    let second = new_own(&mut worker).await;
    let nothing = phone.get("/agenda/00.ics", &[]).await.clone();
    for headers in [&[][..], &[("if-none-match", tag.as_str())]] {
        let page = phone.get(&first, headers).await;
        assert_eq!((page.status, &page.bytes), (StatusCode::NOT_FOUND, &nothing.bytes), "as if it had never been");
    }
    assert_eq!(phone.get(&second, &[]).await.status, StatusCode::OK);
    worker.open("/desk/aanmeldingen").await;
    let end = worker.page.form("Stop dit adres");
    worker.send(end).await;
    assert!(worker.page.text().contains("werkt niet meer"), "{}", worker.page.text());
    assert_eq!(phone.get(&second, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(phone.get(&organisation, &[]).await.status, StatusCode::OK, "her organisation's is another");
    worker.open("/desk/organisatie").await;
    let end = worker.page.form("Stop dit adres");
    worker.send(end).await;
    assert!(worker.page.text().contains("werkt niet meer"), "{}", worker.page.text());
    assert_eq!(phone.get(&organisation, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(kept(&world), []);
}

#[tokio::test]
async fn who_is_off_has_another_role_or_took_her_account_away_has_no_calendar() {
    for how in ["off", "role", "erased", "idle"] {
        let world = World::new();
        let own = world.account_of(WORKER);
        let (mut worker, mut phone) = (world.signed_in(WORKER).await, world.browser().await);
        let address = new_own(&mut worker).await;
        assert_eq!(phone.get(&address, &[]).await.status, StatusCode::OK);
        let scope = world.scope_of(WORKER);
        let done = world.database().write_now(|db| match how {
            "off" => colleague::change(db, &scope, &own.id, own.version, Change::SwitchOff).map(|_| ()),
            "role" => colleague::change(db, &scope, &own.id, own.version, Change::Role(Role::Reader)).map(|_| ()),
            "erased" => store::account::empty(db, std::slice::from_ref(&own.id)),
            _ => Ok(()),
        });
        done.expect("her account can be changed");
        if how == "idle" {
            world.clock.advance(Duration::days(731));
            let moment = clearing::moment(&world.clock);
            let kind = aantafel::domain::retention::Kept::Accounts;
            world.database().write_now(|db| store::retention::clear(db, kind, moment)).expect("the job runs");
        }
        let nothing = phone.get("/agenda/00.ics", &[]).await.clone();
        let page = phone.get(&address, &[]).await;
        assert_eq!((page.status, &page.bytes), (StatusCode::NOT_FOUND, &nothing.bytes), "{how}");
        assert_eq!(kept(&world), [], "{how}: the row is gone too");
    }
}

/// Were the row forgotten somewhere, the address would still be shut.
#[tokio::test]
async fn a_row_that_stayed_behind_opens_nothing() {
    let world = World::new();
    let own = world.account_of(WORKER);
    let (mut worker, mut phone) = (world.signed_in(WORKER).await, world.browser().await);
    let address = new_own(&mut worker).await;
    let set = |role: Role, is_active: bool| {
        let row = diesel::update(account::table.find(&own.id))
            .set((account::role.eq(role), account::is_active.eq(is_active)));
        world.database().write_now(|db| Ok(row.execute(db)?)).expect("an account can be changed");
    };
    for (role, is_active, status) in [(Role::Worker, false, 404), (Role::Reader, true, 404), (Role::Worker, true, 200)]
    {
        set(role, is_active);
        assert_eq!(phone.get(&address, &[]).await.status.as_u16(), status, "{role} {is_active}");
        assert_eq!(kept(&world).len(), 1);
    }
}

#[tokio::test]
async fn who_only_reads_translations_has_no_calendar_to_make() {
    let world = World::new();
    let mut reader = world.signed_in("lezer@demo").await;
    reader.open("/desk/aanmeldingen").await;
    let forms = reader.page.forms();
    assert!(forms.iter().all(|form| !form.action.contains("agenda")), "{}", reader.page.text());
    let token = forms.first().expect("a form").value("form_token").to_owned();
    let fields = [("form_token".to_owned(), token)];
    for address in ["/desk/aanmeldingen/agenda", "/desk/aanmeldingen/agenda/weg"] {
        assert_eq!(reader.post(address, &fields).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert_eq!(kept(&world), []);
}

#[tokio::test]
async fn that_a_calendar_asks_is_noted_once_a_day_and_shown() {
    let world = World::new();
    let (mut worker, mut phone) = (world.signed_in(WORKER).await, world.browser().await);
    let address = new_own(&mut worker).await;
    worker.open("/desk/aanmeldingen").await;
    assert!(worker.page.text().contains("Nog geen agenda heeft erom gevraagd"), "{}", worker.page.text());
    for _ in 0..3 {
        phone.get(&address, &[]).await;
    }
    let today = world.clock.today();
    assert!(is_noted(&world, today).await);
    worker.open("/desk/aanmeldingen").await;
    assert!(
        worker.page.text().contains("vroeg er het laatst om op zaterdag 21 november 2026"),
        "{}",
        worker.page.text()
    );
    let file = worker.get("/desk/gegevens/bestand", &[]).await.html();
    assert!(file.contains("\"last_asked_for_on\": \"2026-11-21\""), "{file}");
    world.clock.advance(Duration::days(1));
    phone.get(&address, &[]).await;
    assert!(is_noted(&world, today + Duration::days(1)).await);
}

/// It is written down after the answer.
async fn is_noted(world: &World, day: chrono::NaiveDate) -> bool {
    for _ in 0..500 {
        if kept(world).iter().any(|row| row.used_on == Some(day)) {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    false
}

#[tokio::test]
async fn the_calendar_answers_also_when_nothing_can_be_noted() {
    let world = World::new();
    let (mut worker, mut phone) = (world.signed_in(WORKER).await, world.browser().await);
    let address = new_own(&mut worker).await;
    let refuse = match world.url.contains("postgres") {
        true => "ALTER TABLE feed ADD CHECK (used_on IS NULL)",
        false => "CREATE TRIGGER no_note BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'no'); END",
    };
    world.database().write_now(|db| Ok(db.batch_execute(refuse)?)).expect("the table takes no note any more");
    for _ in 0..2 {
        assert_eq!(phone.get(&address, &[]).await.status, StatusCode::OK);
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(kept(&world)[0].used_on, None, "nothing was noted");
}
