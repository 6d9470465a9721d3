//! National contacts, and those near home.

use diesel::prelude::*;

use super::holiday::upsert;
use super::{Db, Error};
use crate::domain::contact::{Contact, LocalContact};
use crate::schema::{contact, local_contact};

/// Writes what is new or differs, and says how many rows that were. A confirmation made at the desk stays, unless the
/// contact itself changed.
pub fn put_all(db: &mut Db, rows: &[Contact]) -> Result<usize, Error> {
    let known = all(db)?;
    let mut written = 0;
    for row in rows {
        let kept = known.iter().find(|kept| kept.key == row.key);
        let row = &kept.map_or_else(|| row.clone(), |kept| row.clone().keeping_confirmation_of(kept));
        if kept != Some(row) {
            written += upsert!(db, contact::table, row, contact::key)?;
        }
    }
    Ok(written)
}

/// As [`put_all`], for contacts of municipalities.
pub fn put_local(db: &mut Db, rows: &[LocalContact]) -> Result<usize, Error> {
    let known = all_local(db)?;
    let mut written = 0;
    for row in rows {
        let kept = known.iter().find(|kept| kept.key == row.key);
        let row = &kept.map_or_else(|| row.clone(), |kept| row.clone().keeping_confirmation_of(kept));
        if kept != Some(row) {
            written += upsert!(db, local_contact::table, row, local_contact::key)?;
        }
    }
    Ok(written)
}

/// In the order in which they are listed.
pub fn all(db: &mut Db) -> Result<Vec<Contact>, Error> {
    Ok(contact::table.order((contact::place, contact::key)).select(Contact::as_select()).load(db)?)
}

/// Those of one municipality, parenting support first.
pub fn local(db: &mut Db, municipality: &str) -> Result<Vec<LocalContact>, Error> {
    let mut found = all_local(db)?;
    found.retain(|contact| contact.is_in(municipality));
    found.sort_by(|one, other| (one.kind, &one.key).cmp(&(other.kind, &other.key)));
    Ok(found)
}

/// The list is short: a few rows per municipality that takes part.
pub fn all_local(db: &mut Db) -> Result<Vec<LocalContact>, Error> {
    Ok(local_contact::table.order(local_contact::key).select(LocalContact::as_select()).load(db)?)
}
