//! Browsers that are signed in, and the failed tries that slow a guesser down.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::{Db, Error, Scope, application};
use crate::domain::account::{ABSOLUTE, Account, AccountId, IDLE, SignIn};
use crate::domain::organisation::Organisation;
use crate::domain::permission::{self, Action, Relation};
use crate::schema::{account, attempt, organisation, sign_in};

pub fn put(db: &mut Db, row: &SignIn) -> Result<(), Error> {
    diesel::insert_into(sign_in::table).values(row).execute(db)?;
    diesel::update(account::table.find(&row.account_id)).set(account::used_at.eq(row.created_at)).execute(db)?;
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
    /// How many organisations wait for a coordinator's answer; for others 0.
    pub applications: i64,
}

/// Who is behind a token, in one query; an account that was switched off is nobody.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<SignedIn>, Error> {
    let found = sign_in::table
        .inner_join(account::table.inner_join(organisation::table))
        .filter(sign_in::token_hash.eq(token_hash).and(account::is_active.eq(true)))
        .select((SignIn::as_select(), Account::as_select(), Organisation::as_select()));
    let found: Option<(SignIn, Account, Organisation)> = found.first(db).optional()?;
    let Some((sign_in, account, organisation)) = found else { return Ok(None) };
    let scope = Scope::proven(&organisation.id);
    let decides = permission::may(account.role, Relation::None, Action::DecideApplication);
    let applications = if decides { application::waiting(db, &scope)? } else { 0 };
    Ok(Some(SignedIn { sign_in, account, organisation, scope, applications }))
}

pub fn note_seen(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<(), Error> {
    diesel::update(sign_in::table.find(token_hash)).set(sign_in::seen_at.eq(now)).execute(db)?;
    Ok(())
}

pub fn end(db: &mut Db, token_hash: &str) -> Result<(), Error> {
    diesel::delete(sign_in::table.find(token_hash)).execute(db)?;
    Ok(())
}

/// The living sign-ins of an account, newest first.
pub fn of_account(db: &mut Db, account_id: &AccountId, now: NaiveDateTime) -> Result<Vec<SignIn>, Error> {
    let alive = sign_in::seen_at.gt(now - IDLE).and(sign_in::created_at.gt(now - ABSOLUTE));
    Ok(sign_in::table
        .filter(sign_in::account_id.eq(account_id).and(alive))
        .order((sign_in::created_at.desc(), sign_in::token_hash))
        .select(SignIn::as_select())
        .load(db)?)
}

/// Ends one of an account's own sign-ins.
pub fn end_of(db: &mut Db, account_id: &AccountId, token_hash: &str) -> Result<bool, Error> {
    let own = sign_in::table.find(token_hash).filter(sign_in::account_id.eq(account_id));
    Ok(diesel::delete(own).execute(db)? == 1)
}

/// How often something may be tried: by this subject, in this time.
#[derive(Clone, Debug)]
pub struct Limit {
    pub subject: String,
    pub most: i64,
    pub within: Duration,
}

/// Counts a try before it is made, so that many at once cannot pass together; false, and not counted, when one of the
/// limits is reached. The narrowest limit comes first: all who count take their rows in that order.
pub fn claim_try(db: &mut Db, limits: &[Limit], now: NaiveDateTime) -> Result<bool, Error> {
    for limit in limits {
        note_failure(db, &limit.subject, now)?;
    }
    for limit in limits {
        if tries(db, &limit.subject, now - limit.within)? > limit.most {
            for limit in limits {
                take_back(db, &limit.subject, now)?;
            }
            return Ok(false);
        }
    }
    Ok(true)
}

/// A try that was right is none to count.
pub fn take_back(db: &mut Db, subject: &str, now: NaiveDateTime) -> Result<(), Error> {
    let own = attempt::table.find((subject, window_of(now))).filter(attempt::number.gt(0));
    diesel::update(own).set(attempt::number.eq(attempt::number - 1)).execute(db)?;
    Ok(())
}

/// A quarter of an hour in which tries are counted together, over all instances.
const WINDOW: Duration = Duration::minutes(15);

pub fn failures(db: &mut Db, subject: &str, now: NaiveDateTime) -> Result<i64, Error> {
    tries(db, subject, now - WINDOW)
}

/// How often a subject was counted since; longer ago than a day nothing is kept.
pub fn tries(db: &mut Db, subject: &str, since: NaiveDateTime) -> Result<i64, Error> {
    let recent = attempt::subject.eq(subject).and(attempt::window_start.gt(since));
    let numbers: Vec<i32> = attempt::table.filter(recent).select(attempt::number).load(db)?;
    Ok(numbers.into_iter().map(i64::from).sum())
}

/// Counts one more try, failed or not; rows older than a day go.
pub fn note_failure(db: &mut Db, subject: &str, now: NaiveDateTime) -> Result<(), Error> {
    diesel::delete(attempt::table.filter(attempt::window_start.lt(now - Duration::hours(24)))).execute(db)?;
    let window = window_of(now);
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

/// Tries are counted by the minute.
fn window_of(now: NaiveDateTime) -> NaiveDateTime {
    let seconds = now.and_utc().timestamp();
    chrono::DateTime::from_timestamp(seconds - seconds.rem_euclid(60), 0).map_or(now, |at| at.naive_utc())
}

pub fn forget_failures(db: &mut Db, subject: &str) -> Result<(), Error> {
    diesel::delete(attempt::table.filter(attempt::subject.eq(subject))).execute(db)?;
    Ok(())
}
