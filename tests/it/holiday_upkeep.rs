//! Yearly upkeep of school holidays (onderhoud): a file or a form, what it changes first, and only then saved; for good.

mod hostile;
mod once;

use aantafel::domain::holiday::{Holiday, HolidayKind};
use aantafel::domain::region::Region;
use aantafel::{seed, store};
use axum::http::StatusCode;
use chrono::{Datelike, Duration, NaiveDate, Weekday};

use crate::browser::{Browser, Form, Page};
use crate::world::World;

const LIST: &str = "/desk/vakanties";
const YEAR: &str = "/desk/vakanties/2026-2027";
const LOOK: &str = "Kijk wat er verandert";
const SAVE: &str = "Bewaar";
const AGAIN: &str = "Terug naar het formulier";

/// One row of a file: name, region, first and last moment as the government writes them.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// The year after the last that is shipped, in moments of UTC.
const NEXT: [Row; 7] = [
    ("Herfstvakantie ", "heel Nederland", "2030-10-18T22:00:00.000Z", "2030-10-26T22:00:00.000Z"),
    ("Kerstvakantie", "heel Nederland", "2030-12-20T23:00:00.000Z", "2031-01-04T23:00:00.000Z"),
    ("Voorjaarsvakantie", "heel Nederland", "2031-02-21T23:00:00.000Z", "2031-03-01T23:00:00.000Z"),
    ("Meivakantie", "heel Nederland", "2031-04-25T22:00:00.000Z", "2031-05-03T22:00:00.000Z"),
    ("Zomervakantie ", " zuid ", "2031-07-04T22:00:00.000Z", "2031-08-16T22:00:00.000Z"),
    ("Zomervakantie ", "midden", "2031-07-11T22:00:00.000Z", "2031-08-23T22:00:00.000Z"),
    ("Zomervakantie ", "Noord", "2031-07-18T22:00:00.000Z", "2031-08-30T22:00:00.000Z"),
];

/// As the government writes it: four lines for every row, the first day on the third of them.
fn file(rows: &[Row]) -> String {
    let row = |(kind, region, first, last): &Row| {
        format!(
            "{{\"type\": \"{kind}\", \"compulsorydates\": \"true\",\n \"regions\": [{{\"region\": \"{region}\",\n  \
             \"startdate\": \"{first}\",\n  \"enddate\": \"{last}\"}}]}}"
        )
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!(
        "[{{\"id\": \"x\", \"type\": \"schoolholidays\", \"content\": [{{\"title\": \"x\", \"schoolyear\": \" 2030-2031 \", \
         \"vacations\": [\n{}\n]}}]}}]",
        rows.join(",\n")
    )
}

async fn send_file(browser: &mut Browser, bytes: &[u8]) -> Page {
    let form = browser.open(LIST).await.form("Kijk wat erin staat");
    browser.send_files(form, &[("file", "vakanties.json", bytes)]).await.clone()
}

fn holidays(world: &World) -> Vec<Holiday> {
    world.database().read_now(store::holiday::all).expect("the holidays")
}

fn holiday(world: &World, year: &str, kind: HolidayKind, region: Region) -> Holiday {
    let is_it = |row: &Holiday| row.school_year == year && row.kind == kind && row.region == region;
    holidays(world).into_iter().find(is_it).expect("the holiday is known")
}

/// The form of a school year with one holiday on other days.
async fn moved(browser: &mut Browser, address: &str, row: &str, first: &str, last: &str) -> Form {
    let form = browser.open(address).await.form(LOOK);
    form.set(&format!("first-{row}"), first).set(&format!("last-{row}"), last)
}

fn compared(form: Form) -> Form {
    form.set("compared", "yes").set("compared_on", "2026-11-20")
}

#[tokio::test]
async fn the_governments_file_adds_a_school_year_after_it_was_looked_at() {
    let world = World::new();
    let before = holidays(&world);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let other = world.instance().await;
    let page = send_file(&mut coordinator, file(&NEXT).as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Zomervakantie Noord, 2030-2031"), "{}", page.text());
    assert!(page.text().contains("19 juli \u{2013} 31 augustus 2031"), "{}", page.text());
    assert_eq!(holidays(&world), before, "nothing is saved before somebody looked");

    let page = coordinator.send(compared(page.form(SAVE))).await.clone();
    assert_eq!(page.address, format!("{LIST}?gedaan=upkeep"));
    assert!(page.text().contains("Vergeleken met de overheid op vrijdag 20 november 2026"), "{}", page.text());
    let new: Vec<Holiday> = holidays(&world).into_iter().filter(|row| row.school_year == "2030-2031").collect();
    assert_eq!(new.len(), 15);
    for row in &new {
        assert_eq!((row.first_day.weekday(), row.last_day.weekday()), (Weekday::Sat, Weekday::Sun), "{row:?}");
        assert_eq!(row.verified_on, NaiveDate::from_ymd_opt(2026, 11, 20));
    }
    other.look_around().await.expect("another instance looks");
    assert_eq!(other.reference().holidays.last_known_summer().map(|row| row.first_day.year()), Some(2031));
    let history = coordinator.open("/desk/organisatie").await.text();
    assert!(history.contains("hield de schoolvakanties bij"), "{history}");
}

#[tokio::test]
async fn what_a_correction_changes_for_evenings_is_shown_and_others_are_only_counted() {
    let world = World::new();
    let own = world.meetings_of("coordinator@demo");
    let others = world.meetings_of("werker.groningen@demo");
    let strangers: Vec<_> =
        others.iter().filter(|other| own.iter().all(|mine| mine.head.id != other.head.id)).collect();
    let mut coordinator = world.signed_in("coordinator@demo").await;

    let form = moved(&mut coordinator, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
    let page = coordinator.send(form).await.clone();
    let text = page.text();
    assert!(text.contains("van andere organisaties"), "{text}");
    assert!(!strangers.is_empty());
    for stranger in &strangers {
        assert!(!page.html().contains(&stranger.plan.working_title), "{}", stranger.plan.working_title);
        assert!(!page.html().contains(stranger.head.id.as_str()));
    }

    let form = moved(&mut coordinator, YEAR, "zomer-midden", "2027-07-31", "2027-09-12").await;
    let page = coordinator.send(form).await.clone();
    let shown = page.all("ul.touched > li h3");
    let is_coming = |title: &String| own.iter().any(|meeting| meeting.plan.working_title == *title);
    assert!(shown.len() >= 2 && shown.iter().all(is_coming), "{shown:?}");
    let both = page.all("ul.touched > li:first-child .before-after > div");
    assert!(both.len() == 2 && both[0] != both[1], "{both:?}");
    let before = holiday(&world, "2026-2027", HolidayKind::Summer, Region::Middle);
    assert_eq!(before.first_day.to_string(), "2027-07-17", "nothing is saved yet");

    let refused = coordinator.send(page.form(SAVE)).await.clone();
    assert_eq!(refused.status.as_u16(), 422, "a summer that jumps is compared first");
    assert!(refused.text().contains("Vergelijk de data eerst"), "{}", refused.text());
    assert_eq!(holiday(&world, "2026-2027", HolidayKind::Summer, Region::Middle), before);
    let saved = coordinator.send(compared(refused.form(SAVE))).await.clone();
    assert!(saved.text().contains("Bewaard."), "{}", saved.text());
    let after = holiday(&world, "2026-2027", HolidayKind::Summer, Region::Middle);
    assert_eq!(after.first_day.to_string(), "2027-07-31");
    let list = coordinator.open("/desk/meetings").await.text();
    assert!(!list.is_empty() && coordinator.page.status.is_success());
}

#[tokio::test]
async fn one_can_go_back_to_the_form_and_nothing_that_was_typed_is_lost() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = moved(&mut coordinator, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
    let page = coordinator.send(form.set("first-mei-zuid", "").set("last-mei-zuid", "")).await.clone();
    assert!(page.text().contains("wordt weggehaald"), "{}", page.text());
    let again = coordinator.send(page.form(AGAIN)).await.form(LOOK);
    assert_eq!((again.value("first-zomer-noord"), again.value("first-mei-zuid")), ("2027-07-03", ""));
    assert_eq!(again.value("first-zomer-zuid"), "2027-07-24", "and what was not touched is there too");
}

#[tokio::test]
async fn what_cannot_be_right_is_said_beside_its_row_in_both_languages_and_stays() {
    let world = World::new();
    let before = holidays(&world);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    for (first, last, said) in [
        ("2027-07-11", "2027-08-22", "begint op zondag"),
        ("2027-07-10", "2027-08-21", "eindigt op zaterdag"),
        ("2027-07-10", "2027-09-22", "duurt 75 dagen"),
        ("2027-11-06", "2027-12-19", "past niet bij deze vakantie"),
        ("2027-04-24", "2027-06-06", "vallen over elkaar heen"),
        ("2027-07-10", "", "laat beide leeg"),
        ("morgen", "2027-08-22", "Schrijf een dag zo"),
    ] {
        let form = moved(&mut coordinator, YEAR, "zomer-noord", first, last).await;
        let page = coordinator.send(form).await.clone();
        assert_eq!(page.status.as_u16(), 422, "{first} {last}");
        let beside = page.all("[id='zomer-noord-problem']").join(" ");
        assert!(beside.contains(said), "{said}: {beside}");
        assert_eq!(page.form(LOOK).value("first-zomer-noord"), first, "what was typed stays");
    }
    let account = world.account_of("coordinator@demo").id;
    world.database().write_now(|db| store::account::set_desk_language(db, &account, "en")).expect("English");
    let form = coordinator.open(YEAR).await.form("See what changes").set("first-zomer-noord", "2027-07-11");
    let page = coordinator.send(form).await.clone();
    assert!(page.text().contains("begins on a Sunday. A holiday begins on Saturday."), "{}", page.text());
    assert_eq!(holidays(&world), before);
}

#[tokio::test]
async fn of_two_coordinators_at_once_the_second_sees_what_the_first_saved_and_loses_nothing() {
    let world = World::new();
    let mut first = world.signed_in("coordinator@demo").await;
    let mut second = world.signed_in("coordinator@demo").await;
    let late = moved(&mut second, YEAR, "herfst-zuid", "2026-10-10", "2026-10-18").await;
    let form = moved(&mut second, YEAR, "mei-zuid", "2027-04-17", "2027-04-25").await;
    let hers = second.send(form).await.clone();
    let form = moved(&mut first, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
    let page = first.send(form).await.clone();
    first.send(page.form(SAVE)).await;

    let page = second.send(hers.form(SAVE)).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
    assert!(page.text().contains("Iemand anders veranderde intussen iets"), "{}", page.text());
    assert!(!page.text().contains("Zomervakantie Noord"), "the first one's row is not undone: {}", page.text());
    let page = second.send(page.form(SAVE)).await.clone();
    assert!(page.text().contains("Bewaard."), "{}", page.text());
    let first_day = |kind, region| holiday(&world, "2026-2027", kind, region).first_day.to_string();
    assert_eq!(first_day(HolidayKind::Summer, Region::North), "2027-07-03");
    assert_eq!(first_day(HolidayKind::May, Region::South), "2027-04-17");

    let page = second.send(late).await.clone();
    assert_eq!(page.status, StatusCode::CONFLICT, "a form from before");
    assert!(page.all("[id='zomer-noord-now']").join(" ").contains("3 juli"), "{}", page.text());
    assert_eq!(page.form(LOOK).value("first-herfst-zuid"), "2026-10-10", "what was typed stays");
}

#[tokio::test]
async fn a_school_year_goes_after_its_effects_were_seen_and_the_seeds_bring_back_nothing() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = moved(&mut coordinator, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
    let page = coordinator.send(form).await.clone();
    coordinator.send(page.form(SAVE)).await;
    let page = coordinator.open("/desk/vakanties/2029-2030/weg").await.clone();
    assert!(page.text().contains("wordt weggehaald"), "{}", page.text());
    assert_eq!(coordinator.open("/desk/vakanties/1999-2000/weg").await.status, StatusCode::NOT_FOUND);
    coordinator.send(page.form(SAVE)).await;
    let kept = holidays(&world);
    assert!(kept.iter().all(|row| row.school_year != "2029-2030"));
    for _ in 0..2 {
        seed::reference_tables(&world.database()).expect("the planner starts again");
    }
    assert_eq!(holidays(&world), kept, "what people keep stays");
}

#[tokio::test]
async fn a_school_year_that_was_taken_away_in_the_middle_is_offered_to_be_filled_in_again() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let said = "Van dit schooljaar zijn geen vakanties bekend";
    for year in ["2026-2027", "2027-2028"] {
        assert!(!coordinator.open(LIST).await.text().contains(said));
        let form = coordinator.open(&format!("{LIST}/{year}")).await.form(LOOK);
        let page = coordinator.open(&format!("{LIST}/{year}/weg")).await.clone();
        let page = coordinator.send(page.form(SAVE)).await.clone();
        assert!(page.text().contains(said), "{}", page.text());
        let link = format!("{LIST}/{year}");
        assert!(page.has(&format!("section a[href='{link}']")), "{:?}", page.links());
        let empty = coordinator.open(&link).await.form(LOOK);
        let known = |(name, _): &&(String, String)| !["seen", "form_token"].contains(&name.as_str());
        let filled = form.fields.iter().filter(known).fold(empty, |empty, (name, value)| empty.set(name, value));
        let page = coordinator.send(filled).await.clone();
        let page = coordinator.send(compared(page.form(SAVE))).await.clone();
        assert!(page.text().contains("Bewaard.") && !page.text().contains(said), "{}", page.text());
    }
    assert_eq!(coordinator.open("/desk/vakanties/2031-2032").await.status, StatusCode::NOT_FOUND, "too far");
}

#[test]
fn a_row_that_nobody_keeps_is_put_right_by_the_seeds() {
    use aantafel::schema;
    use diesel::prelude::*;
    let world = World::new();
    let before = holidays(&world);
    let changed = world.database().write_now(|db| {
        let row = schema::holiday::table.filter(schema::holiday::school_year.eq("2026-2027"));
        Ok(diesel::update(row).set(schema::holiday::source.eq("x")).execute(db)?)
    });
    assert!(changed.expect("rows can be changed") > 10);
    assert_ne!(holidays(&world), before);
    seed::reference_tables(&world.database()).expect("the planner starts again");
    assert_eq!(holidays(&world), before);
}

#[tokio::test]
async fn the_desk_warns_a_year_before_the_last_summer_and_leads_a_coordinator_to_it() {
    let world = World::new();
    let said = "De laatste zomervakantie die we kennen, begint binnen een jaar";
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(!coordinator.open("/desk").await.text().contains(said));
    world.clock.advance(Duration::days(974));
    let mut coordinator = world.signed_in("coordinator@demo").await;
    assert!(coordinator.open("/desk").await.text().contains(said), "{}", coordinator.page.text());
    assert!(coordinator.page.has("main .note a[href='/desk/vakanties']"));
    assert!(coordinator.open("/desk/onderhoud").await.text().contains("Voeg het volgende schooljaar toe"));
    let mut worker = world.signed_in("werker@demo").await;
    assert!(worker.open("/desk").await.text().contains(said));
    assert!(!worker.page.has("main .note a[href='/desk/vakanties']"), "who cannot mend it is not led there");
}
