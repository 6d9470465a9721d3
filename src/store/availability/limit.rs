//! What limits an evening (grenzen): the hours of who must be there, and of the room, without a word of why.

use std::collections::BTreeMap;

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
    let entered: Vec<Availability> = availability::table
        .filter(availability::organisation_id.eq(scope.organisation()))
        .select(Availability::as_select())
        .load(db)?;
    let names: BTreeMap<String, String> =
        colleagues(db, scope)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let limited = entered.into_iter().filter_map(|row| {
        if row.room_key.is_some() {
            return (row.room_key.as_deref() == room_key).then_some((row.id, Takes::Room));
        }
        let name = names.get(row.account_id?.as_str()).filter(|name| people.contains(&key(name).as_str()))?;
        Some((row.id, Takes::Away(name.clone())))
    });
    let mut limits: Vec<(AvailabilityId, Limit)> =
        limited.map(|(id, takes)| (id, Limit { takes, timetable: Timetable::default() })).collect();
    let ids: Vec<AvailabilityId> = limits.iter().map(|(id, _)| id.clone()).collect();
    for window in windows(db, &ids)? {
        let of = limits.iter_mut().find(|(id, _)| *id == window.availability_id);
        of.into_iter().for_each(|(_, limit)| limit.timetable.windows.push(window.clone()));
    }
    for time in busy(db, &ids, since)? {
        let of = limits.iter_mut().find(|(id, _)| *id == time.availability_id);
        of.into_iter().for_each(|(_, limit)| limit.timetable.busy.push((time.starts_at, time.ends_at)));
    }
    Ok(limits.into_iter().map(|(_, limit)| limit).collect())
}

/// Who, of those that one's own organisation knows, cannot at the hours of a plan; and whether its room cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Away {
    pub people: Vec<String>,
    pub is_room: bool,
}

pub fn away(db: &mut Db, scope: &Scope, plan: &Plan, name_keys: &[String]) -> Result<Away, Error> {
    let keys: Vec<&str> = name_keys.iter().map(String::as_str).collect();
    let mut away = Away::default();
    for limit in limits(db, scope, plan.starts_at, Some(&plan.room_key), &keys)? {
        match limit.takes {
            _ if limit.timetable.is_free(plan.starts_at, plan.ends_at) => {}
            Takes::Away(name) => away.people.push(name),
            _ => away.is_room = true,
        }
    }
    Ok(away)
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
