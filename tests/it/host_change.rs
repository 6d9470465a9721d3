//! Changing an evening on the host's phone (wijzigen): by the rules of the desk, in her language, with nothing lost.

mod region;
mod themes;

use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::language::{Lang, Language, Phrases};
use aantafel::store;
use aantafel::web::paths;
use axum::http::StatusCode;

use crate::browser::{Browser, Form};
use crate::rows;
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";
const ROOM: &str = "Zaal die nog vrij is";

fn tigrinya() -> (Lang, &'static Phrases) {
    let ti = Language::find("ti").expect("Tigrinya");
    (ti, ti.phrases())
}

fn of_state(world: &World, state: State) -> Meeting {
    let fits = |meeting: &Meeting| {
        let is_plain = meeting.staged.is_none() && meeting.plan.audience.is_parents();
        meeting.head.state == state && is_plain && !meeting.is_over(world.clock.wall())
    };
    world.meeting(HOST, fits)
}

fn again(world: &World, meeting: &Meeting) -> Meeting {
    world.meeting(HOST, |own| own.head.id == meeting.head.id)
}

fn address(meeting: &Meeting) -> String {
    paths::host_of_meeting(tigrinya().0, &meeting.head.id, "wijzigen")
}

/// Her form in Tigrinya, as she comes to it from the page of the evening.
async fn form_of(host: &mut Browser, meeting: &Meeting) -> Form {
    let (ti, t) = tigrinya();
    host.open(&paths::host_meeting(ti, &meeting.head.id)).await;
    assert!(host.page.links().contains(&address(meeting)), "one tap from the evening: {}", host.page.text());
    host.open(&address(meeting)).await.form(t.evening.keep.as_str())
}

fn told(world: &World, email: &str) -> usize {
    let scope = world.scope_of(email);
    let all = world.database().read_now(|db| store::outbox::list(db, &scope, 500)).expect("messages");
    all.iter().filter(|message| message.to_address == WORKER).count()
}

#[tokio::test]
async fn another_day_before_the_invitation_is_out_ends_the_other_sides_yes_and_she_is_told() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    assert!(host.page.text().contains(&t.change.lead.of("Opvoedsteunpunt De Lindeboom")), "{}", host.page.text());
    let before = told(&world, HOST);
    host.send(form.set("date", "2027-05-25").set("from", "18:15").set("until", "20:30").set("room", ROOM)).await;
    assert!(host.page.text().contains(t.host_done.changed.as_str()), "{}", host.page.text());
    let now = again(&world, &evening);
    assert_eq!(now.plan.starts_at.to_string(), "2027-05-25 18:15:00");
    assert_eq!(now.plan.room, ROOM);
    assert!(now.has_agreed(Side::Host) && !now.has_agreed(Side::Support), "{:?}", now.agreements);
    assert_eq!(now.head.state, State::Proposed);
    assert!(told(&world, HOST) > before, "the worker hears of it");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&paths::meeting(&evening.head.id)).await;
    assert!(worker.page.text().contains("datum"), "{}", worker.page.text());
    let kept = |meeting: &Meeting| {
        let Meeting { kits, titles, people, plan, .. } = meeting.clone();
        let people: Vec<_> = people.into_iter().map(|person| (person.duty, person.name, person.is_trained)).collect();
        (kits, titles, people, plan.working_title, plan.title_kit, plan.title_number, plan.note)
    };
    assert_eq!(kept(&now), kept(&evening), "what she did not touch stays");
}

#[tokio::test]
async fn what_both_need_not_agree_on_changes_without_ending_a_yes() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    let form =
        form.set("capacity", "33").set("childcare_places", "7").set("food", "snacks").set("note", "Neem thee mee");
    host.send(form.without("languages").add("languages", "ti").add("languages", "ar")).await;
    let now = again(&world, &evening);
    assert_eq!((now.plan.capacity, now.plan.childcare_places, now.plan.note.as_str()), (33, 7, "Neem thee mee"));
    assert_eq!(now.plan.food.code(), "snacks");
    assert_eq!(now.plan.languages.iter().collect::<Vec<_>>().len(), 2);
    assert!(now.has_agreed(Side::Host) && now.has_agreed(Side::Support));
    assert_eq!((now.head.state, now.head.sequence), (State::Agreed, evening.head.sequence));
}

#[tokio::test]
async fn another_day_of_what_is_out_waits_for_the_other_yes_and_she_sees_what_and_who() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Published);
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    let form = form_of(&mut host, &evening).await;
    assert!(host.page.text().contains(&t.change.is_out.of("Opvoedsteunpunt De Lindeboom")), "{}", host.page.text());
    host.send(form.set("date", "2027-05-25").set("room", ROOM)).await;
    let staged = again(&world, &evening);
    assert_eq!((&staged.plan, staged.head.sequence), (&evening.plan, evening.head.sequence), "nothing of it is out");
    assert_eq!(staged.staged_by(), Some(Side::Host));
    let said = host.page.text();
    assert!(said.contains(t.host_done.change_staged.as_str()), "{said}");
    let changes = host.page.all("dl.changes > div");
    assert_eq!(changes.len(), 2, "day and place, and nothing that is the same: {changes:?}");
    let changes = changes.join(" ");
    assert!(changes.contains("2027") && changes.contains(ROOM) && changes.contains(t.evening.becomes.as_str()));
    assert!(said.contains(t.change.told.as_str()) && said.contains("Nederlands"), "who is told: {said}");
    let names = [HOST, WORKER].map(|email| world.account_of(email).name);
    assert!(names.iter().all(|name| said.contains(name)), "{said}");
    let form = form_of(&mut host, &evening).await;
    assert_eq!((form.value("date"), form.value("room")), ("2027-05-25", ROOM), "she goes on with what is staged");
    worker.open("/desk").await;
    assert!(worker.page.text().contains("wil iets veranderen"), "{}", worker.page.text());
    let back = host.open(&paths::host_meeting(tigrinya().0, &evening.head.id)).await.form(t.change.drop.as_str());
    host.send(back).await;
    assert!(host.page.text().contains(t.host_done.change_dropped.as_str()), "{}", host.page.text());
    assert!(again(&world, &evening).staged.is_none());
    let form = form_of(&mut host, &evening).await.set("date", "2027-05-25").set("room", ROOM);
    host.send(form).await;
    worker.open(&paths::of_meeting(&evening.head.id, "change")).await;
    let yes = worker.page.form("Zeg ja tegen de verandering");
    worker.send(yes).await;
    worker.open(&paths::of_meeting(&evening.head.id, "change")).await;
    let release = worker.page.form("Geef vrij en bericht iedereen");
    worker.send(release).await;
    let moved = again(&world, &evening);
    assert_eq!(moved.plan.starts_at.date().to_string(), "2027-05-25", "{}", worker.page.text());
    assert_eq!(moved.head.sequence, evening.head.sequence + 1);
}

#[tokio::test]
async fn a_form_that_is_too_old_shows_what_differs_and_keeps_what_was_typed() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    let form = form_of(&mut host, &evening).await;
    worker.open(&paths::of_meeting(&evening.head.id, "edit")).await;
    let theirs = worker.page.form("Bewaar").set("note", "Van de werker").set("interpreter_name", "Luwam");
    worker.send(theirs.set("interpreter_independent", "yes").set("acknowledged", "yes")).await;
    let before = again(&world, &evening);
    host.send(form.set("venue", "Het huis van de buurt").set("note", "Van de gastvrouw")).await;
    assert_eq!(host.page.status, StatusCode::CONFLICT);
    assert_eq!(again(&world, &evening), before, "nothing changed");
    assert!(host.page.text().contains(t.problem.changed_meanwhile.as_str()), "{}", host.page.text());
    let rows = host.page.all("table.list tbody tr");
    let note = rows.iter().find(|row| row.contains("Van de werker")).unwrap_or_else(|| panic!("{rows:?}"));
    assert!(note.contains(t.plan.note.as_str()) && note.contains("Van de gastvrouw"), "{note}");
    let interpreter = rows.iter().find(|row| row.contains("Luwam")).unwrap_or_else(|| panic!("{rows:?}"));
    assert!(interpreter.contains(t.person.interpreter.as_str()), "{interpreter}");
    let again_form = host.page.form(t.evening.keep.as_str());
    assert_eq!((again_form.value("venue"), again_form.value("note")), ("Het huis van de buurt", "Van de gastvrouw"));
    host.send(again_form).await;
    let now = again(&world, &evening).plan;
    assert_eq!((now.venue.as_str(), now.note.as_str()), ("Het huis van de buurt", "Van de gastvrouw"));
}

#[tokio::test]
async fn what_is_wrong_stands_in_her_language_beside_its_field_and_nothing_is_kept() {
    let world = World::new();
    let (_, t) = tigrinya();
    let p = &t.problem;
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    let before = rows::all(&world.database());
    let long = "a ".repeat(200);
    for (field, typed, said) in [
        ("date", "", p.date.to_string()),
        ("date", "2026-01-01", p.in_the_past.to_string()),
        ("date", "2031-01-01", p.too_far.to_string()),
        ("from", "half acht", p.time.to_string()),
        ("until", "", p.time.to_string()),
        ("until", "19:31", p.length.to_string()),
        ("venue", "", p.needed.to_string()),
        ("venue", "Bel 06 12 34 56 78", p.phone_number.to_string()),
        ("venue", "Uithuwelijking op school", p.loaded_word.of("uithuwelijk")),
        ("room", &long, p.too_long.of(120)),
        ("municipality", "", p.needed.to_string()),
        ("province", "Nergens", p.choose.to_string()),
        ("capacity", "0", p.number.with(&[("least", &1), ("most", &500)])),
        ("childcare_places", "veel", p.number.with(&[("least", &0), ("most", &100)])),
        ("food", "steen", p.choose.to_string()),
        ("audience", "", p.choose.to_string()),
        ("languages", "", p.choose_language.to_string()),
        ("parents_question", "Mail saba@example.org", p.email.to_string()),
        ("note", "Geboren op 12-03-2012", p.birth_date.to_string()),
        ("note", "BSN 111222333", p.citizen_number.to_string()),
    ] {
        host.send(form.clone().set(field, typed)).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}: {}", host.page.text());
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()], "{field} {typed}");
        assert!(host.page.has(&format!("a[href='#{field}']")), "{field}: on top too");
        let shown = host.page.form(t.evening.keep.as_str());
        assert!(
            field == "languages" || shown.value(field) == typed || ["province", "food", "audience"].contains(&field),
            "{field}: what was typed stays"
        );
    }
    host.send(form.clone().set("region", "").set("municipality", "Utrecht").set("province", "Utrecht")).await;
    let region = host.page.form(t.evening.keep.as_str()).value("region").to_owned();
    let name = t.region.by_code(&region).expect("a region is proposed");
    assert_eq!(host.page.all("#region-problem"), [p.confirm_region.of(name)]);
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
}

#[tokio::test]
async fn a_room_that_is_taken_and_an_evening_of_ones_own_at_that_time_are_told_in_her_language() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    let other = world.meeting(HOST, |meeting| {
        meeting.is_out()
            && !meeting.is_cancelled()
            && !meeting.is_over(world.clock.wall())
            && meeting.head.id != evening.head.id
    });
    let mut host = world.signed_in(HOST).await;
    let plan = &other.plan;
    let mut form = form_of(&mut host, &evening).await;
    for (name, value) in [
        ("date", plan.starts_at.format("%Y-%m-%d").to_string()),
        ("from", plan.starts_at.format("%H:%M").to_string()),
        ("until", plan.ends_at.format("%H:%M").to_string()),
        ("venue", plan.venue.clone()),
        ("room", plan.room.clone()),
        ("municipality", plan.municipality.clone()),
        ("province", plan.province.clone()),
    ] {
        form = form.set(name, &value);
    }
    host.send(form.clone()).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(host.page.has("#acknowledged-problem"), "{}", host.page.text());
    let known = host.page.form(t.evening.keep.as_str()).set("acknowledged", "yes");
    host.send(known).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(host.page.all("#room-problem"), [t.refusal.room_taken.as_str()], "{}", host.page.text());
    assert_eq!(again(&world, &evening), evening);
}

#[tokio::test]
async fn the_evening_of_another_organisation_is_not_hers_to_change() {
    let world = World::new();
    let theirs = world.meeting("werker.groningen@demo", |meeting| meeting.head.state == State::Agreed);
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    let before = rows::all(&world.database());
    let missing = "01990000-0000-7000-8000-000000000000";
    let mut said = Vec::new();
    for id in [theirs.head.id.as_str(), missing] {
        let page = host.get(&format!("/ti/wij/{id}/wijzigen"), &[]).await.clone();
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        said.push(page.text());
        for action in ["wijzigen", "wijzigen/terug"] {
            let page = host.post(&format!("/ti/wij/{id}/{action}"), &form.fields).await.clone();
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{action}");
            said.push(page.text());
        }
    }
    said.dedup();
    assert_eq!(said.len(), 1, "all say the same: {said:?}");
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
}
