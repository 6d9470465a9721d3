//! Which rows of the reference are kept on the desk (onderhoud): the seeds leave them alone, also those that were taken away.

use std::collections::HashSet;

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::upkeep::Sheet;
use crate::schema::upkeep;

/// The keys of a sheet's rows that people keep.
pub fn kept(db: &mut Db, sheet: Sheet) -> Result<HashSet<String>, Error> {
    let keys: Vec<String> = upkeep::table.filter(upkeep::sheet.eq(sheet)).select(upkeep::key).load(db)?;
    Ok(keys.into_iter().collect())
}

/// From now on people keep this row, whether it is there or not.
pub fn keep(db: &mut Db, sheet: Sheet, key: &str) -> Result<(), Error> {
    let row = (upkeep::sheet.eq(sheet), upkeep::key.eq(key));
    match db {
        Db::Sqlite(db) => diesel::insert_into(upkeep::table).values(row).on_conflict_do_nothing().execute(db)?,
        Db::Postgres(db) => diesel::insert_into(upkeep::table).values(row).on_conflict_do_nothing().execute(db)?,
    };
    Ok(())
}
