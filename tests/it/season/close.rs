//! Evenings of one organisation close to each other (kort na elkaar): a soft word in the row, and nothing to tick.

use super::*;

const HEADINGS: &str = "Datum\tTijd\tGemeente\tPlek\tOrganisatie\tThema";

fn row(day: &str, host: &str) -> String {
    format!("{day}\t10:00-12:00\tUtrecht\tHet Zonnehuis {day}\t{host}\tK01")
}

#[tokio::test]
async fn rows_within_a_week_for_the_same_people_name_each_other_and_a_rhythm_of_weeks_does_not() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        row("10-5-2028", HOST),
        row("12-5-2028", HOST),
        row("11-5-2028", OTHER_HOST),
        row("18-5-2028", OTHER_HOST),
        row("31-5-2028", HOST),
    ];
    paste(&mut worker, &format!("{HEADINGS}\n{}", rows.join("\n")), "").await;
    let told = |browser: &Browser, at: usize| browser.page.all(&format!("#row-{at} .note")).concat();
    let within = |number| format!("binnen een week ook een avond in rij {number}.");
    assert!(told(&worker, 0).contains(&within(3)), "{}", told(&worker, 0));
    assert!(told(&worker, 1).contains(&within(2)), "{}", told(&worker, 1));
    let close = |browser: &Browser| browser.page.all("#close").concat();
    assert!(close(&worker).contains("dezelfde mensen: rij 2, 3."), "{}", close(&worker));
    for at in 2..5 {
        assert!(!told(&worker, at).contains("binnen een week"), "{at}: {}", told(&worker, at));
    }
    // One that is switched off is no evening.
    let form = table(&worker).without("on-1");
    worker.send(form).await;
    assert!(close(&worker).is_empty());
    assert!(!told(&worker, 0).contains("binnen een week"), "{}", told(&worker, 0));
}

#[tokio::test]
async fn an_own_evening_of_the_same_people_is_named_with_its_day_and_anothers_is_not() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let own = world.meeting("werker@demo", |own| {
        own.head.state == State::Draft && own.head.host_id == world.organisation_of("gastvrouw@demo")
    });
    let theirs = world.meeting("werker.groningen@demo", |own| own.head.state != State::Cancelled);
    let host = meeting::host_id.eq(world.organisation_of("gastvrouw@demo"));
    for (id, title, of) in [(&own.head.id, "Zonnebloemavond", true), (&theirs.head.id, "Geheimavond", false)] {
        for (day, is_told) in [("2028-05-13", of), ("2028-05-17", false)] {
            let starts: chrono::NaiveDateTime = format!("{day}T19:30:00").parse().expect("a moment");
            let hours = (meeting::starts_at.eq(starts), meeting::ends_at.eq(starts + chrono::Duration::hours(2)));
            let set = (hours.0, hours.1, meeting::working_title.eq(title), host.clone());
            let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(id)).set(set).execute(db)?);
            world.database().write_now(write).expect("kept");
            paste(&mut worker, &format!("{HEADINGS}\n{}", row("10-5-2028", HOST)), "").await;
            let said = worker.page.text();
            assert_eq!(said.contains("kort ervoor of erna al een avond"), is_told, "{title} {day}: {said}");
            assert_eq!(said.contains(&format!("{title}, zaterdag 13 mei 2028")), is_told, "{title} {day}: {said}");
            assert!(!worker.page.has("#acknowledged"), "nothing to tick: {said}");
        }
    }
    let form = table(&worker);
    make(&mut worker, form).await;
    assert!(worker.page.text().contains("De avond is gemaakt"), "it stops nobody: {}", worker.page.text());
}
