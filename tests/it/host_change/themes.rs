//! Themes, title, people and whether the day fits (thema's), on the host's phone and in her language.

use aantafel::domain::meeting::State;
use aantafel::language::Language;
use aantafel::web::paths;
use axum::http::StatusCode;

use super::{HOST, again, form_of, of_state, tigrinya};
use crate::rows;
use crate::world::World;

#[tokio::test]
async fn themes_title_and_people_are_hers_to_change_in_her_language() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    assert_eq!(form.value("kit_1"), evening.kits[0].slug, "her form begins with what is");
    let chosen = host.page.all("select#title option[selected]");
    assert_eq!(chosen.len(), 1);
    assert!(chosen[0].chars().any(|letter| ('\u{1200}'..='\u{137f}').contains(&letter)), "in her letters: {chosen:?}");
    let form = ["kit_2", "kit_3", "kit_4"].iter().fold(form, |form, kit| form.set(kit, ""));
    let form = form
        .set("kit_1", "school")
        .set("kit_2", "puberteit")
        .set("title", "puberteit/0")
        .set("own_title_ti", "ምሸት ወለዲ")
        .set("own_title_ti_reader", "Saba")
        .set("working_title", "Avond van de moeders")
        .set("facilitator_1_name", "Almaz")
        .set("facilitator_1_trained", "yes")
        .set("interpreter_name", "Luwam")
        .set("interpreter_phone", "06 12 34 56 78")
        .set("interpreter_independent", "yes")
        .set("acknowledged", "yes");
    host.send(form).await;
    assert!(host.page.text().contains(t.host_done.changed.as_str()), "{}", host.page.text());
    let now = again(&world, &evening);
    assert_eq!(now.kits.iter().map(|kit| kit.slug.as_str()).collect::<Vec<_>>(), ["school", "puberteit"]);
    assert_eq!((now.plan.title_kit.as_str(), now.plan.working_title.as_str()), ("puberteit", "Avond van de moeders"));
    let own = now.titles.iter().find(|title| title.language == "ti").expect("her title");
    assert_eq!((own.title.as_str(), own.read_by.as_str()), ("ምሸት ወለዲ", "Saba"));
    let person = |name: &str| now.people.iter().find(|person| person.name == name).unwrap_or_else(|| panic!("{name}"));
    assert!(person("Almaz").is_trained && person("Luwam").is_independent);
    assert_eq!(person("Luwam").phone, "06 12 34 56 78");
    assert_eq!(now.plan.starts_at, evening.plan.starts_at);
}

#[tokio::test]
async fn what_is_wrong_with_themes_or_people_stands_beside_them_in_her_language() {
    let world = World::new();
    let (ti, t) = tigrinya();
    let p = &t.problem;
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    let form = ["kit_2", "kit_3", "kit_4"].iter().fold(form, |form, kit| form.set(kit, ""));
    let form = form.set("kit_1", "school").set("title", "school/0");
    let before = rows::all(&world.database());
    let full = "a".repeat(61);
    for (field, typed, said) in [
        ("kit_1", vec![("kit_1", "")], p.choose_kit.to_string()),
        ("kit_2", vec![("kit_2", "school")], p.kit_twice.to_string()),
        ("kit_2", vec![("kit_2", "voor-scholen")], p.kit_not_for_parents.to_string()),
        ("title", vec![("title", "")], p.choose_title.to_string()),
        ("title", vec![("title", "puberteit/0")], p.title_of_kit.to_string()),
        ("own_title", vec![("own_title_ti", "ምሸት")], p.needs_reader.of(ti.own_name)),
        ("own_title", vec![("own_title_nl", &full), ("own_title_nl_reader", "Saba")], p.too_long.of(60)),
        ("interpreter", vec![("interpreter_name", "Luwam")], p.interpreter_family.of(&t.person.independent_yes)),
        ("childcare", vec![("childcare_name", "Senait"), ("childcare_adult", "")], p.childcare_adult.to_string()),
        ("facilitator_1", vec![("facilitator_1_name", "A"), ("facilitator_1_phone", "bel")], p.not_a_phone.to_string()),
    ] {
        let bad = typed.iter().fold(form.clone(), |form, (name, value)| form.set(name, value));
        let bad = if field == "interpreter" { bad.without("interpreter_independent") } else { bad };
        host.send(bad).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", host.page.text());
        assert_eq!(host.page.all(&format!("#{field}-problem")), [said.as_str()], "{typed:?}");
        assert!(host.page.has(&format!("main form > details[open] #{field}")), "{field}: its fold is open");
        let shown = host.page.form(t.evening.keep.as_str());
        for (name, value) in typed.iter().filter(|(_, value)| !value.is_empty()) {
            assert_eq!(shown.value(name), *value, "what was typed stays");
        }
    }
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
}

#[tokio::test]
async fn she_looks_whether_a_day_fits_in_her_language_and_nothing_is_kept() {
    let world = World::new();
    let (ti, t) = tigrinya();
    let evening = of_state(&world, State::Agreed);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await;
    let before = rows::all(&world.database());
    // Whitsun 2027, and a day within the summer holiday.
    for (date, said) in [("2027-05-16", t.day.nl_pinksteren.as_str()), ("2027-08-03", t.colour.outside.as_str())] {
        host.send(form.clone().set("date", date).set("look", "1")).await;
        assert_eq!(host.page.status, StatusCode::OK, "{}", host.page.text());
        let fit = host.page.all("#beoordeling").join("");
        assert!(fit.contains(said), "{date}: {fit}");
        let dutch = Language::dutch().phrases();
        assert!(!fit.contains(dutch.plan_form.look.as_str()) && !fit.contains(dutch.colour.outside.as_str()), "{fit}");
        assert_eq!(host.page.form(t.evening.keep.as_str()).value("date"), date, "what was typed stays");
        assert!(!host.page.has(".problem"), "only looked at");
    }
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), Vec::<String>::new());
    host.open(&paths::host_of_meeting(ti, &evening.head.id, "wijzigen")).await;
    assert!(!host.page.all("#beoordeling").join("").is_empty(), "it stands there from the first look");
}

#[tokio::test]
async fn an_evening_that_parents_were_invited_to_does_not_become_one_for_others() {
    let world = World::new();
    let (_, t) = tigrinya();
    let evening = of_state(&world, State::Published);
    let mut host = world.signed_in(HOST).await;
    let form = form_of(&mut host, &evening).await.set("audience", "facilitators").set("acknowledged", "yes");
    host.send(form.clone()).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", host.page.text());
    assert_eq!(host.page.all("#audience-problem"), [t.refusal.parents_invited.as_str()]);
    assert_eq!(again(&world, &evening), evening);
    let others = ["mothers", "parents_together"].into_iter().find(|one| *one != evening.plan.audience.code());
    host.send(form.set("audience", others.expect("two kinds of parents"))).await;
    assert!(again(&world, &evening).staged.is_some(), "other parents can be asked: {}", host.page.text());
}
