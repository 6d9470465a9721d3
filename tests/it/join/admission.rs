//! A coordinator lets an organisation in, or not (toelaten): with a link to hand over, or a reason.

use super::*;

#[tokio::test]
async fn a_coordinator_lets_an_organisation_in_and_gets_a_link_to_hand_over_once() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let menu = coordinator.page.all(".menu a");
    assert!(menu.contains(&"Aanvragen (2 wachten)".to_owned()), "the menu tells how many wait: {menu:?}");
    open_application(&mut coordinator, "Vadergroep Het Kompas").await;
    assert!(coordinator.page.text().contains("Yonas"), "{}", coordinator.page.text());
    let form = coordinator.page.form("Laat deze organisatie toe");
    assert_eq!((form.value("name"), form.value("region")), ("Vadergroep Het Kompas", "midden"));
    let page = coordinator.send(form.clone()).await.clone();
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html().contains("/ti/in/"), "the link, in her language: {}", page.text());
    let made = world.database().read_now(|db| store::account::find_by_email(db, "yonas@demo")).unwrap().unwrap();
    assert_eq!((made.name.as_str(), made.password_hash.as_deref(), made.desk_language.as_str()), ("Yonas", None, "ti"));
    let organisation = world.database().read_now(|db| store::organisation::find(db, &made.organisation_id)).unwrap();
    assert!(organisation.is_admitted && organisation.contact_name == "Yonas");
    assert_eq!(organisation.admitted_by, Some(world.organisation_of("coordinator@demo")));
    let again = coordinator.post(&form.action, &form.fields).await.clone();
    assert_eq!(again.status, StatusCode::CONFLICT, "a reload decides nothing");
    assert!(again.text().contains("Karin liet deze organisatie toe"), "{}", again.text());
    coordinator.open("/desk/meetings/new").await;
    assert!(coordinator.page.text().contains("Vadergroep Het Kompas"), "one can plan with it");
    coordinator.open(&format!("/desk/partners/{}", organisation.id)).await;
    assert!(coordinator.page.text().contains("Yonas"), "and it is a partner: {}", coordinator.page.text());
}

#[tokio::test]
async fn without_an_address_the_contact_has_an_account_all_the_same() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    open_application(&mut coordinator, "Vrouwenkring De Granaatappel").await;
    let form = coordinator.page.form("Laat deze organisatie toe");
    assert_eq!(form.value("contact_email"), "");
    coordinator.send(form).await;
    assert!(coordinator.page.html().contains("/ar/in/"), "{}", coordinator.page.text());
}

#[tokio::test]
async fn a_name_or_an_address_that_somebody_has_is_told_beside_the_field_and_nothing_is_kept() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    open_application(&mut coordinator, "Vadergroep Het Kompas").await;
    let form = coordinator.page.form("Laat deze organisatie toe");
    for (name, value, beside) in
        [("name", "koffiekring  de jebena", "name"), ("contact_email", "Gastvrouw@demo", "contact_email")]
    {
        let sent = form.clone().set(name, value);
        let page = coordinator.post(&sent.action, &sent.fields).await.clone();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has(&format!("#{beside}-problem")), "{}", page.text());
        assert_eq!(page.form("Laat deze organisatie toe").value(name), value);
    }
    assert!(application(&world, "Vadergroep Het Kompas").is_waiting());
    coordinator.send(form).await;
    assert_eq!(application(&world, "Vadergroep Het Kompas").state, ApplicationState::Admitted);
}

#[tokio::test]
async fn of_two_coordinators_at_once_one_decides_and_the_other_sees_who_and_when() {
    let world = World::new();
    let (mut one, mut other) = (world.signed_in("coordinator@demo").await, world.signed_in("coordinator@demo").await);
    open_application(&mut one, "Vadergroep Het Kompas").await;
    open_application(&mut other, "Vadergroep Het Kompas").await;
    let no = one.page.form("Wijs deze aanvraag af").set("reason", "De groep is er al onder een andere naam.");
    one.send(no).await;
    assert!(one.page.text().contains("De aanvraag is afgewezen"), "{}", one.page.text());
    let yes = other.page.form("Laat deze organisatie toe");
    let page = other.post(&yes.action, &yes.fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Karin wees deze aanvraag af op 21 november"), "{}", page.text());
    assert!(page.text().contains("onder een andere naam"), "the reason is kept for coordinators");
    assert_eq!(application(&world, "Vadergroep Het Kompas").state, ApplicationState::Declined);
}

#[test]
fn of_ten_who_let_it_in_at_once_one_does() {
    let world = World::new();
    let row = application(&world, "Vadergroep Het Kompas");
    let scope = world.scope_of("coordinator@demo");
    let admitted = std::thread::scope(|threads| {
        let tries: Vec<_> = (0..10)
            .map(|_| {
                let (database, scope, row, world) = (world.database(), &scope, &row, &world);
                threads.spawn(move || {
                    let admission = aantafel::domain::application::Admission {
                        name: row.name.clone(),
                        region: Region::Middle,
                        email: row.contact_email.clone(),
                        by: scope.organisation().clone(),
                    };
                    let (millis, pen) = (world.clock.millis(), world.pen_of(scope.organisation()));
                    let ids = (
                        aantafel::domain::organisation::OrganisationId::new(millis, world.clock.chance()),
                        aantafel::domain::account::AccountId::new(millis, world.clock.chance()),
                    );
                    let done = database.write_now(|db| {
                        store::application::admit(db, scope, (&row.id, row.version), &admission, ids, &pen)
                    });
                    done.expect("nobody is refused").is_some()
                })
            })
            .collect();
        tries.into_iter().filter(|_| true).map(|one| one.join().expect("no panic")).filter(|done| *done).count()
    });
    assert_eq!(admitted, 1);
}

#[tokio::test]
async fn declining_asks_for_a_reason_without_details_of_people() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    open_application(&mut coordinator, "Vadergroep Het Kompas").await;
    let form = coordinator.page.form("Wijs deze aanvraag af");
    for reason in ["", "Bel 06 12 34 56 78", &"lang ".repeat(200)] {
        let sent = form.clone().set("reason", reason);
        let page = coordinator.post(&sent.action, &sent.fields).await.clone();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(page.has("#reason-problem"));
    }
    assert!(application(&world, "Vadergroep Het Kompas").is_waiting());
}
