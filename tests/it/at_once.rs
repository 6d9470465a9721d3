//! Two who press at the very same moment: the second waits for the first, nobody gets a fault of ours, and one thing is left.

mod arrival;
mod crossed;
mod discarded;

use std::sync::Barrier;
use std::time::{Duration, Instant};

use aantafel::domain::answer_link::{AnswerLink, LIFE};
use aantafel::domain::feed::Holder;
use aantafel::domain::meeting::{Meeting, Side, State};
use aantafel::domain::pack::PackLink;
use aantafel::domain::sign_in_link::{Purpose, SignInLink};
use aantafel::schema::{answer_link, feed, pack_link, sign_in_link};
use aantafel::store::{self, Db, Error};
use diesel::prelude::*;

use crate::two_instances::waiting;
use crate::world::World;

/// Does both, the second while the first is done but not yet kept, in two instances.
fn at_once(world: &World, work: impl Fn(&mut Db, usize) -> Result<(), Error> + Sync) -> [Result<(), Error>; 2] {
    let (first, second) = (world.database(), world.database());
    let (first_is_done, work) = (Barrier::new(2), &work);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            first_is_done.wait();
            second.write_now(|db| work(db, 1))
        });
        let own = first.write_now(|db| {
            let done = work(db, 0);
            first_is_done.wait();
            wait_until_somebody_waits(world);
            done
        });
        [own, other.join().expect("no panic")]
    })
}

/// SQLite has one writer and says of nobody that they wait for it: there a moment has to do.
fn wait_until_somebody_waits(world: &World) {
    let Some(mut watcher) = postgres(world) else { return std::thread::sleep(Duration::from_millis(50)) };
    let since = Instant::now();
    while waiting(&mut watcher) == 0 && since.elapsed() < Duration::from_secs(3) {
        std::thread::yield_now();
    }
}

/// A connection of one's own, on PostgreSQL only.
fn postgres(world: &World) -> Option<PgConnection> {
    std::env::var("TEST_DATABASE_URL").ok()?;
    Some(PgConnection::establish(&world.url).expect("the cluster answers"))
}

fn published(world: &World) -> Meeting {
    world.meeting("werker@demo", |meeting| meeting.head.state == State::Published)
}

fn folder(world: &World, meeting: &Meeting, number: usize) -> PackLink {
    PackLink {
        meeting_id: meeting.head.id.clone(),
        token_hash: format!("the folder {number}"),
        pin_hash: String::new(),
        created_by: None,
        created_at: world.clock.utc(),
    }
}

#[test]
fn two_folders_at_once_leave_the_second() {
    let world = World::new();
    let (meeting, scope) = (published(&world), world.scope_of("werker@demo"));
    let pen = world.pen_of(scope.organisation());
    for round in 0..2 {
        let made = at_once(&world, |db, number| {
            store::pack::renew(db, &scope, &folder(&world, &meeting, 2 * round + number), &pen)
        });
        assert!(made.iter().all(Result::is_ok), "{made:?}");
        let left: Vec<String> = world
            .database()
            .read_now(|db| Ok(pack_link::table.select(pack_link::token_hash).load(db)?))
            .expect("the folders");
        assert!(left.contains(&format!("the folder {}", 2 * round + 1)), "{left:?}");
    }
}

/// The control, on PostgreSQL: who takes away and makes anew without holding the meeting trips over the other.
#[test]
fn two_folders_at_once_without_holding_the_meeting_fail() {
    let world = World::new();
    if postgres(&world).is_none() {
        return;
    }
    let meeting = published(&world);
    let made = at_once(&world, |db, number| {
        diesel::delete(pack_link::table.find(&meeting.head.id)).execute(db)?;
        diesel::insert_into(pack_link::table).values(folder(&world, &meeting, number)).execute(db)?;
        Ok(())
    });
    assert!(made[0].is_ok() && matches!(made[1], Err(Error::Failed(_))), "{made:?}");
}

#[test]
fn two_feeds_at_once_leave_the_second() {
    let world = World::new();
    let id = world.organisation_of("werker@demo");
    let made = at_once(&world, |db, number| {
        store::feed::renew(db, &Holder::organisation(&id), &format!("the feed {number}"), world.clock.utc())
    });
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    let own = feed::table.filter(feed::organisation_id.eq(&id));
    let left: Vec<String> =
        world.database().read_now(|db| Ok(own.select(feed::token_hash).load(db)?)).expect("the feeds");
    assert_eq!(left, ["the feed 1"]);
}

#[test]
fn two_feeds_of_one_person_at_once_leave_the_second() {
    let world = World::new();
    let own = world.account_of("werker@demo");
    let made = at_once(&world, |db, number| {
        store::feed::renew(db, &Holder::person(&own), &format!("the feed {number}"), world.clock.utc())
    });
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    let left = world.database().read_now(|db| store::feed::of(db, &Holder::person(&own))).expect("the feed");
    assert_eq!(left.map(|feed| feed.token_hash).as_deref(), Some("the feed 1"));
}

#[test]
fn two_links_for_one_answer_at_once_leave_the_second() {
    let world = World::new();
    let (meeting, scope, now) = (published(&world), world.scope_of("werker@demo"), world.clock.utc());
    let made = at_once(&world, |db, number| {
        let row = AnswerLink {
            token_hash: format!("the link {number}"),
            meeting_id: meeting.head.id.clone(),
            organisation_id: meeting.owner(Side::Host).clone(),
            created_by: None,
            created_at: now,
            expires_at: now + LIFE,
            used_at: None,
        };
        store::answer_link::put(db, &scope, &row)
    });
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    let own = answer_link::table.filter(answer_link::meeting_id.eq(&meeting.head.id));
    let left: Vec<String> =
        world.database().read_now(|db| Ok(own.select(answer_link::token_hash).load(db)?)).expect("the links");
    assert_eq!(left, ["the link 1"]);
}

#[test]
fn two_links_that_let_somebody_in_at_once_leave_the_second() {
    let world = World::new();
    let id = world.account_of("gastvrouw@demo").id;
    let made = at_once(&world, |db, number| {
        let link = SignInLink::new(format!("the link {number}"), id.clone(), Purpose::Entry, None, world.clock.utc());
        store::sign_in_link::put(db, &link)
    });
    assert!(made.iter().all(Result::is_ok), "{made:?}");
    let own = sign_in_link::table.filter(sign_in_link::account_id.eq(&id));
    let left: Vec<String> =
        world.database().read_now(|db| Ok(own.select(sign_in_link::token_hash).load(db)?)).expect("the links");
    assert_eq!(left, ["the link 1"]);
}
