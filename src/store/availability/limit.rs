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

/// Who must be there.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// By the keys of their names, as an evening has them.
    Named(&'a [&'a str]),
    /// Somebody who signed in.
    Account(&'a AccountId),
}

/// In which room.
#[derive(Clone, Copy, Debug)]
pub enum Where<'a> {
    Anywhere,
    /// By its key.
    Room(&'a str),
    /// Whichever of the organisation's rooms is free; of an organisation without a list, anywhere.
    OwnRooms,
}

/// Their timetables, as far as one's own organisation knows them. As many queries for one as for many.
pub fn limits(
    db: &mut Db,
    scope: &Scope,
    since: NaiveDateTime,
    who: Who<'_>,
    place: Where<'_>,
) -> Result<Vec<Limit>, Error> {
    let known = known(db, scope, since, |whose| match whose {
        Whose::Person(account, name) => match who {
            Who::Named(keys) => keys.contains(&key(name).as_str()),
            Who::Account(id) => account == id,
        },
        Whose::Room(room_key) => match place {
            Where::Anywhere => false,
            Where::Room(asked) => room_key == asked,
            Where::OwnRooms => true,
        },
    });
    let (mut rooms, mut limits) = (Vec::new(), Vec::new());
    for Known { whose, timetable } in known? {
        match whose {
            Whose::Person(_, name) => limits.push(Limit { takes: Takes::Away(name), timetables: vec![timetable] }),
            Whose::Room(_) => rooms.push(timetable),
        }
    }
    limits.extend((!rooms.is_empty()).then_some(Limit { takes: Takes::Room, timetables: rooms }));
    Ok(limits)
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
    let rooms: HashSet<&str> = plans.iter().map(|(plan, _)| plan.room_key.as_str()).collect();
    let people: HashSet<&str> = plans.iter().flat_map(|(_, keys)| keys).map(String::as_str).collect();
    let known = known(db, scope, since, |whose| match whose {
        Whose::Person(_, name) => people.contains(key(name).as_str()),
        Whose::Room(room_key) => rooms.contains(room_key.as_str()),
    })?;
    let away = |(plan, keys): &(Plan, Vec<String>)| {
        let mut away = Away::default();
        for Known { whose, timetable } in &known {
            match whose {
                _ if timetable.is_free(plan.starts_at, plan.ends_at) => {}
                Whose::Person(_, name) if keys.contains(&key(name)) => away.people.push(name.clone()),
                Whose::Room(room_key) if *room_key == plan.room_key => away.is_room = true,
                _ => {}
            }
        }
        away
    };
    Ok(plans.iter().map(away).collect())
}

enum Whose {
    /// With the name.
    Person(AccountId, String),
    /// By key.
    Room(String),
}

struct Known {
    whose: Whose,
    timetable: Timetable,
}

/// What the organisation knows of the rooms and people that are asked for, from this moment on.
fn known(
    db: &mut Db,
    scope: &Scope,
    since: NaiveDateTime,
    is_asked: impl Fn(&Whose) -> bool,
) -> Result<Vec<Known>, Error> {
    let entered: Vec<Availability> = availability::table
        .filter(availability::organisation_id.eq(scope.organisation()))
        .select(Availability::as_select())
        .load(db)?;
    let names: BTreeMap<String, String> =
        colleagues(db, scope)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let asked = entered.into_iter().filter_map(|row| {
        let whose = match (row.room_key, row.account_id) {
            (Some(room_key), _) => Whose::Room(room_key),
            (None, Some(account)) => {
                let name = names.get(account.as_str())?.clone();
                Whose::Person(account, name)
            }
            (None, None) => return None,
        };
        is_asked(&whose).then_some((row.id, whose))
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
