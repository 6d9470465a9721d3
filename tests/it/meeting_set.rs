//! Evenings that belong together: what a set misses is said on the desk, and never on a page for parents.

use aantafel::domain::meeting::{Meeting, MeetingId, State};
use aantafel::domain::meeting_set::{MeetingInSet, MeetingSet, MeetingSetId};
use aantafel::domain::plan::MeetingAudience;
use aantafel::schema::{meeting, meeting_in_set, meeting_set};
use aantafel::store::{self, Error};
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::world::World;

fn evening(world: &World, audience: MeetingAudience, state: State) -> Meeting {
    let host = world.organisation_of("gastvrouw@demo");
    world.meeting("werker@demo", |meeting| {
        meeting.plan.audience == audience && meeting.head.state == state && meeting.head.host_id == host
    })
}

fn together(world: &World, id: &MeetingId) -> Vec<MeetingId> {
    let scope = world.scope_of("gastvrouw@demo");
    let members = world.database().read_now(|db| store::meeting_set::members(db, &scope, id)).unwrap();
    members.into_iter().map(|member| member.meeting_id).collect()
}

async fn choose(browser: &mut Browser, of: &Meeting, with: &[&Meeting]) {
    browser.open(&format!("/desk/meetings/{}", of.head.id)).await;
    let form = browser.page.form("Bewaar wat bij elkaar hoort").without("with");
    let form = with.iter().fold(form, |form, other| form.add("with", other.head.id.as_str()));
    browser.send(form).await;
}

#[tokio::test]
async fn a_set_says_which_evening_is_missing_until_it_is_planned() {
    let world = World::new();
    let mothers = evening(&world, MeetingAudience::Mothers, State::Published);
    let fathers = evening(&world, MeetingAudience::Fathers, State::Published);
    let mut worker = world.signed_in("werker@demo").await;
    choose(&mut worker, &mothers, &[&fathers]).await;
    let said = worker.page.text();
    assert!(said.contains("Bewaard welke avonden bij elkaar horen"), "{said}");
    assert!(said.contains("De avond voor ouders samen is er nog niet. Welke datum kiest u?"), "{said}");
    assert!(!said.contains("De avond voor vaders is er nog niet"), "{said}");
    worker.open("/desk").await;
    assert!(worker.page.text().contains("De avond voor ouders samen is er nog niet"), "{}", worker.page.text());
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open("/desk").await;
    assert!(host.page.text().contains("De avond voor ouders samen is er nog niet"), "{}", host.page.text());
    assert!(host.page.links().iter().any(|own| own.ends_with("/copy?doelgroep=parents_together")));
    let link = format!("/desk/meetings/{}/copy?doelgroep=parents_together", mothers.head.id);
    let links = worker.page.links();
    assert!(links.iter().any(|own| own.ends_with("/copy?doelgroep=parents_together")), "{links:?}");
    worker.open(&link).await;
    let form = worker.page.form("Maak de bijeenkomst");
    for (name, value) in [("audience", "parents_together"), ("date", ""), ("venue", mothers.plan.venue.as_str())] {
        assert_eq!(form.value(name), value, "{name}");
    }
    worker.send(form.set("date", "2027-06-08").set("acknowledged", "yes")).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt"), "{}", worker.page.text());
    assert_eq!(together(&world, &mothers.head.id).len(), 3);
    worker.open("/desk").await;
    assert!(!worker.page.text().contains("is er nog niet"), "the set is whole: {}", worker.page.text());
    let mut parent = world.browser().await;
    for key in [&mothers.head.code, &fathers.head.code, &mothers.head.secret] {
        parent.open(&format!("/nl/m/{key}")).await;
        assert!(!parent.page.text().contains("nog niet") && !parent.page.html().contains("bij-elkaar"));
    }
}

#[tokio::test]
async fn publishing_one_asks_for_the_date_of_the_other() {
    let world = World::new();
    let first = evening(&world, MeetingAudience::Fathers, State::Published);
    let agreed = world.meeting("werker@demo", |meeting| {
        meeting.head.state == State::Agreed
            && meeting.head.host_id == first.head.host_id
            && meeting.plan.audience.is_parents()
    });
    let mut worker = world.signed_in("werker@demo").await;
    choose(&mut worker, &agreed, &[&first]).await;
    assert!(!worker.page.text().contains("Welke datum kiest u?"), "it is not out yet: {}", worker.page.text());
    let publish = worker.page.form("Open de uitnodiging");
    worker.send(publish).await;
    let said = worker.page.text();
    assert!(said.contains("De uitnodiging is open") && said.contains("Welke datum kiest u?"), "{said}");
}

#[tokio::test]
async fn taking_all_ticks_away_leaves_no_set() {
    let world = World::new();
    let mothers = evening(&world, MeetingAudience::Mothers, State::Published);
    let fathers = evening(&world, MeetingAudience::Fathers, State::Published);
    let mut host = world.signed_in("gastvrouw@demo").await;
    choose(&mut host, &mothers, &[&fathers]).await;
    assert_eq!(together(&world, &fathers.head.id).len(), 2);
    choose(&mut host, &fathers, &[]).await;
    assert!(together(&world, &fathers.head.id).is_empty() && together(&world, &mothers.head.id).is_empty());
    let sets = world.database().read_now(|db| Ok(meeting_set::table.count().get_result::<i64>(db)?)).unwrap();
    assert_eq!(sets, 0);
}

#[tokio::test]
async fn an_evening_that_was_just_made_is_offered_the_other_drafts_and_what_belongs_to_them_comes_along() {
    let world = World::new();
    let own: Vec<Meeting> = [MeetingAudience::Mothers, MeetingAudience::Fathers, MeetingAudience::ParentsTogether]
        .map(|audience| {
            let host = world.organisation_of("gastvrouw@demo");
            let is_it =
                |own: &Meeting| own.plan.audience == audience && own.head.host_id == host && !own.is_cancelled();
            world.meeting("werker@demo", is_it)
        })
        .into();
    let ids: Vec<&MeetingId> = own.iter().map(|own| &own.head.id).collect();
    let draft = meeting::state.eq(State::Draft);
    let written = world
        .database()
        .write_now(|db| Ok(diesel::update(meeting::table.filter(meeting::id.eq_any(&ids))).set(draft).execute(db)?));
    assert_eq!(written.expect("kept"), 3);
    let mut worker = world.signed_in("werker@demo").await;
    choose(&mut worker, &own[0], &[&own[1]]).await;
    let page = format!("/desk/meetings/{}", ids[2]);
    worker.open(&page).await;
    assert!(!worker.page.text().contains("bij een ander concept"), "only who just made it is asked");
    worker.open(&format!("{page}?gedaan=created")).await;
    let form = worker.page.form("Zet ze bij elkaar");
    let offered = worker.page.all("fieldset:has(input[name=with]) label");
    assert!(offered.iter().all(|one| !one.contains(&own[2].plan.working_title)), "{offered:?}");
    assert!(offered.iter().any(|one| one.contains("Moeders: ")), "also one that has company: {offered:?}");
    worker.send(form.add("with", ids[0].as_str())).await;
    assert_eq!(together(&world, ids[2]).len(), 3, "who belonged to the one that was chosen comes along");
    let sets = world.database().read_now(|db| Ok(meeting_set::table.count().get_result::<i64>(db)?)).unwrap();
    assert_eq!(sets, 1, "and leaves no empty set behind");
    worker.open(&format!("{page}?gedaan=created")).await;
    assert!(!worker.page.text().contains("bij een ander concept"), "it was said");
}

#[tokio::test]
async fn an_evening_of_others_cannot_be_put_in_a_set() {
    let world = World::new();
    let mothers = evening(&world, MeetingAudience::Mothers, State::Published);
    let foreign = world.meeting("werker.groningen@demo", |_| true);
    let host = world.organisation_of("gastvrouw@demo");
    let with_another = world.meetings_of("werker@demo").into_iter().find(|meeting| meeting.head.host_id != host);
    let mut worker = world.signed_in("werker@demo").await;
    for other in with_another.iter().chain([&foreign]) {
        choose(&mut worker, &mothers, &[other]).await;
        assert_eq!(worker.page.status, StatusCode::NOT_FOUND);
        assert!(together(&world, &mothers.head.id).is_empty());
    }
    let scope = world.scope_of("werker@demo");
    let pen = world.pen_of(scope.organisation());
    let added =
        world.database().write_now(|db| store::meeting_set::add(db, &scope, &mothers.head.id, &foreign.head.id, &pen));
    assert!(matches!(added, Err(Error::NotFound)));
    let scope = world.scope_of("werker.groningen@demo");
    let seen = world.database().read_now(|db| store::meeting_set::members(db, &scope, &mothers.head.id)).unwrap();
    assert!(seen.is_empty());
}

#[test]
fn neither_database_keeps_an_evening_of_others_in_a_set() {
    let world = World::new();
    let mothers = evening(&world, MeetingAudience::Mothers, State::Published);
    let foreign = world.meeting("werker.groningen@demo", |_| true);
    let id = MeetingSetId::new(world.clock.millis(), world.clock.chance());
    let (support_id, host_id) = (mothers.head.support_id.clone(), mothers.head.host_id.clone());
    let set = MeetingSet { id: id.clone(), support_id, host_id, created_at: world.clock.utc() };
    let database = world.database();
    database.write_now(|db| Ok(diesel::insert_into(meeting_set::table).values(&set).execute(db)?)).unwrap();
    let keep = |member: &MeetingInSet| {
        let member = member.clone();
        database.write_now(|db| Ok(diesel::insert_into(meeting_in_set::table).values(&member).execute(db)?)).is_ok()
    };
    let right = MeetingInSet {
        meeting_id: mothers.head.id.clone(),
        set_id: id,
        support_id: mothers.head.support_id.clone(),
        host_id: mothers.head.host_id.clone(),
    };
    let theirs = MeetingInSet { meeting_id: foreign.head.id.clone(), ..right.clone() };
    assert!(!keep(&theirs), "with the set's owners");
    let (support_id, host_id) = (foreign.head.support_id.clone(), foreign.head.host_id.clone());
    assert!(!keep(&MeetingInSet { support_id, host_id, ..theirs }), "with their own owners");
    assert!(keep(&right), "the set's own meeting is kept");
}
