//! Who said that they cannot then (beschikbaarheid): named at the row, and planned only after a tick.

use aantafel::domain::text;

use super::*;
use crate::availability::cannot;

const DAY: &str = "2027-06-01";

#[tokio::test]
async fn a_row_with_who_cannot_then_is_made_only_after_a_tick() {
    let world = World::new();
    let source = source(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let account = world.account_of("werker@demo");
    let write = |db: &mut store::Db| {
        use aantafel::schema::meeting_person;
        let own = meeting_person::table
            .filter(meeting_person::meeting_id.eq(&source.head.id))
            .filter(meeting_person::name.eq(&source.people[0].name));
        let named = (meeting_person::name.eq(&account.name), meeting_person::name_key.eq(text::key(&account.name)));
        Ok(diesel::update(own).set(named).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    let rows = format!("organisation\tdate\ttime\troom\ttitle\n{HOST}\t{DAY}\t10:00-12:00\t1\tSeizoen a");
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    let about = format!("Deze mensen kunnen dan niet: {}.", account.name);
    assert!(!worker.page.text().contains(&about), "she can, as far as she said");
    cannot(&world, "werker@demo", DAY);
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    assert!(worker.page.text().contains(&about), "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form.clone().without("acknowledged")).await;
    assert!(worker.page.has("#acknowledged-problem") && made(&world).is_empty());
    make(&mut worker, form).await;
    assert_eq!(made(&world).len(), 1, "{}", worker.page.text());
}

#[tokio::test]
async fn a_row_that_stays_shut_says_that_there_is_something_to_mind() {
    let world = World::new();
    let source = source(&world);
    let mut worker = world.signed_in("werker@demo").await;
    let starts = source.plan.starts_at;
    // One's own organisation has an evening then; a week later it has none.
    let row = |at: chrono::NaiveDateTime, number: usize| {
        let (from, until) = (at.format("%d-%m-%Y\t%H:%M"), (at + chrono::Duration::hours(1)).format("%H:%M"));
        format!("{HOST}\t{from}-{until}\tzaal {number}\tSeizoen {number}")
    };
    let free = NaiveDate::from_ymd_opt(2028, 5, 10).unwrap().and_time(starts.time());
    let rows = format!("organisation\tdate\ttime\troom\ttitle\n{}\n{}", row(starts, 1), row(free, 2));
    let like = world.meeting("werker@demo", |own| own.people.is_empty() && own.head.id != source.head.id);
    paste(&mut worker, &rows, like.head.id.as_str()).await;
    let lines = worker.page.all("ol.season summary");
    let said = worker.page.text();
    let hours = [source.plan.starts_at, source.plan.ends_at].map(|at| at.format("%H.%M").to_string()).join("\u{2013}");
    assert!(said.contains(&format!("U heeft dan al: {}, {hours}", source.plan.working_title)), "{said}");
    assert!(worker.page.links().contains(&format!("/desk/meetings/{}", source.head.id)), "and leads to it");
    assert!(lines[0].contains("Let op") && !lines[1].contains("Let op"), "{lines:?}");
    assert!(said.contains("In 1 rij is iets waar u op moet letten"), "{said}");
}
