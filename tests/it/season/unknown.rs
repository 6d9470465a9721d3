//! Nothing known yet (nog open): such a cell never has what the evening has that the row is like, or was like last year.

use aantafel::domain::list::Codes;
use aantafel::domain::person::Duty;
use aantafel::domain::plan::{Food, MeetingAudience};
use aantafel::domain::region::Region;
use aantafel::domain::task::TaskItem;

use super::*;

/// What a planner means with it, and what the row says of it: nothing where the draft has nothing there.
type Case = (&'static str, &'static str, &'static str, Option<&'static str>, fn(&Meeting) -> bool);

fn has(own: &Meeting, duty: Duty) -> bool {
    own.people.iter().any(|person| person.duty == duty)
}

/// Each with a value that an evening of one's own (`peculiar`) has not.
const CASES: [Case; 9] = [
    ("Tijd", "hours", "nog niet bekend", Some("19:30-21:30"), |own| {
        own.plan.starts_at.time().to_string() == "19:30:00" && own.plan.ends_at.time().to_string() == "21:30:00"
    }),
    ("Zaal", "room", "volgt", None, |own| own.plan.room.is_empty() && own.plan.venue == "De Kade"),
    ("Taal", "languages", "?", Some("Nederlands, Tigrinya, Amhaars"), |own| {
        own.plan.languages.iter().collect::<Vec<_>>() == ["nl", "ti", "am"]
    }),
    ("Wie", "audience", "??", Some("Vaders en moeders samen"), |own| {
        own.plan.audience == MeetingAudience::ParentsTogether
    }),
    ("Eten", "food", "onbekend", Some("Koffie en thee"), |own| own.plan.food == Food::Drinks),
    ("Tolk", "interpreter", "n.n.b.", Some("ja"), |own| !has(own, Duty::Interpreter)),
    ("Oppas", "childcare", "TBA", Some("nee"), |own| own.plan.childcare_places == 0 && !has(own, Duty::Childcare)),
    ("Naam", "title", "n.n.b.", Some("Vaders: Puberteit, wat verandert er?"), |own| {
        own.plan.working_title == "Vaders: Puberteit, wat verandert er?"
    }),
    ("Opmerking", "note", "-", None, |own| own.plan.note.is_empty()),
];

/// An evening of the worker's that is in nothing as usual, with its interpreter, and its list without food.
async fn peculiar(world: &World) -> (Meeting, Browser) {
    let own = source(world);
    assert!(has(&own, Duty::Interpreter) && has(&own, Duty::Childcare));
    let worker = series::changed_list(world, &own).await;
    let at = |hour| NaiveDate::from_ymd_opt(2027, 5, 12).unwrap().and_hms_opt(hour, 0, 0).unwrap();
    let set = (
        (meeting::starts_at.eq(at(11)), meeting::ends_at.eq(at(13))),
        (meeting::venue.eq("De Kade"), meeting::room.eq("7"), meeting::address.eq("Kadestraat 1")),
        (meeting::municipality.eq("Zwolle"), meeting::province.eq("Overijssel"), meeting::region.eq(Region::North)),
        (meeting::languages.eq(Codes::new(["nl", "ar"])), meeting::audience.eq(MeetingAudience::Fathers)),
        (meeting::food.eq(Food::MealHalal), meeting::childcare_places.eq(6)),
        (meeting::note.eq("van vorig jaar"), meeting::working_title.eq("Seizoen oud")),
        (meeting::title_kit.eq("puberteit"), meeting::title_number.eq(0)),
    );
    let write = |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&own.head.id)).set(set).execute(db)?);
    world.database().write_now(write).unwrap();
    let kit = |db: &mut store::Db| {
        use aantafel::schema::meeting_kit;
        let of = meeting_kit::table.filter(meeting_kit::meeting_id.eq(&own.head.id));
        diesel::delete(of.filter(meeting_kit::position.ne(1))).execute(db)?;
        let of = meeting_kit::table.filter(meeting_kit::meeting_id.eq(&own.head.id));
        Ok(diesel::update(of).set(meeting_kit::slug.eq("puberteit")).execute(db)?)
    };
    world.database().write_now(kit).unwrap();
    (world.meeting("werker@demo", |other| other.head.id == own.head.id), worker)
}

fn on(world: &World, date: NaiveDate) -> Meeting {
    world.meeting("werker@demo", |own| own.plan.starts_at.date() == date)
}

#[tokio::test]
async fn an_open_cell_has_what_is_usual_and_says_so_and_not_what_the_other_evening_had() {
    let world = World::new();
    let (source, mut worker) = peculiar(&world).await;
    for (case, day) in CASES.iter().zip(2..) {
        let (heading, column, word, said, is_usual) = case;
        assert!(!is_usual(&source), "{heading}: the other evening is otherwise");
        for year in [2028, 2029] {
            let date = NaiveDate::from_ymd_opt(year, 5, day).unwrap();
            if year == 2028 {
                let rows = format!("Datum\tMet\t{heading}\n{}\t{HOST}\t{word}", date.format("%d-%m-%Y"));
                paste(&mut worker, &rows, source.head.id.as_str()).await;
            } else {
                // The same of last year's evening, of which all cells are filled in.
                worker.open(&format!("{PAGE}?van={}", source.head.id)).await;
                let form = table(&worker).set("cell-0-date", &date.format("%d-%m-%Y").to_string());
                worker.send(form.set(&format!("cell-0-{column}"), word)).await;
            }
            assert_eq!(worker.page.status, StatusCode::OK, "{heading}: {}", worker.page.text());
            let beside = said.map(|said| format!("Nog niet bekend. In het concept staat nu: {said}"));
            let taken = worker.page.all(&format!("#cell-0-{column}-taken"));
            assert_eq!(taken, Vec::from_iter(beside), "{heading} {year}");
            assert_eq!(worker.page.has("#row-0 details[open]"), said.is_some(), "{heading}: what is said is seen");
            let form = table(&worker);
            assert_eq!(form.value(&format!("cell-0-{column}")), *word, "what was typed stays");
            make(&mut worker, form).await;
            let made = on(&world, date);
            assert!(is_usual(&made), "{heading} {year}: {:?}", made.plan);
            if *column == "food" {
                let scope = world.scope_of("werker@demo");
                let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, &made)).unwrap();
                let is_needed = list.iter().any(|task| task.item == TaskItem::Food && task.is_needed);
                assert!(is_needed, "somebody has to see to it still");
            }
        }
    }
}

#[tokio::test]
async fn a_theme_and_a_date_that_are_open_are_asked_for() {
    let world = World::new();
    let (source, mut worker) = peculiar(&world).await;
    for word in ["n.n.b.", "?", "??", "onbekend", "TBA"] {
        let rows = format!("Datum\tMet\tThema\n10-5-2028\t{HOST}\t{word}");
        paste(&mut worker, &rows, source.head.id.as_str()).await;
        assert!(worker.page.has("#cell-0-kits-problem"), "{word}: {}", worker.page.text());
        assert_eq!(table(&worker).value("cell-0-kits"), word);
        worker.open(&format!("{PAGE}?van={}", source.head.id)).await;
        let form = table(&worker);
        for column in ["date", "organisation", "kits"] {
            worker.send(form.clone().set(&format!("cell-0-{column}"), word)).await;
            assert!(worker.page.has(&format!("#cell-0-{column}-problem")), "{column} {word}: {}", worker.page.text());
        }
    }
    // The region of a known place is not of the other evening, and still is said.
    let rows = format!("Datum\tMet\tRegio\n9-5-2028\t{HOST}\t?");
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    let said = "Nog niet bekend. In het concept staat nu: Noord";
    assert_eq!(worker.page.all("#cell-0-region-taken"), [said], "{}", worker.page.text());
    // In the building of that name in a town that is still open there is no room, and the address is not known.
    let rows = format!("Datum\tMet\tGemeente\tPlek\n10-5-2028\t{HOST}\tn.n.b.\tDe Kade");
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    let said = "Nog niet bekend. In het concept staat nu: Utrecht";
    assert_eq!(worker.page.all("#cell-0-municipality-taken"), [said], "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = on(&world, "2028-05-10".parse().unwrap());
    let plan = &made.plan;
    assert_eq!((plan.municipality.as_str(), plan.venue.as_str()), ("Utrecht", "De Kade"));
    assert!(plan.room.is_empty() && plan.address.is_empty(), "{plan:?}");
    assert_eq!((plan.province.as_str(), plan.region), ("Utrecht", Region::Middle));
}

#[tokio::test]
async fn a_draft_waits_for_its_place_and_takes_none_of_the_evening_that_it_is_like() {
    let world = World::new();
    let (source, mut worker) = peculiar(&world).await;
    for (heading, word) in [("Plek", "n.n.b."), ("Plek", "?"), ("Gemeente", "onbekend")] {
        // Two at one hour: without a place they are in no room together.
        let rows = format!("Datum\tMet\t{heading}\n10-5-2028\t{HOST}\t{word}\n10-5-2028\t{OTHER_HOST}\t{word}");
        paste(&mut worker, &rows, source.head.id.as_str()).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{heading} {word}: {}", worker.page.text());
        let said = "Nog geen plek. Vul die in voordat u de avond voorstelt.";
        assert_eq!(worker.page.all("#cell-0-venue-taken"), [said], "{heading} {word}");
    }
    let form = table(&worker);
    make(&mut worker, form).await;
    let made: Vec<Meeting> = world.meetings_of("werker@demo");
    let made: Vec<_> = made.iter().filter(|own| own.plan.starts_at.date().to_string() == "2028-05-10").collect();
    assert_eq!(made.len(), 2, "{}", worker.page.text());
    for own in &made {
        let plan = &own.plan;
        assert!(
            [&plan.venue, &plan.room, &plan.address, &plan.room_key].iter().all(|part| part.is_empty()),
            "{plan:?}"
        );
    }
}
