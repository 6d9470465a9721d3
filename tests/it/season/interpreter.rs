//! An interpreter who is named in a row (tolk): one whom the organisation knows is put on the evening, any other goes to its note.

use aantafel::domain::meeting::Visibility;
use aantafel::domain::person::Duty;
use aantafel::domain::task::TaskItem;
use aantafel::schema::meeting_person;
use aantafel::store::Scope;

use super::*;
use crate::reader::{addresses, squeezed, walk_from};

/// She interprets at evenings of the worker's in the demo world.
const KNOWN: &str = "Feven K.";

async fn one(world: &World, worker: &mut Browser, day: u32, host: &str, interpreter: &str) -> Meeting {
    let row = format!("{day}-5-2028\tHet Zonnehuis\t{day}\t{host}\tK01\tnl, ti\t{interpreter}\tstoelen");
    paste(worker, &format!("Datum\tPlek\tZaal\tMet\tThema\tTaal\tTolk\tOpmerking\n{row}"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{interpreter}: {}", worker.page.text());
    let form = table(worker);
    make(worker, form).await;
    let date = NaiveDate::from_ymd_opt(2028, 5, day).unwrap();
    world.meeting("werker@demo", |own| own.plan.starts_at.date() == date)
}

/// Writes this of an interpreter wherever she is named.
fn set_of(world: &World, name: &str, phone: &str, is_independent: bool) {
    let write = |db: &mut store::Db| {
        let set = (meeting_person::phone.eq(phone), meeting_person::is_independent.eq(is_independent));
        Ok(diesel::update(meeting_person::table.filter(meeting_person::name.eq(name))).set(set).execute(db)?)
    };
    assert!(world.database().write_now(write).unwrap() > 0, "{name}");
}

#[tokio::test]
async fn one_whom_the_organisation_knows_is_the_interpreter_of_the_evening_as_if_she_was_chosen_there() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    set_of(&world, KNOWN, "0612345678", true);
    let made = one(&world, &mut worker, 9, HOST, "ja, FEVEN K.").await;
    let [person] = &made.people[..] else { panic!("{:?}", made.people) };
    assert_eq!((person.name.as_str(), person.duty, person.is_independent), (KNOWN, Duty::Interpreter, true));
    assert_eq!((person.organisation.as_str(), person.phone.as_str()), ("Tolkenpool De Schakel", "0612345678"));
    assert_eq!(made.plan.note, "stoelen");
    let scope = world.scope_of("werker@demo");
    let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, &made)).unwrap();
    assert!(list.iter().any(|task| task.item == TaskItem::Interpreter && task.is_needed && task.is_done()));
    // Whoever had no number of her before does not get it now; and she cannot be in two places.
    let other = one(&world, &mut worker, 10, OTHER_HOST, KNOWN).await;
    assert_eq!((other.people[0].name.as_str(), other.people[0].phone.as_str()), (KNOWN, ""));
    let row = format!("10-5-2028\tDe Kade\t{HOST}\tK01\tnl, ti\t{KNOWN}");
    paste(&mut worker, &format!("Datum\tPlek\tMet\tThema\tTaal\tTolk\n{row}"), "").await;
    assert!(worker.page.text().contains("Op deze tijd al bezet"), "{}", worker.page.text());
    assert!(worker.page.has("#row-0 details[open]"));
    let said = worker.page.all("#cell-0-interpreter-taken").concat();
    assert!(said.starts_with(&format!("Tolk: {KNOWN}")) && said.contains("onafhankelijk"), "{said}");
}

#[tokio::test]
async fn one_who_is_not_known_or_was_not_independent_or_is_known_to_others_goes_to_the_note() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let named = |email: &str| -> Vec<String> {
        let people = world.meetings_of(email).into_iter().flat_map(|own| own.people);
        people.filter(|person| person.duty == Duty::Interpreter).map(|person| person.name).collect()
    };
    let own = named("werker@demo");
    let theirs = named("werker.groningen@demo").into_iter().find(|name| !own.contains(name)).expect("one of theirs");
    set_of(&world, KNOWN, "", false);
    for (day, name) in [(9, "Saba T."), (10, KNOWN), (11, theirs.as_str()), (12, "Feven"), (15, "ja Samira")] {
        let made = one(&world, &mut worker, day, HOST, name).await;
        let name = name.trim_start_matches("ja ");
        assert!(made.people.is_empty(), "{name}: {:?}", made.people);
        assert_eq!(made.plan.note, format!("stoelen\nTolk: {name}"));
    }
    set_of(&world, KNOWN, "", true);
    let made = one(&world, &mut worker, 16, HOST, &format!("Saba T., {KNOWN}")).await;
    assert_eq!((made.people[0].name.as_str(), made.plan.note.as_str()), (KNOWN, "stoelen\nTolk: Saba T."));
    let row = format!("17-5-2028\tDe Kade\t{HOST}\tK01\tSaba T.");
    paste(&mut worker, &format!("Datum\tPlek\tMet\tThema\tTolk\n{row}"), "").await;
    let said = worker.page.all("#cell-0-interpreter-taken").concat();
    assert!(said.starts_with("Tolk: Saba T. staat in de notitie."), "{said}");
}

#[tokio::test]
async fn one_on_the_phone_is_needed_and_the_note_says_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (day, typed) in [(9, "telefonisch"), (10, "Telefonische tolk"), (11, "by phone"), (12, "tolk aan de telefoon")]
    {
        let made = one(&world, &mut worker, day, HOST, typed).await;
        assert_eq!((made.people.len(), made.plan.note.as_str()), (0, "stoelen\nTolk: per telefoon"), "{typed}");
        let scope = world.scope_of("werker@demo");
        let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, &made)).unwrap();
        assert!(list.iter().any(|task| task.item == TaskItem::Interpreter && task.is_open()), "{typed}");
    }
}

#[tokio::test]
async fn no_interpreter_of_a_row_is_on_anything_that_is_public() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let made = one(&world, &mut worker, 9, HOST, &format!("Zonderling Q., {KNOWN}")).await;
    assert!(made.plan.note.contains("Zonderling Q.") && made.people[0].name == KNOWN);
    let (scope, pen) = (Scope::without_viewer(&made.head.host_id), world.pen_of(&made.head.host_id));
    let opened = world.database().write_now(|db| {
        store::meeting::change(db, &made.head.id, &scope, made.head.version, &pen, |own| {
            own.head.state = State::Published;
            own.head.published_at = Some(world.clock.utc());
            own.plan.working_title = "Vlinderavond".to_owned();
            own.open(Visibility::Public, true, true, world.clock.utc()).expect("it is not over");
            Ok(())
        })?;
        store::meeting::find(db, &made.head.id, &scope)
    });
    let opened = opened.expect("it can be opened");
    let from = addresses(&opened).into_iter().chain(["/nl/".to_owned(), "/nl/agenda.ics".to_owned()]).collect();
    let is_of_it = |link: &str| link.contains(&opened.head.code) || link.contains(&opened.head.secret);
    let outputs = walk_from(&mut world.browser().await, from, is_of_it).await;
    let holding = |word: &str| outputs.iter().filter(|output| squeezed(&output.said).contains(&squeezed(word))).count();
    assert!(
        holding("Het Zonnehuis") > 20,
        "its place stands on each: {} of {}",
        holding("Het Zonnehuis"),
        outputs.len()
    );
    assert_eq!((holding("Zonderling Q."), holding(KNOWN)), (0, 0));
}
