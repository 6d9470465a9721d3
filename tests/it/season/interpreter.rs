//! An interpreter who is named in a row (tolk): one whom the organisation knows is put on the evening, any other once it is said that they are no family.

use aantafel::domain::meeting::Visibility;
use aantafel::domain::person::Duty;
use aantafel::domain::task::TaskItem;
use aantafel::domain::text::key;
use aantafel::schema::meeting_person;
use aantafel::store::Scope;
use aantafel::web::clearing;
use chrono::Duration;

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

/// Pastes an evening and makes it, with a tick for each of these new names.
async fn ticked(world: &World, worker: &mut Browser, day: u32, interpreter: &str, ticks: &[&str]) -> Meeting {
    let row = format!("{day}-5-2028\tHet Zonnehuis\t{day}\t{HOST}\tK01\tnl, ti\t{interpreter}\tstoelen");
    paste(worker, &format!("Datum\tPlek\tZaal\tMet\tThema\tTaal\tTolk\tOpmerking\n{row}"), "").await;
    let mut form = table(worker);
    for tick in ticks {
        assert!(worker.page.has(&format!("#interpreters input[value='{tick}']")), "{tick}: {}", worker.page.text());
        form = form.add("independent", tick);
    }
    make(worker, form).await;
    let date = NaiveDate::from_ymd_opt(2028, 5, day).unwrap();
    world.meeting("werker@demo", |own| own.plan.starts_at.date() == date)
}

#[tokio::test]
async fn one_who_is_not_known_or_was_not_independent_or_is_known_to_others_is_kept_nowhere_unless_said_to_be_independent()
 {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let named = |email: &str| -> Vec<String> {
        let people = world.meetings_of(email).into_iter().flat_map(|own| own.people);
        people.filter(|person| person.duty == Duty::Interpreter).map(|person| person.name).collect()
    };
    let own = named("werker@demo");
    let theirs = named("werker.groningen@demo").into_iter().find(|name| !own.contains(name)).expect("one of theirs");
    set_of(&world, KNOWN, "", false);
    for (day, name) in
        [(9, "Saba T."), (10, KNOWN), (11, theirs.as_str()), (12, "Feven"), (15, "ja Samira 06-12345678")]
    {
        let made = ticked(&world, &mut worker, day, name, &[]).await;
        assert!(made.people.is_empty(), "{name}: {:?}", made.people);
        assert_eq!(made.plan.note, "stoelen", "{name}");
        let scope = world.scope_of("werker@demo");
        let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, &made)).unwrap();
        assert!(
            list.iter().any(|task| task.item == TaskItem::Interpreter && task.is_open()),
            "{name}: still asked for"
        );
    }
    let made = ticked(&world, &mut worker, 16, "ja, Saba T. (tel. 06-12345678), Feven", &["saba t."]).await;
    let [person] = &made.people[..] else { panic!("{:?}", made.people) };
    assert_eq!((person.name.as_str(), person.duty, person.is_independent), ("Saba T.", Duty::Interpreter, true));
    assert_eq!((person.phone.as_str(), made.plan.note.as_str()), ("06-12345678", "stoelen"));
    set_of(&world, KNOWN, "", true);
    let made = ticked(&world, &mut worker, 17, &format!("Mo T., {KNOWN}"), &[]).await;
    assert_eq!((made.people[0].name.as_str(), made.plan.note.as_str()), (KNOWN, "stoelen"));
    let said = |worker: &Browser| worker.page.all("#cell-0-interpreter-taken").concat();
    paste(&mut worker, &format!("Datum\tPlek\tMet\tThema\tTolk\n18-5-2028\tDe Kade\t{HOST}\tK01\tMo T., Feven"), "")
        .await;
    assert!(said(&worker).contains("Mo T. kennen we nog niet") && said(&worker).contains("Feven"), "{}", said(&worker));
}

#[tokio::test]
async fn a_new_interpreter_is_asked_of_once_for_all_rows_and_the_tick_stays() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let row = |day: u32, name: &str| format!("{day}-5-2028\tDe Kade\t{HOST}\tK01\tnl, ti\t{name}\n");
    let rows = [row(9, "Saba T."), row(10, "ja, SABA  T."), row(11, "Mo K.")].concat();
    paste(&mut worker, &format!("Datum\tPlek\tMet\tThema\tTaal\tTolk\n{rows}"), "").await;
    let asked = worker.page.all("#interpreters label");
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked[0].contains("Saba T. staat los van de gezinnen (rij 2, 3)"), "{asked:?}");
    let form = table(&worker).add("independent", "saba t.");
    worker.send(form).await;
    assert!(worker.page.has("#interpreters input[value='saba t.'][checked]"));
    assert!(!worker.page.has("#interpreters input[value='mo k.'][checked]"));
    assert!(worker.page.all("#cell-1-interpreter-taken").concat().contains("losstaat"), "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form).await;
    let named = |day: u32| {
        let date = NaiveDate::from_ymd_opt(2028, 5, day).unwrap();
        let made = world.meeting("werker@demo", |own| own.plan.starts_at.date() == date);
        made.people.into_iter().map(|person| key(&person.name)).collect::<Vec<_>>()
    };
    assert_eq!((named(9), named(10), named(11)), (vec!["saba t.".to_owned()], vec!["saba t.".to_owned()], vec![]));
}

#[tokio::test]
async fn thirty_days_after_the_evening_a_name_that_a_season_brought_is_gone_everywhere() {
    const PLANTED: &str = "Zwaantje Quispelmoer";
    const NUMBER: &str = "0699887766";
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let holding = |word: &str| -> Vec<String> {
        let rows = crate::rows::all(&world.database()).into_iter();
        rows.filter(|row| squeezed(row).contains(&squeezed(word))).collect()
    };
    ticked(&world, &mut worker, 9, "Bertha Onbekendstra 0611223344", &[]).await;
    for word in ["Onbekendstra", "0611223344"] {
        assert!(holding(word).is_empty(), "nobody said that they are independent: {:?}", holding(word));
    }
    let made = ticked(&world, &mut worker, 10, &format!("{PLANTED} {NUMBER}"), &["zwaantje quispelmoer"]).await;
    for word in [PLANTED, NUMBER] {
        let rows = holding(word);
        assert!(!rows.is_empty() && rows.iter().all(|row| row.starts_with("meeting_person:")), "{rows:?}");
    }
    let over = made.plan.ends_at - world.clock.wall();
    for (after, is_there) in [(Duration::days(29), true), (Duration::days(2), false)] {
        let ahead = if is_there { over + after } else { after };
        world.clock.advance(ahead);
        clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
        for word in [PLANTED, NUMBER] {
            assert_eq!(!holding(word).is_empty(), is_there, "{word}: {:?}", holding(word));
        }
    }
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
    let made = ticked(&world, &mut worker, 9, "Zonderling Q.", &["zonderling q."]).await;
    assert_eq!(made.people[0].name, "Zonderling Q.");
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
    assert_eq!(holding("Zonderling Q."), 0);
}
