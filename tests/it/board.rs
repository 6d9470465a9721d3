//! The board: one's own evenings by state, the days in the way, the gaps and their plans, on the page and on paper; nobody else's.

mod drawing;
mod gap;
mod wish;

use aantafel::domain::list::Codes;
use aantafel::domain::meeting::State;
use aantafel::domain::region::Region;
use aantafel::schema::{meeting, organisation};
use aantafel::store;
use axum::http::StatusCode;
use diesel::prelude::*;

use crate::browser::Browser;
use crate::reader::{paper, squeezed};
use crate::world::World;

const HOST: &str = "Koffiekring De Jebena";

/// Lets the Eritrean organisation of the demo world also speak a language in which it has no evening.
fn also_somali(world: &World) {
    let host = world.organisation_of("gastvrouw@demo");
    let languages = Codes::new(["ti", "am", "nl", "so"]);
    let write = |db: &mut store::Db| {
        Ok(diesel::update(organisation::table.find(&host)).set(organisation::languages.eq(languages)).execute(db)?)
    };
    assert_eq!(world.database().write_now(write).unwrap(), 1);
}

async fn board(browser: &mut Browser) -> String {
    board_of(browser, "").await
}

async fn board_of(browser: &mut Browser, asked: &str) -> String {
    browser.open(&format!("/desk/bord{asked}")).await;
    assert_eq!(browser.page.status, StatusCode::OK, "{}", browser.page.text());
    browser.page.text()
}

/// The gaps of the page, as they are read.
fn gaps(browser: &Browser) -> Vec<String> {
    let spaced = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    browser.page.all("ul.gaps > li > p").into_iter().map(spaced).collect()
}

#[tokio::test]
async fn every_evening_of_ones_own_stands_on_it_with_its_state_in_the_drawing_and_in_the_table() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk").await;
    assert!(worker.page.links().contains(&"/desk/bord".to_owned()));
    worker.open("/desk/meetings").await;
    assert!(worker.page.links().contains(&"/desk/bord".to_owned()));
    let said = board(&mut worker).await;
    let coming = world.meetings_of("werker@demo").into_iter().filter(|own| own.plan.starts_at > world.clock.wall());
    let (mut seen, html) = (0, worker.page.html());
    for own in coming {
        let href = format!("href=\"/desk/meetings/{}\"", own.head.id);
        assert_eq!(html.matches(&href).count(), 2, "{}: once drawn and once in the table", own.plan.working_title);
        assert!(said.contains(&own.plan.working_title), "{}", own.plan.working_title);
        seen += 1;
    }
    assert!(seen > 5, "{seen} evenings");
    let states = worker.page.all("table.board-weeks td .badge");
    for state in ["Concept", "Wacht op een ja", "Staat vast", "Goede tijd", "Laat", "Te laat"] {
        assert!(states.iter().any(|badge| badge == state), "{state}: {states:?}");
    }
    for days in ["Kerstvakantie", "Meivakantie", "Koningsdag, 27 april", "Orthodox Pasen"] {
        assert!(said.contains(days), "{days}: {said}");
    }
    assert!(said.contains("Beste tijd: 24 april tot en met 19 juni. Laat: tot en met 26 juni."), "{said}");
}

#[tokio::test]
async fn ones_own_region_is_shown_by_itself_and_the_others_are_a_step_away_with_what_waits_there() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    let sections = |browser: &Browser| browser.page.all("section.board h2");
    let choices = |browser: &Browser| browser.page.all("nav.regions a");
    let chosen = |browser: &Browser| browser.page.all("nav.regions a[aria-current='page']");
    assert_eq!(sections(&worker), ["Midden"]);
    assert_eq!(choices(&worker), ["Midden", "Noord", "Zuid", "Alle regio's"]);
    assert_eq!(chosen(&worker), ["Midden"]);
    for (region, name) in [("noord", "Noord"), ("zuid", "Zuid")] {
        let link = format!("/desk/bord?regio={region}");
        assert!(worker.page.links().contains(&link), "{link}");
        let mut other = world.signed_in("werker@demo").await;
        let said = board_of(&mut other, &format!("?regio={region}")).await;
        assert_eq!((sections(&other), chosen(&other)), (vec![name.to_owned()], vec![name.to_owned()]));
        assert!(other.page.has("section.board svg"), "an empty region that is asked for is drawn");
        assert!(said.contains("Geen partner en geen wens in deze schoolregio."), "{said}");
        assert!(choices(&other).iter().any(|one| one.starts_with("Midden") && one.contains("bijeenkomsten")));
    }
    // Together: one's own first, and nobody reads an empty drawing.
    let said = board_of(&mut worker, "?regio=alle").await;
    assert_eq!((sections(&worker), chosen(&worker)), (vec!["Midden".to_owned()], vec!["Alle regio's".to_owned()]));
    for name in ["Noord", "Zuid"] {
        assert!(said.contains(&format!("{name}: niets gepland, en geen plek zonder avond.")), "{said}");
    }
    let moved = world.meeting("werker@demo", |own| own.plan.starts_at > world.clock.wall());
    let write = |db: &mut store::Db| {
        Ok(diesel::update(meeting::table.find(&moved.head.id)).set(meeting::region.eq(Region::South)).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    board_of(&mut worker, "?regio=alle").await;
    assert_eq!(sections(&worker), ["Midden", "Zuid"]);
    assert_eq!(worker.page.all("table.board-weeks thead th").len(), 3, "the week, and each region that is drawn");
    board(&mut worker).await;
    assert_eq!(choices(&worker)[2].split_whitespace().collect::<Vec<_>>(), ["Zuid", "1", "bijeenkomst"]);
    let mut southern = world.signed_in("werker.eindhoven@demo").await;
    board(&mut southern).await;
    assert_eq!(sections(&southern), ["Zuid"]);
}

#[tokio::test]
async fn nothing_of_another_organisation_stands_on_it() {
    let world = World::new();
    let theirs = world.meeting("werker.groningen@demo", |own| own.plan.starts_at > world.clock.wall());
    let planted = (
        meeting::working_title.eq("Zonnebloemavond"),
        meeting::municipality.eq("Verweggistan"),
        meeting::state.eq(State::Draft),
    );
    let write =
        |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&theirs.head.id)).set(planted).execute(db)?);
    world.database().write_now(write).unwrap();
    let ids = [theirs.head.support_id.clone(), theirs.head.host_id.clone()];
    let names = world.database().read_now(|db| store::organisation::named(db, &ids)).unwrap();
    let told = |html: &str| {
        let words =
            names.values().map(String::as_str).chain(["Zonnebloemavond", "Verweggistan", theirs.head.id.as_str()]);
        words.filter(|word| html.contains(word)).count()
    };
    let mut worker = world.signed_in("werker@demo").await;
    board(&mut worker).await;
    assert_eq!(told(&worker.page.html()), 0);
    worker.open("/desk/bord.pdf").await;
    assert_eq!(told(&paper(&worker.page.bytes).text), 0);
    // The broken variant: on the page of its owner the same words are found.
    let mut owner = world.signed_in("werker.groningen@demo").await;
    board(&mut owner).await;
    assert!(told(&owner.page.html()) >= 4, "this test sees them where they stand");
    owner.open("/desk/bord.pdf").await;
    assert!(told(&paper(&owner.page.bytes).text) >= 2);
}

/// What a screen reader says of each drawing of a PDF.
fn figures(bytes: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(bytes).expect("a PDF");
    let objects = file.objects.values().filter_map(|object| object.as_dict().ok());
    let figures = objects.filter(|object| object.get(b"S").and_then(lopdf::Object::as_name).ok() == Some(b"Figure"));
    figures.map(|figure| lopdf::decode_text_string(figure.get(b"Alt").expect("it is told")).expect("text")).collect()
}

#[tokio::test]
async fn the_paper_says_what_the_page_says_in_dutch_and_in_english() {
    let world = World::new();
    also_somali(&world);
    let mut worker = world.signed_in("werker@demo").await;
    for (code, title, print) in [("nl", "Bord", "Print het bord (PDF)"), ("en", "Board", "Print the board (PDF)")] {
        worker.open("/desk").await;
        let token = worker.page.forms().first().expect("a form").value("form_token").to_owned();
        worker.post("/desk/taal", &[("form_token".to_owned(), token), ("language".to_owned(), code.to_owned())]).await;
        let said = board(&mut worker).await;
        assert!(said.contains(print), "{said}");
        // The heads of the legend and of the table are for the page.
        let cells = "table.board-weeks :is(thead th, th .quiet, td > p.quiet, td a, td .badge), ul.gaps strong, \
                     .board > p.quiet:not(.moves), .board h2, .month-name, .day, .legend li";
        let wanted = worker.page.all(cells);
        let described = worker.page.all("svg > desc").concat();
        worker.open("/desk/bord.pdf").await;
        assert_eq!(worker.page.header("content-type"), "application/pdf", "{}", worker.page.text());
        let figures = figures(&worker.page.bytes);
        assert_eq!(figures.len(), 2, "the region, and what its signs mean");
        assert!(figures.contains(&described), "a screen reader says what the page says of it: {figures:?}");
        assert_eq!(worker.page.header("cache-control"), "no-store");
        let file = format!("inline; filename=\"bord-2026-11-21-{code}.pdf\"");
        assert_eq!(worker.page.header("content-disposition"), file);
        let printed = paper(&worker.page.bytes);
        assert_eq!((printed.title.as_str(), printed.language.as_str()), (title, code));
        // Cells stand beside each other, so their lines are read in turn: the words count.
        let bare = |text: &str| squeezed(text).replace('-', "");
        let text = bare(&printed.text);
        let is_there = |said: &&String| said.split_whitespace().all(|word| text.contains(&bare(word)));
        let missing: Vec<&String> = wanted.iter().filter(|said| !is_there(said)).collect();
        assert!(wanted.len() > 40 && missing.is_empty(), "{missing:?} of {} in {}", wanted.len(), printed.text);
    }
}

#[tokio::test]
async fn a_title_that_no_letter_of_ours_can_print_is_said_on_the_page() {
    let world = World::new();
    let own = world.meeting("werker@demo", |own| own.plan.starts_at > world.clock.wall());
    let write = |db: &mut store::Db| {
        let title = meeting::working_title.eq("家 samen");
        Ok(diesel::update(meeting::table.find(&own.head.id)).set(title).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/bord.pdf").await;
    assert_eq!(worker.page.status, StatusCode::CONFLICT);
    let said = worker.page.text();
    assert!(said.contains("kan niet geprint worden") && said.contains('家'), "{said}");
}

#[tokio::test]
async fn one_region_and_a_later_summer_can_be_chosen_and_nothing_that_is_asked_breaks_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/bord?regio=midden&zomer=2028").await;
    assert_eq!(worker.page.all("section.board").len(), 1);
    let form = worker.page.form("Bekijk");
    assert_eq!((form.value("regio"), form.value("zomer")), ("midden", "2028"));
    let said = worker.page.text();
    assert!(said.contains("september") && said.contains("oktober 2027") && said.contains("januari 2028"), "{said}");
    assert!(worker.page.links().contains(&"/desk/bord.pdf?regio=midden&zomer=2028".to_owned()));
    for hostile in [
        "regio=atlantis",
        "zomer=9999999999",
        "zomer=-1",
        "zomer=-200000",
        "zomer=1999&regio=%00",
        "regio=%3Cscript%3E",
    ] {
        worker.open(&format!("/desk/bord?{hostile}")).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{hostile}");
        assert!(
            worker.page.all("section.board h2") == ["Midden"] && !worker.page.html().contains("<script"),
            "{hostile}"
        );
    }
}

/// The north goes on holiday first: while the south still waits for the same summer, each is shown its own. One's own is the
/// middle, which has gone by then; together nothing is left to draw.
#[tokio::test]
async fn between_the_first_and_the_last_start_of_the_summer_each_region_is_shown_its_own_window() {
    let world = World::new();
    let day: chrono::NaiveDate = "2027-07-20".parse().unwrap();
    world.clock.advance(day - world.clock.today());
    let mut worker = world.signed_in("werker@demo").await;
    for (which, windows) in [
        ("regio=noord", &["22 april tot en met 17 juni"][..]),
        ("regio=noord&zomer=2027", &["22 april tot en met 17 juni"]),
        ("regio=zuid", &["1 mei tot en met 26 juni"]),
        ("", &["15 april tot en met 10 juni"]),
        ("regio=alle", &[]),
    ] {
        worker.open(&format!("/desk/bord?{which}")).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{which}");
        let seasons = worker.page.all("section.board > .board-head + p.quiet");
        assert_eq!(seasons.len(), windows.len(), "{which}");
        for (season, window) in seasons.iter().zip(windows) {
            assert!(season.contains(&format!("Beste tijd: {window}.")), "{which}: {season}");
        }
    }
}
