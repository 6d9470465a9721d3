//! A calendar that is put here (agendabestand): its times alone stay, for a while, and go with the account.

use aantafel::domain::retention::Kept;
use aantafel::web::clearing;

use super::*;
use crate::world::PASSWORD;

/// As the three great programs write them.
const OUTLOOK: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\n\
    X-MS-OLK-FORCEINSPECTOROPEN:TRUE\r\nBEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n\
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
    DTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n\
    BEGIN:VEVENT\r\nATTENDEE;CN=\"Zilverspar\";RSVP=TRUE:mailto:zilverspar@example.org\r\nCLASS:PUBLIC\r\n\
    DESCRIPTION:Zilverspar \\n\r\n\t \r\nDTEND;TZID=\"W. Europe Standard Time\":20270318T213000\r\nDTSTAMP:20261101T090000Z\r\n\
    DTSTART;TZID=\"W. Europe Standard Time\":20270318T193000\r\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TH\r\n\
    EXDATE;TZID=\"W. Europe Standard Time\":20270325T193000\r\nSUMMARY;LANGUAGE=nl:Zilverspar\r\nTRANSP:OPAQUE\r\nUID:040000008200E00074C5B7\r\n 101A82E008\r\n\
    X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nACTION:DISPLAY\r\nDESCRIPTION:Zilverspar\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const GOOGLE: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n\
    X-WR-CALNAME:zilverspar@example.org\r\nX-WR-TIMEZONE:Europe/Amsterdam\r\nBEGIN:VEVENT\r\nDTSTART:20270401T173000Z\r\nDTEND:20270401T193000Z\r\n\
    DTSTAMP:20261101T090000Z\r\nUID:abc@google.com\r\nSTATUS:CONFIRMED\r\nSUMMARY:Zilverspar\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const APPLE: &str = "\u{feff}BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Apple Inc.//macOS 15.0//EN\nBEGIN:VEVENT\nTRANSP:OPAQUE\n\
    DTEND;TZID=Europe/Amsterdam:20270318T213000\nUID:8E5A\nSUMMARY:Zilverspar étés\nDTSTART;TZID=Europe/Amsterdam:20270318T193000\nEND:VEVENT\n\
    BEGIN:VEVENT\nUID:9F\nDTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270503\nSUMMARY:Zilverspar\nTRANSP:TRANSPARENT\nEND:VEVENT\nEND:VCALENDAR";

fn taken(world: &World) -> Vec<String> {
    let rows = rows::all(&world.database()).into_iter().filter(|row| row.starts_with("busy_time: "));
    rows.map(|row| row.split('\'').filter(|part| part.starts_with("20")).collect::<Vec<_>>().join("/")).collect()
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
        assert!(said.contains("Bestand gelezen op 21 november 2026") || said.contains("Bestand gelezen op"), "{said}");
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
    assert!(weeks.iter().all(|week| *week >= "2026-11-21".to_owned() && *week < "2027-12-24".to_owned()), "{weeks:?}");
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
