//! Taking a proposal over (overname): the form knows what the proposal, the place, the day and the evening before say.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::plan::Food;
use aantafel::schema::meeting;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::proposal::{QUESTION, offer};
use crate::world::World;

const ID: &str = "01990000-0000-7000-8000-00000000000a";
const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

async fn asked(browser: &mut Browser, also: &str) -> Form {
    browser.open(&format!("/desk/voorstellen/{ID}/overname{also}")).await;
    assert_eq!(browser.page.status, StatusCode::OK, "{}", browser.page.text());
    browser.page.form("Maak de bijeenkomst")
}

/// The last evening of the two, with this food and so many places for children.
fn last(world: &World, food: Food, places: i32) {
    let mut own: Vec<Meeting> = world.meetings_of(WORKER);
    let host = world.organisation_of(HOST);
    own.retain(|own| own.head.host_id == host && own.head.state != State::Cancelled);
    let ids: Vec<_> = own.into_iter().map(|own| own.head.id).collect();
    let set = (meeting::food.eq(food), meeting::childcare_places.eq(places));
    let written = world
        .database()
        .write_now(|db| Ok(diesel::update(meeting::table.filter(meeting::id.eq_any(&ids))).set(set).execute(db)?));
    assert!(written.expect("kept") > 0);
}

#[tokio::test]
async fn who_takes_a_proposal_over_sends_the_form_as_it_is() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await;
    assert_eq!(form.value("region"), "midden", "Utrecht lies in one region");
    let (kit, title) = (form.value("kit_1").to_owned(), form.value("title").to_owned());
    assert!(!kit.is_empty() && title == format!("{kit}/0"), "{kit}: {title}");
    let words = worker.page.all(&format!("optgroup option[value='{title}']")).concat();
    assert_eq!(form.value("working_title"), format!("{words}, Koffiekring De Jebena"), "in words, with whom");
    worker.send(form).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting(HOST, |own| own.plan.parents_question == QUESTION);
    assert_eq!((made.plan.title_kit, made.plan.region.code()), (kit, "midden"));
}

#[tokio::test]
async fn the_region_is_asked_where_a_place_does_not_say_it() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let places = world.instance().await.reference().places.clone();
    let mixed =
        places.iter().find(|place| place.region.is_none() && place.name != place.province).expect("a mixed one");
    let mut worker = world.signed_in(WORKER).await;
    let of = |province: &str, municipality: &str| {
        let fields: Vec<(&str, &str)> = vec![("wens", "1"), ("province", province), ("municipality", municipality)];
        format!("?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish())
    };
    let form = asked(&mut worker, &of(&mixed.province, &mixed.name)).await;
    assert_eq!(form.value("region"), "", "{} is mixed", mixed.name);
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody guesses it");
    let form = asked(&mut worker, &of("Groningen", "Groningen")).await;
    assert_eq!(form.value("region"), "noord", "and elsewhere it is that of the place");
    let form = asked(&mut worker, &format!("{}&region=zuid", of("Groningen", "Groningen"))).await;
    assert_eq!(form.value("region"), "zuid", "what somebody chose stays");
}

#[tokio::test]
async fn food_and_children_are_as_the_last_time_unless_the_day_is_a_fast() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    last(&world, Food::Snacks, 7);
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await;
    assert_eq!((form.value("food"), form.value("childcare_places")), ("snacks", "7"));
    let form = asked(&mut worker, "?wens=1&food=none").await;
    assert_eq!(form.value("food"), "none", "what somebody chose stays");
    // In the fast of the Apostles her community eats nothing of animals.
    last(&world, Food::MealVegetarian, 7);
    let fasting = asked(&mut worker, "?wens=1&date=2027-06-24").await;
    assert_eq!(fasting.value("food"), "meal_fasting");
    let other = asked(&mut worker, "?wens=1&date=2027-06-03").await;
    assert_eq!(other.value("food"), "meal_vegetarian");
    // The warning is there for who changes it all the same.
    worker.send(fasting.set("food", "meal_vegetarian").set("look", "1")).await;
    assert!(worker.page.has("#beoordeling .note-warn"), "{}", worker.page.text());
}

#[tokio::test]
async fn another_theme_brings_its_own_title_along() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await;
    let other = if form.value("kit_1") == "opvoeden-in-twee-culturen" {
        "praten-met-je-kind"
    } else {
        "opvoeden-in-twee-culturen"
    };
    let known = worker.page.all(&format!("#kit_1 option[value='{other}']"));
    assert_eq!(known.len(), 1, "{other} is a theme");
    worker.send(form.set("kit_1", other).set("title", "")).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting(HOST, |own| own.plan.parents_question == QUESTION);
    assert_eq!((made.plan.title_kit.as_str(), made.plan.title_number), (other, 0));
}
