//! Where an evening is (plek): a draft can wait for it, and nobody says yes to an evening of which it is not known.

use aantafel::domain::meeting::{Draft, Meeting, Side, State};
use aantafel::domain::plan::Plan;
use aantafel::language::Language;
use aantafel::schema::{agreement, meeting};
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::world::World;

fn draft(world: &World) -> Meeting {
    let host = world.organisation_of("gastvrouw@demo");
    world.meeting("werker@demo", |own| own.head.state == State::Draft && own.head.host_id == host)
}

/// A draft of the two, of which nobody knows the place yet.
fn without_place(world: &World) -> Meeting {
    let own = draft(world);
    let set = (meeting::venue.eq(""), meeting::room.eq(""), meeting::address.eq(""), meeting::room_key.eq(""));
    let write = |db: &mut aantafel::store::Db| {
        diesel::delete(agreement::table.filter(agreement::meeting_id.eq(&own.head.id))).execute(db)?;
        Ok(diesel::update(meeting::table.find(&own.head.id)).set(set).execute(db)?)
    };
    world.database().write_now(write).expect("kept");
    world.meeting("werker@demo", |other| other.head.id == own.head.id)
}

#[tokio::test]
async fn both_are_told_to_fill_in_the_place_and_neither_can_say_yes_before() {
    let world = World::new();
    let (own, mut worker) = (draft(&world), world.signed_in("werker@demo").await);
    let desk = format!("/desk/meetings/{}", own.head.id);
    worker.open(&desk).await;
    let proposes = worker.page.form("Stel voor");
    without_place(&world);
    worker.open(&desk).await;
    let said = worker.page.text();
    assert!(said.contains("Vul eerst in waar de avond is") && said.contains("Nog geen plek"), "{said}");
    assert!(!said.contains("Stel voor"), "{said}");
    // Who had the page open sends the form all the same: it stays a draft.
    worker.send(proposes).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", worker.page.text());
    assert_eq!(draft(&world).agreements.len(), 0);
    worker.open("/desk/meetings").await;
    let rows = worker.page.all("tbody tr");
    let open: Vec<_> = rows.iter().filter(|row| row.contains("Nog geen plek")).collect();
    assert!(open.len() == 1 && open[0].contains(&own.plan.working_title), "{rows:?}");
    for language in Language::written() {
        let mut host = world.signed_in("gastvrouw@demo").await;
        host.open(&format!("/{language}/wij/{}", own.head.id)).await;
        let (t, said) = (language.phrases(), host.page.text());
        assert!(said.contains(t.evening.place_first.as_str()), "{language}: {said}");
        assert!(said.contains(t.evening.no_place.as_str()) && !said.contains(t.evening.agree.as_str()), "{language}");
    }
    worker.open(&format!("{desk}/edit")).await;
    let form = worker.page.form("Bewaar");
    worker.send(form.clone().set("room", "Zaal 2")).await;
    assert!(worker.page.has("#venue-problem"), "a room is in a building: {}", worker.page.text());
    worker.send(form.set("venue", "De Brug")).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    worker.open(&desk).await;
    let form = worker.page.form("Stel voor");
    worker.send(form).await;
    worker.open(&format!("{desk}/edit")).await;
    let form = worker.page.form("Bewaar");
    worker.send(form.set("venue", "").set("room", "")).await;
    assert!(worker.page.has("#venue-problem"), "what was proposed has a place: {}", worker.page.text());
}

#[tokio::test]
async fn two_drafts_without_a_place_are_not_in_each_others_way() {
    let world = World::new();
    let own = without_place(&world);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/copy", own.head.id)).await;
    let form = worker.page.form("Maak de bijeenkomst").set("acknowledged", "yes");
    worker.send(form.set("date", &own.plan.starts_at.format("%Y-%m-%d").to_string())).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(!worker.page.text().contains("zaal is dan niet vrij"), "{}", worker.page.text());
    let is_there = |other: &Meeting| other.plan.starts_at == own.plan.starts_at && !other.plan.has_place();
    assert_eq!(world.meetings_of("werker@demo").into_iter().filter(|other| is_there(other)).count(), 2); // Nor is the first of a series in the way of the one that is there.
    worker.open(&format!("/desk/meetings/{}/reeks?aantal=2&weken=1", own.head.id)).await;
    let days = worker.page.form("Maak deze avonden").fields.iter().filter(|(name, _)| name == "datum").count();
    let first = worker.page.form("Maak deze avonden").value("datum").to_owned();
    worker.open(&format!("/desk/meetings/{}/copy", own.head.id)).await;
    let form = worker.page.form("Maak de bijeenkomst").set("acknowledged", "yes").set("date", &first);
    worker.send(form).await;
    worker.open(&format!("/desk/meetings/{}/reeks?aantal=2&weken=1", own.head.id)).await;
    let still = worker.page.form("Maak deze avonden").fields.iter().filter(|(name, _)| name == "datum").count();
    assert_eq!((still, days), (2, 2), "{}", worker.page.text());
}

#[test]
fn a_draft_alone_may_lose_its_place_whatever_asks_for_it() {
    let world = World::new();
    let mut seen = std::collections::HashSet::new();
    for own in world.meetings_of("werker@demo").into_iter().filter(Meeting::may_change) {
        let nowhere = Plan { venue: String::new(), room: String::new(), room_key: String::new(), ..own.plan.clone() };
        let kits = own.kits.iter().map(|kit| kit.slug.clone()).collect();
        let draft = Draft { plan: nowhere, kits, titles: own.titles.clone(), people: own.people.clone() };
        let (state, by) = (own.head.state, world.account_of("werker@demo").id);
        let done = own.clone().change(Side::Support, &by, draft, &[], world.clock.utc());
        assert_eq!(done.is_ok(), state == State::Draft, "{state:?}");
        seen.insert(state);
    }
    assert_eq!(seen.len(), 4, "every state that may change");
}
