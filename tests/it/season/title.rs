//! What the evenings of a season are called (naam), and their order: for the people they are for, and by date.

use aantafel::schema::meeting_title;

use super::*;

#[tokio::test]
async fn an_evening_for_fathers_is_not_called_after_the_mothers_evening_that_it_is_like() {
    let world = World::new();
    let mothers = "Moeders: praten met je kind";
    let source = world.meeting("werker@demo", |own| own.plan.working_title == mothers);
    let own = |db: &mut store::Db| {
        let line = diesel::update(meeting::table.find(&source.head.id)).set(meeting::line_one.eq("Voor alle moeders"));
        line.execute(db)?;
        let title = (
            meeting_title::meeting_id.eq(&source.head.id),
            meeting_title::language.eq("nl"),
            meeting_title::title.eq("Koffie voor moeders"),
            meeting_title::read_by.eq("Saba"),
        );
        Ok(diesel::insert_into(meeting_title::table).values(title).execute(db)?)
    };
    world.database().write_now(own).unwrap();
    let host = world.organisation_of("gastvrouw@demo");
    let (name, other) = if source.head.host_id == host { (HOST, OTHER_HOST) } else { (OTHER_HOST, HOST) };
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        (name, "10 mei 2028", ""),
        (name, "11 mei 2028", "vaders"),
        (name, "12 mei 2028", "Vaders en moeders samen"),
        (other, "15 mei 2028", "vaders"),
        (other, "16 mei 2028", "ouders"),
    ]
    .map(|(host, date, audience)| format!("{host}\t{date}\t{audience}"));
    let rows = format!("organisatie\tdatum\tdoelgroep\n{}", rows.join("\n"));
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    assert!(worker.page.has("#cell-1-title[placeholder='Vaders: praten met je kind']"), "{}", worker.page.html());
    let form = table(&worker);
    make(&mut worker, form).await;
    let first: chrono::NaiveDateTime = "2028-05-10T00:00:00".parse().unwrap();
    let mut made = world.meetings_of("werker@demo");
    made.retain(|own| own.plan.starts_at > first && own.head.state == State::Draft);
    made.sort_by_key(|own| own.plan.starts_at);
    let titles: Vec<&str> = made.iter().map(|own| own.plan.working_title.as_str()).collect();
    let near = format!("Praten met je kind, {other}");
    let expected = [
        mothers,
        "Vaders: praten met je kind",
        "Vaders en moeders samen: praten met je kind",
        "Vaders: Praten met je kind",
        &near,
    ];
    assert_eq!(titles, expected, "{}", worker.page.text());
    let words = |own: &Meeting| (own.titles.len(), own.plan.line_one.clone());
    assert_eq!(words(&made[0]), (1, "Voor alle moeders".to_owned()), "for the same people");
    assert!(made[1..].iter().all(|own| words(own) == (0, String::new())), "written for mothers");
}

#[tokio::test]
async fn days_that_a_search_found_stand_in_order_of_time_each_once() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let days = ["2028-05-17", "2028-06-07", "2028-05-10", "2028-05-17", "31-12", "2028-05-31"];
    let asked = days.map(|day| format!("dag={day}")).join("&");
    worker.open(&format!("{PAGE}?{asked}&from=19:30&until=21:30")).await;
    let form = worker.page.form("Maak alle avonden");
    let rows: Vec<&str> = form.fields.iter().filter(|(name, _)| name == "row").map(|(_, at)| at.as_str()).collect();
    let dates: Vec<&str> = rows.iter().map(|at| form.value(&format!("cell-{at}-date"))).collect();
    assert_eq!(dates, ["10-05-2028", "17-05-2028", "31-05-2028", "07-06-2028"]);
}
