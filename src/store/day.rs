//! Feasts, fasts and public days, and the rules of the week.

use diesel::prelude::*;

use super::holiday::upsert;
use super::{Db, Error};
use crate::domain::day::{Day, WeeklyRule};
use crate::schema::{day, weekly_rule};

/// Writes what is new or differs, and says how many rows that were. The key is the day and its edition.
pub fn put_all(db: &mut Db, rows: &[Day]) -> Result<usize, Error> {
    let known = all(db)?;
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row)) {
        written += upsert!(db, day::table, row, (day::key, day::edition))?;
    }
    Ok(written)
}

/// As [`put_all`], for the rules of the week.
pub fn put_rules(db: &mut Db, rows: &[WeeklyRule]) -> Result<usize, Error> {
    let known = rules(db)?;
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row)) {
        written += upsert!(db, weekly_rule::table, row, weekly_rule::key)?;
    }
    Ok(written)
}

/// In order of their first day.
pub fn all(db: &mut Db) -> Result<Vec<Day>, Error> {
    Ok(day::table.order((day::first_day, day::key)).select(Day::as_select()).load(db)?)
}

pub fn rules(db: &mut Db) -> Result<Vec<WeeklyRule>, Error> {
    Ok(weekly_rule::table.order(weekly_rule::key).select(WeeklyRule::as_select()).load(db)?)
}
