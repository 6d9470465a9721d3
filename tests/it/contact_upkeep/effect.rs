//! What a correction of a number does (gevolg) is seen first: on which sheets it stands and for which evenings; sent twice, it is kept once.

use aantafel::domain::contact::LocalContactKind;
use aantafel::domain::meeting::State;
use aantafel::domain::record::Deed;
use aantafel::language::Language;
use aantafel::schema::record;
use diesel::prelude::*;

use super::*;
use crate::race::{all_at_once, cookie_of};

/// How often somebody kept the numbers.
fn deeds(world: &World) -> i64 {
    let count = |db: &mut store::Db| {
        Ok(record::table.filter(record::action.eq(Deed::ContactsKept)).count().get_result::<i64>(db)?)
    };
    world.database().read_now(count).expect("the record")
}

#[tokio::test]
async fn the_sheets_kits_languages_and_evenings_of_a_number_are_shown_and_others_are_only_counted() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let before = contact(&world, "veilig_thuis");
    let form = coordinator.open(NUMBER).await.form(LOOK).set("value", "0800-2001");
    let page = coordinator.send(form).await.clone();
    let said = page.text();
    for sheet in ["Tips in grote letters", "Tips in twee talen", "Kaart voor de begeleider"] {
        assert!(page.all("section li").iter().any(|line| line == sheet), "{sheet}: {said}");
    }
    assert!(said.contains("K01") && said.contains("K02"), "{said}");
    for language in Language::written() {
        assert!(page.html().contains(language.own_name), "{language}: {said}");
    }
    assert!(page.has("a[href='/nl/praktisch']") && page.has("a[href='/desk/verteld']"), "{said}");
    let is_coming = |own: &aantafel::domain::meeting::Meeting| {
        own.plan.starts_at > world.clock.wall()
            && !matches!(own.head.state, State::Cancelled | State::Held | State::Reported)
    };
    let own: Vec<_> = world.meetings_of("coordinator@demo").into_iter().filter(is_coming).collect();
    let shown = page.all("ul.touched > li");
    assert_eq!(shown.len(), own.len(), "{shown:?}");
    let mut others: Vec<_> = world.meetings_of("werker.groningen@demo").into_iter().filter(is_coming).collect();
    others.retain(|other| own.iter().all(|own| own.head.id != other.head.id));
    assert!(!others.is_empty() && said.contains("van andere organisaties"), "{said}");
    for other in others {
        assert!(!page.html().contains(other.head.id.as_str()) && !said.contains(&other.plan.working_title), "{said}");
    }
    assert_eq!(contact(&world, "veilig_thuis"), before, "nothing is kept yet");
    let again = coordinator.send(page.form("Terug naar het formulier")).await.form(LOOK);
    assert_eq!(again.value("value"), "0800-2001", "what was typed is there");
    assert_eq!((contact(&world, "veilig_thuis"), deeds(&world)), (before, 0));
}

#[tokio::test]
async fn what_is_not_printed_says_so_and_help_near_home_is_for_its_own_municipality() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = coordinator.open(NUMBER).await.form(LOOK).set("hours", "ma-vr 09:00-12:00");
    let page = coordinator.send(form).await.clone();
    assert!(
        page.text().contains("Op de bladen verandert hierdoor niets") && !page.has("ul.touched"),
        "{}",
        page.text()
    );
    let form = coordinator.open("/desk/contacten/politie").await.form(LOOK).set("value", "0900-8845");
    let page = coordinator.send(form).await.clone();
    assert!(page.text().contains("Dit staat op geen enkel blad"), "{}", page.text());
    let is_near = |own: &LocalContact| own.municipality == "Utrecht" && own.kind == LocalContactKind::ParentingSupport;
    let near = local(&world).into_iter().find(is_near).expect("help near home");
    let form = coordinator.open(&format!("/desk/contacten/dichtbij/{}", near.key)).await.form(LOOK);
    let page = coordinator.send(form.clone().set("phone", "030-000 00 99")).await.clone();
    let titles: Vec<String> = world
        .meetings_of("coordinator@demo")
        .into_iter()
        .filter(|own| own.plan.municipality != "Utrecht")
        .map(|own| own.plan.working_title)
        .collect();
    let shown = page.all("ul.touched > li");
    assert!(!shown.is_empty(), "{}", page.text());
    assert!(titles.iter().all(|title| shown.iter().all(|line| !line.starts_with(title))), "{shown:?} {titles:?}");
    let page = coordinator.send(form.set("person", "Iemand anders")).await.clone();
    assert!(page.text().contains("Op de bladen verandert hierdoor niets"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_on_save_keeps_it_once_and_nobody_is_told_that_another_was_first() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let near = local(&world).into_iter().find(|own| own.municipality == "Utrecht").expect("help near home");
    let near = format!("/desk/contacten/dichtbij/{}", near.key);
    let new = "/desk/contacten/dichtbij/new";
    for (address, field, value) in
        [(NUMBER, "value", "0800-2001"), (&near, "phone", "030-000 00 98"), (new, "phone", "030-000 00 97")]
    {
        let before = (deeds(&world), local(&world).len());
        let form = coordinator.open(address).await.form(LOOK).set(field, value);
        let form = if address == new { form.set("name", "Inloop De Brug") } else { form };
        let save = coordinator.send(form).await.form(SAVE);
        let app = world.instance().await.into_router();
        let answers = all_at_once(&app, vec![(save.clone(), cookie_of(&coordinator)); 6]).await;
        let statuses: Vec<u16> = answers.iter().map(|(status, _)| status.as_u16()).collect();
        assert_eq!(statuses, [303; 6], "{address}");
        let added = usize::from(address == new);
        assert_eq!((deeds(&world), local(&world).len()), (before.0 + 1, before.1 + added), "{address}");
        // The broken variant, each time a form of its own, is kept each time.
        let form = coordinator.open(address).await.form(LOOK).set(field, "030-000 00 11");
        let form = if address == new { form.set("name", "Inloop De Brug") } else { form };
        super::save(&mut coordinator, form).await;
        assert_eq!(deeds(&world), before.0 + 2, "{address}");
    }
}
