//! Upkeep of feasts and fasts (dagen): an edition corrected or added, after what it changes was seen.

use aantafel::domain::day::Day;
use aantafel::{seed, store};
use axum::http::StatusCode;

use crate::world::World;

const LOOK: &str = "Kijk wat er verandert";
const SAVE: &str = "Bewaar";
const FEAST: &str = "/desk/dagen/eid_al_adha/2027";

fn days(world: &World) -> Vec<Day> {
    world.database().read_now(store::day::all).expect("the days")
}

fn day(world: &World, key: &str, edition: &str) -> Option<Day> {
    days(world).into_iter().find(|day| day.key == key && day.edition == edition)
}

#[tokio::test]
async fn an_edition_moves_after_its_effects_were_seen_and_the_seeds_leave_it() {
    let world = World::new();
    let before = days(&world);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(coordinator.open("/desk/dagen").await.text().contains("16\u{2013}19 mei 2027, kan 1 dag schelen"));
    let form = coordinator.open(FEAST).await.form(LOOK);
    let form = form.set("first_day", "2027-05-17").set("last_day", "20-05-2027").set("uncertainty_days", "0");
    let page = coordinator.send(form).await.clone();
    assert!(page.text().contains("17\u{2013}20 mei 2027"), "{}", page.text());
    assert_eq!(days(&world), before, "nothing is saved before somebody looked");
    let page = coordinator.send(page.form(SAVE)).await.clone();
    assert!(page.address.starts_with("/desk/dagen?") && page.text().contains("Bewaard."), "{}", page.text());
    let kept = day(&world, "eid_al_adha", "2027").expect("the feast");
    assert_eq!((kept.first_day.to_string().as_str(), kept.uncertainty_days), ("2027-05-17", 0));
    seed::reference_tables(&world.database()).expect("the planner starts again");
    assert_eq!(day(&world, "eid_al_adha", "2027"), Some(kept));
    assert!(coordinator.open("/desk/organisatie").await.text().contains("hield de feestdagen bij"));
}

#[tokio::test]
async fn a_later_year_is_added_with_a_suggestion_where_there_is_one() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open("/desk/dagen/nl_koningsdag/new").await.form(LOOK);
    assert_eq!(form.value("first_day"), "2030-04-27", "by the sun");
    let form = coordinator.open("/desk/dagen/ramadan/new").await.form(LOOK);
    assert_eq!(form.value("first_day"), "2030-01-05", "by the moon");
    let easter = coordinator.open("/desk/dagen/orthodox_easter/new").await.form(LOOK);
    assert_eq!(easter.value("first_day"), "", "nobody works that out in his head");
    let page = coordinator.send(form).await.clone();
    let page = coordinator.send(page.form(SAVE)).await.clone();
    assert!(page.text().contains("Bewaard."), "{}", page.text());
    let (new, like) = (day(&world, "ramadan", "2030").expect("a year more"), day(&world, "ramadan", "2029"));
    let like = like.expect("the year before");
    assert_eq!((new.effect, new.communities, new.name_nl), (like.effect, like.communities, like.name_nl));
}

#[tokio::test]
async fn what_cannot_be_right_about_a_day_is_said_beside_the_field_and_what_was_typed_stays() {
    let world = World::new();
    let before = days(&world);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open(FEAST).await.form(LOOK);
    for (name, value, said) in [
        ("first_day", "2027-11-16", "De laatste dag ligt voor de eerste"),
        ("last_day", "2027-05-15", "De laatste dag ligt voor de eerste"),
        ("last_day", "2027-08-15", "hoogstens 45 dagen"),
        ("first_day", "31-02-2027", "Schrijf een dag zo"),
        ("uncertainty_days", "9", "van 0 tot en met 3"),
        ("uncertainty_days", "veel", "van 0 tot en met 3"),
    ] {
        let page = coordinator.send(form.clone().set(name, value)).await.clone();
        assert_eq!(page.status.as_u16(), 422, "{name} {value}");
        let beside = page.all(".problem").join(" ");
        assert!(beside.contains(said), "{said}: {beside}");
        assert_eq!(page.form(LOOK).value(name), value);
    }
    let new = coordinator.open("/desk/dagen/eid_al_adha/new").await.form(LOOK);
    for (first, last, said) in [
        ("2030-11-16", "2030-11-19", "meer dan een half jaar"),
        ("2029-05-16", "2029-05-19", "al een editie binnen een half jaar"),
        ("1969-05-16", "1969-05-19", "meer dan een half jaar"),
        ("9999-05-16", "9999-05-19", "meer dan een half jaar"),
    ] {
        let page = coordinator.send(new.clone().set("first_day", first).set("last_day", last)).await.clone();
        assert_eq!(page.status.as_u16(), 422, "{first}: {}", page.text());
        assert!(page.all(".problem").join(" ").contains(said), "{first}: {}", page.text());
    }
    assert_eq!(days(&world), before);
}

#[tokio::test]
async fn of_two_who_change_a_day_the_second_sees_what_the_first_saved() {
    let world = World::new();
    let mut first = world.signed_in("coordinator@demo").await;
    let mut second = world.signed_in("coordinator@demo").await;
    let early = first.open(FEAST).await.form(LOOK);
    let form = second.open(FEAST).await.form(LOOK);
    let early = first.send(early.set("first_day", "2027-05-15")).await.clone();
    let late = second.send(form.clone().set("last_day", "2027-05-20")).await.clone();
    first.send(early.form(SAVE)).await;
    let page = second.send(late.form(SAVE)).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("15\u{2013}19 mei 2027"), "what is there now: {}", page.text());
    let page = second.send(form.set("uncertainty_days", "2")).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT, "a form from before");
    assert_eq!(page.form(LOOK).value("uncertainty_days"), "2");
    assert_eq!(day(&world, "eid_al_adha", "2027").map(|day| day.uncertainty_days), Some(1));
}
