//! What limits an evening (grenzen): the hours of who must be there, and of the room, without a word of why.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{busy, windows};
use crate::domain::account::AccountId;
use crate::domain::availability::{Availability, AvailabilityId, Timetable};
use crate::domain::plan::Plan;
use crate::domain::suggestion::{Limit, Takes};
use crate::domain::text::key;
use crate::schema::{account, availability};
use crate::store::{Db, Error, Scope};

/// The timetables of these people (by their key) and of this room, as far as one's own organisation knows them. As many
/// queries for one as for many.
pub fn limits(
    db: &mut Db,
    scope: &Scope,
    since: NaiveDateTime,
    room_key: Option<&str>,
    people: &[&str],
) -> Result<Vec<Limit>, Error> {
    let rooms: HashSet<&str> = room_key.into_iter().collect();
    let people: HashSet<&str> = people.iter().copied().collect();
    let limit = |Known { whose, timetable }| match whose {
        Whose::Person(name) => Limit { takes: Takes::Away(name), timetable },
        Whose::Room(_) => Limit { takes: Takes::Room, timetable },
    };
    Ok(known(db, scope, since, &rooms, &people)?.into_iter().map(limit).collect())
}

/// Who, of those that one's own organisation knows, cannot at the hours of a plan; and whether its room cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Away {
    pub people: Vec<String>,
    pub is_room: bool,
}

pub fn away(db: &mut Db, scope: &Scope, plan: &Plan, name_keys: &[String]) -> Result<Away, Error> {
    let each = away_each(db, scope, &[(plan.clone(), name_keys.to_vec())])?;
    Ok(each.into_iter().next().unwrap_or_default())
}

/// The same of several plans, in their order, each with the keys of its people: as many queries for one as for many.
pub fn away_each(db: &mut Db, scope: &Scope, plans: &[(Plan, Vec<String>)]) -> Result<Vec<Away>, Error> {
    let Some(since) = plans.iter().map(|(plan, _)| plan.starts_at).min() else { return Ok(Vec::new()) };
    let rooms = plans.iter().map(|(plan, _)| plan.room_key.as_str()).collect();
    let people = plans.iter().flat_map(|(_, keys)| keys).map(String::as_str).collect();
    let known = known(db, scope, since, &rooms, &people)?;
    let away = |(plan, keys): &(Plan, Vec<String>)| {
        let mut away = Away::default();
        for Known { whose, timetable } in &known {
            match whose {
                _ if timetable.is_free(plan.starts_at, plan.ends_at) => {}
                Whose::Person(name) if keys.contains(&key(name)) => away.people.push(name.clone()),
                Whose::Room(room_key) if *room_key == plan.room_key => away.is_room = true,
                _ => {}
            }
        }
        away
    };
    Ok(plans.iter().map(away).collect())
}

enum Whose {
    /// By name.
    Person(String),
    /// By key.
    Room(String),
}

struct Known {
    whose: Whose,
    timetable: Timetable,
}

/// What the organisation knows of these rooms and people (by their keys), from this moment on.
fn known(
    db: &mut Db,
    scope: &Scope,
    since: NaiveDateTime,
    rooms: &HashSet<&str>,
    people: &HashSet<&str>,
) -> Result<Vec<Known>, Error> {
    let entered: Vec<Availability> = availability::table
        .filter(availability::organisation_id.eq(scope.organisation()))
        .select(Availability::as_select())
        .load(db)?;
    let names: BTreeMap<String, String> =
        colleagues(db, scope)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let asked = entered.into_iter().filter_map(|row| {
        if let Some(room) = row.room_key {
            return rooms.contains(room.as_str()).then_some((row.id, Whose::Room(room)));
        }
        let name = names.get(row.account_id?.as_str()).filter(|name| people.contains(key(name).as_str()))?;
        Some((row.id, Whose::Person(name.clone())))
    });
    let mut known: Vec<(AvailabilityId, Known)> =
        asked.map(|(id, whose)| (id, Known { whose, timetable: Timetable::default() })).collect();
    let ids: Vec<AvailabilityId> = known.iter().map(|(id, _)| id.clone()).collect();
    for window in windows(db, &ids)? {
        let of = known.iter_mut().find(|(id, _)| *id == window.availability_id);
        of.into_iter().for_each(|(_, known)| known.timetable.windows.push(window.clone()));
    }
    for time in busy(db, &ids, since)? {
        let of = known.iter_mut().find(|(id, _)| *id == time.availability_id);
        of.into_iter().for_each(|(_, known)| known.timetable.busy.push((time.starts_at, time.ends_at)));
    }
    Ok(known.into_iter().map(|(_, known)| known).collect())
}

/// Everybody of the organisation who is there, by name.
pub fn colleagues(db: &mut Db, scope: &Scope) -> Result<Vec<(AccountId, String)>, Error> {
    Ok(account::table
        .filter(account::organisation_id.eq(scope.organisation()).and(account::is_active.eq(true)))
        .filter(account::name.ne(""))
        .order((account::name, account::id))
        .select((account::id, account::name))
        .load(db)?)
}
