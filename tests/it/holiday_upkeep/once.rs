//! Two corrections at the very same moment (tegelijk): one is kept, the other is told; a broken way to do it is caught.

use std::sync::{Barrier, Mutex};

use aantafel::domain::holiday::{Correction, fingerprint};
use aantafel::domain::upkeep::Sheet;
use aantafel::store::{Database, Pen};

use super::*;
use crate::race::{all_at_once, cookie_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_on_save_keeps_it_once_and_nobody_is_told_that_another_was_first() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    for _ in 0..2 {
        let form = moved(&mut coordinator, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
        let page = coordinator.send(form).await.clone();
        let save = compared(page.form(SAVE));
        let app = world.instance().await.into_router();
        let answers = all_at_once(&app, vec![(save, cookie_of(&coordinator)); 6]).await;
        let statuses: Vec<u16> = answers.iter().map(|(status, _)| status.as_u16()).collect();
        assert_eq!(statuses, [303; 6], "{answers:?}");
        // Only the first form moved a day; the second said that all were compared, again.
        let said = coordinator.open("/desk/onderhoud").await.text();
        assert_eq!(said.matches("nu 3 juli").count(), 1, "{said}");
    }
}

fn correction(row: &Holiday, days: i64) -> Correction {
    let by = Duration::days(days);
    let moved = Holiday { first_day: row.first_day + by, last_day: row.last_day + by, ..row.clone() };
    Correction { rows: vec![moved], removed: Vec::new() }
}

/// How many of two who looked at the same days were told that theirs were kept.
fn kept(keep: impl Fn(&Database, &Correction, &str, &Pen) -> bool + Sync) -> usize {
    let world = World::new();
    let row = holiday(&world, "2026-2027", HolidayKind::Summer, Region::North);
    let (seen, barrier) = (fingerprint(&holidays(&world)), Barrier::new(2));
    std::thread::scope(|scope| {
        let both = [-7, 7].map(|days| {
            let (correction, database) = (correction(&row, days), world.database());
            let pen = world.pen_of(&world.organisation_of("coordinator@demo"));
            let (seen, barrier, keep) = (&seen, &barrier, &keep);
            scope.spawn(move || {
                barrier.wait();
                keep(&database, &correction, seen, &pen)
            })
        });
        both.into_iter().map(|one| one.join().expect("a thread")).filter(|is_kept| *is_kept).count()
    })
}

#[test]
fn of_two_corrections_at_once_exactly_one_is_kept() {
    for _ in 0..5 {
        let one = kept(|database, correction, seen, pen| {
            let keep = database.write_now(|db| store::holiday::correct(db, correction, seen, pen));
            keep.expect("the database answers")
        });
        assert_eq!(one, 1);
    }
}

#[test]
fn who_looks_before_the_transaction_and_not_within_is_caught() {
    let (both_looked, turn) = (Barrier::new(2), Mutex::new(()));
    let two = kept(|database, correction, seen, pen| {
        let looked = database.read_now(store::holiday::all).expect("the holidays");
        let is_same = fingerprint(&looked) == seen;
        both_looked.wait();
        let _one_after_another = turn.lock().expect("nobody panics with it");
        let keep = database.write_now(|db| {
            let now = fingerprint(&store::holiday::all(db)?);
            store::upkeep::keep(db, Sheet::Holiday, "a row")?;
            store::holiday::correct(db, correction, &now, pen)
        });
        is_same && keep.expect("the database answers")
    });
    assert_eq!(two, 2, "both were told that theirs was kept: the test above would have seen it");
}
