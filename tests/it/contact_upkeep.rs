//! Upkeep of telephone numbers (contacten): changed, confirmed, and near home added; nothing that parents cannot use gets in.

mod effect;
mod history;

use aantafel::domain::contact::{Contact, LocalContact};
use aantafel::{seed, store};
use axum::http::StatusCode;

use crate::browser::{Browser, Form, Page};
use crate::world::World;

const NUMBER: &str = "/desk/contacten/veilig_thuis";
const LOOK: &str = "Verder";
const SAVE: &str = "Bewaar";

fn contact(world: &World, key: &str) -> Contact {
    let all = world.database().read_now(store::contact::all).expect("the contacts");
    all.into_iter().find(|contact| contact.key == key).expect("the contact is known")
}

fn local(world: &World) -> Vec<LocalContact> {
    world.database().read_now(store::contact::all_local).expect("the contacts near home")
}

/// Sends the form, and then the page that shows what that does.
async fn save(browser: &mut Browser, form: Form) -> Page {
    let page = browser.send(form).await.clone();
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Er is nog niets bewaard"), "{}", page.text());
    browser.send(page.form(SAVE)).await.clone()
}

#[tokio::test]
async fn a_number_is_changed_and_confirmed_and_parents_read_the_new_one() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(coordinator.open("/desk").await.has("main .note a[href='/desk/contacten']"), "the desk leads there");
    let before = contact(&world, "veilig_thuis");
    let form = coordinator.open(NUMBER).await.form(LOOK).set("value", "0800-2001").set("confirmed", "yes");
    let page = save(&mut coordinator, form.set("confirmed_on", "2026-11-21")).await;
    assert!(page.text().contains("Bewaard.") && page.text().contains("zaterdag 21 november 2026"), "{}", page.text());
    let kept = contact(&world, "veilig_thuis");
    assert_eq!((kept.value.as_str(), kept.confirmed_on), ("0800-2001", Some(world.clock.today())));
    assert_eq!(
        (kept.for_parents, kept.for_help_page, kept.channel),
        (before.for_parents, before.for_help_page, before.channel)
    );
    assert!(coordinator.open("/nl/praktisch").await.text().contains("0800-2001"));
    seed::reference_tables(&world.database()).expect("the planner starts again");
    assert_eq!(contact(&world, "veilig_thuis"), kept, "the seeds leave it");

    let form = coordinator.open(NUMBER).await.form(LOOK).set("value", "0800-2002");
    save(&mut coordinator, form).await;
    assert_eq!(contact(&world, "veilig_thuis").confirmed_on, None, "a new number is one that nobody tried");
}

#[tokio::test]
async fn a_confirmation_alone_leaves_the_number_to_the_seeds() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open(NUMBER).await.form(LOOK).set("confirmed", "yes");
    coordinator.send(form).await;
    assert!(contact(&world, "veilig_thuis").confirmed_on.is_some());
    let newer = Contact { value: "0800-3000".to_owned(), ..contact(&world, "veilig_thuis") };
    world.database().write_now(|db| store::contact::put_all(db, std::slice::from_ref(&newer))).expect("a new release");
    assert_eq!(contact(&world, "veilig_thuis").value, "0800-3000");
}

#[tokio::test]
async fn nobody_can_type_a_number_that_cannot_be_dialled_or_a_note_that_frightens() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let before = contact(&world, "veilig_thuis");
    let form = coordinator.open(NUMBER).await.form(LOOK);
    for (name, value, said) in [
        ("value", "", "telefoonnummer"),
        ("value", "bel maar", "telefoonnummer"),
        ("value", "https://example.org", "telefoonnummer"),
        ("hours", "elke dag een beetje", "kunnen we niet lezen"),
        ("cost", "veel", "Kies"),
        ("note_nl", "Meldpunt achterlating", "Het woord achterlat"),
        ("note_nl", "Anders krijgt u een boete.", "boete"),
        ("note_nl", "Bel Saba op 0612345678", "telefoonnummer"),
    ] {
        let page = coordinator.send(form.clone().set(name, value)).await.clone();
        assert_eq!(page.status.as_u16(), 422, "{name} {value}");
        assert!(page.all(".problem").join(" ").contains(said), "{said}: {}", page.all(".problem").join(" "));
        assert_eq!(page.form(LOOK).value(name), if name == "cost" { "free" } else { value }, "what was typed stays");
    }
    let late = form.clone().set("confirmed", "yes").set("confirmed_on", "2026-12-24");
    assert_eq!(coordinator.send(late).await.status.as_u16(), 422, "nobody tried it tomorrow");
    let web = coordinator.open("/desk/contacten/veilig_thuis_chat").await.form(LOOK);
    let page = coordinator.send(web.set("value", "javascript:alert(1)")).await.clone();
    assert!(page.text().contains("begint met https://"), "{}", page.text());
    let tampered = form.set("for_parents", "").set("channel", "web").set("name_nl", "Iets anders");
    coordinator.send(tampered).await;
    assert_eq!(contact(&world, "veilig_thuis"), before, "what is not on the form cannot be changed");
}

#[tokio::test]
async fn of_two_who_change_a_number_the_second_sees_what_the_first_saved() {
    let world = World::new();
    let mut first = world.signed_in("coordinator@demo").await;
    let mut second = world.signed_in("coordinator@demo").await;
    let form = first.open(NUMBER).await.form(LOOK);
    let late = second.open(NUMBER).await.form(LOOK);
    let later = second.send(late.clone().set("value", "0800-2003")).await.form(SAVE);
    save(&mut first, form.set("value", "0800-2001")).await;
    assert_eq!(second.send(later).await.status, StatusCode::CONFLICT, "looked at before, and not what is there now");
    let page = second.send(late.set("value", "0800-2002")).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
    let shown = page.all(".note-warn td").join(" | ");
    assert!(shown.contains("0800-2001") && shown.contains("0800-2002"), "{shown}");
    assert_eq!(contact(&world, "veilig_thuis").value, "0800-2001");
    save(&mut second, page.form(LOOK)).await;
    assert_eq!(contact(&world, "veilig_thuis").value, "0800-2002", "the second send was meant");
}

#[tokio::test]
async fn help_near_home_is_added_once_and_in_ones_own_municipality() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let before = local(&world).len();
    let form = coordinator.open("/desk/contacten/dichtbij/new").await.form(LOOK);
    let empty = coordinator.send(form.clone()).await.clone();
    assert_eq!(empty.status.as_u16(), 422);
    assert!(empty.text().contains("Vul een telefoonnummer in, of straat en nummer."), "{}", empty.text());
    let loaded = form.clone().set("name", "Steunpunt uithuwelijking").set("phone", "030-000 00 09");
    assert_eq!(coordinator.send(loaded).await.status.as_u16(), 422, "parents read this name");
    let whole = form.set("name", "Inloop De Brug").set("phone", "030-000 00 09").set("hours", "di 09:00-12:00");
    let looked = coordinator.send(whole).await.clone();
    assert_eq!(local(&world).len(), before, "nothing is saved before somebody looked");
    for _ in 0..2 {
        let page = coordinator.send(looked.form(SAVE)).await.clone();
        assert!(page.text().contains("Inloop De Brug"), "{}", page.text());
    }
    let after = local(&world);
    assert_eq!(after.len(), before + 1, "sent twice it is there once");
    let new = after.into_iter().find(|own| own.name == "Inloop De Brug").expect("the new one");
    assert_eq!((new.municipality.as_str(), new.confirmed_on), ("Utrecht", None));
    let page = coordinator.open(&format!("/desk/contacten/dichtbij/{}", new.key)).await.clone();
    save(&mut coordinator, page.form(LOOK).set("phone", "030-000 00 08").set("confirmed", "yes")).await;
    let changed = local(&world).into_iter().find(|own| own.key == new.key).expect("the same one");
    assert_eq!((changed.phone.as_str(), changed.confirmed_on), ("030-000 00 08", Some(world.clock.today())));
    let elsewhere = coordinator.open("/desk/contacten/dichtbij/tilburg_opvoeden").await.status;
    assert_eq!(elsewhere, StatusCode::NOT_FOUND, "what another municipality prints is theirs to keep");
}

#[tokio::test]
async fn every_page_of_the_upkeep_is_there_in_both_languages() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let account = world.account_of("coordinator@demo").id;
    let pages = [
        ("/desk/onderhoud", "Jaarlijks bijhouden", "Yearly upkeep"),
        ("/desk/vakanties", "Schoolvakanties", "School holidays"),
        ("/desk/vakanties/2027-2028", "Zomervakantie", "Summer holiday"),
        ("/desk/vakanties/2027-2028/weg", "wordt weggehaald", "is taken away"),
        ("/desk/dagen", "Offerfeest", "Eid al-Adha"),
        ("/desk/dagen/ramadan/new", "Het laatste dat we kennen", "The last one we know"),
        ("/desk/contacten", "In heel Nederland", "In all of the Netherlands"),
        ("/desk/contacten/alarm", "Ik belde of opende dit zelf", "I called or opened this myself"),
        ("/desk/contacten/dichtbij/new", "Naar wie men vraagt", "Whom to ask for"),
    ];
    for code in ["nl", "en"] {
        world.database().write_now(|db| store::account::set_desk_language(db, &account, code)).expect("a language");
        for (address, dutch, english) in pages {
            let page = coordinator.open(address).await;
            let (said, other) = if code == "nl" { (dutch, english) } else { (english, dutch) };
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(page.text().contains(said) && !page.text().contains(other), "{code} {address}: {}", page.text());
        }
    }
}
