//! A host says when she can: on her phone, in every language, and heeded where she looks for evenings and proposes them.

use aantafel::domain::account::{Account, Role};
use aantafel::domain::availability::Trouble;
use aantafel::language::{Lang, Language, day_and_month};
use aantafel::store;
use aantafel::store::availability::subscription::{self, Came};
use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate, Weekday};

use crate::availability::{cannot, form_to, ics, room};
use crate::browser::{Browser, Form, Page};
use crate::rows;
use crate::world::World;

const HOST: &str = "gastvrouw@demo";
/// Rooms with the name of an hour of theirs: the host's own, and one of the organisation that she makes evenings with.
const OWN_ROOM: (&str, &str) = ("01990000-0000-7000-8000-0000000000f5", "01990000-0000-7000-8000-0000000000f6");
const THEIR_ROOM: (&str, &str) = ("01990000-0000-7000-8000-0000000000f1", "01990000-0000-7000-8000-0000000000f3");

fn times(language: Lang) -> String {
    format!("/{language}/wij/tijden")
}

fn own(language: Lang, what: &str) -> String {
    format!("{}/ik/{what}", times(language))
}

fn tigrinya() -> Lang {
    Language::find("ti").expect("Tigrinya")
}

/// The days that can be chosen on the page of good evenings.
async fn good_days(host: &mut Browser, also: &str) -> Vec<NaiveDate> {
    let html = host.open(&format!("/nl/wij/avonden{also}")).await.html();
    let boxes = html.split("name=\"day\" value=\"").skip(1);
    boxes.filter_map(|rest| rest.split_once('"')?.0.parse().ok()).collect()
}

#[tokio::test]
async fn in_every_language_hours_are_added_and_taken_away_and_a_calendar_tells_what_goes_wrong() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let (t, page) = (language.phrases(), times(language));
        host.open(&format!("/{language}/wij")).await;
        assert!(host.page.links().contains(&page), "{language}: her first page leads there");
        host.open(&page).await;
        let html = format!("html[lang='{language}'][dir='{}']", language.direction.code());
        assert!(host.page.has(&html), "{language}");
        let said = host.page.text();
        for phrase in [&t.availability.title, &t.availability.intro, &t.availability.always, &t.availability.rooms] {
            assert!(said.contains(phrase.as_str()), "{language}: {phrase} in {said}");
        }
        let week = form_to(&host.page, &own(language, "uren"), Some("weekly"));
        host.send(week.add("weekdays", "di").set("opens", "18:00").set("closes", "22:00")).await;
        let said = host.page.text();
        assert!(host.page.address.starts_with(&page) && said.contains(t.availability.done_added.as_str()), "{said}");
        assert_eq!(host.page.all("li.ready").len(), 1, "{language}");
        let away = form_to(&host.page, &own(language, "uren/weg"), None);
        host.send(away).await;
        assert!(host.page.text().contains(t.availability.always.as_str()), "{language}: {}", host.page.text());
        let follow = form_to(&host.page, &own(language, "abonnement"), None);
        host.send(follow.set("calendar_url", "webcal://kalender.example.org/geheim-4711/a.ics")).await;
        let said = host.page.text();
        assert!(said.contains(t.availability.not_read.as_str()) && !said.contains("geheim-4711"), "{said}");
        went_wrong(&world);
        host.open(&page).await;
        assert!(host.page.text().contains(t.availability.trouble_not_found.as_str()), "{language}");
        let stop = form_to(&host.page, &own(language, "abonnement/weg"), None);
        host.send(stop).await;
        assert!(!host.page.html().contains("kalender.example.org"), "{language}");
    }
}

/// Her calendar was asked for, and was not there.
fn went_wrong(world: &World) {
    let (account, scope, now) = (world.account_of(HOST), world.scope_of(HOST), world.clock.utc());
    let noted = world.database().write_now(|db| {
        let own = store::availability::own(db, &scope, &account.id)?.expect("her own");
        let row = subscription::of(db, &own.id)?.expect("an address");
        subscription::note(db, &row, now, &Came::Nothing(Trouble::NotFound))
    });
    noted.expect("it can be noted");
}

/// Somebody of the host's organisation who bears her name, as sisters do who are called alike.
fn namesake(world: &World) -> &'static str {
    let (host, now) = (world.account_of(HOST), world.clock.utc());
    let id = "01990000-0000-7000-8000-0000000000e1".parse().expect("an identifier");
    let email = "nicht@demo".to_owned();
    let mut row = Account::new(id, host.organisation_id, Role::Host, host.name, email, now);
    row.used_at = Some(now);
    world.database().write_now(|db| store::account::put(db, &row)).expect("an account can be kept");
    "nicht@demo"
}

#[tokio::test]
async fn days_on_which_she_cannot_are_no_good_evenings_and_the_page_says_which_were_left_out() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let before = good_days(&mut host, "").await;
    assert_eq!(before.len(), 10, "{}", host.page.text());
    // Neither somebody with the same name nor the worker of the evening keeps her away.
    for email in [namesake(&world), "werker@demo"] {
        cannot(&world, email, &before[0].to_string());
    }
    assert_eq!(good_days(&mut host, "").await, before);
    let (off, dutch) = (before[0], Language::dutch());
    cannot(&world, HOST, &off.to_string());
    let after = good_days(&mut host, "").await;
    assert!(!after.contains(&off) && after.len() == 10, "{off} in {after:?}");
    let said = host.page.text();
    let sentence = dutch.phrases().availability.left_out.of(day_and_month(dutch, off));
    assert!(said.contains(&sentence), "{sentence} in {said}");
    assert!(host.page.links().contains(&times(dutch)));
    // More than can be named are counted.
    let tuesdays = form_to(host.open("/nl/wij/tijden").await, &own(dutch, "uren"), Some("weekly"));
    host.send(tuesdays.add("weekdays", "di").set("opens", "18:00").set("closes", "22:00")).await;
    let left = good_days(&mut host, "").await;
    assert!(!left.is_empty() && left.iter().all(|day| day.weekday() == Weekday::Tue), "{left:?}");
    assert!(host.page.text().contains("En nog "), "{}", host.page.text());
}

#[tokio::test]
async fn an_evening_needs_one_of_her_rooms_and_whichever_is_free_will_do() {
    let world = World::new();
    let mut host = world.signed_in(HOST).await;
    let before = good_days(&mut host, "").await;
    room(&world, OWN_ROOM.0, HOST, OWN_ROOM.1);
    let left = good_days(&mut host, "").await;
    assert!(!left.is_empty() && left.iter().all(|day| day.weekday() == Weekday::Tue), "its only hours: {left:?}");
    host.open("/nl/wij/tijden").await;
    assert!(host.page.text().contains("Buurthuis De Kade, Zaal 3, Utrecht"), "{}", host.page.text());
    let new = form_to(&host.page, "/nl/wij/tijden", None);
    host.send(new.set("venue", "De moestuin").set("municipality", "Utrecht")).await;
    assert!(host.page.address.starts_with("/nl/wij/tijden/0"), "its own page: {}", host.page.address);
    assert_eq!(good_days(&mut host, "").await, before, "in the other one it can be");
}

#[tokio::test]
async fn who_proposes_an_hour_at_which_she_cannot_is_told_in_her_language_and_may_all_the_same() {
    let world = World::new();
    let (mut host, language) = (world.signed_in(HOST).await, tigrinya());
    let t = language.phrases();
    cannot(&world, HOST, "2027-05-20");
    let scope = world.scope_of(HOST);
    let proposals = || world.database().read_now(|db| store::proposal::list(db, &scope, 9)).expect("proposals").len();
    let (before, support) = (proposals(), world.organisation_of("werker@demo"));
    let asked = |page: &Page, day: &str| -> Form {
        page.form(t.proposal.send.as_str()).set("partner", support.as_str()).set("date_1", day)
    };
    host.open("/ti/wij/voorstel").await;
    let form = asked(&host.page, "2027-05-20");
    host.send(form).await;
    assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", host.page.text());
    let said = host.page.all("#acknowledged-problem").concat();
    let begin = t.availability.wish_away.as_str().split('{').next().expect("a sentence");
    assert!(said.contains(begin), "{said}");
    assert_eq!(proposals(), before);
    let form = asked(&host.page, "2027-05-20").set("acknowledged", "yes");
    host.send(form).await;
    assert!(host.page.text().contains(t.host_done.proposed.as_str()), "{}", host.page.text());
    host.open("/ti/wij/voorstel").await;
    let form = asked(&host.page, "2027-05-25");
    host.send(form).await;
    assert_eq!(proposals(), before + 2, "a day on which she can asks for nothing: {}", host.page.text());
}

#[tokio::test]
async fn nobody_opens_anothers_times_and_nothing_of_them_changes() {
    let world = World::new();
    room(&world, THEIR_ROOM.0, "werker@demo", THEIR_ROOM.1);
    room(&world, OWN_ROOM.0, HOST, OWN_ROOM.1);
    let before = rows::all(&world.database());
    let mut host = world.signed_in(HOST).await;
    host.open("/nl/wij/tijden").await;
    let token = host.page.forms()[0].value("form_token").to_owned();
    let fields: Vec<(String, String)> = [
        ("form_token", token.as_str()),
        ("kind", "weekly"),
        ("weekdays", "wo"),
        ("opens", "18:00"),
        ("closes", "22:00"),
        ("window", THEIR_ROOM.1),
        ("calendar_url", "https://kalender.example.org/a.ics"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let theirs = format!("/nl/wij/tijden/{}", THEIR_ROOM.0);
    assert_eq!(host.open(&theirs).await.status, StatusCode::NOT_FOUND);
    for what in ["uren", "uren/weg", "bestand/weg", "abonnement", "abonnement/weg", "weg"] {
        let page = host.post(&format!("{theirs}/{what}"), &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{what}");
    }
    let file = ics("DTSTART:20270601T170000Z\nDURATION:PT2H");
    let form = Form { action: format!("{theirs}/bestand"), fields: fields.clone() };
    assert_eq!(host.post_files(&form, &[("calendar", "a.ics", file.as_bytes())]).await.status, StatusCode::NOT_FOUND);
    // An hour of another's room is not taken away under one's own name either.
    for whose in ["ik", OWN_ROOM.0] {
        let page = host.post(&format!("/nl/wij/tijden/{whose}/uren/weg"), &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{whose}");
    }
    let mut worker = world.signed_in("werker@demo").await;
    for page in ["/nl/wij/tijden".to_owned(), format!("/nl/wij/tijden/{}", OWN_ROOM.0)] {
        assert!(!worker.open(&page).await.status.is_success(), "{page} is for hosts");
    }
    let changed = rows::difference(&before, &rows::all(&world.database()));
    let of_time: Vec<&String> = changed
        .iter()
        .filter(|row| ["availability", "busy_time", "subscription"].iter().any(|table| row[2..].starts_with(table)))
        .collect();
    assert!(of_time.is_empty(), "{of_time:?}");
    assert_eq!(host.open(&format!("/nl/wij/tijden/{}", OWN_ROOM.0)).await.status, StatusCode::OK, "her own room opens");
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_in_her_language_beside_its_field_and_stays() {
    let world = World::new();
    let (mut host, language) = (world.signed_in(HOST).await, tigrinya());
    let t = language.phrases();
    let before = rows::all(&world.database());
    host.open(&times(language)).await;
    let hours = own(language, "uren");
    let (week, days) = (form_to(&host.page, &hours, Some("weekly")), form_to(&host.page, &hours, Some("cannot")));
    let place = form_to(&host.page, &times(language), None);
    let follow = form_to(&host.page, &own(language, "abonnement"), None);
    let wrong = [
        (week.clone().set("opens", "18:00").set("closes", "22:00"), "weekdays", &t.availability.choose_day, "opens"),
        (week.clone().add("weekdays", "di").set("opens", "18:00"), "closes", &t.problem.time, "opens"),
        (
            week.add("weekdays", "di").set("opens", "18:00").set("closes", "18:00"),
            "closes",
            &t.availability.same_hours,
            "closes",
        ),
        (days.clone().set("first", "2027-06-02").set("last", "2027-06-01"), "last", &t.availability.backwards, "first"),
        (days.set("first", "2029-01-01"), "last", &t.availability.too_far, "first"),
        (place.set("municipality", "Utrecht"), "venue", &t.problem.needed, "municipality"),
        (follow.set("calendar_url", "http://a.example/x"), "calendar_url", &t.availability.url_wrong, "calendar_url"),
    ];
    for (form, field, sentence, stays) in wrong {
        host.post(&form.action, &form.fields).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(host.page.all(&format!("#{field}-problem")).concat(), sentence.as_str(), "{field}");
        let again = host.page.forms().into_iter().filter(|own| own.action == form.action);
        assert!(again.map(|own| own.value(stays).to_owned()).any(|own| own == form.value(stays)), "{stays} stays");
        let folded = host.page.all("details:not([open]) .problem");
        assert!(folded.is_empty(), "what is wrong is not folded away: {folded:?}");
    }
    assert_eq!(rows::difference(&before, &rows::all(&world.database())), [""; 0], "and nothing was kept");
}

#[tokio::test]
async fn of_her_calendar_the_times_alone_are_kept_and_what_is_none_is_refused_in_her_language() {
    let world = World::new();
    let language = Language::find("ar").expect("Arabic");
    let (t, mut host) = (language.phrases(), world.signed_in(HOST).await);
    let put = |page: &Page| form_to(page, &own(language, "bestand"), None);
    let good = ics("DTSTART:20270601T170000Z\nDURATION:PT2H");
    let form = put(host.open(&times(language)).await);
    host.send_files(form, &[("calendar", "agenda.ics", good.as_bytes())]).await;
    assert!(host.page.text().contains(t.availability.done_read.as_str()), "{}", host.page.text());
    let kept = rows::all(&world.database());
    assert_eq!(kept.iter().filter(|row| row.starts_with("busy_time: ")).count(), 1);
    assert!(!kept.iter().any(|row| row.contains("Zilverspar")) && !host.page.html().contains("Zilverspar"));
    let many = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", "BEGIN:VEVENT\nEND:VEVENT\n".repeat(5_001));
    let cut = good.replace("END:VCALENDAR\r\n", "");
    let hostile: [(&[u8], String); 4] = [
        (b"\x89PNG\r\n\x1a\n", t.availability.file_other.to_string()),
        (b"<html><script>alert(1)</script>", t.availability.file_other.to_string()),
        (cut.as_bytes(), t.availability.file_broken.to_string()),
        (many.as_bytes(), t.availability.file_many.of(5_000)),
    ];
    for (file, sentence) in hostile {
        let form = put(host.open(&times(language)).await);
        host.post_files(&form, &[("calendar", "\"><b>x.ics", file)]).await;
        assert_eq!(host.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert_eq!(host.page.all("#calendar-problem").concat(), sentence);
        assert!(!host.page.html().contains("<b>x") && !host.page.html().contains("<script"));
    }
    let now = rows::all(&world.database());
    assert_eq!(now.iter().filter(|row| row.starts_with("busy_time: ")).count(), 1, "what was there stays");
}
