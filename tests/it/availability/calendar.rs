//! A calendar that is put here (agendabestand): its times alone stay, for a while, and go with the account.

use aantafel::domain::retention::Kept;
use aantafel::schema::busy_time;
use aantafel::web::clearing;
use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::*;
use crate::world::PASSWORD;

/// As the three great programs write them.
const OUTLOOK: &str = include_str!("../../fuzz/corpus/reader/outlook.ics");
const GOOGLE: &str = include_str!("../../fuzz/corpus/reader/google.ics");
const APPLE: &str = include_str!("../../fuzz/corpus/reader/apple.ics");

fn taken(world: &World) -> Vec<NaiveDateTime> {
    let begins = busy_time::table.order(busy_time::starts_at).select(busy_time::starts_at);
    world.database().read_now(|db| Ok(begins.load(db)?)).expect("times can be read")
}

#[tokio::test]
async fn of_a_calendar_only_times_are_kept_and_each_file_takes_the_place_of_the_one_before() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let before = rows::all(&world.database());
    for (file, number) in [(OUTLOOK, 2), (GOOGLE, 1), (APPLE, 1)] {
        assert_eq!(put(&mut worker, OWN, file.as_bytes()).await, StatusCode::OK, "{}", worker.page.text());
        let kept = added(&world, &before).to_lowercase();
        assert_eq!(kept.matches("busy_time").count(), number, "{file}: {kept}");
        assert!(kept.contains("19:30:00"), "on the clock here: {kept}");
        for word in ["zilverspar", "google", "abc@", "tandarts", "2027-03-25"] {
            assert!(!kept.contains(word), "{word} in {kept}");
        }
        let said = worker.page.text();
        assert!(said.contains("Bestand gelezen op") && said.contains("21 november 2026"), "{said}");
        assert!(!said.contains("Zilverspar"));
    }
    let shown =
        put(&mut worker, OWN, ics("DTSTART:20270601T170000Z\nDURATION:PT2H\nRRULE:FREQ=HOURLY").as_bytes()).await;
    assert_eq!(shown, StatusCode::OK);
    let said = worker.page.text();
    assert!(said.contains("1 afspraak begrepen we niet") && taken(&world).is_empty(), "{said}");
    let away = form_to(&worker.page, &format!("{OWN}/bestand/weg"), None);
    worker.send(away).await;
    assert!(worker.page.text().contains("De tijden uit het bestand zijn weg."));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_reason_and_what_was_there_stays() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    put(&mut worker, OWN, GOOGLE.as_bytes()).await;
    let before = rows::all(&world.database());
    let many = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n".repeat(5_001));
    let large = format!("{GOOGLE}{}", "X-LANG:x\r\n".repeat(100_100));
    let refused: [(&[u8], &str); 5] = [
        (b"\x89PNG\r\n\x1a\n", "geen agendabestand"),
        (GOOGLE.trim_end().trim_end_matches("END:VCALENDAR").as_bytes(), "niet heel"),
        (many.as_bytes(), "hoogstens 5000 afspraken"),
        (large.as_bytes(), "te groot"),
        (b"", "Kies een bestand"),
    ];
    for (file, reason) in refused {
        worker.open(PAGE).await;
        let form = form_to(&worker.page, &format!("{OWN}/bestand"), None);
        let name = if file.is_empty() { "" } else { "agenda.ics" };
        worker.post_files(&form, &[("calendar", name, file)]).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        let said = worker.page.all("#calendar-problem").concat();
        assert!(said.contains(reason), "{reason}: {said}");
    }
    assert_eq!(added(&world, &before), "");
}

#[tokio::test]
async fn times_are_kept_from_now_to_thirteen_months_ahead_and_go_when_they_are_over() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    put(&mut worker, OWN, ics("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=WEEKLY").as_bytes()).await;
    let weeks = taken(&world);
    assert!((56..=57).contains(&weeks.len()), "{}: {weeks:?}", weeks.len());
    assert!(
        weeks[0].to_string().starts_with("2026-11-25") && weeks[weeks.len() - 1].to_string().as_str() < "2027-12-23",
        "{weeks:?}"
    );
    cannot(&world, "werker@demo", "2026-12-24");
    every_week(&mut worker, OWN, &["di"], "18:00", "22:00").await;
    let moment = |world: &World| clearing::moment(&world.clock);
    let overdue = |world: &World| {
        world.database().read_now(|db| store::retention::overdue(db, Kept::Availability, moment(world))).unwrap()
    };
    assert_eq!(overdue(&world), 0);
    world.clock.advance(chrono::Duration::days(70));
    assert_eq!(overdue(&world), 11, "ten weeks, and a day on which she could not");
    clearing::now_at_once(&world.database(), &world.clock).await.unwrap();
    assert_eq!((overdue(&world), taken(&world).len()), (0, weeks.len() - 10));
    let windows = rows::all(&world.database()).into_iter().filter(|row| row.starts_with("availability_window")).count();
    assert_eq!(windows, 1, "the hours of the week stay");
}

#[tokio::test]
async fn ones_own_file_tells_it_and_with_the_account_it_goes() {
    let world = World::new();
    let before = rows::all(&world.database());
    let mut host = world.signed_in("gastvrouw@demo").await;
    put(&mut host, OWN, GOOGLE.as_bytes()).await;
    every_week(&mut host, OWN, &["di"], "18:00", "22:00").await;
    let form = form_to(&host.page, &format!("{OWN}/abonnement"), None);
    host.send(form.set("calendar_url", "webcal://kalender.example.org/geheim-4711/basic.ics")).await;
    let said = host.page.html();
    assert!(said.contains("https://kalender.example.org/…") && !said.contains("geheim-4711"), "{said}");
    host.open("/desk/gegevens/bestand").await;
    let file = host.page.html();
    for told in ["\"weekly\"", "2027-04-01T19:30:00", "geheim-4711"] {
        assert!(file.contains(told), "{told}: {file}");
    }
    let of_time = |rows: String| {
        let tables = ["availability", "availability_window", "busy_time", "subscription"];
        rows.lines().filter(|row| tables.iter().any(|table| row.starts_with(&format!("+ {table}: ")))).count()
    };
    assert_eq!(of_time(added(&world, &before)), 4);
    let id = "01990000-0000-7000-8000-0000000000e1".parse().expect("an identifier");
    let now = world.clock.utc();
    let role = aantafel::domain::account::Role::Host;
    let mut row =
        Account::new(id, world.organisation_of("gastvrouw@demo"), role, "Lemlem".to_owned(), String::new(), now);
    row.used_at = Some(now);
    world.database().write_now(|db| store::colleague::put(db, &row)).expect("another leads");
    host.open("/desk/gegevens").await;
    let erase = form_to(&host.page, "/desk/gegevens/wissen", None).set("sure", "yes").set("password", PASSWORD);
    host.send(erase).await;
    assert_eq!(of_time(added(&world, &before)), 0, "{}", host.page.text());
}
