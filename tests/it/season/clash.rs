//! What is at the same time (samenloop): one's own evening by its name, of another's nothing, and nothing where nobody feels it.

use aantafel::domain::list::Codes;

use super::*;

/// Puts one of the worker's own evenings on the tenth of May, with this host, in this town, language and room.
fn put_own(world: &World, host: &str, town: &str, language: &str, room_key: &str) -> Meeting {
    let is_open = |own: &Meeting| matches!(own.head.state, State::Draft | State::Agreed);
    let mut all = world.meetings_of("werker@demo");
    all.retain(is_open);
    // The same one each time.
    let own = all.iter().find(|own| own.plan.working_title == "Zonnebloemavond").unwrap_or(&all[0]).clone();
    let starts = chrono::NaiveDateTime::parse_from_str("2028-05-10 11:00", "%Y-%m-%d %H:%M").unwrap();
    let set = (
        meeting::starts_at.eq(starts),
        meeting::ends_at.eq(starts + chrono::Duration::hours(2)),
        meeting::state.eq(State::Draft),
        meeting::working_title.eq("Zonnebloemavond"),
        meeting::host_id.eq(world.organisation_of(host)),
        meeting::municipality.eq(town),
        meeting::languages.eq(Codes::new(["nl", language])),
        meeting::room_key.eq(room_key),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(set).execute(db)?);
    world.database().write_now(write).unwrap();
    own
}

const NAMED: &str = "Zonnebloemavond, 11.00\u{2013}13.00";

#[tokio::test]
async fn an_own_evening_is_named_where_it_is_felt_and_elsewhere_nothing_is_said() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (host, town, language, is_told) in [
        ("gastvrouw@demo", "Zwolle", "ar", true),
        ("gast.turks@demo", "Utrecht", "ti", true),
        ("gast.turks@demo", "Utrecht", "tr", false),
        ("gast.turks@demo", "Zwolle", "ti", false),
    ] {
        let own = put_own(&world, host, town, language, "elders");
        paste(&mut worker, &right_row(), "").await;
        assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
        let said = worker.page.all("ol.season .note").concat();
        assert_eq!(said.contains(&format!("U heeft dan al: {NAMED}")), is_told, "{host} {town} {language}: {said}");
        assert_eq!(worker.page.links().contains(&format!("/desk/meetings/{}", own.head.id)), is_told, "a link to it");
        assert_eq!(worker.page.text().contains("Let op"), is_told);
        let elsewhere = format!("Uw organisatie heeft op dat uur ook een avond in {town}.");
        assert_eq!(said.contains(&elsewhere), !is_told, "{host} {town} {language}: without a tick, {said}");
        let form = table(&worker).without("acknowledged");
        if is_told {
            make(&mut worker, form).await;
            let problem = worker.page.all("#acknowledged-problem").concat();
            assert!(problem.contains(NAMED) && made(&world).is_empty(), "{problem}");
        }
        // The single form and the search say the same.
        let single = single(&world, &mut worker).await;
        assert_eq!(single.contains(NAMED), is_told, "{host} {town} {language}: {single}");
        let partner = world.organisation_of("gastvrouw@demo");
        let day = "first=2028-05-10&last=2028-05-10&from=10:00&until=12:00&person=&venue=Het%20Zonnehuis&room=3";
        worker.open(&format!("/desk/avonden?partner={partner}&{day}")).await;
        let said = worker.page.text();
        let is_said =
            said.contains("heeft op dat uur nog een bijeenkomst") || said.contains("heeft dan al een bijeenkomst");
        assert_eq!(is_said, is_told, "{host} {town} {language}: {said}");
    }
}

#[tokio::test]
async fn a_tick_is_for_what_the_page_showed_and_not_for_what_came_up_since() {
    let world = World::new();
    put_own(&world, "gastvrouw@demo", "Zwolle", "ar", "elders");
    let mut worker = world.signed_in("werker@demo").await;
    let on = |room: &str, theme: &str| {
        right_row().replace("wo 10 mei", "17 mei").replace("\t3\t", &format!("\t{room}\t")).replace("K01", theme)
    };
    paste(&mut worker, &[right_row(), on("4", "K01"), on("5", "K99")].join("\n"), "").await;
    let form = table(&worker);
    assert_eq!(worker.page.all("input[name=seen]").len(), 1, "of a row that is not right nothing is known yet");
    make(&mut worker, form.set("cell-2-kits", "K01")).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", worker.page.text());
    assert!(made(&world).is_empty(), "the third row was never seen beside the second");
    let problem = worker.page.all("#acknowledged-problem").concat();
    assert!(problem.contains(NAMED) && problem.ends_with("Zie rij 1, 2, 3."), "{problem}");
    assert!(!worker.page.has("input[name=acknowledged][checked]"), "it is asked anew");
    // Another hour is another clash.
    let form = table(&worker);
    make(&mut worker, form.set("cell-0-hours", "10:30-12:00")).await;
    assert!(worker.page.has("#acknowledged-problem") && made(&world).is_empty(), "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form).await;
    assert_eq!(made(&world).len(), 3, "{}", worker.page.text());
}

/// What the form of one evening, at the same time and place, says of what is in the way.
async fn single(world: &World, worker: &mut Browser) -> String {
    worker.open("/desk/meetings/new").await;
    let form = worker.page.form("Maak de bijeenkomst");
    let form = [
        ("partner", world.organisation_of("gastvrouw@demo").as_str()),
        ("working_title", "Seizoen los"),
        ("date", "2028-05-10"),
        ("from", "10:00"),
        ("until", "12:00"),
        ("venue", "Het Zonnehuis"),
        ("room", "3"),
        ("province", "Utrecht"),
        ("municipality", "Utrecht"),
        ("region", "midden"),
        ("languages", "ti"),
        ("kit_1", "opvoeden-in-twee-culturen"),
        ("title", "opvoeden-in-twee-culturen/0"),
    ]
    .into_iter()
    .fold(form, |form, (name, value)| form.set(name, value));
    worker.send(form).await;
    let said = worker.page.all("#acknowledged").concat();
    let made = world.meetings_of("werker@demo").into_iter().find(|own| own.plan.working_title == "Seizoen los");
    if let Some(made) = made {
        let gone = |db: &mut store::Db| {
            let cancelled = meeting::state.eq(State::Cancelled);
            Ok(diesel::update(meeting::table.find(&made.head.id)).set(cancelled).execute(db)?)
        };
        world.database().write_now(gone).unwrap();
    }
    said
}

#[tokio::test]
async fn a_room_of_ones_own_evening_is_named_where_it_can_be_mended_and_that_of_another_never() {
    let world = World::new();
    let own = put_own(&world, "gastvrouw@demo", "Utrecht", "ti", "utrecht/hetzonnehuis/3");
    let theirs = take_room(&world, "2028-05-17 11:00", "utrecht/hetzonnehuis/");
    let write = |db: &mut store::Db| {
        let set = (meeting::working_title.eq("Vlinderavond"), meeting::room_key.eq("utrecht/hetzonnehuis/"));
        Ok(diesel::update(meeting::table.find(&theirs.head.id)).set(set).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    let mut worker = world.signed_in("werker@demo").await;
    let no_room = |row: String| row.replace("\t3\t", "\t\t");
    let rows = [
        right_row(),
        no_room(right_row().replace("wo 10 mei", "17 mei")),
        no_room(right_row().replace("wo 10 mei", "18 mei")),
        no_room(right_row().replace("wo 10 mei", "18 mei")),
    ];
    paste(&mut worker, &rows.join("\n"), "").await;
    let said = |cell: &str| worker.page.all(&format!("#cell-{cell}-problem")).concat();
    assert!(said("0-room").contains(&format!("U heeft deze zaal dan al voor: {NAMED}")), "{}", said("0-room"));
    assert!(worker.page.links().contains(&format!("/desk/meetings/{}", own.head.id)));
    assert!(worker.page.text().contains("Bekijk Zonnebloemavond"));
    assert!(said("1-hours").starts_with("Deze plek is op deze tijd niet vrij."), "{}", worker.page.text());
    assert!(said("1-room").is_empty() && said("2-room").is_empty(), "an empty cell is not to be mended");
    assert!(said("2-hours").starts_with("Rij 4 is dan op dezelfde plek."), "{}", said("2-hours"));
    let html = worker.page.html();
    assert!(!html.contains("Vlinderavond") && !html.contains(theirs.head.id.as_str()), "nothing of theirs is told");
    // The broken variant: at their own desk the same page names it.
    let mut other = world.signed_in("werker.groningen@demo").await;
    paste(&mut other, &rows[1], "").await;
    assert!(other.page.html().contains("Vlinderavond"), "{}", other.page.text());
}
