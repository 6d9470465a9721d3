//! Feasts, fasts and public days, and the rules of the week.

use diesel::prelude::*;

use super::holiday::upsert;
use super::{Db, Error, Pen, revision, upkeep};
use crate::domain::day::edition::fingerprint;
use crate::domain::day::{Day, WeeklyRule};
use crate::domain::record::{Deed, Note};
use crate::domain::upkeep::Sheet;
use crate::domain::upkeep::trace::{self, Trace};
use crate::schema::{day, weekly_rule};

/// Writes what is new or differs, and says how many rows that were. The key is the day and its edition. What people keep
/// on the desk stays as it is there.
pub fn put_all(db: &mut Db, rows: &[Day]) -> Result<usize, Error> {
    let (known, kept) = (all(db)?, upkeep::kept(db, Sheet::Day)?);
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row) && !kept.contains(&key_of(row))) {
        written += upsert!(db, day::table, row, (day::key, day::edition))?;
    }
    Ok(written)
}

/// Keeps an edition, if the days are still those that somebody looked at. False: another was first, and nothing was kept.
pub fn correct(db: &mut Db, row: &Day, seen: &str, pen: &Pen) -> Result<bool, Error> {
    // First: of two who correct at once, the second waits here, and then reads what the first wrote.
    revision::raise_reference(db)?;
    let known = all(db)?;
    if fingerprint(&known) != seen {
        return Ok(false);
    }
    let was = known.iter().find(|own| key_of(own) == key_of(row));
    upsert!(db, day::table, row, (day::key, day::edition))?;
    upkeep::keep(db, Sheet::Day, &key_of(row))?;
    pen.write(db, None, &Note::with(Deed::DaysKept, Trace::write(&trace::of_day(row, was))))?;
    Ok(true)
}

fn key_of(row: &Day) -> String {
    format!("{} {}", row.key, row.edition)
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
