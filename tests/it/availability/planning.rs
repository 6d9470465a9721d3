//! Hours and days (uren en dagen): typed on the page, and what they do to the search and to the form of an evening.

use aantafel::domain::text::key;
use aantafel::schema::meeting_person;
use diesel::prelude::*;

use super::*;

/// The page of a search for three evenings in May with this person, found by her name.
async fn search(browser: &mut Browser, world: &World, person: Option<&str>, also: &str) -> String {
    let partner = world.organisation_of("gastvrouw@demo");
    let period = format!("/desk/avonden?partner={partner}&first=2027-05-26&last=2027-05-28{also}");
    browser.open(&format!("{period}&person=")).await;
    if let Some(name) = person {
        let html = browser.page.html();
        let option = html.split(&format!("\">{name}</option>")).next().and_then(|before| before.rsplit('"').next());
        let word = option.expect("she can be chosen").to_owned();
        browser.open(&format!("{period}&person={word}")).await;
    }
    browser.page.text()
}

#[tokio::test]
async fn hours_of_the_week_rule_out_the_evenings_beside_them_and_say_no_more_than_that_she_cannot() {
    let world = World::new();
    free(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let name = world.account_of("werker@demo").name;
    let free = search(&mut worker, &world, Some(&name), "").await;
    assert!(!free.contains("kan dan niet") && worker.page.all("ol.cards > li").len() == 2, "{free}");
    every_week(&mut worker, OWN, &["di", "wo"], "18:00", "22:00").await;
    assert!(worker.page.text().contains("woensdag, van 18.00 tot 22.00 uur"), "{}", worker.page.text());
    let mut colleague = world.signed_in("coordinator@demo").await;
    let said = search(&mut colleague, &world, Some(&name), "").await;
    assert!(said.contains("Iemand kan niet (2)") && said.contains(&format!("{name} kan dan niet.")), "{said}");
    assert_eq!(colleague.page.all("ol.cards > li").len(), 1, "the Wednesday is left: {said}");
    assert!(!said.contains("18.00"), "her hours are not told");
    let nobody = search(&mut colleague, &world, None, "").await;
    assert!(!nobody.contains("kan dan niet"), "who is not asked for keeps nobody away");
    worker.open(PAGE).await;
    for _ in 0..2 {
        let away = form_to(&worker.page, &format!("{OWN}/uren/weg"), None);
        worker.send(away).await;
    }
    assert!(worker.page.text().contains("Dan kunt u altijd"), "{}", worker.page.text());
}

#[tokio::test]
async fn the_taken_times_of_a_calendar_that_was_put_here_rule_evenings_out_until_it_is_taken_away() {
    let world = World::new();
    free(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let name = world.account_of("werker@demo").name;
    let all = search(&mut worker, &world, Some(&name), "").await;
    assert!(!all.contains("kan dan niet"), "{all}");
    let free = worker.page.all("ol.cards > li").len();
    // In the evening of the 26th, on a Dutch clock from 19.00 to 21.00; and in a morning, which is in nobody's way.
    put(&mut worker, OWN, ics("DTSTART:20270526T170000Z\nDURATION:PT2H").as_bytes()).await;
    let mut colleague = world.signed_in("coordinator@demo").await;
    for browser in [&mut worker, &mut colleague] {
        let said = search(browser, &world, Some(&name), "").await;
        assert!(said.contains("Iemand kan niet (1)") && said.contains(&format!("{name} kan dan niet.")), "{said}");
        assert_eq!(browser.page.all("ol.cards > li").len(), free - 1, "{said}");
        assert!(!browser.page.all("ol.cards > li h3").iter().any(|day| day.contains("26 mei")), "{said}");
    }
    put(&mut worker, OWN, ics("DTSTART:20270526T070000Z\nDURATION:PT2H").as_bytes()).await;
    assert_eq!(search(&mut colleague, &world, Some(&name), "").await, all, "a morning is in nobody's way");
    put(&mut worker, OWN, ics("DTSTART:20270526T170000Z\nDURATION:PT2H").as_bytes()).await;
    worker.open(PAGE).await;
    let away = form_to(&worker.page, &format!("{OWN}/bestand/weg"), None);
    worker.send(away).await;
    assert!(!search(&mut worker, &world, Some(&name), "").await.contains("kan dan niet"));
}

#[tokio::test]
async fn a_day_that_is_crossed_out_and_a_room_with_hours_count_too_and_only_within_the_organisation() {
    let world = World::new();
    free(&world);
    let name = cannot(&world, "werker@demo", "2027-05-27").name;
    room(&world, "01990000-0000-7000-8000-0000000000f1", "werker@demo", "01990000-0000-7000-8000-0000000000f3");
    let mut worker = world.signed_in("coordinator@demo").await;
    let said = search(&mut worker, &world, Some(&name), "").await;
    assert!(said.contains("Iemand kan niet (1)") && said.contains("27 mei 2027"), "{said}");
    let in_room = "&venue=Buurthuis%20De%20Kade&room=Zaal%202&municipality=Utrecht&region=midden";
    let said = search(&mut worker, &world, None, in_room).await;
    assert!(said.contains("Zaal niet vrij (3)"), "no Tuesday among them: {said}");
    let partner = world.organisation_of("gast.arabisch@demo");
    let mut other = world.signed_in("werker.groningen@demo").await;
    other.open(&format!("/desk/avonden?partner={partner}&first=2027-05-26&last=2027-05-28{in_room}")).await;
    let said = other.page.text();
    assert!(
        other.page.status.is_success() && !said.contains("Zaal niet vrij"),
        "of another's list nothing counts: {said}"
    );
    assert!(!other.page.html().contains(&name), "nor can another's colleague be asked for");
}

#[tokio::test]
async fn an_evening_with_who_cannot_then_is_planned_only_after_a_tick() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let own = world.meeting("werker@demo", |own| {
        !own.is_cancelled() && own.plan.starts_at > world.clock.wall() && !own.is_out() && own.staged.is_none()
    });
    let day = own.plan.starts_at.date().to_string();
    let name = cannot(&world, "coordinator@demo", &day).name;
    worker.open(&format!("/desk/meetings/{}/edit", own.head.id)).await;
    let form = worker.page.form("Bewaar").set("facilitator_1_name", &name).set("acknowledged", "");
    worker.send(form.clone()).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = worker.page.text();
    assert!(said.contains(&format!("Deze mensen kunnen dan niet: {name}.")), "{said}");
    worker.send(form.set("acknowledged", "yes")).await;
    assert!(worker.page.address.contains("gedaan=changed"), "{}", worker.page.text());
}

#[tokio::test]
async fn a_series_shows_who_cannot_on_which_date_and_is_made_only_after_a_tick() {
    let world = World::new();
    let source = crate::series::set_on(&world, &crate::series::source(&world), "2027-05-13");
    let (name, mut worker) = (world.account_of("coordinator@demo").name, world.signed_in("werker@demo").await);
    let known = (meeting_person::name.eq(&name), meeting_person::name_key.eq(key(&name)));
    let theirs = meeting_person::table.filter(meeting_person::meeting_id.eq(&source.head.id));
    let write = |db: &mut store::Db| Ok(diesel::update(theirs).set(known).execute(db)?);
    assert!(world.database().write_now(write).unwrap() > 0, "somebody is there");
    cannot(&world, "coordinator@demo", "2027-05-27");
    let page = format!("/desk/meetings/{}/reeks?aantal=3&weken=1", source.head.id);
    worker.open(&page).await;
    let warned: Vec<String> = worker
        .page
        .all("article")
        .into_iter()
        .filter(|turn| turn.contains(&format!("kunnen dan niet: {name}")))
        .collect();
    assert!(warned.len() == 1 && warned[0].contains("27 mei 2027"), "{warned:?}");
    let drafts = || world.meetings_of("werker@demo").len();
    let (before, form) = (drafts(), worker.page.form("Maak deze avonden"));
    worker.send(form.clone()).await;
    assert_eq!((worker.page.status, drafts()), (StatusCode::UNPROCESSABLE_ENTITY, before));
    assert!(worker.page.all("#acknowledged-problem").concat().contains(&name), "{}", worker.page.text());
    worker.send(form.set("acknowledged", "yes")).await;
    assert_eq!(drafts(), before + 3, "{}", worker.page.text());
    // Without the date of which it is about, nothing is asked.
    let other = crate::series::set_on(&world, &source, "2027-06-10");
    cannot(&world, "coordinator@demo", "2027-06-24");
    worker.open(&page).await;
    let form = worker.page.form("Maak deze avonden");
    let others: Vec<(String, String)> = form.fields.into_iter().filter(|(_, value)| value != "2027-06-24").collect();
    worker.post(&format!("/desk/meetings/{}/reeks", other.head.id), &others).await;
    assert_eq!(drafts(), before + 5, "{}", worker.page.text());
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_beside_its_field_and_stays() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let before = rows::all(&world.database());
    worker.open(PAGE).await;
    let week = form_to(&worker.page, &format!("{OWN}/uren"), Some("weekly"));
    let days = form_to(&worker.page, &format!("{OWN}/uren"), Some("cannot"));
    let room = form_to(&worker.page, PAGE, None);
    let calendar = form_to(&worker.page, &format!("{OWN}/abonnement"), None);
    let wrong = [
        (week.clone().set("opens", "18:00").set("closes", "22:00"), "weekdays", "Kies een of meer dagen."),
        (week.clone().add("weekdays", "di"), "opens", ""),
        (week.clone().add("weekdays", "di").set("opens", "18:00").set("closes", "25:00"), "closes", ""),
        (
            week.add("weekdays", "di").set("opens", "18:00").set("closes", "18:00"),
            "closes",
            "De twee uren zijn gelijk.",
        ),
        (days.clone(), "first", ""),
        (days.clone().set("first", "2027-06-02").set("last", "2027-06-01"), "last", "voor de eerste dag"),
        (days.clone().set("first", "2026-11-01"), "last", ""),
        (days.clone().set("first", "2029-01-01"), "last", "dertien maanden"),
        (days.set("first", "2027-06-01").set("day_opens", "10:00"), "day_closes", ""),
        (room.clone(), "venue", ""),
        (room.set("venue", "Kade, bel 06 12345678").set("municipality", "Utrecht"), "venue", ""),
        (
            calendar.clone().set("calendar_url", "http://kalender.example.org/x.ics"),
            "calendar_url",
            "Dit adres kan niet.",
        ),
        (calendar.clone().set("calendar_url", "https://kalender.example.org:8443/x.ics"), "calendar_url", ""),
        (calendar.set("calendar_url", "https://a:b@kalender.example.org/x.ics"), "calendar_url", ""),
    ];
    for (form, field, sentence) in wrong {
        worker.post(&form.action, &form.fields).await;
        let said = worker.page.all(&format!("#{field}-problem")).concat();
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{:?}", form.fields);
        assert!(!said.is_empty() && said.contains(sentence), "{field}: {said:?} in {}", worker.page.text());
        for typed in ["opens", "last", "first", "calendar_url", "venue"] {
            let typed_in = worker.page.forms().into_iter().filter(|own| own.action == form.action);
            let kept = typed_in.filter(|own| own.value(typed) == form.value(typed)).count();
            assert!(form.value(typed).is_empty() || kept > 0, "{typed} stays");
        }
    }
    assert_eq!(added(&world, &before), "", "and nothing was kept");
}

#[tokio::test]
async fn what_is_sent_twice_is_there_once_and_a_room_goes_with_all_that_hangs_on_it() {
    let world = World::new();
    let (mut worker, mut host) = (world.signed_in("werker@demo").await, world.signed_in("gastvrouw@demo").await);
    let before = rows::all(&world.database());
    worker.open(PAGE).await;
    let new = form_to(&worker.page, PAGE, None).set("venue", "Buurthuis De Kade").set("municipality", "Utrecht");
    worker.send(new.clone()).await;
    let address = worker.page.address.split('?').next().expect("an address").to_owned();
    assert!(worker.page.text().contains("Beschikbaarheid: Buurthuis De Kade, Utrecht"), "{}", worker.page.text());
    worker.send(new.set("venue", "buurthuis de kade")).await;
    assert!(worker.page.address.starts_with(&address), "the same room");
    for _ in 0..2 {
        every_week(&mut worker, &address, &["di"], "18:00", "22:00").await;
    }
    assert_eq!(worker.page.all("li.ready").len(), 1);
    assert_eq!(
        put(&mut worker, &address, ics("DTSTART:20270601T170000Z\nDURATION:PT2H").as_bytes()).await,
        StatusCode::OK
    );
    // The host of the same evenings has her own list.
    assert_eq!(host.open(&address).await.status, StatusCode::NOT_FOUND);
    let away = form_to(&worker.page, &format!("{address}/weg"), None);
    worker.send(away).await;
    assert_eq!(added(&world, &before), "");
}
