//! Jobs that one instance at a time does (taken): whoever moves the next run has it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error, is_duplicate};
use crate::schema::job;

/// When a job ran, and when it runs again.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = job)]
pub struct Job {
    pub name: String,
    pub last_run: Option<NaiveDateTime>,
    pub next_run: NaiveDateTime,
    /// How many rows the last run took away.
    pub removed: i64,
}

pub fn find(db: &mut Db, name: &str) -> Result<Option<Job>, Error> {
    Ok(job::table.find(name).select(Job::as_select()).first(db).optional()?)
}

/// The jobs whose names begin so, by name.
pub fn named(db: &mut Db, beginning: &str) -> Result<Vec<Job>, Error> {
    let own = job::name.like(format!("{beginning}%"));
    Ok(job::table.filter(own).order(job::name).select(Job::as_select()).load(db)?)
}

/// Whether it is this instance's turn: of all that ask after `next_run` one moves it on, and only that one is told yes.
pub fn take(db: &mut Db, name: &str, now: NaiveDateTime, next: NaiveDateTime) -> Result<bool, Error> {
    let due = job::table.find(name).filter(job::next_run.le(now));
    if diesel::update(due).set(job::next_run.eq(next)).execute(db)? == 1 {
        return Ok(true);
    }
    if find(db, name)?.is_some() {
        return Ok(false);
    }
    // The first time ever; another instance may be a moment earlier.
    let first = (job::name.eq(name), job::next_run.eq(next), job::removed.eq(0));
    match db.transaction(|db| diesel::insert_into(job::table).values(first).execute(db)) {
        Ok(_) => Ok(true),
        Err(cause) if is_duplicate(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Notes that it was done.
pub fn note(db: &mut Db, name: &str, now: NaiveDateTime, next: NaiveDateTime, removed: i64) -> Result<(), Error> {
    let done = (job::last_run.eq(Some(now)), job::next_run.eq(next), job::removed.eq(removed));
    if diesel::update(job::table.find(name)).set(done).execute(db)? == 0 {
        diesel::insert_into(job::table).values((job::name.eq(name), done)).execute(db)?;
    }
    Ok(())
}
