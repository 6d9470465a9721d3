//! Organisations (organisaties): found by identifier or by name, changed only by their own.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Db, Error, Pen, Scope, revision};
use crate::domain::Refusal;
use crate::domain::day::Community;
use crate::domain::list::Codes;
use crate::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use crate::domain::profile::Profile;
use crate::domain::record::{Deed, Note};
use crate::schema::organisation;

pub fn put(db: &mut Db, row: &Organisation) -> Result<(), Error> {
    diesel::insert_into(organisation::table).values(row).execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: &OrganisationId) -> Result<Organisation, Error> {
    Ok(organisation::table.find(id).select(Organisation::as_select()).first(db)?)
}

pub fn find_by_name(db: &mut Db, name_key: &str) -> Result<Option<Organisation>, Error> {
    let found = organisation::table.filter(organisation::name_key.eq(name_key)).select(Organisation::as_select());
    Ok(found.first(db).optional()?)
}

/// Keeps what the scope's own organisation says of itself, if nobody changed it since `version`. False: somebody did.
pub fn change(db: &mut Db, scope: &Scope, version: i32, profile: &Profile, pen: &Pen) -> Result<bool, Error> {
    let named = find_by_name(db, &profile.name_key)?;
    if named.is_some_and(|other| other.id != *scope.organisation()) {
        return Err(Refusal::NameKnown.into());
    }
    let guarded = organisation::table.find(scope.organisation()).filter(organisation::version.eq(version));
    let raised = (profile, organisation::version.eq(organisation::version + 1));
    let changed = match db.transaction(|db| diesel::update(guarded).set(raised).execute(db)) {
        Err(cause) if super::is_duplicate(&cause) => return Err(Refusal::NameKnown.into()),
        other => other?,
    };
    if changed == 1 {
        pen.write(db, None, &Note::of(Deed::OrganisationChanged))?;
        revision::raise(db)?;
    }
    Ok(changed == 1)
}

/// The names of these organisations.
pub fn named(db: &mut Db, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, String>, Error> {
    let rows: Vec<(OrganisationId, String)> = organisation::table
        .filter(organisation::id.eq_any(ids))
        .select((organisation::id, organisation::name))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// What a line of a list says and reckons with.
pub struct Brief {
    pub name: String,
    pub communities: Vec<Community>,
}

pub fn briefly(db: &mut Db, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, Brief>, Error> {
    let rows: Vec<(OrganisationId, String, Codes)> = organisation::table
        .filter(organisation::id.eq_any(ids))
        .select((organisation::id, organisation::name, organisation::communities))
        .load(db)?;
    let known = |codes: &Codes| codes.iter().filter_map(|code| code.parse().ok()).collect();
    Ok(rows.into_iter().map(|(id, name, codes)| (id, Brief { name, communities: known(&codes) })).collect())
}

/// The admitted ones of a kind: whom a planner can plan with.
pub fn partners(db: &mut Db, kind: OrganisationKind) -> Result<Vec<Organisation>, Error> {
    Ok(organisation::table
        .filter(organisation::kind.eq(kind).and(organisation::is_admitted.eq(true)))
        .order(organisation::name_key)
        .select(Organisation::as_select())
        .load(db)?)
}

pub fn any(db: &mut Db) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(organisation::table.select(organisation::id))).get_result(db)?)
}

/// Whether the demo world is in here: then the planner answers to this machine only.
pub fn any_demo(db: &mut Db) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(organisation::table.filter(organisation::is_demo.eq(true))))
        .get_result(db)?)
}
