//! What happened: rows are added here, and nothing changes one.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope};
use crate::clock::Clock;
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::OrganisationId;
use crate::domain::record::{Actor, Deed, Note, Record, RecordId, RecordName};
use crate::schema::{meeting, organisation, record, record_name};

/// Writes down what one doer does, in the transaction of the deed.
#[derive(Clone)]
pub struct Pen {
    actor: Actor,
    clock: Clock,
}

impl Pen {
    pub fn new(actor: Actor, clock: &Clock) -> Self {
        Self { actor, clock: clock.clone() }
    }

    /// For a deed that is about one's own name.
    pub fn without_name(mut self) -> Self {
        self.actor.name.clear();
        self
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn now(&self) -> NaiveDateTime {
        self.clock.utc()
    }

    pub fn write(&self, db: &mut Db, meeting_id: Option<&MeetingId>, note: &Note) -> Result<(), Error> {
        let row = Record {
            id: RecordId::new(self.clock.millis(), self.clock.chance()),
            at: self.clock.utc(),
            meeting_id: meeting_id.cloned(),
            organisation_id: Some(self.actor.organisation_id.clone()),
            account_id: self.actor.account_id.clone(),
            action: note.deed,
            detail: note.detail.clone(),
        };
        diesel::insert_into(record::table).values(&row).execute(db)?;
        if !self.actor.name.is_empty() {
            let name = RecordName { record_id: row.id, name: self.actor.name.clone(), at: row.at };
            diesel::insert_into(record_name::table).values(&name).execute(db)?;
        }
        Ok(())
    }
}

/// A row with the doer's name, while it is kept, and that of the doer's organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub record: Record,
    pub name: Option<String>,
    pub organisation: Option<String>,
}

/// What happened to a meeting that the scope owns a side of, in order.
pub fn of_meeting(db: &mut Db, scope: &Scope, id: &MeetingId) -> Result<Vec<Told>, Error> {
    let own = meeting::table.find(id).filter(is_of(scope)).select(meeting::id);
    let rows: Vec<(Record, Option<RecordName>)> = record::table
        .left_join(record_name::table)
        .filter(record::meeting_id.eq_any(own.nullable()))
        .order(record::id)
        .select((Record::as_select(), Option::<RecordName>::as_select()))
        .load(db)?;
    told(db, rows)
}

/// What the scope's own people did last that was not about a meeting, newest first.
pub fn of_organisation(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Told>, Error> {
    let rows: Vec<(Record, Option<RecordName>)> = record::table
        .left_join(record_name::table)
        .filter(record::organisation_id.eq(scope.organisation()).and(record::meeting_id.is_null()))
        .order(record::id.desc())
        .select((Record::as_select(), Option::<RecordName>::as_select()))
        .limit(limit)
        .load(db)?;
    told(db, rows)
}

/// What was done last to what everybody plans with, newest first. It is everybody's to know; who did it is known by name
/// in their own organisation alone.
pub fn of_upkeep(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Told>, Error> {
    let rows: Vec<(Record, Option<RecordName>)> = record::table
        .left_join(record_name::table)
        .filter(record::action.eq_any([Deed::HolidaysKept, Deed::DaysKept, Deed::ContactsKept]))
        .order(record::id.desc())
        .select((Record::as_select(), Option::<RecordName>::as_select()))
        .limit(limit)
        .load(db)?;
    let mut told = told(db, rows)?;
    let is_own = |told: &Told| told.record.organisation_id.as_ref() == Some(scope.organisation());
    told.iter_mut().filter(|told| !is_own(told)).for_each(|told| told.name = None);
    Ok(told)
}

pub(super) fn told(db: &mut Db, rows: Vec<(Record, Option<RecordName>)>) -> Result<Vec<Told>, Error> {
    let ids: Vec<&OrganisationId> = rows.iter().filter_map(|(record, _)| record.organisation_id.as_ref()).collect();
    let names: HashMap<OrganisationId, String> = organisation::table
        .filter(organisation::id.eq_any(ids))
        .select((organisation::id, organisation::name))
        .load::<(OrganisationId, String)>(db)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|(record, name)| Told {
            organisation: record.organisation_id.as_ref().and_then(|id| names.get(id).cloned()),
            name: name.map(|name| name.name),
            record,
        })
        .collect())
}
