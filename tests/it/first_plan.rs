//! What somebody meets who plans for the first time (eerste plan): meals that fit a fast, themes that fit an evening, names that can be read.

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::person::Duty;
use aantafel::domain::task::TaskItem;
use aantafel::schema::meeting;
use aantafel::store;
use diesel::prelude::*;

use crate::world::World;

const WORKER: &str = "werker@demo";

/// An evening of an organisation that keeps the Orthodox fasts, moved to this day with this food.
fn eaten_on(world: &World, day: &str, food: &str) -> Meeting {
    let host = world.organisation_of("gastvrouw@demo");
    let own = world.meeting(WORKER, |own| own.head.host_id == host && own.head.state == State::Draft);
    let starts = chrono::NaiveDateTime::parse_from_str(&format!("{day} 19:30"), "%Y-%m-%d %H:%M").unwrap();
    let moved = (
        meeting::starts_at.eq(starts),
        meeting::ends_at.eq(starts + chrono::Duration::hours(2)),
        meeting::food.eq(food),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(moved).execute(db)?);
    world.database().write_now(write).unwrap();
    world.meeting(WORKER, |moved| moved.head.id == own.head.id)
}

#[tokio::test]
async fn a_meal_that_does_not_fit_the_fast_is_told_and_one_that_does_is_not() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    let about = "Deze maaltijd past niet bij de vasten van die dag.";
    // In Great Lent, in the weeks after Easter, and on a Wednesday of the autumn.
    for (day, food, fits) in [
        ("2027-04-14", "meal_halal", false),
        ("2027-04-14", "meal_vegetarian", false),
        ("2027-04-14", "meal_fasting", true),
        ("2027-04-14", "none", true),
        ("2027-05-19", "meal_halal", true),
        ("2027-10-13", "meal_halal", false),
        ("2027-10-14", "meal_halal", true),
    ] {
        let own = eaten_on(&world, day, food);
        worker.open(&format!("/desk/meetings/{}", own.head.id)).await;
        assert_eq!(!worker.page.text().contains(about), fits, "{day} {food}");
    }
}

#[tokio::test]
async fn a_day_on_which_nobody_can_come_is_no_good_time_however_far_the_holiday_is() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    for (day, badge) in [("2027-05-03", "Let op"), ("2027-05-11", "Goede tijd")] {
        let own = eaten_on(&world, day, "none");
        worker.open(&format!("/desk/meetings/{}", own.head.id)).await;
        let badges = worker.page.all("header .badge");
        assert!(badges.iter().any(|shown| shown == badge), "{day}: {badges:?}");
    }
}

#[tokio::test]
async fn themes_that_take_longer_than_the_evening_are_told() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    let is_one = |own: &Meeting| own.head.state == State::Draft && own.kits.len() == 1;
    let own = world.meeting(WORKER, is_one);
    let page = format!("/desk/meetings/{}", own.head.id);
    let about = "Deze thema’s duren samen";
    let lasts = |minutes: i64| {
        let ends = meeting::ends_at.eq(own.plan.starts_at + chrono::Duration::minutes(minutes));
        let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(ends).execute(db)?);
        world.database().write_now(write).unwrap();
    };
    lasts(600);
    worker.open(&page).await;
    assert!(!worker.page.text().contains(about), "{}", worker.page.text());
    lasts(30);
    worker.open(&page).await;
    assert!(worker.page.text().contains(about) && worker.page.text().contains("De avond duurt 30 minuten"));
}

#[tokio::test]
async fn staff_read_every_language_by_a_name_they_know_and_partners_by_town_and_language() {
    let world = World::new();
    let mut worker = world.signed_in(WORKER).await;
    worker.open("/desk/meetings/new").await;
    let said = worker.page.text();
    assert!(said.contains("ትግርኛ (Tigrinya)") && said.contains("አማርኛ (Amhaars)"), "{said}");
    assert!(!said.contains("Nederlands (Nederlands)"));
    for page in ["/desk/meetings/new", "/desk/avonden"] {
        worker.open(page).await;
        let options = worker.page.all("#partner option");
        let host = options.iter().find(|option| option.starts_with("Koffiekring De Jebena")).expect("a partner");
        assert!(host.contains("Utrecht") && host.contains("Tigrinya"), "{host}");
    }
    worker.open("/desk/meetings").await;
    let lines = worker.page.all("table.list tbody tr");
    assert!(lines.iter().any(|line| line.contains("K01")) && lines.iter().any(|line| line.contains("Vaders")));
}

#[tokio::test]
async fn a_draft_asks_its_host_nothing_and_says_that_it_is_one() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    let own = world.meeting(WORKER, |own| own.head.host_id == host && own.head.state == State::Draft);
    let mut hostess = world.signed_in("gastvrouw@demo").await;
    hostess.open("/nl/wij").await;
    let page = format!("/nl/wij/bijeenkomst/{}", own.head.id);
    let waits = hostess.page.all("section[aria-labelledby=waits]").join(" ");
    assert!(!waits.contains("Een concept."), "{waits}");
    let coming = hostess.page.all("section[aria-labelledby=coming]").join(" ");
    assert!(coming.contains("Een concept. U hoeft nu niets te doen. U mag al ja zeggen."), "{coming}");
    let address = hostess.page.links().into_iter().find(|link| link.contains(own.head.id.as_str()));
    hostess.open(&address.unwrap_or(page)).await;
    assert!(hostess.page.text().contains("Dit is een concept."), "{}", hostess.page.text());
    assert!(!hostess.page.text().contains("wil deze avond met u houden"));
}

#[tokio::test]
async fn an_evening_in_two_languages_needs_somebody_who_says_things_twice() {
    let world = World::new();
    let scope = world.scope_of(WORKER);
    let mut own = world.meeting(WORKER, |own| own.with_duty(Duty::Interpreter).next().is_none());
    for (spoken, is_needed) in [(&["ti"][..], false), (&["ti", "nl"], true)] {
        own.plan.languages = Codes::new(spoken.iter().copied());
        let tasks = world.database().read_now(|db| store::task::of_meeting(db, &scope, &own)).unwrap();
        let line = tasks.into_iter().find(|task| task.item == TaskItem::Interpreter).expect("it is on the list");
        assert_eq!(line.is_needed, is_needed, "{spoken:?}");
    }
}
