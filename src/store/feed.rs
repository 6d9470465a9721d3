//! Secret addresses of calendars (agenda-links): one a holder, found by its hash, ended by whoever holds it.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::{Db, Error, Scope, account, hold};
use crate::domain::account::{Account, AccountId};
use crate::domain::feed::{Feed, Holder};
use crate::domain::permission::{self, Action, Relation};
use crate::schema::feed;

/// Makes this the one feed of its holder; the address that was before answers no more.
pub fn renew(db: &mut Db, holder: &Holder, token_hash: &str, now: NaiveDateTime) -> Result<(), Error> {
    renew_if(db, holder, token_hash, now, |_| true).map(|_| ())
}

/// The same, if what there is until now is what was expected; of two at once the second sees what the first made.
pub fn renew_if(
    db: &mut Db,
    holder: &Holder,
    token_hash: &str,
    now: NaiveDateTime,
    is_expected: impl FnOnce(Option<&Feed>) -> bool,
) -> Result<bool, Error> {
    match &holder.account_id {
        None => hold::organisation(db, &holder.organisation_id)?,
        Some(id) => hold::account(db, id)?,
    }
    if !is_expected(of(db, holder)?.as_ref()) {
        return Ok(false);
    }
    end(db, holder)?;
    let row = Feed::new(holder.clone(), token_hash.to_owned(), now);
    diesel::insert_into(feed::table).values(row).execute(db)?;
    Ok(true)
}

/// Its address answers no more.
pub fn end(db: &mut Db, holder: &Holder) -> Result<(), Error> {
    match &holder.account_id {
        None => {
            let own = feed::organisation_id.eq(&holder.organisation_id).and(feed::account_id.is_null());
            diesel::delete(feed::table.filter(own)).execute(db)?
        }
        Some(id) => diesel::delete(feed::table.filter(feed::account_id.eq(id))).execute(db)?,
    };
    Ok(())
}

/// Ends those of people whose account changed, or is no more.
pub fn forget(db: &mut Db, ids: &[AccountId]) -> Result<(), Error> {
    diesel::delete(feed::table.filter(feed::account_id.eq_any(ids))).execute(db)?;
    Ok(())
}

/// The holder's, if there is one.
pub fn of(db: &mut Db, holder: &Holder) -> Result<Option<Feed>, Error> {
    let own = feed::table.filter(feed::organisation_id.eq(&holder.organisation_id)).select(Feed::as_select());
    let found = match &holder.account_id {
        None => own.filter(feed::account_id.is_null()).first(db).optional()?,
        Some(id) => own.filter(feed::account_id.eq(id)).first(db).optional()?,
    };
    Ok(found)
}

/// What a secret address opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub feed: Feed,
    pub scope: Scope,
    /// Whose it is, if it is not the organisation's.
    pub account: Option<Account>,
}

/// Whose feed it is. Of somebody who may plan no more it is not there, whatever became of the row.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Opened, Error> {
    let found: Feed = feed::table.find(token_hash).select(Feed::as_select()).first(db)?;
    let account = found.account_id.as_ref().map(|id| account::find(db, id)).transpose()?;
    let may = |own: &Account| own.is_active && permission::may(own.role, Relation::None, Action::PlanMeeting);
    if account.as_ref().is_some_and(|own| !may(own)) {
        return Err(Error::NotFound);
    }
    Ok(Opened { scope: Scope::proven(&found.organisation_id), feed: found, account })
}

/// A calendar asked for it on this day.
pub fn note_used(db: &mut Db, token_hash: &str, today: NaiveDate) -> Result<(), Error> {
    diesel::update(feed::table.find(token_hash)).set(feed::used_on.eq(today)).execute(db)?;
    Ok(())
}
