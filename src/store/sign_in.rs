//! Browsers that are signed in, and the failed tries that slow a guesser down.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::{Db, Error, Scope};
use crate::domain::account::{ABSOLUTE, Account, IDLE, SignIn};
use crate::domain::organisation::Organisation;
use crate::schema::{account, attempt, organisation, sign_in};

pub fn put(db: &mut Db, row: &SignIn) -> Result<(), Error> {
    diesel::insert_into(sign_in::table).values(row).execute(db)?;
    // Those that ended by themselves are of no use to anybody.
    let dead = sign_in::seen_at.lt(row.created_at - IDLE).or(sign_in::created_at.lt(row.created_at - ABSOLUTE));
    diesel::delete(sign_in::table.filter(dead)).execute(db)?;
    Ok(())
}

/// A browser, who is at it, and whose rows they may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedIn {
    pub sign_in: SignIn,
    pub account: Account,
    pub organisation: Organisation,
    pub scope: Scope,
}

/// Who is behind a token, in one query; an account that was switched off is nobody.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<SignedIn>, Error> {
    let found = sign_in::table
        .inner_join(account::table.inner_join(organisation::table))
        .filter(sign_in::token_hash.eq(token_hash).and(account::is_active.eq(true)))
        .select((SignIn::as_select(), Account::as_select(), Organisation::as_select()));
    let found: Option<(SignIn, Account, Organisation)> = found.first(db).optional()?;
    Ok(found.map(|(sign_in, account, organisation)| {
        let scope = Scope::proven(&organisation.id);
        SignedIn { sign_in, account, organisation, scope }
    }))
}

pub fn note_seen(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<(), Error> {
    diesel::update(sign_in::table.find(token_hash)).set(sign_in::seen_at.eq(now)).execute(db)?;
    Ok(())
}

pub fn end(db: &mut Db, token_hash: &str) -> Result<(), Error> {
    diesel::delete(sign_in::table.find(token_hash)).execute(db)?;
    Ok(())
}

/// A quarter of an hour in which tries are counted together, over all instances.
const WINDOW: Duration = Duration::minutes(15);

pub fn failures(db: &mut Db, subject: &str, now: NaiveDateTime) -> Result<i64, Error> {
    let recent = attempt::subject.eq(subject).and(attempt::window_start.gt(now - WINDOW));
    let numbers: Vec<i32> = attempt::table.filter(recent).select(attempt::number).load(db)?;
    Ok(numbers.into_iter().map(i64::from).sum())
}

/// Counts one more failed try; rows older than a day go.
pub fn note_failure(db: &mut Db, subject: &str, now: NaiveDateTime) -> Result<(), Error> {
    diesel::delete(attempt::table.filter(attempt::window_start.lt(now - Duration::hours(24)))).execute(db)?;
    let seconds = now.and_utc().timestamp();
    let window = chrono::DateTime::from_timestamp(seconds - seconds.rem_euclid(60), 0).map_or(now, |at| at.naive_utc());
    let more = diesel::update(attempt::table.find((subject, window))).set(attempt::number.eq(attempt::number + 1));
    if more.execute(db)? == 0 {
        let first = (attempt::subject.eq(subject), attempt::window_start.eq(window), attempt::number.eq(1));
        let inserted = db.transaction(|db| diesel::insert_into(attempt::table).values(first).execute(db));
        if let Err(cause) = inserted {
            if !super::is_duplicate(&cause) {
                return Err(cause.into());
            }
            diesel::update(attempt::table.find((subject, window)))
                .set(attempt::number.eq(attempt::number + 1))
                .execute(db)?;
        }
    }
    Ok(())
}

pub fn forget_failures(db: &mut Db, subject: &str) -> Result<(), Error> {
    diesel::delete(attempt::table.filter(attempt::subject.eq(subject))).execute(db)?;
    Ok(())
}
