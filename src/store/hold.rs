//! Holding a row (vasthouden) until the end of the transaction: of two who renew what hangs on it, the second waits and then finds what the first made.

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::account::AccountId;
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::OrganisationId;
use crate::schema::{account, meeting, organisation};

/// Not found where somebody threw it away meanwhile.
pub fn meeting(db: &mut Db, id: &MeetingId) -> Result<(), Error> {
    let held = diesel::update(meeting::table.find(id)).set(meeting::version.eq(meeting::version)).execute(db)?;
    if held == 0 { Err(Error::NotFound) } else { Ok(()) }
}

pub fn organisation(db: &mut Db, id: &OrganisationId) -> Result<(), Error> {
    diesel::update(organisation::table.find(id)).set(organisation::version.eq(organisation::version)).execute(db)?;
    Ok(())
}

pub fn account(db: &mut Db, id: &AccountId) -> Result<(), Error> {
    diesel::update(account::table.find(id)).set(account::version.eq(account::version)).execute(db)?;
    Ok(())
}

/// Holds the account if it is as it was at this version, and active; false otherwise.
pub fn unchanged_account(db: &mut Db, id: &AccountId, version: i32) -> Result<bool, Error> {
    let same = account::table.find(id).filter(account::version.eq(version).and(account::is_active.eq(true)));
    Ok(diesel::update(same).set(account::version.eq(account::version)).execute(db)? == 1)
}
