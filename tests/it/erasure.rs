//! Taking an account away (wissen): her name goes from every row of every table, but where it stands as somebody else's.

use aantafel::domain::account::{Account, Role};
use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::domain::message::MessageState;
use aantafel::language::Language;
use aantafel::schema::message;
use aantafel::store;
use aantafel::web::paths;
use diesel::prelude::*;

use crate::rows;
use crate::world::{PASSWORD, World};

const HOST: &str = "gastvrouw@demo";
const WORKER: &str = "werker@demo";

/// Another contact person of her organisation, who came in before.
fn colleague(world: &World) {
    let id = "01990000-0000-7000-8000-0000000000e1".parse().expect("an identifier");
    let now = world.clock.utc();
    let mut row = Account::new(id, world.organisation_of(HOST), Role::Host, "Lemlem".to_owned(), String::new(), now);
    row.used_at = Some(now);
    assert!(world.database().write_now(|db| store::colleague::put(db, &row)).expect("a row"));
}

fn with_name(world: &World, name: &str) -> Vec<String> {
    rows::all(&world.database()).into_iter().filter(|row| row.contains(name)).collect()
}

#[tokio::test]
async fn no_row_of_any_table_holds_the_name_of_who_took_her_account_away() {
    let world = World::new();
    let nl = Language::dutch();
    let t = nl.phrases();
    let name = world.account_of(HOST).name;
    let (mut host, mut worker) = (world.signed_in(HOST).await, world.signed_in(WORKER).await);
    let asked = |own: &Meeting| own.head.state == State::Proposed && !own.has_agreed(Side::Host);
    let noted = world.meeting(HOST, asked);
    worker.open(&paths::meeting(&noted.head.id)).await;
    let note = worker.page.form("Noteer het ja").set("spoke_with", &name).set("spoke_on", "2026-11-20");
    worker.send(note).await;
    let agreed = world.meeting(HOST, |own| own.head.state == State::Agreed && own.head.id != noted.head.id);
    let other_day =
        |page: &crate::browser::Page| page.form(t.evening.other_date_send.as_str()).set("text", "Op dinsdag");
    host.open(&paths::host_meeting(nl, &agreed.head.id)).await;
    let form = other_day(&host.page);
    host.send(form).await;
    let sent = diesel::update(message::table.filter(message::account_id.eq(world.account_of(HOST).id)));
    let sent = world.database().write_now(|db| Ok(sent.set(message::state.eq(MessageState::Sent)).execute(db)?));
    assert!(sent.expect("letters") > 0, "one letter is out");
    host.open(&paths::host_meeting(nl, &agreed.head.id)).await;
    let call = host.page.form(t.evening.call_me.as_str());
    host.send(call).await;
    let told = with_name(&world, &name);
    for table in ["message: ", "agreement: ", "record_name: ", "account: "] {
        assert!(told.iter().any(|row| row.starts_with(table)), "{table}: {told:#?}");
    }

    let letters = |world: &World| {
        let letters = message::table.select((message::id, message::state, message::to_address)).order(message::id);
        let read = |db: &mut store::Db| Ok(letters.load::<(String, MessageState, String)>(db)?);
        let all = world.database().read_now(read).expect("letters");
        all.into_iter().filter(|(_, _, to)| to != HOST).collect::<Vec<_>>()
    };
    let before = letters(&world);
    colleague(&world);
    host.open(&paths::host_page(nl, "account")).await;
    let forms = host.page.forms();
    let erase = forms.into_iter().find(|form| form.action.ends_with("/wissen")).expect("a form");
    host.send(erase.set("password", PASSWORD).set("sure", "yes")).await;
    assert_eq!(host.page.address, "/nl/in", "{}", host.page.text());
    let left = with_name(&world, &name);
    // What her organisation gave as its contact, and who does what on an evening, is the organisations' own: each is
    // changed where it stands, and the page of her account says so.
    let is_theirs = |row: &String| ["organisation: ", "meeting_person: "].iter().any(|table| row.starts_with(table));
    // So is what both wrote in the note of an evening.
    let notes: Vec<String> = world.meetings_of(WORKER).into_iter().map(|own| own.plan.note).collect();
    let is_note = |row: &String| notes.iter().any(|note| note.contains(&name) && row.contains(note.as_str()));
    let left: Vec<_> = left.into_iter().filter(|row| !is_theirs(row) && !is_note(row)).collect();
    assert_eq!(left, Vec::<String>::new());
    assert_eq!(letters(&world), before, "what others were to hear still goes");
    let organisation = world.database().read_now(|db| store::organisation::find(db, &agreed.head.host_id));
    let organisation = organisation.expect("her organisation").name;
    let rows = rows::all(&world.database());
    assert!(rows.iter().any(|row| row.starts_with("message: ") && row.contains(&format!("Door: {organisation}"))));
    worker.open(&paths::meeting(&noted.head.id)).await;
    assert!(worker.page.text().contains("telefoon"), "that a yes was noted stays: {}", worker.page.text());
}
