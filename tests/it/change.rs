//! Two owners and what changes between them (verandering): staged, agreed, released; a yes by phone and by link.

use std::collections::BTreeSet;

use aantafel::domain::announcement::AnnouncementKind;
use aantafel::domain::meeting::{Manner, Meeting, Side, State, Visibility};
use aantafel::domain::record::Deed;
use aantafel::store;
use axum::http::StatusCode;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::world::World;

mod staged;

const ROOM: &str = "Zaal die nog vrij is";

async fn press(browser: &mut Browser, button: &str) {
    let form = browser.page.form(button);
    browser.send(form).await;
}

pub fn published(world: &World) -> Meeting {
    world.meeting("gastvrouw@demo", |meeting| {
        meeting.head.state == State::Published
            && meeting.head.visibility == Visibility::Public
            && meeting.staged.is_none()
    })
}

fn the_same(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting("gastvrouw@demo", |other| other.head.id == meeting.head.id)
}

async fn stage(world: &World, meeting: &Meeting) -> Browser {
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    let form = worker.page.form("Bewaar").set("date", "2027-05-25").set("room", ROOM).set("acknowledged", "yes");
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    worker
}

async fn the_host_says_yes(world: &World, meeting: &Meeting) {
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    press(&mut host, "Zeg ja tegen de verandering").await;
}

#[tokio::test]
async fn a_move_of_what_is_out_waits_for_the_other_sides_yes_and_then_goes_out_once() {
    let world = World::new();
    let meeting = published(&world);
    let address = format!("/nl/m/{}", meeting.head.code);
    let mut parent = world.browser().await;
    let before = parent.open(&address).await.text();
    let mut worker = stage(&world, &meeting).await;
    let said = worker.page.text();
    for word in ["Ouders zien nog de oude gegevens", "dinsdag 25 mei 2027", ROOM, "Wie bericht krijgt", "Tigrinya"] {
        assert!(said.contains(word), "{word} is on the page of the change: {said}");
    }
    assert_eq!(parent.open(&address).await.text(), before, "parents see nothing of it yet");
    assert!(!worker.page.html().contains("change/release"), "nobody lets it out alone");
    let mut sly = worker.page.form("Trek de verandering in");
    sly.action = sly.action.replace("withdrawal", "release");
    worker.send(sly).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Nog niet beide organisaties"), "{}", worker.page.text());
    assert_eq!(the_same(&world, &meeting).plan, meeting.plan);
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open("/desk").await;
    assert!(host.page.text().contains("wil iets veranderen"), "it waits for her: {}", host.page.text());
    the_host_says_yes(&world, &meeting).await;
    worker.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    press(&mut worker, "Geef vrij en bericht iedereen").await;
    assert!(worker.page.text().contains("De verandering is vrijgegeven"), "{}", worker.page.text());
    let now = the_same(&world, &meeting);
    assert_eq!(now.head.sequence, meeting.head.sequence + 1, "the calendar's number grows once");
    assert_eq!((now.plan.starts_at.date().to_string().as_str(), now.plan.room.as_str()), ("2027-05-25", ROOM));
    assert!(now.staged.is_none());
    let mut parent = world.browser().await;
    let said = parent.open(&address).await.text();
    assert!(said.starts_with("Let op: deze bijeenkomst is verplaatst."), "on top: {said}");
    assert!(said.contains("25 mei 2027") && said.contains(ROOM), "{said}");
    let told = world
        .database()
        .read_now(|db| store::announcement::of_meeting(db, &world.scope_of("gastvrouw@demo"), &meeting.head.id));
    let told = told.expect("the messages can be read");
    let moved: Vec<&str> = told
        .iter()
        .filter(|own| own.kind == AnnouncementKind::Moved && own.sequence == now.head.sequence)
        .map(|own| own.language.as_str())
        .collect();
    let spoken = now.plan.languages().into_iter().map(|language| language.code).collect::<BTreeSet<_>>();
    assert_eq!(moved.len(), spoken.len(), "each language once: {told:?}");
    assert_eq!(BTreeSet::from_iter(moved), spoken, "a message in each language of the evening: {told:?}");
}

#[tokio::test]
async fn a_change_that_is_taken_back_never_was() {
    let world = World::new();
    let meeting = published(&world);
    let mut worker = stage(&world, &meeting).await;
    press(&mut worker, "Trek de verandering in").await;
    assert!(worker.page.text().contains("Alles blijft zoals het was"), "{}", worker.page.text());
    let now = the_same(&world, &meeting);
    assert_eq!((now.plan, now.head.sequence, now.staged), (meeting.plan, meeting.head.sequence, None));
}

#[tokio::test]
async fn a_coordinator_releases_without_the_other_yes_only_with_a_reason_that_both_see() {
    let world = World::new();
    let meeting = published(&world);
    stage(&world, &meeting).await;
    let mut coordinator = world.signed_in("coordinator@demo").await;
    coordinator.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    press(&mut coordinator, "Geef vrij en bericht iedereen").await;
    assert_eq!(coordinator.page.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason: no");
    let form = coordinator.page.form("Geef vrij en bericht iedereen").set("override_because", "Het pand is afgesloten");
    coordinator.send(form).await;
    assert!(coordinator.page.text().contains("De verandering is vrijgegeven"), "{}", coordinator.page.text());
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    assert!(host.page.text().contains("Het pand is afgesloten"), "the host reads why");
}

#[tokio::test]
async fn a_change_to_a_room_that_is_taken_is_refused_when_it_is_staged_and_when_it_is_released() {
    let world = World::new();
    let meeting = published(&world);
    stage(&world, &meeting).await;
    // Meanwhile somebody else books that room at that hour.
    let mut other = world.signed_in("werker@demo").await;
    crate::meeting::plan(&mut other, "Eerder", "2027-05-25", "x").await;
    let taken = world.meeting("werker@demo", |own| own.plan.working_title == "Eerder");
    other.open(&format!("/desk/meetings/{}/edit", taken.head.id)).await;
    let form = other
        .page
        .form("Bewaar")
        .set("venue", &meeting.plan.venue)
        .set("room", ROOM)
        .set("from", &meeting.plan.starts_at.format("%H:%M").to_string())
        .set("until", &meeting.plan.ends_at.format("%H:%M").to_string())
        .set("acknowledged", "yes");
    other.send(form).await;
    assert!(other.page.text().contains("bewaard") || other.page.status == StatusCode::OK, "{}", other.page.text());
    let mut coordinator = world.signed_in("coordinator@demo").await;
    coordinator.open(&format!("/desk/meetings/{}/change", meeting.head.id)).await;
    let form = coordinator.page.form("Geef vrij en bericht iedereen").set("override_because", "Moet echt");
    coordinator.send(form).await;
    assert_eq!(coordinator.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(coordinator.page.text().contains("Deze zaal is op deze tijd niet vrij"), "{}", coordinator.page.text());
    assert_eq!(the_same(&world, &meeting).plan, meeting.plan, "what is out stays as it was");
}

#[tokio::test]
async fn a_yes_on_the_phone_is_noted_by_the_worker_seen_by_the_host_and_undone_by_her() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    crate::meeting::plan(&mut worker, "Per telefoon", "2027-05-20", "Zaal 1").await;
    press(&mut worker, "Stel voor").await;
    let today = world.clock.today();
    let form = worker.page.form("Noteer het ja");
    let late = form.clone().set("spoke_with", "Saba").set("spoke_on", "2030-01-01");
    worker.send(late).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody spoke tomorrow");
    assert_eq!(worker.page.form("Noteer het ja").value("spoke_with"), "Saba", "what was typed stays");
    worker.send(form.set("spoke_with", "Saba").set("spoke_on", &today.to_string())).await;
    assert!(worker.page.text().contains("Het ja is genoteerd"), "{}", worker.page.text());
    let noted = world.meeting("werker@demo", |own| own.plan.working_title == "Per telefoon");
    assert_eq!(noted.head.state, State::Agreed);
    assert_eq!(
        noted.agreement(Side::Host).map(|yes| (yes.manner, yes.account_id.clone())),
        Some((Manner::Phone, None))
    );
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/desk/meetings/{}", noted.head.id)).await;
    assert!(host.page.text().contains("met Saba"), "she sees with whom: {}", host.page.text());
    press(&mut host, "Dit klopt niet, draai terug").await;
    let undone = world.meeting("werker@demo", |own| own.head.id == noted.head.id);
    assert_eq!((undone.head.state, undone.has_agreed(Side::Host)), (State::Proposed, false));
    let deeds =
        world.database().read_now(|db| store::record::of_meeting(db, &world.scope_of("werker@demo"), &noted.head.id));
    let deeds: Vec<Deed> = deeds.expect("the record can be read").iter().map(|told| told.record.action).collect();
    for deed in [Deed::MeetingCreated, Deed::Agreed, Deed::AgreedByPhone, Deed::PhoneUndone, Deed::YesEnded] {
        assert!(deeds.contains(&deed), "{deed} is on record: {deeds:?}");
    }
}

#[tokio::test]
async fn a_link_for_an_answer_is_shown_once_and_an_earlier_one_is_dead() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    crate::meeting::plan(&mut worker, "Met een link", "2027-05-20", "Zaal 1").await;
    press(&mut worker, "Stel voor").await;
    let page = worker.page.address.split('?').next().unwrap_or_default().to_owned();
    let mut links = Vec::new();
    for _ in 0..2 {
        worker.open(&page).await;
        press(&mut worker, "Maak een antwoordlink").await;
        let text = worker.page.all("textarea").join("\n");
        let link = text.lines().find(|line| line.contains("/ti/a/")).expect("a link in the host's language").to_owned();
        assert!(worker.page.has("figure.qr svg"), "and a code to scan");
        links.push(link.split_once("//127.0.0.1:8080").expect("our own address").1.to_owned());
    }
    worker.open(&page).await;
    assert!(!worker.page.html().contains(&links[1]), "it is shown once");
    let mut phone = world.browser().await;
    let dead = phone.get(&links[0], &[]).await.clone();
    let unknown = phone.get(&format!("/ti/a/{}", "0".repeat(64)), &[]).await.clone();
    let bytes =
        |page: &crate::browser::Page, link: &str| page.html().replace(link.rsplit('/').next().unwrap_or_default(), "");
    assert_eq!((dead.status, bytes(&dead, &links[0])), (unknown.status, bytes(&unknown, &"0".repeat(64))));
    assert_eq!(phone.get(&links[1], &[]).await.status, StatusCode::OK);
    assert!(phone.page.has("html[lang=ti]") && phone.cookies().is_empty(), "in Tigrinya, and nothing is kept");
}

/// Staged by the worker, agreed by the host, let out.
pub async fn move_it(world: &World, meeting: &Meeting) {
    let mut worker = stage(world, meeting).await;
    let mut host = world.signed_in("gastvrouw@demo").await;
    let change = format!("/desk/meetings/{}/change", meeting.head.id);
    host.open(&change).await;
    press(&mut host, "Zeg ja tegen de verandering").await;
    worker.open(&change).await;
    press(&mut worker, "Geef vrij en bericht iedereen").await;
    assert!(worker.page.text().contains("De verandering is vrijgegeven"), "{}", worker.page.text());
}

#[tokio::test]
async fn a_tick_for_what_moved_meanwhile_is_told_and_not_kept() {
    let world = World::new();
    let meeting = published(&world);
    let scope = world.scope_of("gastvrouw@demo");
    let all = || world.database().read_now(|db| store::announcement::of_meeting(db, &scope, &meeting.head.id)).unwrap();
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&format!("/nl/wij/{}/bericht", meeting.head.id)).await;
    let forms = host.page.forms().into_iter().filter(|form| form.action.ends_with("/bericht"));
    let old: Vec<_> = forms.map(|form| form.set("told", "yes")).collect();
    assert!(old.len() >= 2, "one for each language: {}", host.page.text());
    host.send(old[0].clone()).await;
    assert_eq!(host.page.status, StatusCode::OK);
    assert_eq!(all().iter().filter(|message| message.told_at.is_some()).count(), 1, "one is ticked");
    move_it(&world, &meeting).await;
    host.send(old[1].clone()).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT, "{}", host.page.text());
    assert!(host.page.text().contains("Er is net iets veranderd"), "{}", host.page.text());
    let newest = all().first().expect("the message of the move").sequence;
    assert!(all().iter().all(|message| message.sequence != newest || message.told_at.is_none()));
}

#[tokio::test]
async fn a_staged_change_that_cannot_be_read_is_an_error_and_never_no_change() {
    let world = World::new();
    let meeting = published(&world);
    let mut worker = stage(&world, &meeting).await;
    let without = "UPDATE staged_change SET plan = REPLACE(plan, '\"venue\"', '\"place\"')";
    world.database().write_now(|db| Ok(db.batch_execute(without)?)).expect("as an older planner wrote it");
    let scope = world.scope_of("werker@demo");
    let read = world.database().read_now(|db| store::meeting::find(db, &meeting.head.id, &scope));
    let said = read.expect_err("it is told").to_string();
    assert!(said.contains(meeting.head.id.as_str()) && said.contains("staged change"), "{said}");
    worker.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    assert_eq!(worker.page.status, StatusCode::INTERNAL_SERVER_ERROR);
    let rows = aantafel::schema::staged_change::table.find(&meeting.head.id).count();
    assert_eq!(
        world.database().read_now(|db| Ok(rows.get_result::<i64>(db)?)).expect("a number"),
        1,
        "it is still there"
    );
}
