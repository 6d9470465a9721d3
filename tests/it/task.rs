//! The readiness list (gereedheidslijst): usual until somebody says otherwise, moving with the meeting, one of two who change it.

use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::domain::person::{Duty, Person};
use aantafel::domain::record::{Deed, Note};
use aantafel::domain::task::{Task, TaskItem};
use aantafel::schema::meeting_person;
use aantafel::store::{self, Error};
use axum::http::StatusCode;
use chrono::Days;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::world::World;

fn agreed(world: &World) -> Meeting {
    world.meeting("werker@demo", |meeting| {
        meeting.head.state == State::Agreed && meeting.head.host_id == world.organisation_of("gastvrouw@demo")
    })
}

fn tasks(world: &World, meeting: &Meeting) -> Vec<Task> {
    let scope = world.scope_of("werker@demo");
    world.database().read_now(|db| store::task::of_meeting(db, &scope, meeting)).expect("the list")
}

fn task(world: &World, meeting: &Meeting, item: TaskItem) -> Task {
    tasks(world, meeting).into_iter().find(|task| task.item == item).expect("every item is there")
}

async fn page_of(world: &World, email: &str, meeting: &Meeting) -> Browser {
    let mut browser = world.signed_in(email).await;
    browser.open(&format!("/desk/meetings/{}", meeting.head.id)).await;
    browser
}

/// The form of one line, by the end of its address.
fn form_of(browser: &Browser, end: &str) -> crate::browser::Form {
    let forms = browser.page.forms();
    forms.into_iter().find(|form| form.action.ends_with(end)).unwrap_or_else(|| panic!("no form {end}"))
}

#[tokio::test]
async fn a_meeting_has_its_usual_list_without_a_row() {
    let world = World::new();
    let meeting = agreed(&world);
    let list = tasks(&world, &meeting);
    assert_eq!(list.len(), TaskItem::ALL.len());
    assert!(list.iter().all(|task| task.version == 0 && task.done_at.is_none()));
    let room = task(&world, &meeting, TaskItem::Room);
    assert_eq!((room.side, room.due_on), (Side::Host, meeting.plan.starts_at.date() - Days::new(56)));
    let childcare = task(&world, &meeting, TaskItem::Childcare);
    assert_eq!(childcare.is_needed, meeting.plan.childcare_places > 0);
}

/// Makes these the only people of an evening.
fn name(world: &World, meeting: &Meeting, people: &[Person]) {
    let write = |db: &mut store::Db| {
        diesel::delete(meeting_person::table.filter(meeting_person::meeting_id.eq(&meeting.head.id))).execute(db)?;
        for person in people {
            diesel::insert_into(meeting_person::table).values(person).execute(db)?;
        }
        Ok(())
    };
    world.database().write_now(write).expect("the people are written");
}

#[tokio::test]
async fn naming_who_does_it_is_as_good_as_a_tick_once_there_is_nothing_left_to_ask_about_them() {
    let world = World::new();
    let meeting = agreed(&world);
    let facts = |browser: &Browser, label: &str| {
        let facts = browser.page.all("section[aria-labelledby=facts] dl.facts div");
        facts.into_iter().find(|fact| fact.starts_with(label)).expect("a line of the facts")
    };
    for (duty, item, label) in [
        (Duty::Interpreter, TaskItem::Interpreter, "Tolk"),
        (Duty::Childcare, TaskItem::Childcare, "Kinderopvang"),
        (Duty::Facilitator, TaskItem::Facilitators, "Gespreksleider"),
    ] {
        let person = |is_suitable| Person {
            meeting_id: meeting.head.id.clone(),
            position: 0,
            duty,
            name: "Saba T.".to_owned(),
            name_key: "saba t.".to_owned(),
            organisation: String::new(),
            phone: String::new(),
            is_trained: false,
            is_independent: is_suitable && duty == Duty::Interpreter,
            has_certificate: is_suitable && duty == Duty::Childcare,
        };
        for (people, is_found) in
            [(vec![], false), (vec![person(false)], false), (vec![person(true)], duty != Duty::Facilitator)]
        {
            name(&world, &meeting, &people);
            let own = world.meeting("werker@demo", |own| own.head.id == meeting.head.id);
            let line = task(&world, &own, item);
            assert_eq!(line.is_found, is_found, "{duty} {people:?}");
            let worker = page_of(&world, "werker@demo", &meeting).await;
            let has_tick = worker.page.forms().iter().any(|form| form.action.ends_with(&format!("/{item}/completion")));
            assert_eq!(has_tick, line.is_needed && !is_found, "{duty}: no tick beside a name");
            let nobody = if line.is_needed { "Nog niemand" } else { "Niet nodig" };
            let said = facts(&worker, label);
            assert!(said.contains(if people.is_empty() { nobody } else { "Saba T." }), "{duty}: {said}");
            let day_before = meeting.plan.starts_at.date() - Days::new(1);
            let late = world.database().read_now(|db| store::task::overdue_of_everybody(db, day_before)).expect("read");
            let mut late = late.iter().filter(|late| late.meeting_id == meeting.head.id).flat_map(|late| &late.items);
            assert_eq!(late.any(|(late, _)| *late == item), line.is_open(), "{duty}: the job tells the same");
        }
    }
}

#[tokio::test]
async fn after_the_evening_its_preparation_is_over_and_not_late_whoever_is_forgotten() {
    let world = World::new();
    let meeting = agreed(&world);
    name(&world, &meeting, &[]);
    let day = |days| meeting.plan.starts_at.date() + Days::new(days);
    let lines = |browser: &Browser| browser.page.all("section[aria-labelledby=readiness] tr .badge").join(", ");
    world.clock.advance(day(0) - world.clock.today());
    let before = page_of(&world, "werker@demo", &meeting).await;
    assert!(lines(&before).contains("Te laat"), "{}", lines(&before));
    assert_eq!(before.page.all("section[aria-labelledby=readiness] dl.facts div").len(), 3);
    world.clock.advance(chrono::Duration::days(1));
    for email in ["werker@demo", "gastvrouw@demo"] {
        let after = page_of(&world, email, &meeting).await;
        assert!(lines(&after).contains("Voorbij") && !lines(&after).contains("Te laat"), "{}", lines(&after));
        assert!(!after.page.has("section[aria-labelledby=readiness] dl.facts"), "no light is left to look at");
    }
}

#[tokio::test]
async fn an_evening_that_needs_no_interpreter_says_so() {
    let world = World::new();
    let meeting = agreed(&world);
    name(&world, &meeting, &[]);
    let mut worker = page_of(&world, "werker@demo", &meeting).await;
    let form = form_of(&worker, "/tasks/interpreter");
    worker.send(form.without("needed")).await;
    assert!(!task(&world, &meeting, TaskItem::Interpreter).is_needed);
    let said = worker.page.text();
    assert!(said.contains("Tolk Niet nodig"), "{said}");
}

#[tokio::test]
async fn what_the_host_ticks_off_the_worker_sees_with_who_did_it() {
    let world = World::new();
    let meeting = agreed(&world);
    let mut host = page_of(&world, "gastvrouw@demo", &meeting).await;
    let form = form_of(&host, "/tasks/room/completion");
    let page = host.send(form).await;
    assert!(page.text().contains("De lijst is bijgewerkt."), "{}", page.text());
    assert!(task(&world, &meeting, TaskItem::Room).done_at.is_some());
    let worker = page_of(&world, "werker@demo", &meeting).await;
    let text = worker.page.text();
    assert!(text.contains("vinkte af: Zaal"), "{text}");
    let form = form_of(&worker, "/tasks/room/completion");
    assert_eq!(form.value("done"), "no", "and can take the tick back");
}

#[tokio::test]
async fn another_owner_and_day_are_kept_and_the_day_moves_with_the_meeting() {
    let world = World::new();
    let meeting = agreed(&world);
    let mut worker = page_of(&world, "werker@demo", &meeting).await;
    let due_on = meeting.plan.starts_at.date() - Days::new(20);
    let form = form_of(&worker, "/tasks/food").set("owner", "support").set("due_on", &due_on.to_string());
    assert_eq!(worker.send(form).await.status, StatusCode::OK);
    let food = task(&world, &meeting, TaskItem::Food);
    assert_eq!((food.side, food.days_before, food.due_on, food.version), (Side::Support, 20, due_on, 1));
    let mut later = meeting.clone();
    later.plan.starts_at = later.plan.starts_at + Days::new(7);
    assert_eq!(task(&world, &later, TaskItem::Food).due_on, due_on + Days::new(7));
}

#[tokio::test]
async fn a_day_that_is_too_far_away_is_told_beside_the_field_and_what_was_typed_stays() {
    let world = World::new();
    let meeting = agreed(&world);
    let mut worker = page_of(&world, "werker@demo", &meeting).await;
    for typed in ["1990-01-01", "9999-12-31", "morgen", ""] {
        let form = form_of(&worker, "/tasks/print").set("due_on", typed);
        let (action, fields) = (form.action.clone(), form.fields.clone());
        let page = worker.post(&action, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.text().contains("Kies een dag van een jaar"), "{typed}");
        assert_eq!(form_of(&worker, "/tasks/print").value("due_on"), typed);
    }
    assert_eq!(task(&world, &meeting, TaskItem::Print).version, 0, "nothing was changed");
}

#[tokio::test]
async fn of_two_who_change_a_line_the_second_is_told() {
    let world = World::new();
    let meeting = agreed(&world);
    let mut worker = page_of(&world, "werker@demo", &meeting).await;
    let mut host = page_of(&world, "gastvrouw@demo", &meeting).await;
    let theirs = form_of(&host, "/tasks/room").without("needed");
    let own = form_of(&worker, "/tasks/room").set("owner", "support");
    assert_eq!(worker.send(own).await.status, StatusCode::OK);
    let (action, fields) = (theirs.action.clone(), theirs.fields.clone());
    let page = host.post(&action, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Iemand anders wijzigde deze taak net."), "{}", page.text());
    let room = task(&world, &meeting, TaskItem::Room);
    assert_eq!((room.side, room.is_needed, room.version), (Side::Support, true, 1));
}

#[test]
fn of_two_at_once_exactly_one_changes_a_line_that_has_no_row_yet() {
    let world = World::new();
    let meeting = agreed(&world);
    let scope = world.scope_of("werker@demo");
    let pen = world.pen_of(scope.organisation());
    let barrier = std::sync::Barrier::new(2);
    let change = |database: &store::Database| {
        barrier.wait();
        let done = database.write_now(|db| {
            store::task::change(db, &scope, &meeting.head.id, (TaskItem::Print, 0), &pen, |task| {
                task.days_before = 30;
                Note::with(Deed::TaskChanged, task.item)
            })
        });
        match done {
            Ok(()) => true,
            Err(Error::Stale(_)) => false,
            Err(other) => panic!("{other}"),
        }
    };
    let (here, there) = (world.database(), world.database());
    let won = std::thread::scope(|threads| {
        let other = threads.spawn(|| change(&there));
        [change(&here), other.join().expect("no panic")]
    });
    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
}

#[test]
fn what_is_late_is_told_to_the_side_whose_turn_it_is() {
    let world = World::new();
    let meeting = agreed(&world);
    let day_before = meeting.plan.starts_at.date() - Days::new(1);
    let of = |email: &str| {
        let scope = world.scope_of(email);
        let late = world.database().read_now(|db| store::task::overdue(db, &scope, day_before)).expect("read");
        assert!(late.iter().all(|late| late.organisation_id == *scope.organisation()));
        let own = late.into_iter().find(|late| late.meeting_id == meeting.head.id).expect("something is late");
        own.items.into_iter().map(|(item, _)| item).collect::<Vec<_>>()
    };
    assert_eq!(of("gastvrouw@demo")[0], TaskItem::Room);
    assert!(!of("werker@demo").contains(&TaskItem::Room) && of("werker@demo").contains(&TaskItem::Print));
    let all = world.database().read_now(|db| store::task::overdue_of_everybody(db, day_before)).expect("read");
    assert!(all.iter().filter(|late| late.meeting_id == meeting.head.id).count() == 2, "both sides");
    let after = meeting.plan.starts_at.date() + Days::new(2);
    let all = world.database().read_now(|db| store::task::overdue_of_everybody(db, after)).expect("read");
    let left = all.iter().filter(|late| late.meeting_id == meeting.head.id).flat_map(|late| &late.items);
    let left: Vec<TaskItem> = left.map(|(item, _)| *item).collect();
    assert_eq!(left, [TaskItem::Evaluation], "nobody can prepare what was there already");
    let other = world.scope_of("werker.groningen@demo");
    let late = world.database().read_now(|db| store::task::overdue(db, &other, day_before)).expect("read");
    assert!(late.iter().all(|late| late.meeting_id != meeting.head.id), "nobody else hears of it");
}

#[test]
fn a_cancelled_or_unagreed_evening_is_not_late() {
    let world = World::new();
    let all = world.meetings_of("werker@demo");
    let day = all.iter().map(|meeting| meeting.plan.starts_at.date()).max().expect("meetings");
    let late = world.database().read_now(|db| store::task::overdue_of_everybody(db, day)).expect("read");
    for meeting in all.iter().filter(|meeting| matches!(meeting.head.state, State::Cancelled | State::Draft)) {
        assert!(late.iter().all(|late| late.meeting_id != meeting.head.id), "{}", meeting.plan.working_title);
    }
}
