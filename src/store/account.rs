//! Accounts: found by address when signing in, by identifier afterwards.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::account::{Account, AccountId};
use crate::domain::text::key;
use crate::schema::{account, organisation, recovery_code, sign_in, sign_in_link};

pub fn put(db: &mut Db, row: &Account) -> Result<(), Error> {
    diesel::insert_into(account::table).values(row).execute(db)?;
    Ok(())
}

pub fn find(db: &mut Db, id: &AccountId) -> Result<Account, Error> {
    Ok(account::table.find(id).select(Account::as_select()).first(db)?)
}

pub fn find_by_email(db: &mut Db, email: &str) -> Result<Option<Account>, Error> {
    let found = account::table
        .filter(account::email_key.eq(key(email)).and(account::is_active.eq(true)))
        .select(Account::as_select());
    Ok(found.first(db).optional()?)
}

/// Whether an account, also one that was switched off, signs in with this address.
pub fn has_email(db: &mut Db, email_key: &str) -> Result<bool, Error> {
    let found = account::table.filter(account::email_key.eq(email_key));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(db)?)
}

/// The rows stay, since agreements point at them; nothing in them tells who it was, and nobody can sign in with them.
pub fn empty(db: &mut Db, ids: &[AccountId]) -> Result<(), Error> {
    diesel::delete(sign_in::table.filter(sign_in::account_id.eq_any(ids))).execute(db)?;
    diesel::delete(sign_in_link::table.filter(sign_in_link::account_id.eq_any(ids))).execute(db)?;
    diesel::delete(recovery_code::table.filter(recovery_code::account_id.eq_any(ids))).execute(db)?;
    super::availability::forget(db, ids)?;
    super::feed::forget(db, ids)?;
    let nobody = (
        account::name.eq(""),
        account::email.eq(""),
        account::email_key.eq(account::id),
        account::password_hash.eq(None::<String>),
        account::is_active.eq(false),
        account::wants_digest.eq(false),
        account::used_at.eq(None::<NaiveDateTime>),
        account::totp_secret.eq(None::<String>),
        account::totp_confirmed_at.eq(None::<NaiveDateTime>),
        account::totp_step.eq(None::<i64>),
        account::version.eq(account::version + 1),
    );
    diesel::update(account::table.filter(account::id.eq_any(ids))).set(nobody).execute(db)?;
    Ok(())
}

pub fn set_desk_language(db: &mut Db, id: &AccountId, code: &str) -> Result<(), Error> {
    diesel::update(account::table.find(id)).set(account::desk_language.eq(code)).execute(db)?;
    Ok(())
}

pub fn set_password(db: &mut Db, id: &AccountId, hash: &str) -> Result<(), Error> {
    let set = (account::password_hash.eq(hash), account::version.eq(account::version + 1));
    diesel::update(account::table.find(id)).set(set).execute(db)?;
    Ok(())
}

/// Whether what is overdue comes by e-mail.
pub fn set_digest(db: &mut Db, id: &AccountId, wants_digest: bool) -> Result<(), Error> {
    diesel::update(account::table.find(id)).set(account::wants_digest.eq(wants_digest)).execute(db)?;
    Ok(())
}

/// The names of the organisations of these accounts, by account.
pub fn organisations(db: &mut Db, ids: &[AccountId]) -> Result<BTreeMap<String, String>, Error> {
    let rows: Vec<(AccountId, String)> = account::table
        .inner_join(organisation::table)
        .filter(account::id.eq_any(ids))
        .select((account::id, organisation::name))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// The accounts of the demo world, as printed at the start.
pub fn demo(db: &mut Db) -> Result<Vec<Account>, Error> {
    Ok(account::table
        .filter(account::is_demo.eq(true))
        .order(account::email_key)
        .select(Account::as_select())
        .load(db)?)
}
