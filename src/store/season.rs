//! What a season begins from (seizoen): one's own meetings, to take over one by one or a school year at once; and what is in the way of it.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{find_all, is_of};
use super::{Db, Error, Scope, availability, clash};
use crate::domain::clash::{OwnEvening, around, is_close};
use crate::domain::meeting::{Meeting, MeetingId, State};
use crate::domain::organisation::OrganisationId;
use crate::domain::person::{Duty, Person};
use crate::domain::plan::Plan;
use crate::schema::{meeting, meeting_person};

pub use super::availability::Away;

/// What a list says of a meeting: when it is, and its working title.
pub type Own = (MeetingId, NaiveDateTime, String);

/// The scope's meetings that were not cancelled, the last first.
pub fn own(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Own>, Error> {
    Ok(meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .order((meeting::starts_at.desc(), meeting::id))
        .select((meeting::id, meeting::starts_at, meeting::working_title))
        .limit(limit)
        .load(db)?)
}

/// Those between two moments, the first first.
pub fn between(
    db: &mut Db,
    scope: &Scope,
    (from, until): (NaiveDateTime, NaiveDateTime),
    limit: i64,
) -> Result<Vec<MeetingId>, Error> {
    Ok(meeting::table
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting::starts_at.ge(from).and(meeting::starts_at.lt(until)))
        .order((meeting::starts_at, meeting::id))
        .select(meeting::id)
        .limit(limit)
        .load(db)?)
}

/// The scope's own of these, in order of time; what is not there or not its own is left out.
pub fn meetings(db: &mut Db, scope: &Scope, ids: &[MeetingId]) -> Result<Vec<Meeting>, Error> {
    let mut found = find_all(db, ids, scope)?;
    found.sort_by(|one, other| (one.plan.starts_at, &one.head.id).cmp(&(other.plan.starts_at, &other.head.id)));
    Ok(found)
}

/// Who interpreted at evenings of one's own: nobody looks through more of them.
const MOST_INTERPRETERS: i64 = 500;

/// Those who interpret at the scope's own evenings, with the two whose evening it is; the last first.
pub fn interpreters(db: &mut Db, scope: &Scope) -> Result<Vec<(Person, OrganisationId, OrganisationId)>, Error> {
    Ok(meeting_person::table
        .inner_join(meeting::table.on(meeting::id.eq(meeting_person::meeting_id)))
        .filter(is_of(scope).and(meeting::state.ne(State::Cancelled)))
        .filter(meeting_person::duty.eq(Duty::Interpreter))
        .order((meeting::starts_at.desc(), meeting::id, meeting_person::position))
        .select((Person::as_select(), meeting::support_id, meeting::host_id))
        .limit(MOST_INTERPRETERS)
        .load(db)?)
}

/// An evening that is not kept yet, and the keys of the people who would be there.
pub type Planned = (Plan, Vec<String>);

/// What is at the same time as an evening: whoever has the room, and one's own people and evenings; these close to it too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InTheWay {
    pub is_room_taken: bool,
    /// Also those that are felt by nobody.
    pub own: Vec<OwnEvening>,
    pub twice: Vec<String>,
    pub away: Away,
}

/// For each evening, in their order: as many queries for one as for sixty.
pub fn in_the_way(db: &mut Db, scope: &Scope, evenings: &[Planned]) -> Result<Vec<InTheWay>, Error> {
    let begin = evenings.iter().map(|(plan, _)| plan.starts_at).min();
    let Some((begin, end)) = begin.zip(evenings.iter().map(|(plan, _)| plan.ends_at).max()) else {
        return Ok(Vec::new());
    };
    let meanwhile =
        || meeting::state.ne(State::Cancelled).and(meeting::starts_at.lt(end)).and(meeting::ends_at.gt(begin));
    let rooms = evenings.iter().filter(|(plan, _)| plan.has_place()).map(|(plan, _)| plan.room_key.as_str());
    let rooms: HashSet<&str> = rooms.collect();
    let taken: Vec<(String, NaiveDateTime, NaiveDateTime)> = meeting::table
        .filter(meeting::room_key.eq_any(rooms).and(meanwhile()))
        .select((meeting::room_key, meeting::starts_at, meeting::ends_at))
        .load(db)?;
    let around = around(&evenings.iter().map(|(plan, _)| (plan.starts_at, plan.ends_at)).collect::<Vec<_>>());
    let own = around.map_or_else(|| Ok(Vec::new()), |around| clash::own(db, scope, around))?;
    let names: HashSet<&str> = evenings.iter().flat_map(|(_, names)| names).map(String::as_str).collect();
    let people: Vec<(String, String, NaiveDateTime, NaiveDateTime)> = meeting_person::table
        .inner_join(meeting::table.on(meeting::id.eq(meeting_person::meeting_id)))
        .filter(is_of(scope).and(meanwhile()))
        .filter(meeting_person::name_key.eq_any(names))
        .select((meeting_person::name_key, meeting_person::name, meeting::starts_at, meeting::ends_at))
        .load(db)?;
    let away = availability::away_each(db, scope, evenings)?;
    let is_near = |own: &OwnEvening, plan: &Plan| is_close(own.starts.date(), plan.starts_at.date());
    let one = |((plan, names), away): (&Planned, Away)| {
        let overlaps = |starts: &NaiveDateTime, ends: &NaiveDateTime| *starts < plan.ends_at && *ends > plan.starts_at;
        let is_there = |key: &String, starts, ends| names.contains(key) && overlaps(starts, ends);
        let twice = people.iter().filter(|(key, _, starts, ends)| is_there(key, starts, ends));
        let mut twice: Vec<String> = twice.map(|(_, name, ..)| name.clone()).collect();
        twice.sort();
        twice.dedup();
        InTheWay {
            is_room_taken: taken.iter().any(|(key, starts, ends)| plan.is_in(key) && overlaps(starts, ends)),
            own: own.iter().filter(|own| own.is_during(plan) || is_near(own, plan)).cloned().collect(),
            twice,
            away,
        }
    };
    Ok(evenings.iter().zip(away).map(one).collect())
}
