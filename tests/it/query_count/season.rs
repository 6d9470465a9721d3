//! A season (seizoen) is looked at in as many queries for twelve rows as for one: each table is asked once.

use super::*;
use crate::season::{HOST, PAGE, source};

#[tokio::test]
async fn a_season_that_is_sent_asks_as_often_for_twelve_rows_as_for_one() {
    let world = world();
    let mut worker = world.signed_in("werker@demo").await;
    for like in [String::new(), source(&world).head.id.to_string()] {
        let mut counts = Vec::new();
        for number in [1, 12] {
            let row = |day| format!("{HOST}\t{day}-5-2028\t10:00-12:00\tUtrecht\tHet Zonnehuis\t{day}\tK01");
            let rows = (1..=number).map(row).collect::<Vec<_>>().join("\n");
            let rows = format!("organisatie\tdatum\ttijd\tplaats\tlocatie\tzaal\tthema\n{rows}");
            worker.open(PAGE).await;
            let form = worker.page.form("Lees de rijen").set("rows", &rows).set("like", &like);
            let read = sent(&world, &mut worker, form, number).await;
            let form = worker.page.form("Maak alle avonden");
            counts.push((read, sent(&world, &mut worker, form, number).await));
        }
        assert!(counts[0].0 > 5, "{counts:?}");
        assert_eq!(counts[0], counts[1], "queries for one row and for twelve");
    }
}

#[tokio::test]
async fn next_year_asks_as_often_for_one_evening_as_for_a_school_year() {
    one_and_many_on_the_desk("/desk/seizoen?seizoen=2026", "ol.season > li", |_| true).await;
}

/// How many queries the answer took.
async fn sent(world: &World, browser: &mut Browser, form: crate::browser::Form, rows: usize) -> usize {
    let before = counted(&world.url);
    browser.send(form).await;
    assert_eq!(browser.page.all("ol.season > li").len(), rows, "{}", browser.page.text());
    counted(&world.url) - before
}
