//! Taking a proposal over (overname): the form knows what the proposal, the place, the day and the evening before say.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::plan::Food;
use aantafel::domain::region::RegionPlace;
use aantafel::language::Language;
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

/// Sends the form with this place: what the page then says of the region, and the form as it stands there.
async fn at(worker: &mut Browser, form: Form, place: &RegionPlace) -> (Vec<String>, Form) {
    worker.send(form.set("province", &place.province).set("municipality", &place.name)).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}: {}", place.name, worker.page.text());
    let form = worker.page.form("Maak de bijeenkomst");
    assert_eq!(form.value("municipality"), place.name);
    (worker.page.all("#region-problem"), form)
}

#[tokio::test]
async fn the_region_of_one_place_is_never_carried_to_another() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let places = world.instance().await.reference().places.clone();
    let of = |name: &str| places.iter().find(|place| place.name == name).expect("a place");
    let t = Language::dutch().phrases();
    let confirm = |region: &str| vec![t.problem.confirm_region.of(t.region.by_code(region).expect("a name"))];
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await;
    assert_eq!((form.value("municipality"), form.value("region")), ("Utrecht", "midden"));
    assert!(worker.page.text().contains("Dit hoort bij de gemeente hierboven"), "{}", worker.page.text());
    let (said, form) = at(&mut worker, form, of("Groningen")).await;
    assert_eq!((said, form.value("region")), (confirm("noord"), "noord"), "suggested, and asked about");
    let (said, form) = at(&mut worker, form, of("Arnhem")).await;
    assert_eq!((said, form.value("region")), (confirm("zuid"), "zuid"), "each time that the place changes");
    let (said, form) = at(&mut worker, form, of("Tiel")).await;
    assert_eq!(form.value("region"), "", "nobody guesses");
    assert!(said.concat().starts_with(t.problem.mixed_region.as_str()), "{said:?}");
    worker.send(form.set("region", "midden")).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting(HOST, |own| own.plan.parents_question == QUESTION);
    assert_eq!((made.plan.municipality.as_str(), made.plan.region.code()), ("Tiel", "midden"));
}

#[tokio::test]
async fn a_region_that_somebody_chose_or_confirmed_holds() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await.set("province", "Groningen").set("municipality", "Groningen");
    worker.send(form.clone()).await;
    let confirmed = worker.page.form("Maak de bijeenkomst");
    worker.send(confirmed).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting(HOST, |own| own.plan.parents_question == QUESTION);
    assert_eq!(made.plan.region.code(), "noord", "sent again it was confirmed");
    // An evening that is there already: its page asks in the same way, and takes another choice.
    let edit = format!("/desk/meetings/{}/edit", made.head.id);
    worker.open(&edit).await;
    let form = worker.page.form("Bewaar").set("province", "Utrecht").set("municipality", "Utrecht");
    worker.send(form.clone()).await;
    assert_eq!(worker.page.all("#region-problem").len(), 1, "{}", worker.page.text());
    assert_eq!(worker.page.form("Bewaar").value("region"), "midden");
    worker.send(form.set("region", "zuid")).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert_eq!(world.meeting(HOST, |own| own.head.id == made.head.id).plan.region.code(), "zuid");
}

#[tokio::test]
async fn who_comes_second_is_told_that_it_was_decided_and_not_that_an_evening_is_in_the_way() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut first = world.signed_in(WORKER).await;
    let form = asked(&mut first, "?wens=1").await;
    let mut second = world.signed_in(WORKER).await;
    let late = asked(&mut second, "?wens=1").await.set("room", "Een andere zaal");
    first.send(form).await;
    assert!(first.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", first.page.text());
    second.send(late).await;
    assert_eq!(second.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(second.page.text().contains("Iemand anders besloot net over dit voorstel"), "{}", second.page.text());
    assert!(!second.page.has("#acknowledged"), "nothing to tick: {}", second.page.text());
}

#[tokio::test]
async fn a_title_of_another_theme_is_asked_about_and_the_name_that_we_made_goes_along() {
    let world = World::new();
    offer(&world, ID, HOST, WORKER);
    let mut worker = world.signed_in(WORKER).await;
    let form = asked(&mut worker, "?wens=1").await;
    let (kit, title) = (form.value("kit_1").to_owned(), form.value("title").to_owned());
    let other = if kit == "opvoeden-in-twee-culturen" { "praten-met-je-kind" } else { "opvoeden-in-twee-culturen" };
    let words = |worker: &Browser, of: &str| worker.page.all(&format!("optgroup option[value='{of}/0']")).concat();
    let name = format!("{}, Koffiekring De Jebena", words(&worker, other));
    assert_ne!(form.value("working_title"), name);
    // As a browser does: the title of before is still chosen.
    worker.send(form.clone().set("kit_1", other)).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", worker.page.text());
    let said = Language::dutch().phrases().problem.title_of_kit.to_string();
    assert_eq!(worker.page.all("#title-problem"), [said]);
    let again = worker.page.form("Maak de bijeenkomst");
    assert_eq!((again.value("title"), again.value("working_title")), (title.as_str(), name.as_str()));
    worker.send(form.set("kit_1", other).set("working_title", "Avond van Saba")).await;
    assert_eq!(worker.page.form("Maak de bijeenkomst").value("working_title"), "Avond van Saba", "hers stays");
    worker.send(again.set("title", &format!("{other}/0"))).await;
    assert!(worker.page.text().contains("De bijeenkomst is gemaakt van het voorstel"), "{}", worker.page.text());
    let made = world.meeting(HOST, |own| own.plan.parents_question == QUESTION);
    assert_eq!((made.plan.title_kit.as_str(), made.plan.working_title.as_str()), (other, name.as_str()));
}

#[tokio::test]
async fn a_form_without_a_title_gets_the_first_of_its_theme() {
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
