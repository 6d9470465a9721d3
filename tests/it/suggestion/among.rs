//! Evenings among other people's: whoever searches must be there, the host's other evenings, and another day for an evening.

use aantafel::domain::meeting::{State, Visibility};
use aantafel::language::Language;

use super::*;
use crate::availability;

/// The word behind a name in the list of people.
fn word_of(browser: &Browser, name: &str) -> String {
    let html = browser.page.html();
    let before = html.split(&format!(">{name}</option>")).next().expect("the page begins");
    before.rsplit("value=\"").next().expect("a value")[..16].to_owned()
}

#[tokio::test]
async fn whoever_searches_must_be_there_unless_she_says_otherwise_and_stands_in_the_list_once() {
    let world = World::new();
    let name = availability::cannot(&world, "werker@demo", "2027-05-26").name;
    let partner = world.organisation_of("gastvrouw@demo");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/avonden").await;
    // Evenings have her as "Marieke de W.".
    let own = world.meeting("werker@demo", |own| {
        own.plan.starts_at > world.clock.wall() && own.people.iter().any(|one| one.name == "Marieke de W.")
    });
    let listed: Vec<String> =
        worker.page.all("#person option").into_iter().filter(|one| one.starts_with("Marieke")).collect();
    assert_eq!(listed, std::slice::from_ref(&name));
    assert_eq!(worker.page.form("Zoek avonden").value("person"), word_of(&worker, &name));
    let asked = |also: &str| format!("/desk/avonden?partner={partner}&first=2027-05-26&last=2027-05-28{also}");
    worker.open(&asked("")).await;
    let said = worker.page.text();
    assert!(said.contains(&format!("Met de tijden van {name}.")) && said.contains("Iemand kan niet (1)"), "{said}");
    worker.open(&asked("&person=")).await;
    let said = worker.page.text();
    assert!(!said.contains("Met de tijden van") && !said.contains("Iemand kan niet"), "{said}");
    assert_eq!(worker.page.form("Zoek avonden").value("person"), "", "nobody stays nobody");
    moved(&world, "werker@demo", "2027-05-28 20:00", "elders", |one| one.head.id == own.head.id);
    worker.open(&asked("")).await;
    let said = worker.page.text();
    assert!(said.contains(&format!("{name} is dan al bezet.")), "by the short name too: {said}");
}

/// Of an evening of the host with others only what stands on the public agenda under its name is told; of every other one
/// the page is, letter by letter, what it is without it.
#[tokio::test]
async fn an_evening_of_the_host_with_others_is_told_only_when_the_public_agenda_tells_it() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    let theirs = moved(&world, "werker.groningen@demo", "2027-05-26 20:00", "elders", |_| true);
    let set = |visibility: Visibility, is_out: bool, is_named: bool, starts: &str| {
        let out = is_out.then(|| world.clock.utc());
        let row = (
            meeting::host_id.eq(&host),
            meeting::visibility.eq(visibility),
            meeting::published_at.eq(out),
            meeting::shows_organisation.eq(is_named),
            meeting::starts_at.eq(at(starts)),
            meeting::ends_at.eq(at(starts) + chrono::Duration::hours(2)),
        );
        let write =
            |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&theirs.head.id)).set(row).execute(db)?);
        assert_eq!(world.database().write_now(write).unwrap(), 1);
    };
    let mut worker = world.signed_in("werker@demo").await;
    let period = "&first=2027-05-26&last=2027-05-28";
    let without = search(&mut worker, &world, period).await;
    assert!(!without.contains("Openbare bijeenkomst") && !without.contains("ook een andere bijeenkomst"), "{without}");
    let evening = "2027-05-26 20:00";
    for (visibility, is_out, is_named) in [
        (Visibility::LinkOnly, true, true),
        (Visibility::Public, false, true),
        (Visibility::Public, true, false),
        (Visibility::LinkOnly, false, false),
    ] {
        for starts in [evening, "2027-05-26 13:00"] {
            set(visibility, is_out, is_named, starts);
            let said = search(&mut worker, &world, period).await;
            assert_eq!(said, without, "{visibility} {is_out} {is_named} {starts}");
        }
    }
    set(Visibility::Public, true, true, evening);
    let said = search(&mut worker, &world, period).await;
    assert!(said.contains("Openbare bijeenkomst (1)") && said.contains("op de openbare agenda staat"), "{said}");
    assert!(!said.contains("Zonnebloemavond") && !said.contains("20.00"), "that it is, and no more");
    set(Visibility::Public, true, true, "2027-05-26 13:00");
    let said = search(&mut worker, &world, period).await;
    let cards = worker.page.all("ol.cards > li");
    let note = format!("{HOST} heeft die dag ook een andere bijeenkomst, op een ander uur.");
    let noted: Vec<&String> = cards.iter().filter(|card| card.contains(&note)).collect();
    assert!(noted.len() == 1 && noted[0].contains("26 mei"), "{said}");
    let write = |db: &mut store::Db| {
        let off = meeting::state.eq(State::Cancelled);
        Ok(diesel::update(meeting::table.find(&theirs.head.id)).set(off).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    assert_eq!(search(&mut worker, &world, period).await, without, "it does not take place");
}

#[tokio::test]
async fn an_evening_of_both_on_the_same_day_is_told_beside_the_hours_that_are_free() {
    let world = World::new();
    let host = world.organisation_of("gastvrouw@demo");
    moved(&world, "werker@demo", "2027-05-26 13:00", "elders", |own| own.head.host_id == host);
    let mut worker = world.signed_in("werker@demo").await;
    let said = search(&mut worker, &world, "&first=2027-05-26&last=2027-05-28").await;
    let cards = worker.page.all("ol.cards > li");
    let noted: Vec<&String> = cards.iter().filter(|card| card.contains("die dag ook een andere bijeenkomst")).collect();
    assert!(noted.len() == 1 && noted[0].contains("26 mei"), "{said}");
}

#[tokio::test]
async fn who_asks_for_another_day_gets_one_from_the_good_evenings_onto_the_same_evening() {
    let world = World::new();
    let t = Language::dutch().phrases();
    let proposed = world
        .meeting("gastvrouw@demo", |own| own.head.state == State::Proposed && own.plan.starts_at > world.clock.wall());
    let mut host = world.signed_in("gastvrouw@demo").await;
    host.open(&paths::host_meeting(Language::dutch(), &proposed.head.id)).await;
    let good = format!("details a[href='{}']", paths::host_page(Language::dutch(), "avonden"));
    assert!(host.page.has(&good), "{}", host.page.text());
    let other = host.page.form(t.evening.other_date_send.as_str()).set("text", "Op dinsdag");
    host.send(other).await;
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&paths::meeting(&proposed.head.id)).await;
    let find = worker.page.links().into_iter().find(|link| link.starts_with("/desk/avonden?")).expect("a link");
    worker.open(&find).await;
    let edit = paths::of_meeting(&proposed.head.id, "edit");
    let day = worker.page.links().into_iter().find(|link| link.starts_with(&edit)).expect("an evening was found");
    assert!(!worker.page.links().iter().any(|link| link.contains("/new?")), "no second evening is made of it");
    worker.open(&day).await;
    let date = worker.page.form("Bewaar").value("date").to_owned();
    assert!(day.contains(&format!("date={date}")) && !date.is_empty(), "{day}: {date}");
    assert_eq!(worker.page.form("Bewaar").value("working_title"), proposed.plan.working_title);
}
