//! The first look (eerste blik): what a search or last year leaves open is still to be filled in, and nothing is wrong yet.

use super::*;

const FOUND: &str = "dag=2028-05-17&dag=2028-05-10&from=19:30&until=21:30";

fn is_neutral(browser: &Browser) -> bool {
    let red = ["[role=alert]", ".problem", ".note-stop", "[aria-invalid]"];
    red.iter().all(|css| !browser.page.has(css)) && !browser.page.text().contains("Klopt nog niet")
}

#[tokio::test]
async fn evenings_from_a_search_begin_with_what_is_to_be_filled_in_and_are_wrong_only_once_they_were_sent() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("{PAGE}?{FOUND}")).await;
    assert_eq!(worker.page.status, StatusCode::OK);
    assert!(is_neutral(&worker), "{}", worker.page.text());
    let todo = worker.page.all("#todo").concat();
    assert!(todo.contains("Vul per avond nog in") && todo.contains("Organisatie: alle rijen"), "{todo}");
    assert!(worker.page.has("#cell-0-organisation-todo") && worker.page.has("#cell-1-kits-todo"));
    assert!(worker.page.has("#cell-0-organisation[aria-describedby='cell-0-organisation-todo']"));
    assert_eq!(worker.page.all("ol.season details[open]").len(), 2, "what is to be filled in stands open");
    let form = table(&worker);
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_neutral(&worker) && !worker.page.has("#todo"), "sent, it is wrong");
    assert!(worker.page.has("#cell-0-organisation-problem") && worker.page.has("[role=alert]"));
}

#[tokio::test]
async fn one_row_that_lacks_something_is_named_by_its_number() {
    let world = World::new();
    let source = source(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let late = series::set_on(&world, &source, "2029-05-10");
    let write = |db: &mut store::Db| {
        use aantafel::schema::holiday;
        let late = holiday::table.filter(holiday::first_day.gt("2030-01-01".parse::<NaiveDate>().unwrap()));
        Ok(diesel::delete(late).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    let near = world.meeting("werker@demo", |own| {
        own.head.id != late.head.id && own.head.state == State::Published && own.plan.audience.is_parents()
    });
    worker.open(&format!("{PAGE}?van={}&van={}", late.head.id, near.head.id)).await;
    assert!(is_neutral(&worker), "{}", worker.page.text());
    let todo = worker.page.all("#todo li");
    assert!(todo.contains(&"Datum: Rij 2".to_owned()), "{todo:?}");
}

#[tokio::test]
async fn last_year_and_nothing_at_all_are_no_trouble_either() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let theirs = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    for query in ["", "?seizoen=2026", "?seizoen=2031", &format!("?van={}", theirs.head.id)] {
        worker.open(&format!("{PAGE}{query}")).await;
        assert!(worker.page.status == StatusCode::OK && is_neutral(&worker), "{query}: {}", worker.page.text());
    }
    assert!(worker.page.text().contains("Er zijn geen avonden om mee te nemen"));
}
