//! Which region a province or municipality usually follows.

use diesel::prelude::*;

use super::holiday::upsert;
use super::{Db, Error};
use crate::domain::region::RegionPlace;
use crate::schema::region_place::{self, level, name, province};

/// Writes what is new or differs, and says how many rows that were.
pub fn put_all(db: &mut Db, rows: &[RegionPlace]) -> Result<usize, Error> {
    let known = all(db)?;
    let mut written = 0;
    for row in rows.iter().filter(|row| !known.contains(row)) {
        written += upsert!(db, region_place::table, row, (level, province, name))?;
    }
    Ok(written)
}

pub fn all(db: &mut Db) -> Result<Vec<RegionPlace>, Error> {
    Ok(region_place::table.select(RegionPlace::as_select()).load(db)?)
}
