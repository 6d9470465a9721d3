//! Links that sign somebody in: found by the hash of their token, and used up in the statement itself.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error, hold};
use crate::domain::account::{Account, AccountId};
use crate::domain::organisation::Organisation;
use crate::domain::sign_in_link::{Purpose, SignInLink};
use crate::schema::{account, organisation, sign_in, sign_in_link};

/// Keeps a new link. One that replaces others ends every earlier link of the account, and its sign-ins.
pub fn put(db: &mut Db, row: &SignInLink) -> Result<(), Error> {
    if row.purpose.replaces_others() {
        hold::account(db, &row.account_id)?;
        forget_all(db, &row.account_id)?;
        diesel::delete(sign_in::table.filter(sign_in::account_id.eq(&row.account_id))).execute(db)?;
    }
    diesel::delete(sign_in_link::table.filter(sign_in_link::expires_at.lt(row.created_at))).execute(db)?;
    diesel::insert_into(sign_in_link::table).values(row).execute(db)?;
    Ok(())
}

/// Keeps a link that was asked for. For an address that nobody has the same is written, so that the time does not tell: a
/// row without an account opens nothing ([`find`]), and the next that is asked takes it away.
pub fn put_asked(
    db: &mut Db,
    token_hash: &str,
    account_id: Option<&AccountId>,
    now: NaiveDateTime,
) -> Result<(), Error> {
    let of_no_use = sign_in_link::expires_at.lt(now).or(sign_in_link::account_id.is_null());
    diesel::delete(sign_in_link::table.filter(of_no_use)).execute(db)?;
    diesel::insert_into(sign_in_link::table)
        .values((
            sign_in_link::token_hash.eq(token_hash),
            sign_in_link::account_id.eq(account_id),
            sign_in_link::purpose.eq(Purpose::Asked),
            sign_in_link::created_at.eq(now),
            sign_in_link::expires_at.eq(now + Purpose::Asked.lasts()),
        ))
        .execute(db)?;
    Ok(())
}

/// The link behind a token with whom it lets in; nothing when the account is switched off.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<(SignInLink, Account, Organisation)>, Error> {
    let found = sign_in_link::table
        .inner_join(account::table.inner_join(organisation::table))
        .filter(sign_in_link::token_hash.eq(token_hash).and(account::is_active.eq(true)))
        .select((SignInLink::as_select(), Account::as_select(), Organisation::as_select()));
    Ok(found.first(db).optional()?)
}

/// Uses the link up for this browser; false when somebody was earlier.
pub fn use_up(db: &mut Db, token_hash: &str, device_hash: Option<&str>, now: NaiveDateTime) -> Result<bool, Error> {
    let Some((link, ..)) = find(db, token_hash)?.filter(|(link, ..)| link.opens_for(device_hash, now)) else {
        return Ok(false);
    };
    let own = sign_in_link::table.find(token_hash);
    let used = (sign_in_link::used_at.eq(now), sign_in_link::device_hash.eq(None::<String>));
    // What was read may have changed since: the statement asks once more.
    let number = match &link.device_hash {
        None => diesel::update(own.filter(sign_in_link::used_at.is_null())).set(used).execute(db)?,
        Some(known) => diesel::update(own.filter(sign_in_link::device_hash.eq(known))).set(used).execute(db)?,
    };
    Ok(number == 1)
}

/// From now on it opens for the browser with this cookie alone.
pub fn bind(db: &mut Db, token_hash: &str, device_hash: &str) -> Result<(), Error> {
    diesel::update(sign_in_link::table.find(token_hash)).set(sign_in_link::device_hash.eq(device_hash)).execute(db)?;
    Ok(())
}

/// The account's key of this browser goes on with its new cookie; says whether there was one.
pub fn rebind(db: &mut Db, before: &str, device_hash: &str, account_id: &AccountId) -> Result<bool, Error> {
    let own =
        sign_in_link::table.filter(sign_in_link::device_hash.eq(before).and(sign_in_link::account_id.eq(account_id)));
    Ok(diesel::update(own).set(sign_in_link::device_hash.eq(device_hash)).execute(db)? > 0)
}

/// Who signs out ends the key of this browser too.
pub fn forget_device(db: &mut Db, device_hash: &str) -> Result<(), Error> {
    diesel::delete(sign_in_link::table.filter(sign_in_link::device_hash.eq(device_hash))).execute(db)?;
    Ok(())
}

/// Ends every link of an account but the key of the browser with this cookie.
pub fn forget_others(db: &mut Db, account_id: &AccountId, device_hash: &str) -> Result<(), Error> {
    let elsewhere = sign_in_link::device_hash.is_null().or(sign_in_link::device_hash.ne(device_hash));
    diesel::delete(sign_in_link::table.filter(sign_in_link::account_id.eq(account_id)).filter(elsewhere))
        .execute(db)?;
    Ok(())
}

pub fn forget_all(db: &mut Db, account_id: &AccountId) -> Result<(), Error> {
    diesel::delete(sign_in_link::table.filter(sign_in_link::account_id.eq(account_id))).execute(db)?;
    Ok(())
}

/// The links of an account, newest first.
pub fn of_account(db: &mut Db, account_id: &AccountId) -> Result<Vec<SignInLink>, Error> {
    Ok(sign_in_link::table
        .filter(sign_in_link::account_id.eq(account_id))
        .order((sign_in_link::created_at.desc(), sign_in_link::token_hash))
        .select(SignInLink::as_select())
        .load(db)?)
}
