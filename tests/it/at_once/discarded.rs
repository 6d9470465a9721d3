//! Throwing a draft away while the other owner does something to it: whoever is second sees what the first did.

use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::record::{Deed, Note};
use aantafel::schema::meeting;
use aantafel::store::{self, Db, Error, Scope};
use diesel::prelude::*;

use super::{at_once, postgres};
use crate::world::World;

const WORKER: &str = "werker@demo";
const HOST: &str = "gastvrouw@demo";

/// A draft that the worker made and nobody did anything to since.
fn draft(world: &World) -> Meeting {
    let host = world.organisation_of(HOST);
    let own = world.meeting(WORKER, |own| own.head.state == State::Draft && own.head.host_id == host);
    let scope = world.scope_of(WORKER);
    let sorted = world.database().read_now(|db| store::draft::sorted(db, &scope, std::slice::from_ref(&own.head.id)));
    assert_eq!(sorted.expect("read").may_go.len(), 1, "alone, it may go");
    own
}

fn is_there(world: &World, own: &Meeting) -> bool {
    world.meetings_of(HOST).iter().any(|left| left.head.id == own.head.id)
}

fn change(db: &mut Db, world: &World, scope: &Scope, own: &Meeting) -> Result<(), Error> {
    let pen = world.pen_of(scope.organisation());
    let note = |meeting: &mut Meeting| {
        meeting.notes.push(Note::of(Deed::MeetingChanged));
        Ok(())
    };
    store::meeting::change(db, &own.head.id, scope, own.head.version, &pen, note).map(drop)
}

fn discard(db: &mut Db, world: &World, scope: &Scope, own: &Meeting) -> Result<(), Error> {
    let pen = world.pen_of(scope.organisation());
    store::draft::discard(db, scope, std::slice::from_ref(&own.head.id), &pen).map(drop)
}

#[test]
fn who_changes_a_draft_that_is_thrown_away_meanwhile_finds_nothing() {
    let world = World::new();
    let (own, worker, host) = (draft(&world), world.scope_of(WORKER), world.scope_of(HOST));
    let done = at_once(&world, |db, number| match number {
        0 => discard(db, &world, &worker, &own),
        _ => change(db, &world, &host, &own),
    });
    assert!(matches!(done, [Ok(()), Err(Error::NotFound)]), "{done:?}");
    assert!(!is_there(&world, &own));
}

#[test]
fn a_draft_that_the_other_owner_puts_beside_another_meanwhile_is_not_thrown_away() {
    let world = World::new();
    let (own, worker, host) = (draft(&world), world.scope_of(WORKER), world.scope_of(HOST));
    let beside = world.meeting(WORKER, |other| {
        let owners = |of: &Meeting| (of.head.support_id.clone(), of.head.host_id.clone());
        owners(other) == owners(&own) && other.head.id != own.head.id
    });
    let pen = world.pen_of(host.organisation());
    let done = at_once(&world, |db, number| match number {
        0 => store::meeting_set::settle(db, &host, &beside, std::slice::from_ref(&own.head.id), &pen),
        _ => discard(db, &world, &worker, &own),
    });
    assert!(matches!(done, [Ok(()), Err(Error::Refused(_))]), "{done:?}");
    assert!(is_there(&world, &own));
}

#[test]
fn a_draft_that_the_other_owner_changes_meanwhile_is_not_thrown_away() {
    let world = World::new();
    let (own, worker, host) = (draft(&world), world.scope_of(WORKER), world.scope_of(HOST));
    let done = at_once(&world, |db, number| match number {
        0 => change(db, &world, &host, &own),
        _ => discard(db, &world, &worker, &own),
    });
    assert!(matches!(done, [Ok(()), Err(Error::Refused(_))]), "{done:?}");
    assert!(is_there(&world, &own));
}

/// The control, on PostgreSQL: who looks before holding the row throws away what the other just changed.
#[test]
fn looking_before_holding_a_draft_would_throw_away_what_another_changed() {
    let world = World::new();
    if postgres(&world).is_none() {
        return;
    }
    let (own, worker, host) = (draft(&world), world.scope_of(WORKER), world.scope_of(HOST));
    let done = at_once(&world, |db, number| match number {
        0 => change(db, &world, &host, &own),
        _ => {
            let sorted = store::draft::sorted(db, &worker, std::slice::from_ref(&own.head.id))?;
            let free: Vec<_> = sorted.may_go.iter().map(|own| &own.head.id).collect();
            diesel::delete(meeting::table.filter(meeting::id.eq_any(free))).execute(db)?;
            Ok(())
        }
    });
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    assert!(!is_there(&world, &own), "and what the host did is gone");
}
