//! Drafts (concepten): those that were just made stand on top, and only what nobody else had a hand in can be thrown away.

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{Meeting, MeetingId, State};
use aantafel::domain::record::Deed;
use aantafel::schema::{meeting, meeting_in_set, meeting_kit, meeting_owner, meeting_set, organisation, record};
use aantafel::store;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::season::{HOST, PAGE};
use crate::world::World;

const DISCARD: &str = "/desk/concepten/weg";

/// Makes a season of so many evenings, and stays where that leads.
pub async fn make(browser: &mut Browser, days: std::ops::Range<u32>) {
    let row = |day| format!("{day}-5-2028\t10:00-12:00\tUtrecht\tHet Zonnehuis\t{day}\t{HOST}\tK01\tSeizoen {day}");
    let rows = days.map(row).collect::<Vec<_>>().join("\n");
    browser.open(PAGE).await;
    let headings = "Datum\tTijd\tGemeente\tPlek\tZaal\tOrganisatie\tThema\tNaam";
    let form = browser.page.form("Lees de rijen").set("rows", &format!("{headings}\n{rows}"));
    browser.send(form).await;
    let form = browser.page.form("Maak alle avonden").set("acknowledged", "yes").set("make", "yes");
    browser.send(form).await;
    assert!(browser.page.text().contains("gemaakt: "), "{}", browser.page.text());
}

pub fn made(world: &World) -> Vec<Meeting> {
    let is_made = |own: &Meeting| own.plan.working_title.starts_with("Seizoen");
    world.meetings_of("werker@demo").into_iter().filter(is_made).collect()
}

/// In no order: the clock of the tests stands still.
fn deeds(world: &World, id: &MeetingId) -> Vec<Deed> {
    let read = |db: &mut store::Db| {
        Ok(record::table.filter(record::meeting_id.eq(id)).select(record::action).load::<Deed>(db)?)
    };
    let mut deeds = world.database().read_now(read).unwrap();
    deeds.sort_by_key(|deed| deed.code());
    deeds
}

async fn throw_away(browser: &mut Browser, ids: &[&MeetingId]) {
    browser.open(DISCARD).await;
    let token =
        browser.page.forms().iter().map(|form| form.value("form_token").to_owned()).find(|token| !token.is_empty());
    let form = Form { action: DISCARD.to_owned(), fields: vec![("form_token".to_owned(), token.expect("a token"))] };
    let form = ids.iter().fold(form, |form, id| form.add("id", id.as_str()));
    browser.send(form).await;
}

#[tokio::test]
async fn what_was_just_made_stands_on_top_with_its_number_and_is_thrown_away_at_once() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 8..9).await;
    make(&mut worker, 10..13).await;
    assert!(worker.page.text().contains("De avonden zijn gemaakt: 3 concepten"), "{}", worker.page.text());
    let tables = worker.page.all("table.list");
    assert!(["10", "11", "12"].iter().all(|day| tables[0].contains(&format!("Seizoen {day}"))), "{tables:?}");
    assert!(!tables[0].contains("Seizoen 8") && tables[1].contains("Seizoen 8"), "{tables:?}");
    let away = worker.page.links().into_iter().find(|link| link.starts_with(DISCARD)).expect("throwing them away");
    worker.open(&away).await;
    let said = worker.page.text();
    assert!(said.contains("Wilt u deze 3 concepten weggooien?") && made(&world).len() == 4, "asked first: {said}");
    let gone: Vec<MeetingId> = made(&world).into_iter().map(|own| own.head.id).skip(1).collect();
    let form = worker.page.form("Ja, gooi weg");
    worker.send(form.clone()).await;
    assert!(worker.page.text().contains("Weggegooid"), "{}", worker.page.text());
    let left: Vec<String> = made(&world).into_iter().map(|own| own.plan.working_title).collect();
    assert_eq!(left, ["Seizoen 8"]);
    for id in &gone {
        assert_eq!(deeds(&world, id), [Deed::MeetingCreated], "what was done stays written");
        let read = |db: &mut store::Db| {
            let owners: i64 = meeting_owner::table.filter(meeting_owner::meeting_id.eq(id)).count().get_result(db)?;
            let kits: i64 = meeting_kit::table.filter(meeting_kit::meeting_id.eq(id)).count().get_result(db)?;
            Ok((owners, kits))
        };
        assert_eq!(world.database().read_now(read).unwrap(), (0, 0), "nothing of it is left");
        assert_eq!(worker.open(&format!("/desk/meetings/{id}")).await.status, StatusCode::NOT_FOUND);
    }
    worker.send(form).await;
    assert!(worker.page.status == StatusCode::OK && made(&world).len() == 1, "sent twice, it does nothing more");
    let told = worker.open("/desk/organisatie").await.text();
    assert_eq!(told.matches("gooide het concept voor woensdag 10 mei 2028 weg").count(), 1, "{told}");
}

#[tokio::test]
async fn what_is_sent_from_the_page_of_a_draft_that_was_just_thrown_away_finds_nothing() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 10..11).await;
    let id = made(&world).remove(0).head.id;
    worker.open(&format!("/desk/meetings/{id}")).await;
    let own = format!("/desk/meetings/{id}/");
    let forms: Vec<Form> = worker.page.forms().into_iter().filter(|form| form.action.starts_with(&own)).collect();
    let sends = |end: &str| forms.iter().any(|form| form.action.ends_with(end));
    assert!(sends("/completion") && sends("/answer-link") && sends("/agreement"), "{own}");
    throw_away(&mut worker, &[&id]).await;
    for form in forms {
        let address = form.action.clone();
        worker.send(form).await;
        assert_eq!(worker.page.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_draft_that_the_other_owner_put_beside_an_evening_is_not_thrown_away() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 10..13).await;
    let own = made(&world);
    // From the page of the first: the others' own pages are not touched.
    let mut host = world.signed_in("gastvrouw@demo").await;
    let forms = host.open(&format!("/desk/meetings/{}", own[0].head.id)).await.forms();
    let set = forms.into_iter().find(|form| form.action.ends_with("/bij-elkaar")).expect("what belongs together");
    host.send(set.add("with", own[1].head.id.as_str())).await;
    throw_away(&mut worker, &[&own[1].head.id]).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::UNPROCESSABLE_ENTITY, 3));
    let told = host.open(&format!("/desk/meetings/{}", own[1].head.id)).await.text();
    assert!(told.contains("veranderde welke avonden bij elkaar horen"), "{told}");
    throw_away(&mut worker, &[&own[2].head.id]).await;
    assert_eq!(made(&world).len(), 2, "what stood beside nothing goes: {}", worker.page.text());
}

#[tokio::test]
async fn one_draft_is_thrown_away_from_its_own_page_and_its_set_goes_with_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 10..12).await;
    let own = made(&world);
    let form = worker.open(&format!("/desk/meetings/{}", own[0].head.id)).await.forms();
    let set = form.into_iter().find(|form| form.action.ends_with("/bij-elkaar")).expect("what belongs together");
    worker.send(set.add("with", own[1].head.id.as_str())).await;
    let sets = |db: &mut store::Db| {
        let members: Vec<MeetingId> = meeting_in_set::table.select(meeting_in_set::meeting_id).load(db)?;
        Ok((members, meeting_set::table.count().get_result::<i64>(db)?))
    };
    let before = world.database().read_now(sets).unwrap();
    assert!(own.iter().all(|own| before.0.contains(&own.head.id)), "{}", worker.page.text());
    worker.open(&format!("/desk/meetings/{}", own[0].head.id)).await;
    let away = worker.page.links().into_iter().find(|link| link.starts_with(DISCARD)).expect("throwing it away");
    let form = worker.open(&away).await.form("Ja, gooi weg");
    worker.send(form).await;
    assert_eq!(made(&world).len(), 1, "{}", worker.page.text());
    let after = world.database().read_now(sets).unwrap();
    assert!(!after.0.contains(&own[1].head.id) && after.1 == before.1 - 1, "one alone is no set");
}

#[tokio::test]
async fn what_was_proposed_agreed_handed_out_or_made_by_another_is_not_thrown_away_and_all_stay() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 10..16).await;
    let own = made(&world);
    // Proposed: the worker said yes.
    let form = worker.open(&format!("/desk/meetings/{}", own[0].head.id)).await.form("Stel voor");
    worker.send(form).await;
    // Taken back to a draft by hand: what was done is written down all the same.
    let taken = |db: &mut store::Db| {
        use aantafel::schema::agreement;
        diesel::delete(agreement::table.filter(agreement::meeting_id.eq(&own[0].head.id))).execute(db)?;
        let row = meeting::table.find(&own[0].head.id);
        Ok(diesel::update(row).set(meeting::state.eq(State::Draft)).execute(db)?)
    };
    world.database().write_now(taken).unwrap();
    // Proposed, and so it stands.
    let form = worker.open(&format!("/desk/meetings/{}", own[1].head.id)).await.form("Stel voor");
    worker.send(form).await;
    // The host works on it too.
    let mut host = world.signed_in("gastvrouw@demo").await;
    let form = host.open(&format!("/desk/meetings/{}/edit", own[2].head.id)).await.form("Bewaar");
    host.send(form.set("note", "Wij zorgen voor de thee").set("acknowledged", "yes")).await;
    // Somebody has a link to it.
    worker.open(&format!("/desk/meetings/{}", own[3].head.id)).await;
    let link = worker.page.forms().into_iter().find(|form| form.action.ends_with("/answer-link"));
    worker.send(link.expect("a link can be made")).await;
    let agreed = world.meeting("werker@demo", |own| own.head.state == State::Agreed);
    let published = world.meeting("werker@demo", |own| own.head.state == State::Published);
    let staying = [&own[0], &own[1], &own[2], &own[3], &agreed, &published];
    for stays in staying {
        let id = &stays.head.id;
        worker.open(&format!("/desk/meetings/{id}")).await;
        assert!(!worker.page.links().iter().any(|link| link.starts_with(DISCARD)), "{}", stays.plan.working_title);
        worker.open(&format!("{DISCARD}?id={id}")).await;
        assert!(worker.page.text().contains("kunt u niet weggooien"), "{}", worker.page.text());
        assert!(!worker.page.has("form[action='/desk/concepten/weg']"));
        throw_away(&mut worker, &[&own[4].head.id, id]).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stays.plan.working_title);
        assert_eq!(made(&world).len(), 6, "all or none");
        assert!(!deeds(&world, &own[4].head.id).contains(&Deed::DraftDiscarded), "and nothing is written down");
        assert!(world.meetings_of("werker@demo").iter().any(|own| own.head.id == *id));
    }
    // The broken variant would refuse everything: one that may go, goes.
    throw_away(&mut worker, &[&own[4].head.id]).await;
    assert_eq!(made(&world).len(), 5, "{}", worker.page.text());
}

#[tokio::test]
async fn nobody_throws_away_what_is_not_theirs_and_is_told_nothing_of_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    make(&mut worker, 10..11).await;
    let own = made(&world).remove(0);
    for other in ["werker.groningen@demo", "gast.turks@demo"] {
        let mut other = world.signed_in(other).await;
        other.open(&format!("{DISCARD}?id={}", own.head.id)).await;
        assert!(other.page.text().contains("Er is niets om weg te gooien"), "{}", other.page.text());
        assert!(!other.page.html().contains("Seizoen 10"));
        throw_away(&mut other, &[&own.head.id]).await;
        assert_eq!(made(&world), std::slice::from_ref(&own), "nothing of it changed");
    }
    // The other owner sees it, and did not make it.
    let mut host = world.signed_in("gastvrouw@demo").await;
    throw_away(&mut host, &[&own.head.id]).await;
    assert_eq!((host.page.status, made(&world).len()), (StatusCode::UNPROCESSABLE_ENTITY, 1), "{}", host.page.text());
    for odd in ["", "?id=", "?id=x&id=../..", "?nieuw=x", "?id=%ff"] {
        assert_eq!(worker.open(&format!("{DISCARD}{odd}")).await.status, StatusCode::OK, "{odd}");
        assert_eq!(worker.open(&format!("/desk/concepten{odd}")).await.status, StatusCode::OK, "{odd}");
    }
}

/// Going back after throwing away is the natural way to do it better.
#[tokio::test]
async fn who_throws_a_season_away_and_sends_the_same_form_is_asked_and_makes_it_anew() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(PAGE).await;
    let rows = format!(
        "Datum\tTijd\tGemeente\tPlek\tZaal\tOrganisatie\tThema\tNaam\n\
                        8-5-2028\t10:00-12:00\tUtrecht\tHet Zonnehuis\t8\t{HOST}\tK01\tSeizoen 8"
    );
    let form = worker.page.form("Lees de rijen").set("rows", &rows);
    worker.send(form).await;
    let form = worker.page.form("Maak alle avonden").set("acknowledged", "yes").set("make", "yes");
    worker.send(form.clone()).await;
    assert!(worker.page.text().contains("De avond is gemaakt: 1 concept."), "{}", worker.page.text());
    let gone: Vec<MeetingId> = made(&world).into_iter().map(|own| own.head.id).collect();
    throw_away(&mut worker, &gone.iter().collect::<Vec<_>>()).await;
    assert!(worker.page.address.starts_with("/desk/concepten") && made(&world).is_empty(), "{}", worker.page.address);
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::CONFLICT);
    assert!(worker.page.text().contains("gooide u weg") && made(&world).is_empty(), "{}", worker.page.text());
    let form = worker.page.form("Maak alle avonden").set("acknowledged", "yes").set("make", "yes");
    worker.send(form).await;
    assert_eq!(made(&world).len(), 1, "{}", worker.page.text());
}

#[tokio::test]
async fn a_draft_on_a_feast_of_its_community_is_no_good_time_in_the_list_either() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let own = world.meeting("werker@demo", |own| own.head.state == State::Draft);
    let host = world.organisation_of("gastvrouw@demo");
    // Eid al-Adha is no feast of the place and in no school holiday: the host's community alone minds it.
    let starts: chrono::NaiveDateTime = "2027-05-18T19:30:00".parse().unwrap();
    let moved = (
        meeting::starts_at.eq(starts),
        meeting::ends_at.eq(starts + chrono::TimeDelta::hours(2)),
        meeting::host_id.eq(&host),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(moved).execute(db)?);
    world.database().write_now(write).unwrap();
    for (community, minds) in [("orthodox_tewahedo", false), ("muslim", true)] {
        let row = diesel::update(organisation::table.find(&host));
        let write =
            |db: &mut store::Db| Ok(row.set(organisation::communities.eq(Codes::new([community]))).execute(db)?);
        world.database().write_now(write).unwrap();
        for page in ["/desk/concepten", "/desk/meetings"] {
            worker.open(page).await;
            let lines = worker.page.all("table.list tbody tr");
            let line = lines.iter().find(|line| line.contains(&own.plan.working_title)).expect("its line");
            assert_eq!(
                (line.contains("Let op"), line.contains("Goede tijd")),
                (minds, !minds),
                "{page} {community}: {line}"
            );
        }
    }
}
