//! What would stay for ever or go too soon (randgevallen): the last host, and a message that nobody sends.

use aantafel::schema::{account, message};
use aantafel::web::clearing;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{overdue, plant};
use crate::world::World;

/// After two quiet years somebody of each organisation can still ask others in; of one that takes no part, nobody.
#[tokio::test]
async fn the_last_host_of_an_organisation_that_takes_part_stays() {
    for takes_part in [true, false] {
        let world = World::new();
        let id = world.organisation_of("gastvrouw@demo");
        world.clock.advance(Duration::days(731));
        let quiet = format!(
            "UPDATE account SET used_at = '2026-10-01 10:00:00'; \
             UPDATE account SET used_at = '2026-11-01 10:00:00' WHERE email = 'gastvrouw@demo'; \
             UPDATE organisation SET is_admitted = {takes_part} WHERE id = '{id}'"
        );
        world.database().write_now(|db| Ok(db.batch_execute(&quiet)?)).expect("nobody came");
        clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
        let own = account::table.filter(account::organisation_id.eq(&id).and(account::name.ne("")));
        let left: Vec<String> =
            world.database().read_now(|db| Ok(own.select(account::email).load(db)?)).expect("who is left");
        let wanted: &[&str] = if takes_part { &["gastvrouw@demo"] } else { &[] };
        assert_eq!(left, wanted);
        assert!(overdue(&world).iter().all(|(_, rows)| *rows == 0), "the proof counts what the job takes");
    }
}

/// Without a mail server nobody sends what waits, and nobody parks it.
#[tokio::test]
async fn a_message_that_was_never_sent_goes_too() {
    let world = World::new();
    plant(&world);
    let waits = "UPDATE message SET state = 'waiting', sent_at = NULL";
    world.database().write_now(|db| Ok(db.batch_execute(waits)?)).expect("it waits");
    world.clock.advance(Duration::days(91));
    clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
    let number = message::table.count();
    assert_eq!(world.database().read_now(|db| Ok(number.get_result::<i64>(db)?)).expect("a number"), 0);
}
