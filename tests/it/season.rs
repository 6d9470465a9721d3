//! A season at once: rows from a spreadsheet, mended cell by cell, made together or not at all, and the same for next year.

mod again;
mod away;
mod care;
mod clash;
mod close;
mod first;
mod hostile;
mod interpreter;
mod offer;
mod other;
mod pasted;
mod place;
mod room;
mod title;
mod told_once;
mod unknown;
mod words;

use aantafel::domain::meeting::{Meeting, State};
use aantafel::schema::meeting;
use aantafel::store;
use axum::http::StatusCode;
use chrono::{Days, NaiveDate};
use diesel::prelude::*;

use crate::browser::{Browser, Form};
use crate::series;
use crate::world::World;

pub const HOST: &str = "Koffiekring De Jebena";
const OTHER_HOST: &str = "Oudervereniging De Tulpentuin";
pub const PAGE: &str = "/desk/seizoen";

/// An evening of the worker's to take over from.
pub fn source(world: &World) -> Meeting {
    let host = world.organisation_of("gastvrouw@demo");
    let is_agreed = |own: &Meeting| own.head.state == State::Agreed && own.plan.audience.is_parents();
    world.meeting("werker@demo", |own| is_agreed(own) && !own.people.is_empty() && own.head.host_id == host)
}

/// What was made: the rows of these tests have a name that begins so.
fn made(world: &World) -> Vec<Meeting> {
    let is_made = |own: &Meeting| own.plan.working_title.starts_with("Seizoen");
    world.meetings_of("werker@demo").into_iter().filter(is_made).collect()
}

async fn paste(browser: &mut Browser, rows: &str, like: &str) {
    browser.open(PAGE).await;
    let form = browser.page.form("Lees de rijen").set("rows", rows).set("like", like);
    browser.send(form).await;
}

fn table(browser: &Browser) -> Form {
    browser.page.form("Maak alle avonden").set("acknowledged", "yes")
}

async fn make(browser: &mut Browser, form: Form) {
    browser.send(form.set("make", "yes")).await;
}

/// A right row, each cell by its column.
const RIGHT: [(&str, &str); 10] = [
    ("date", "wo 10 mei 2028"),
    ("hours", "10:00-12:00"),
    ("municipality", "Utrecht"),
    ("venue", "Het Zonnehuis"),
    ("room", "3"),
    ("organisation", HOST),
    ("languages", "Nederlands en Tigrinya"),
    ("audience", "Moeders"),
    ("kits", "K01"),
    ("title", "Seizoen 1"),
];

fn right_row() -> String {
    RIGHT.map(|(_, cell)| cell).join("\t")
}

/// Moves a meeting of another organisation into this room.
fn take_room(world: &World, starts: &str, room_key: &str) -> Meeting {
    let other = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    let starts = chrono::NaiveDateTime::parse_from_str(starts, "%Y-%m-%d %H:%M").unwrap();
    let taken = (
        meeting::starts_at.eq(starts),
        meeting::ends_at.eq(starts + chrono::Duration::hours(2)),
        meeting::room_key.eq(room_key),
        meeting::working_title.eq("Zonnebloemavond"),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&other.head.id)).set(taken).execute(db)?);
    world.database().write_now(write).unwrap();
    world.meeting("werker.groningen@demo", |own| own.head.id == other.head.id)
}

#[tokio::test]
async fn twelve_evenings_from_a_spreadsheet_are_mended_by_the_cell_and_made_together() {
    let world = World::new();
    let source = source(&world);
    let mut worker = series::changed_list(&world, &source).await;
    worker.open("/desk/meetings").await;
    assert!(worker.page.links().contains(&PAGE.to_owned()));
    let first: NaiveDate = "2028-05-09".parse().unwrap();
    let mut rows = "Organisatie\tNaam\tKosten\tDatum\tTaal\tVan\n".to_owned();
    for number in 0..12_u64 {
        let date = (first + Days::new(number)).format("%d/%m/%Y");
        let (date, host, language) = match number {
            1 => ("31-2-2028".to_owned(), HOST, ""),
            4 => (date.to_string(), "koffiekring jebenna", ""),
            8 => (date.to_string(), OTHER_HOST, "Klingon"),
            9 => (date.to_string(), "OUDERVERENIGING de Tulpentuin", ""),
            _ => (date.to_string(), HOST, ""),
        };
        rows += &format!("{host}\tSeizoen {number}\t45\t{date}\t{language}\t10.00\n");
    }
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = worker.page.text();
    assert!(said.contains("Ze doen niet mee: Kosten"), "{said}");
    assert!(said.contains("Bedoelt u Koffiekring De Jebena?") && said.contains("Rij 6, Organisatie"), "{said}");
    let wrong = worker.page.all("ol.season .field .problem");
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    for cell in ["cell-1-date", "cell-4-organisation", "cell-8-languages"] {
        assert!(
            worker.page.has(&format!("#{cell}-problem")) && worker.page.has(&format!("#{cell}[aria-invalid]")),
            "{cell}"
        );
    }
    assert_eq!(worker.page.all("ol.season details[open]").len(), 3, "what is right is folded");
    let form = table(&worker);
    assert_eq!((form.value("cell-1-date"), form.value("cell-8-languages")), ("31-2-2028", "Klingon"), "typed stays");
    make(&mut worker, form).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::UNPROCESSABLE_ENTITY, 0), "none yet");
    let form = table(&worker).set("cell-1-date", "10 mei 2028").set("cell-4-organisation", HOST);
    make(&mut worker, form.set("cell-8-languages", "nl, Turks")).await;
    assert!(worker.page.text().contains("De avonden zijn gemaakt"), "{}", worker.page.text());
    let made = made(&world);
    assert_eq!(made.len(), 12);
    let length = source.plan.ends_at - source.plan.starts_at;
    for (number, own) in (0..).zip(&made) {
        assert_eq!(own.plan.starts_at, (first + Days::new(number)).and_hms_opt(10, 0, 0).unwrap());
        assert_eq!((own.plan.ends_at - own.plan.starts_at, own.head.state), (length, State::Draft));
        assert_eq!((&own.plan.room_key, own.plan.food), (&source.plan.room_key, source.plan.food));
        // Who comes to the evening of one organisation is not told to another.
        let people = if own.head.host_id == source.head.host_id { source.people.len() } else { 0 };
        assert_eq!((own.people.len(), own.kits.len()), (people, source.kits.len()));
        assert!(own.agreements.is_empty() && own.costs.is_empty() && own.plan.parents_question.is_empty());
        assert!(own.head.secret != source.head.secret && own.head.code != source.head.code);
        series::has_list_without_ticks(&world, own);
    }
    let spoken = |at: usize| made[at].plan.languages.iter().collect::<Vec<_>>();
    assert!(spoken(0).len() > 1 && source.plan.languages.iter().all(|code| spoken(0).contains(&code)));
    assert_eq!((spoken(8), spoken(9)), (vec!["nl", "tr"], vec!["nl", "tr"]), "another organisation has its own");
    worker.open(&format!("/desk/meetings/{}/edit", made[3].head.id)).await;
    assert_eq!(worker.page.form("Bewaar").value("working_title"), "Seizoen 3", "and is planned on");
}

#[tokio::test]
async fn each_wrong_cell_has_its_own_sentence_and_nothing_is_made() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    paste(&mut worker, &right_row(), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let form = table(&worker);
    let long = "x".repeat(200);
    for (column, typed) in [
        ("date", ""),
        ("date", "31-2-2028"),
        ("date", "do 10 mei 2028"),
        ("date", "12-5-2020"),
        ("date", "1-1-2099"),
        ("date", "=NU()"),
        ("hours", "'s avonds"),
        ("hours", "19:30-19:40"),
        ("hours", "25:00"),
        ("organisation", ""),
        ("organisation", "Niemand Kent Ons"),
        ("municipality", "Ergens Ver Weg"),
        ("venue", ""),
        ("venue", &long),
        ("room", "06 12345678"),
        ("languages", "Klingon"),
        ("audience", "koningen"),
        ("kits", "K99"),
        ("kits", ""),
        ("kits", "K01, K02, K03, K04, K05"),
        ("kits", "K01 Opvoeden, k1"),
        ("title", "bel 0612345678"),
        ("province", "Atlantis"),
        ("region", "Oost"),
    ] {
        let cell = format!("cell-0-{column}");
        make(&mut worker, form.clone().set(&cell, typed)).await;
        let at = if column == "municipality" { "cell-0-province" } else { &cell };
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{column} {typed:?}");
        assert!(worker.page.has(&format!("#{at}-problem")), "{column} {typed:?}: {}", worker.page.text());
        assert_eq!(table(&worker).value(&cell), typed, "{column}: what was typed stays");
    }
    assert!(made(&world).is_empty());
    make(&mut worker, form.set("cell-0-kits", "k2, K01 en Praten met je kind")).await;
    let made = made(&world);
    let own = made.first().unwrap_or_else(|| panic!("{}", worker.page.text()));
    let slugs: Vec<&str> = own.kits.iter().map(|kit| kit.slug.as_str()).collect();
    assert_eq!(slugs, ["puberteit", "opvoeden-in-twee-culturen", "praten-met-je-kind"]);
}

#[tokio::test]
async fn a_place_that_is_not_known_asks_for_its_province_and_its_region_to_be_confirmed() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    paste(&mut worker, &right_row().replace("\tUtrecht\t", "\tZeist\t"), "").await;
    assert!(worker.page.has("#cell-0-province-problem") && !worker.page.has("#cell-0-region-problem"));
    let form = table(&worker).set("cell-0-province", "utrecht");
    make(&mut worker, form).await;
    assert!(worker.page.has("#cell-0-region-problem") && made(&world).is_empty(), "never in silence");
    let form = table(&worker);
    assert_eq!(form.value("cell-0-region"), "Midden");
    make(&mut worker, form).await;
    let made = made(&world);
    let plan = &made.first().unwrap_or_else(|| panic!("{}", worker.page.text())).plan;
    assert_eq!(
        (plan.municipality.as_str(), plan.province.as_str(), plan.region.code()),
        ("Zeist", "Utrecht", "midden")
    );
}

#[tokio::test]
async fn rows_are_switched_off_and_taken_away_and_none_is_not_enough() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        right_row(),
        right_row().replace("10 mei", "17 mei").replace("Seizoen 1", "Seizoen 2"),
        right_row().replace("10 mei", "32 mei").replace("Seizoen 1", "Seizoen 3"),
    ];
    paste(&mut worker, &rows.join("\n"), "").await;
    let form = table(&worker);
    make(&mut worker, form.clone().without("on-0").without("on-1").without("on-2")).await;
    assert!(worker.page.text().contains("Laat ten minste één rij meedoen"));
    worker.send(form.set("remove", "0")).await;
    let form = table(&worker);
    assert_eq!(
        (form.value("cell-0-title"), form.value("cell-1-title"), form.value("cell-2-title")),
        ("Seizoen 2", "Seizoen 3", "")
    );
    make(&mut worker, form.without("on-1")).await;
    let titles: Vec<String> = made(&world).into_iter().map(|own| own.plan.working_title).collect();
    assert_eq!(titles, ["Seizoen 2"], "{}", worker.page.text());
}

#[tokio::test]
async fn somebody_who_would_be_in_two_places_is_named_and_must_be_acknowledged() {
    let world = World::new();
    let source = source(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [("Seizoen a", "1"), ("Seizoen b", "2")]
        .map(|(title, room)| format!("{HOST}\t10 mei 2028\t10:00-12:00\t{room}\t{title}"));
    let rows = format!("organisation\tdate\ttime\troom\ttitle\n{}", rows.join("\n"));
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    let name = &source.people[0].name;
    let said = worker.page.text();
    assert!(said.contains("Op deze tijd al bezet") && said.contains(name), "{said}");
    let form = table(&worker);
    make(&mut worker, form.clone().without("acknowledged")).await;
    assert!(worker.page.has("#acknowledged-problem") && made(&world).is_empty());
    make(&mut worker, form).await;
    assert_eq!(made(&world).len(), 2, "{}", worker.page.text());
}

#[tokio::test]
async fn a_host_plans_a_season_with_those_who_support_her_and_english_is_spoken() {
    let world = World::new();
    let mut host = world.signed_in("gastvrouw@demo").await;
    paste(&mut host, &right_row().replace(HOST, "opvoedsteunpunt de lindeboom"), "").await;
    assert_eq!(host.page.status, StatusCode::OK, "{}", host.page.text());
    let form = table(&host);
    make(&mut host, form).await;
    assert_eq!(made(&world).len(), 1, "{}", host.page.text());
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(PAGE).await;
    let english = worker.page.forms().into_iter().find(|form| form.action == "/desk/taal").expect("the other language");
    worker.send(english).await;
    worker.open(PAGE).await;
    let form = worker.page.form("Read the rows");
    worker.send(form.set("rows", "Date,Organisation,Languages,Theme\n31 May 2028,Nobody At All,English,K02")).await;
    assert!(worker.page.text().contains("There is no organisation with this name"), "{}", worker.page.text());
}
