//! Copies and series: what goes along, what does not, on which dates, and all or none.

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::domain::task::TaskItem;
use aantafel::schema::meeting;
use aantafel::store;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::race::{all_at_once, cookie_of};
use crate::world::World;

pub fn source(world: &World) -> Meeting {
    world.meeting("werker@demo", |meeting| {
        meeting.head.state == State::Agreed && meeting.plan.audience.is_parents() && !meeting.people.is_empty()
    })
}

/// Moves an evening to this date, hours as they are, and calls it by a name of its own.
pub fn set_on(world: &World, source: &Meeting, date: &str) -> Meeting {
    let date: chrono::NaiveDate = date.parse().unwrap();
    let (starts, ends) = (date.and_time(source.plan.starts_at.time()), date.and_time(source.plan.ends_at.time()));
    let moved = (
        meeting::starts_at.eq(starts),
        meeting::ends_at.eq(ends),
        meeting::working_title.eq("De reeks"),
        meeting::room_key.eq("de zaal van de reeks"),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&source.head.id)).set(moved).execute(db)?);
    world.database().write_now(write).unwrap();
    world.meeting("werker@demo", |own| own.head.id == source.head.id)
}

fn made(world: &World) -> Vec<Meeting> {
    let of_series = |own: &Meeting| own.plan.working_title == "De reeks" && own.head.state == State::Draft;
    world.meetings_of("werker@demo").into_iter().filter(of_series).collect()
}

async fn look(browser: &mut Browser, source: &Meeting, number: u32, weeks: u32) -> Form {
    browser.open(&format!("/desk/meetings/{}/reeks?aantal={number}&weken={weeks}", source.head.id)).await;
    browser.page.form("Maak deze avonden")
}

#[tokio::test]
async fn a_series_makes_ordinary_drafts_over_the_change_of_the_clock_and_past_the_holiday() {
    let world = World::new();
    // The clocks go forward on 28 March 2027; the May holiday begins on 24 April.
    let source = set_on(&world, &source(&world), "2027-03-25");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/reeks", source.head.id)).await;
    let form = look(&mut worker, &source, 5, 1).await;
    let said = worker.page.text();
    assert!(said.contains("29 april 2027: overgeslagen, want het is meivakantie"), "{said}");
    assert!(said.contains("weken") && said.contains("voor de zomervakantie"), "each date has its assessment: {said}");
    worker.send(form).await;
    assert!(worker.page.text().contains("De avonden zijn gemaakt"), "{}", worker.page.text());
    let made = made(&world);
    let dates: Vec<String> = made.iter().map(|own| own.plan.starts_at.date().to_string()).collect();
    assert_eq!(dates, ["2027-04-01", "2027-04-08", "2027-04-15", "2027-04-22", "2027-05-13"]);
    for own in &made {
        assert_eq!(own.plan.starts_at.time(), source.plan.starts_at.time(), "the wall clock stays");
        assert_eq!(own.plan.ends_at - own.plan.starts_at, source.plan.ends_at - source.plan.starts_at);
        assert!(own.agreements.is_empty() && own.costs.is_empty() && own.plan.parents_question.is_empty());
        assert_eq!(own.people.len(), source.people.len(), "roles and names go along");
        assert_eq!(own.kits.len(), source.kits.len());
        assert!(own.kits.iter().all(|kit| kit.pinned_version.is_none()));
        assert!(own.head.code != source.head.code && own.head.secret != source.head.secret);
    }
    let keys: std::collections::HashSet<_> = made.iter().map(|own| &own.head.secret).collect();
    assert_eq!(keys.len(), made.len(), "each is its own");
}

#[tokio::test]
async fn a_series_is_made_whole_or_not_at_all() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let mut worker = world.signed_in("werker@demo").await;
    let form = look(&mut worker, &source, 3, 1).await;
    // Somebody takes the room on the last date, after the page was shown.
    let other = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    let taken = (
        meeting::starts_at.eq(source.plan.starts_at + chrono::Duration::weeks(3)),
        meeting::ends_at.eq(source.plan.ends_at + chrono::Duration::weeks(3)),
        meeting::room_key.eq("de zaal van de reeks"),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&other.head.id)).set(taken).execute(db)?);
    world.database().write_now(write).unwrap();
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = worker.page.text();
    assert!(said.contains("De zaal is dan niet vrij") && !said.contains(&other.plan.working_title), "{said}");
    assert!(made(&world).is_empty(), "none was made");
    let again = look(&mut worker, &source, 3, 1).await;
    assert_eq!(again.fields.iter().filter(|(name, _)| name == "datum").count(), 2, "what is taken is not ticked");
    worker.send(again).await;
    assert_eq!(made(&world).len(), 2);
}

#[tokio::test]
async fn another_series_of_the_same_form_is_told_and_not_lost() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let mut worker = world.signed_in("werker@demo").await;
    let form = look(&mut worker, &source, 3, 1).await;
    worker.send(form.clone()).await;
    assert_eq!(made(&world).len(), 3);
    worker.send(form.clone()).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::OK, 3), "the same form makes nothing new");
    let first = form.fields.iter().position(|(name, _)| name == "datum").expect("a date");
    let mut other = form;
    other.fields.remove(first);
    worker.send(other).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::CONFLICT, 3));
    assert!(worker.page.text().contains("U stuurde dit formulier al een keer"), "{}", worker.page.text());
}

/// Another owner and day for the printing, and no food; what the host's room has is ticked off.
pub async fn changed_list(world: &World, source: &Meeting) -> Browser {
    let mut worker = world.signed_in("werker@demo").await;
    let due_on = source.plan.starts_at.date() - chrono::Days::new(20);
    for (end, change) in [
        ("/tasks/print", Some(true)),
        ("/tasks/food", Some(false)),
        ("/tasks/room/completion", None),
        ("/tasks/print/completion", None),
    ] {
        worker.open(&format!("/desk/meetings/{}", source.head.id)).await;
        let form = worker.page.forms().into_iter().find(|form| form.action.ends_with(end)).expect("a line of the list");
        let form = match change {
            Some(true) => form.set("owner", "host").set("due_on", &due_on.to_string()),
            Some(false) => form.without("needed"),
            None => form,
        };
        assert_eq!(worker.send(form).await.status, StatusCode::OK, "{end}");
    }
    worker
}

/// The printing is the host's, twenty days before; there is no food; nothing is done; all else is as usual.
pub fn has_list_without_ticks(world: &World, made: &Meeting) {
    let scope = world.scope_of("werker@demo");
    let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, made)).unwrap();
    let of = |item| list.iter().find(|task| task.item == item).expect("every item is there");
    let print = of(TaskItem::Print);
    assert_eq!((print.side, print.days_before, print.version), (Side::Host, 20, 1));
    assert_eq!(print.due_on, made.plan.starts_at.date() - chrono::Days::new(20), "counted from its own date");
    assert!(!of(TaskItem::Food).is_needed);
    assert!(list.iter().all(|task| task.done_at.is_none()), "ticks stay behind");
    assert_eq!(of(TaskItem::Room).version, 0, "what was only ticked off is as usual");
}

#[tokio::test]
async fn a_copy_and_a_series_carry_the_readiness_list_and_not_its_ticks() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let mut worker = changed_list(&world, &source).await;
    let form = look(&mut worker, &source, 3, 1).await;
    worker.send(form).await;
    let made = made(&world);
    assert_eq!(made.len(), 3, "{}", worker.page.text());
    made.iter().for_each(|own| has_list_without_ticks(&world, own));
    worker.open(&format!("/desk/meetings/{}/copy", source.head.id)).await;
    let form = worker.page.form("Maak de bijeenkomst").set("date", "2027-06-17").set("working_title", "De kopie");
    // A form that is not right keeps where it comes from.
    worker.send(form.set("venue", "")).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = worker.page.form("Maak de bijeenkomst").set("venue", "De Brug").set("acknowledged", "yes");
    worker.send(again).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt"), "{}", worker.page.text());
    has_list_without_ticks(&world, &world.meeting("werker@demo", |own| own.plan.working_title == "De kopie"));
}

#[tokio::test]
async fn a_copy_of_what_is_not_ones_own_is_not_made() {
    let world = World::new();
    let source = source(&world);
    let other = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/copy", source.head.id)).await;
    let form = worker.page.form("Maak de bijeenkomst").set("date", "2027-06-17").set("acknowledged", "yes");
    let form = form.set("working_title", "De kopie").set("copy_of", other.head.id.as_str());
    assert_eq!(worker.send(form).await.status, StatusCode::NOT_FOUND);
    assert!(!world.meetings_of("werker@demo").iter().any(|own| own.plan.working_title == "De kopie"));
}

#[tokio::test]
async fn a_series_names_an_evening_of_the_same_organisation_or_for_the_same_parents_and_no_other() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let all = world.meetings_of("werker@demo");
    let other = all.iter().find(|own| own.head.id != source.head.id && own.people.is_empty()).unwrap();
    let busy = source.plan.starts_at + chrono::Duration::weeks(2);
    // Whose evening it is, where, and in which language beside Dutch: that of the series is the first, in Utrecht, in Tigrinya.
    let put = |own: &Meeting, host: &str, town: &str, language: &str| {
        let set = (
            meeting::host_id.eq(world.organisation_of(host)),
            meeting::municipality.eq(town),
            meeting::languages.eq(Codes::new(["nl", language])),
        );
        let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(set).execute(db)?);
        world.database().write_now(write).unwrap();
    };
    let alone = |db: &mut store::Db| {
        let rest = meeting::table.filter(meeting::id.ne(&source.head.id)).filter(meeting::id.ne(&other.head.id));
        diesel::update(rest).set(meeting::state.eq(State::Cancelled)).execute(db)?;
        let set = (
            meeting::starts_at.eq(busy),
            meeting::ends_at.eq(busy + chrono::Duration::hours(2)),
            meeting::state.eq(State::Agreed),
            meeting::room_key.eq("een andere zaal"),
            meeting::working_title.eq("Zonnebloemavond"),
        );
        Ok(diesel::update(meeting::table.find(&other.head.id)).set(set).execute(db)?)
    };
    world.database().write_now(alone).unwrap();
    put(&source, "gastvrouw@demo", "Utrecht", "ti");
    let mut worker = world.signed_in("werker@demo").await;
    for (host, town, language, is_told) in [
        ("gastvrouw@demo", "Zwolle", "ar", true),
        ("gast.turks@demo", "Utrecht", "ti", true),
        ("gast.turks@demo", "Utrecht", "tr", false),
        ("gast.turks@demo", "Utrecht", "nl", false),
        ("gast.turks@demo", "Zwolle", "ti", false),
    ] {
        put(other, host, town, language);
        let form = look(&mut worker, &source, 3, 1).await;
        let cards = worker.page.all("article.card");
        let said: Vec<bool> = cards.iter().map(|card| card.contains("U heeft op deze tijd al:")).collect();
        assert_eq!(said, [false, is_told, false], "{host} {town} {language}: {}", worker.page.text());
        assert_eq!(worker.page.text().contains("Zonnebloemavond, "), is_told, "one's own is named");
        if town == "Zwolle" && language == "ti" {
            put(other, "gastvrouw@demo", town, language);
            worker.send(form).await;
            assert_eq!(made(&world).len(), 3, "a warning stops nobody: {}", worker.page.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_series_sent_six_times_is_made_once() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let mut worker = world.signed_in("werker@demo").await;
    let form = look(&mut worker, &source, 3, 1).await;
    let app = world.instance().await.into_router();
    let answers = all_at_once(&app, vec![(form, cookie_of(&worker)); 6]).await;
    assert!(answers.iter().all(|(status, _)| *status == StatusCode::SEE_OTHER), "{answers:?}");
    assert_eq!(made(&world).len(), 3);
}

#[tokio::test]
async fn a_number_or_a_date_that_is_not_of_the_series_is_refused() {
    let world = World::new();
    let source = set_on(&world, &source(&world), "2027-05-13");
    let mut worker = world.signed_in("werker@demo").await;
    for (number, weeks) in [("1", "2"), ("13", "2"), ("4", "0"), ("vier", "2")] {
        worker.open(&format!("/desk/meetings/{}/reeks?aantal={number}&weken={weeks}", source.head.id)).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {weeks}");
        assert!(worker.page.has(".problem"), "{number} {weeks}");
    }
    let form = look(&mut worker, &source, 3, 1).await;
    for wrong in [form.clone().without("datum"), form.set("datum", "2027-04-29")] {
        worker.send(wrong).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(worker.page.text().contains("Kies ten minste"), "{}", worker.page.text());
    }
    assert!(made(&world).is_empty());
}

#[tokio::test]
async fn a_copy_to_next_year_keeps_the_weeks_before_the_summer_holiday() {
    let world = World::new();
    let source = source(&world);
    let holidays = world.database().read_now(store::holiday::known).unwrap();
    let summer = |date| {
        let kind = aantafel::domain::holiday::HolidayKind::Summer;
        holidays.next(source.plan.region, date, kind).expect("a summer").first_day
    };
    let first = summer(source.plan.starts_at.date());
    let second = summer(first);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/copy?jaar=volgend", source.head.id)).await;
    let said = worker.page.text();
    let form = worker.page.form("Maak de bijeenkomst");
    let date: chrono::NaiveDate = form.value("date").parse().expect("a date is filled in");
    assert_eq!(second - date, first - source.plan.starts_at.date(), "as many days before the holiday");
    assert!(said.contains("Zo veel weken voor de zomervakantie"), "{said}");
    assert_eq!(form.value("kit_1"), source.kits[0].slug);
    assert_eq!(form.value("parents_question"), "");
    assert!(source.people.iter().any(|person| form.fields.iter().any(|(_, value)| *value == person.name)));
    worker.send(form.set("acknowledged", "yes")).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt"), "{}", worker.page.text());
    let copy = world.meeting("werker@demo", |own| own.plan.starts_at.date() == date);
    assert!(copy.agreements.is_empty() && copy.costs.is_empty() && copy.head.secret != source.head.secret);
}
