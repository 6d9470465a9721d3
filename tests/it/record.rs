//! What happened (geschiedenis): told in sentences, and kept as it was written by the database itself.

use aantafel::domain::meeting::State;
use aantafel::store::{Db, Error};
use diesel::connection::SimpleConnection;

use crate::rows;
use crate::world::World;

#[tokio::test]
async fn a_meeting_tells_who_did_what_and_after_the_name_is_gone_which_organisation() {
    let world = World::new();
    let meeting =
        world.meeting("werker@demo", |meeting| meeting.head.state == State::Draft && meeting.agreements.is_empty());
    let address = format!("/desk/meetings/{}", meeting.head.id);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&address).await;
    let form = worker.page.form("Stel voor");
    worker.send(form).await;
    worker.open(&address).await;
    let said = worker.page.all("ul.told li").join("\n");
    assert!(said.contains("21 november") && said.contains(") stelde de avond voor."), "{said}");
    world.database().write_now(|db| raw(db, "DELETE FROM record_name")).expect("names can go");
    worker.open(&address).await;
    let said = worker.page.all("ul.told li").join("\n");
    assert!(said.contains("Iemand van ") && said.contains("stelde de avond voor."), "{said}");
}

#[tokio::test]
async fn another_organisation_reads_none_of_it() {
    let world = World::new();
    let meeting = world.meeting("werker@demo", |_| true);
    let scope = world.scope_of("werker.groningen@demo");
    let told = world.database().read_now(|db| aantafel::store::record::of_meeting(db, &scope, &meeting.head.id));
    assert!(told.expect("read").is_empty());
}

#[test]
fn the_database_refuses_to_change_or_remove_what_was_written() {
    let world = World::new();
    let database = world.database();
    let meeting = world.meeting("werker@demo", |_| true);
    let pen = world.pen_of(&meeting.head.support_id);
    let note = aantafel::domain::record::Note::of(aantafel::domain::record::Deed::Held);
    database.write_now(|db| pen.write(db, Some(&meeting.head.id), &note)).expect("rows are added");
    let before = rows::all(&database);
    let mut statements =
        vec!["UPDATE record SET action = 'cancelled'", "UPDATE record SET detail = ''", "DELETE FROM record"];
    if std::env::var("TEST_DATABASE_URL").is_ok() {
        statements.push("TRUNCATE record CASCADE");
    }
    for statement in statements {
        let refused = database.write_now(|db| raw(db, statement)).expect_err("refused").to_string();
        assert!(refused.contains("only added"), "{statement}: {refused}");
    }
    assert_eq!(rows::all(&database), before);
    // Opening it once more does not trip over its own guard.
    drop(world.database());
}

#[test]
fn without_its_guard_a_row_could_be_changed() {
    let world = World::new();
    let database = world.database();
    let meeting = world.meeting("werker@demo", |_| true);
    let pen = world.pen_of(&meeting.head.support_id);
    let note = aantafel::domain::record::Note::of(aantafel::domain::record::Deed::Held);
    database.write_now(|db| pen.write(db, Some(&meeting.head.id), &note)).expect("rows are added");
    database
        .write_now(|db| match db {
            Db::Sqlite(_) => raw(db, "DROP TRIGGER record_is_not_changed"),
            Db::Postgres(_) => raw(db, "DROP TRIGGER record_is_not_changed ON record"),
        })
        .expect("the guard can be taken away");
    database.write_now(|db| raw(db, "UPDATE record SET action = 'cancelled'")).expect("and then nothing holds it");
}

fn raw(db: &mut Db, statement: &str) -> Result<(), Error> {
    db.batch_execute(statement).map_err(Error::from)
}

#[tokio::test]
async fn what_colleagues_did_stands_on_the_page_of_their_organisation() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    crate::colleague::press(&mut coordinator, &world.account_of("werker@demo"), "rol", &[("role", "reader")]).await;
    coordinator.open("/desk/organisatie").await;
    let text = coordinator.page.text();
    assert!(text.contains("Karin (Opvoedsteunpunt De Lindeboom) veranderde de rol van een collega."), "{text}");
    assert!(coordinator.page.has("a[href='/desk/opruimen']"), "what is cleared away is one step further");
    let mut other = world.signed_in("werker.groningen@demo").await;
    other.open("/desk/organisatie").await;
    assert!(!other.page.text().contains("Karin"), "others read nothing of it");
}
