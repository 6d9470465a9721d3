//! Changes that cross: of sets of evenings, of rows that each holds for the other, and of a row that is held too long.

use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering};

use aantafel::domain::meeting::{Meeting, MeetingId};
use aantafel::schema::organisation;
use aantafel::store::{self, Db, Error};
use axum::http::StatusCode;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{at_once, postgres};
use crate::world::World;

/// Three evenings of the same two owners that are in no set.
fn alone(world: &World) -> [Meeting; 3] {
    let all = world.meetings_of("werker@demo");
    let same =
        |a: &Meeting, b: &Meeting| (&a.head.support_id, &a.head.host_id) == (&b.head.support_id, &b.head.host_id);
    let of_one = all.iter().map(|one| all.iter().filter(|other| same(one, other)).cloned().collect::<Vec<_>>());
    let three = of_one.filter(|own| own.len() >= 3).map(|own| own[..3].to_vec()).next();
    three.and_then(|three| three.try_into().ok()).expect("three evenings of the same two owners")
}

fn together(world: &World, id: &MeetingId) -> Vec<MeetingId> {
    let scope = world.scope_of("werker@demo");
    let members = world.database().read_now(|db| store::meeting_set::members(db, &scope, id)).expect("the set");
    members.into_iter().map(|member| member.meeting_id).collect()
}

#[test]
fn two_that_are_put_beside_one_evening_at_once_come_into_one_set() {
    let world = World::new();
    let ([one, second, third], scope) = (alone(&world), world.scope_of("werker@demo"));
    let pen = world.pen_of(scope.organisation());
    let done = at_once(&world, |db, number| {
        let new = [&second, &third][number];
        store::meeting_set::add(db, &scope, &one.head.id, &new.head.id, &pen)
    });
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert_eq!(together(&world, &one.head.id).len(), 3);
}

#[test]
fn a_set_that_is_taken_apart_while_another_of_it_is_kept_is_made_anew() {
    let world = World::new();
    let ([one, second, third], scope) = (alone(&world), world.scope_of("werker@demo"));
    let pen = world.pen_of(scope.organisation());
    let settle =
        |db: &mut Db, row: &Meeting, others: &[MeetingId]| store::meeting_set::settle(db, &scope, row, others, &pen);
    let id = |meeting: &Meeting| meeting.head.id.clone();
    world.database().write_now(|db| settle(db, &one, &[id(&second)])).expect("a set");
    let done = at_once(&world, |db, number| match number {
        0 => settle(db, &one, &[]),
        _ => settle(db, &second, &[id(&one), id(&third)]),
    });
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert_eq!(together(&world, &second.head.id).len(), 3);
}

/// On PostgreSQL: each holds what the other wants next. SQLite has one writer, and nothing to cross.
#[test]
fn of_two_writes_that_cross_both_count_in_the_end() {
    let world = World::new();
    let Some(mut control) = postgres(&world) else { return };
    let hold = |db: &mut Db, email: &str| store::hold::organisation(db, &world.organisation_of(email));
    let (both_hold, times) = (Barrier::new(2), AtomicU32::new(0));
    let cross = |own: &'static str, other: &'static str| {
        let database = world.database();
        database.write_now(|db| {
            hold(db, own)?;
            // Who begins anew finds the other gone on.
            if times.fetch_add(1, Ordering::SeqCst) < 2 {
                both_hold.wait();
            }
            hold(db, other)
        })
    };
    let (worker, host) = ("werker@demo", "gastvrouw@demo");
    let done = std::thread::scope(|scope| {
        let second = scope.spawn(|| cross(host, worker));
        [cross(worker, host), second.join().expect("no panic")]
    });
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert_eq!(times.into_inner(), 3, "one of them had to begin anew: else this proves nothing");
    let said = control.batch_execute("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$");
    assert!(matches!(Error::from(said.expect_err("raised")), Error::Crossed), "the words are the database's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_too_long_for_another_is_asked_to_try_again() {
    let world = World::new();
    let mut worker = world.signed_in("coordinator@demo").await;
    let page = worker.open("/desk/organisatie").await.clone();
    let form = page
        .forms()
        .into_iter()
        .find(|form| form.action == "/desk/organisatie/agenda")
        .expect("the button of the feed");
    let mut somebody = match postgres(&world) {
        Some(db) => Db::Postgres(db),
        None => Db::Sqlite(SqliteConnection::establish(&world.url).expect("the file is there")),
    };
    let begin = if matches!(somebody, Db::Postgres(_)) { "BEGIN" } else { "BEGIN IMMEDIATE" };
    somebody.batch_execute(begin).expect("a transaction");
    diesel::update(organisation::table)
        .set(organisation::version.eq(organisation::version))
        .execute(&mut somebody)
        .expect("all organisations are held");
    let answer = worker.send(form.clone()).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    somebody.batch_execute("ROLLBACK").expect("let go");
    assert_eq!(worker.send(form).await.status, StatusCode::OK, "then it works");
}
