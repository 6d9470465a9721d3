//! The second step of an account: its secret, the last code that was used, and the hashes of its recovery codes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::account::AccountId;
use crate::schema::{account, recovery_code};

/// Switches it on with the code that proved it; that code counts no more. False when it was on already.
pub fn switch_on(
    db: &mut Db,
    id: &AccountId,
    secret: &str,
    step: i64,
    code_hashes: &[String],
    now: NaiveDateTime,
) -> Result<bool, Error> {
    let own = account::table.find(id).filter(account::totp_confirmed_at.is_null());
    let set = (
        account::totp_secret.eq(secret),
        account::totp_confirmed_at.eq(now),
        account::totp_step.eq(step),
        account::version.eq(account::version + 1),
    );
    if diesel::update(own).set(set).execute(db)? == 0 {
        return Ok(false);
    }
    renew_codes(db, id, code_hashes)?;
    Ok(true)
}

pub fn switch_off(db: &mut Db, id: &AccountId) -> Result<(), Error> {
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq(id))).execute(db)?;
    let set = (
        account::totp_secret.eq(None::<String>),
        account::totp_confirmed_at.eq(None::<NaiveDateTime>),
        account::totp_step.eq(None::<i64>),
        account::version.eq(account::version + 1),
    );
    diesel::update(account::table.find(id)).set(set).execute(db)?;
    Ok(())
}

/// Takes the code of this step, if none of it or later was used: of two who send the same one, one gets in.
pub fn use_step(db: &mut Db, id: &AccountId, step: i64) -> Result<bool, Error> {
    let newer = account::table.find(id).filter(account::totp_step.is_null().or(account::totp_step.lt(step)));
    Ok(diesel::update(newer).set(account::totp_step.eq(step)).execute(db)? == 1)
}

/// Takes a recovery code, once.
pub fn use_recovery_code(db: &mut Db, id: &AccountId, code_hash: &str, now: NaiveDateTime) -> Result<bool, Error> {
    let unused = recovery_code::table.find((id, code_hash)).filter(recovery_code::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_code::used_at.eq(now)).execute(db)? == 1)
}

/// New recovery codes; those from before count no more.
pub fn renew_codes(db: &mut Db, id: &AccountId, code_hashes: &[String]) -> Result<(), Error> {
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq(id))).execute(db)?;
    for hash in code_hashes {
        let row = (recovery_code::account_id.eq(id), recovery_code::code_hash.eq(hash));
        diesel::insert_into(recovery_code::table).values(row).execute(db)?;
    }
    Ok(())
}

/// Recovery codes that were not used.
pub fn codes_left(db: &mut Db, id: &AccountId) -> Result<i64, Error> {
    let unused = recovery_code::account_id.eq(id).and(recovery_code::used_at.is_null());
    Ok(recovery_code::table.filter(unused).count().get_result(db)?)
}
