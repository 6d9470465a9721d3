//! School holidays and what each kind weighs.

use diesel::prelude::*;

use super::{Db, Error, Pen, revision, upkeep};
use crate::domain::holiday::{Correction, Holiday, HolidayWindow, Holidays, fingerprint};
use crate::domain::record::{Deed, Note};
use crate::domain::upkeep::Sheet;
use crate::domain::upkeep::trace::{self, Trace};
use crate::schema::{holiday, holiday_window};

/// Inserts a row, or overwrites the one with the same key; safe when two instances do it at once.
macro_rules! upsert {
    ($db:expr, $table:expr, $row:expr, $key:expr) => {
        match $db {
            $crate::store::Db::Sqlite(db) => {
                diesel::insert_into($table).values($row).on_conflict($key).do_update().set($row).execute(db)
            }
            $crate::store::Db::Postgres(db) => {
                diesel::insert_into($table).values($row).on_conflict($key).do_update().set($row).execute(db)
            }
        }
    };
}
pub(super) use upsert;

/// Writes what is new or differs, and says how many rows that were. The key is school year, kind and region. What people
/// keep on the desk stays as it is there.
pub fn put_all(db: &mut Db, rows: &[Holiday]) -> Result<usize, Error> {
    let (known, kept) = (all(db)?, upkeep::kept(db, Sheet::Holiday)?);
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row) && !kept.contains(&row.key().to_string())) {
        written += put(db, row)?;
    }
    Ok(written)
}

fn put(db: &mut Db, row: &Holiday) -> Result<usize, Error> {
    Ok(upsert!(db, holiday::table, row, (holiday::school_year, holiday::kind, holiday::region))?)
}

/// Keeps a correction, if the holidays are still those that somebody looked at. False: another was first, and nothing
/// was kept.
pub fn correct(db: &mut Db, correction: &Correction, seen: &str, pen: &Pen) -> Result<bool, Error> {
    // First: of two who correct at once, the second waits here, and then reads what the first wrote.
    revision::raise_reference(db)?;
    let known = all(db)?;
    if fingerprint(&known) != seen {
        return Ok(false);
    }
    for row in &correction.rows {
        put(db, row)?;
        upkeep::keep(db, Sheet::Holiday, &row.key().to_string())?;
    }
    for key in &correction.removed {
        diesel::delete(holiday::table.find((&key.school_year, key.kind, key.region))).execute(db)?;
        upkeep::keep(db, Sheet::Holiday, &key.to_string())?;
    }
    pen.write(db, None, &Note::with(Deed::HolidaysKept, Trace::write(&trace::of_holidays(correction, &known))))?;
    Ok(true)
}

/// As [`put_all`], for the weights and usual windows.
pub fn put_windows(db: &mut Db, rows: &[HolidayWindow]) -> Result<usize, Error> {
    let known = windows(db)?;
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row)) {
        written += upsert!(db, holiday_window::table, row, holiday_window::kind)?;
    }
    Ok(written)
}

/// All that is known, ready to be asked.
pub fn known(db: &mut Db) -> Result<Holidays, Error> {
    Ok(Holidays::new(all(db)?, windows(db)?))
}

pub fn all(db: &mut Db) -> Result<Vec<Holiday>, Error> {
    Ok(holiday::table.order((holiday::first_day, holiday::region)).select(Holiday::as_select()).load(db)?)
}

fn windows(db: &mut Db) -> Result<Vec<HolidayWindow>, Error> {
    Ok(holiday_window::table.select(HolidayWindow::as_select()).load(db)?)
}
