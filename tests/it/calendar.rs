//! Every calendar that goes out, read by a stranger's program: the same meeting everywhere, once, and nothing about people.

use std::collections::{BTreeMap, BTreeSet};

use aantafel::domain::meeting::{Meeting, State, Visibility};
use aantafel::language::Language;
use aantafel::schema::feed;
use aantafel::web::{paths, token};
use chrono::Duration;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::calendar_reader::{ReadEvent, assert_grammar, read, read_all};
use crate::reader::{BASE, Output, assert_expected, everything, published};
use crate::world::World;

#[tokio::test]
async fn every_meeting_is_the_same_in_its_file_and_in_every_feed() {
    let world = World::new();
    let mut browser = world.browser().await;
    let from = world.clock.wall() - Duration::days(60);
    let public = |meeting: &&Meeting| meeting.head.visibility == Visibility::Public && meeting.plan.starts_at > from;
    let all = published(&world);
    for language in Language::written() {
        let feed = ics(&mut browser, &paths::agenda_feed(language)).await;
        let feed: BTreeMap<&str, &ReadEvent> = feed.iter().map(|event| (event.uid.as_str(), event)).collect();
        let kept: Vec<&Meeting> = all.iter().filter(public).collect();
        assert_eq!(feed.len(), kept.len(), "{language}: each public meeting once");
        for meeting in kept {
            let file = ics(&mut browser, &paths::invitation_calendar(language, &meeting.head.code)).await;
            let [event] = &file[..] else { panic!("one meeting in {file:?}") };
            assert_eq!(feed[event.uid.as_str()], event, "{language} {}", meeting.plan.working_title);
            assert_is(event, meeting);
        }
        for meeting in all.iter().filter(|meeting| meeting.head.visibility == Visibility::LinkOnly) {
            let file = ics(&mut browser, &paths::invitation_calendar(language, &meeting.head.secret)).await;
            assert!(
                !feed.contains_key(file[0].uid.as_str()),
                "a meeting with a secret link is not in the agenda's feed"
            );
            assert_eq!(file[0].url, None, "calendars are shared, so they hold no secret link");
            assert_is(&file[0], meeting);
        }
    }
}

#[tokio::test]
async fn a_calendar_knows_nothing_of_people_and_rings_no_bell() {
    let outputs: Vec<&Output> = everything().await.iter().filter(|output| output.is_calendar()).collect();
    for output in outputs {
        let (address, ics) = (&output.page.address, output.page.html());
        assert_grammar(&ics);
        for event in read(&ics) {
            let never = ["ATTENDEE", "ORGANIZER", "CLASS", "CATEGORIES", "CONTACT", "COMMENT"];
            assert!(event.names.iter().all(|name| !never.contains(&name.as_str())), "{address}: {:?}", event.names);
            assert!(event.inside.is_empty() && event.description.is_none(), "{address}: {event:?}");
            assert!(event.zone.as_deref() == Some("Europe/Amsterdam"), "{address}: {event:?}");
        }
    }
}

#[tokio::test]
async fn the_feed_holds_the_same_meetings_in_every_language_and_under_every_filter() {
    let world = World::new();
    let mut browser = world.browser().await;
    for query in ["", "?gemeente=Utrecht", "?taal=ti", "?taal=ar&gemeente=Groningen"] {
        let mut seen = BTreeSet::new();
        for language in Language::written() {
            let events = ics(&mut browser, &format!("{}{query}", paths::agenda_feed(language))).await;
            assert!(!events.is_empty(), "{language} {query}");
            seen.insert(events.into_iter().map(|event| (event.uid, event.starts, event.location)).collect::<Vec<_>>());
        }
        assert_eq!(seen.len(), 1, "{query}");
    }
    let all = ics(&mut browser, "/nl/agenda.ics").await.len();
    let utrecht = ics(&mut browser, "/nl/agenda.ics?gemeente=utrecht").await;
    assert!(
        utrecht.len() < all
            && utrecht.iter().all(|event| event.location.as_ref().is_none_or(|place| place.contains("Utrecht")))
    );
}

#[tokio::test]
async fn publishing_and_cancelling_raise_the_number_and_a_cancelled_meeting_stays() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |meeting| meeting.head.state == State::Agreed);
    let mut worker = world.signed_in("werker@demo").await;
    press(&mut worker, &meeting, "Open de uitnodiging").await;
    let out = world.meeting("werker@demo", |other| other.head.id == meeting.head.id);
    assert_eq!((out.head.state, out.head.sequence > meeting.head.sequence), (State::Published, true));
    make_public(&world, &out).await;

    let address = paths::invitation_calendar(Language::dutch(), &out.head.code);
    let before = ics(&mut worker, &address).await.remove(0);
    assert_eq!((before.status.as_deref(), before.sequence), (Some("CONFIRMED"), Some(1)));
    world.clock.advance(Duration::minutes(5));
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let form =
        worker.page.form("Zeg de avond af").fill(&worker.page, "Waarom gaat het niet door?", "De zaal is dicht.");
    worker.send(form).await;
    let after = ics(&mut worker, &address).await.remove(0);
    assert_eq!((&after.uid, after.status.as_deref()), (&before.uid, Some("CANCELLED")));
    assert!(after.sequence > before.sequence && after.stamp > before.stamp, "{before:?} {after:?}");
    assert!(
        ics(&mut worker, "/ar/agenda.ics")
            .await
            .iter()
            .any(|event| event.uid == after.uid && event.status == after.status)
    );
}

#[tokio::test]
async fn the_secret_feed_is_shown_once_kept_as_a_hash_and_replaced_by_the_next() {
    let world = World::new();
    let mut host = world.signed_in("gastvrouw@demo").await;
    let first = new_feed(&mut host).await;
    host.open("/desk/organisatie").await;
    assert!(!host.page.html().contains(&first), "the address is shown once");
    let secret = first.trim_start_matches("/agenda/").trim_end_matches(".ics").to_owned();
    let kept = world.database().read_now(|db| Ok(feed::table.select(feed::token_hash).load::<String>(db)?));
    assert_eq!(kept.expect("feeds can be read"), [token::hash(&secret)]);

    let mut phone = world.browser().await;
    let events = ics(&mut phone, &first).await;
    let own: Vec<Meeting> = world
        .meetings_of("gastvrouw@demo")
        .into_iter()
        .filter(|meeting| meeting.is_out() && meeting.plan.starts_at > world.clock.wall() - Duration::days(60))
        .collect();
    assert_eq!(events.len(), own.len(), "each meeting of the organisation that is out, once");
    let agenda: BTreeMap<String, ReadEvent> =
        ics(&mut phone, "/nl/agenda.ics").await.into_iter().map(|event| (event.uid.clone(), event)).collect();
    let shared = events.iter().filter(|event| agenda.contains_key(&event.uid)).count();
    assert!(shared >= 3 && events.iter().all(|event| agenda.get(&event.uid).is_none_or(|other| other == event)));
    phone.get(&first, &[]).await;
    assert_eq!(phone.page.header("x-robots-tag"), "noindex");
    assert!(phone.page.header("cache-control").contains("private"));
    let tag = phone.page.header("etag").to_owned();
    assert_eq!(phone.get(&first, &[("if-none-match", &tag)]).await.status, 304);

    let second = new_feed(&mut host).await;
    assert_ne!(second, first);
    assert_eq!(phone.get(&first, &[]).await.status, 404, "the address before answers no more");
    assert_eq!(ics(&mut phone, &second).await, events);
}

#[tokio::test]
async fn one_meeting_as_a_file() {
    let world = World::new();
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    let mut browser = world.browser().await;
    let page = browser.get(&paths::invitation_calendar(Language::dutch(), &meeting.head.code), &[]).await;
    let name = format!("attachment; filename=\"bijeenkomst-{}.ics\"", meeting.plan.starts_at.date());
    assert_eq!(page.header("content-disposition"), name);
    assert_eq!(page.header("content-type"), "text/calendar; charset=utf-8");
    // The identifier and the code are drawn anew where the demo world changes; the rest is for ever.
    let steady = page.html().replace(meeting.head.id.as_str(), "ID").replace(&meeting.head.code, "CODE");
    assert_expected("meeting.ics", &steady.replace("\r\n", "\n"));
}

/// What the file says is what the meeting is.
fn assert_is(event: &ReadEvent, meeting: &Meeting) {
    let (head, plan) = (&meeting.head, &meeting.plan);
    assert_eq!(event.uid, format!("{}@127.0.0.1", head.id));
    assert_eq!((event.starts, event.ends), (plan.starts_at, plan.ends_at));
    let status = if meeting.is_cancelled() { "CANCELLED" } else { "CONFIRMED" };
    assert_eq!((event.status.as_deref(), event.sequence), (Some(status), u32::try_from(head.sequence).ok()));
    match &event.location {
        Some(place) => assert!(head.shows_place && place.contains(&plan.venue) && place.contains(&plan.municipality)),
        None => assert!(!head.shows_place),
    }
    if let Some(url) = &event.url {
        assert!(url.starts_with(BASE) && url.ends_with(&format!("/m/{}", head.code)), "{url}");
    }
}

async fn ics(browser: &mut Browser, address: &str) -> Vec<ReadEvent> {
    let page = browser.get(address, &[]).await;
    assert_eq!(page.status, 200, "{address}");
    read_all(&page.html()).events
}

async fn press(browser: &mut Browser, meeting: &Meeting, button: &str) {
    browser.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let form = browser.page.form(button);
    browser.send(form).await;
    assert!(browser.page.status.is_success(), "{button}: {}", browser.page.text());
}

/// The host lets everybody find it.
async fn make_public(world: &World, meeting: &Meeting) {
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    let form = host.page.form("Bewaar").set("is_public", "yes");
    host.send(form).await;
    assert!(host.page.status.is_success(), "{}", host.page.text());
}

/// Makes a new secret address at the desk, and reads it there.
pub async fn new_feed(host: &mut Browser) -> String {
    host.open("/desk/organisatie").await;
    let button = host.page.all("form[action='/desk/organisatie/agenda'] button").concat();
    let form = host.page.form(&button);
    host.send(form).await;
    let html = host.page.html();
    let from = html.find("/agenda/").expect("the new address stands on the page");
    let until = from + html[from..].find(".ics").expect("it is a calendar") + 4;
    html[from..until].to_owned()
}
