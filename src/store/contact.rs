//! National contacts, and those near home.

use diesel::prelude::*;

use super::holiday::upsert;
use super::{Db, Error, Pen, revision, upkeep};
use crate::domain::contact::{Contact, LocalContact};
use crate::domain::record::{Deed, Note};
use crate::domain::upkeep::Sheet;
use crate::domain::upkeep::trace::{self, Trace};
use crate::schema::{contact, local_contact};

/// Writes what is new or differs, and says how many rows that were. A confirmation made at the desk stays, unless the
/// contact itself changed; what was changed on the desk stays as it is there.
pub fn put_all(db: &mut Db, rows: &[Contact]) -> Result<usize, Error> {
    let (known, own) = (all(db)?, upkeep::kept(db, Sheet::Contact)?);
    let mut written = 0;
    for row in rows.iter().filter(|row| !own.contains(&row.key)) {
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
    let (known, own) = (all_local(db)?, upkeep::kept(db, Sheet::LocalContact)?);
    let mut written = 0;
    for row in rows.iter().filter(|row| !own.contains(&row.key)) {
        let kept = known.iter().find(|kept| kept.key == row.key);
        let row = &kept.map_or_else(|| row.clone(), |kept| row.clone().keeping_confirmation_of(kept));
        if kept != Some(row) {
            written += upsert!(db, local_contact::table, row, local_contact::key)?;
        }
    }
    Ok(written)
}

/// Keeps a contact as somebody changed it, if it is still as they saw it. False: another was first.
pub fn correct(db: &mut Db, row: &Contact, seen: &Contact, pen: &Pen) -> Result<bool, Error> {
    // First: of two who change it at once, the second waits here, and then reads what the first wrote.
    revision::raise_reference(db)?;
    if !all(db)?.contains(seen) {
        return Ok(false);
    }
    upsert!(db, contact::table, row, contact::key)?;
    if row.differs_from(seen) {
        upkeep::keep(db, Sheet::Contact, &row.key)?;
    }
    pen.write(db, None, &Note::with(Deed::ContactsKept, Trace::write(&trace::of_contact(row, seen))))?;
    Ok(true)
}

/// As [`correct`], for a contact of a municipality; a new one was seen by nobody.
pub fn correct_local(db: &mut Db, row: &LocalContact, seen: Option<&LocalContact>, pen: &Pen) -> Result<bool, Error> {
    revision::raise_reference(db)?;
    let kept = all_local(db)?.into_iter().find(|kept| kept.key == row.key);
    if kept.as_ref() != seen {
        return Ok(false);
    }
    upsert!(db, local_contact::table, row, local_contact::key)?;
    if seen.is_none_or(|seen| row.differs_from(seen)) {
        upkeep::keep(db, Sheet::LocalContact, &row.key)?;
    }
    pen.write(db, None, &Note::with(Deed::ContactsKept, Trace::write(&trace::of_local(row, seen))))?;
    Ok(true)
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
