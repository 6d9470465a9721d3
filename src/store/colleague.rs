//! The people of one organisation (collega's): somebody with its leading role always stays, also when two leave at once.

use diesel::prelude::*;

use super::{Db, Error, Scope, hold, is_duplicate, sign_in_link};
use crate::domain::account::{Account, AccountId, Role};
use crate::domain::organisation::{OrganisationId, OrganisationKind};
use crate::schema::{account, organisation, sign_in};

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Kept,
    /// Nobody would be left to invite others: nothing was changed.
    LastOne,
    /// Somebody else changed this account since the form was opened.
    Stale,
}

/// What is done to a colleague.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Role(Role),
    SwitchOff,
    SwitchOn,
}

/// Everybody of the organisation, those who left at the end; not who took their name away.
pub fn list(db: &mut Db, scope: &Scope) -> Result<Vec<Account>, Error> {
    Ok(account::table
        .filter(account::organisation_id.eq(scope.organisation()).and(account::name.ne("")))
        .order((account::is_active.desc(), account::name, account::id))
        .select(Account::as_select())
        .load(db)?)
}

pub fn find(db: &mut Db, scope: &Scope, id: &AccountId) -> Result<Account, Error> {
    let own =
        account::table.find(id).filter(account::organisation_id.eq(scope.organisation()).and(account::name.ne("")));
    Ok(own.select(Account::as_select()).first(db)?)
}

/// False when another account has this e-mail address.
pub fn put(db: &mut Db, row: &Account) -> Result<bool, Error> {
    match db.transaction(|db| diesel::insert_into(account::table).values(row).execute(db)) {
        Ok(_) => Ok(true),
        Err(cause) if is_duplicate(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Changes an account of the organisation; whoever it is, is out at the next request everywhere, and her calendar too.
pub fn change(db: &mut Db, scope: &Scope, id: &AccountId, version: i32, change: Change) -> Result<Done, Error> {
    let leading = lock(db, scope)?;
    let before = find(db, scope, id)?;
    if before.version != version {
        return Ok(Done::Stale);
    }
    let (role, is_active) = match change {
        Change::Role(role) => (role, before.is_active),
        Change::SwitchOff => (before.role, false),
        Change::SwitchOn => (before.role, true),
    };
    let goes = before.is_active && before.role == leading && !(is_active && role == leading);
    if goes && !another_leads(db, scope, id, leading)? {
        return Ok(Done::LastOne);
    }
    let set = (account::role.eq(role), account::is_active.eq(is_active), account::version.eq(account::version + 1));
    diesel::update(account::table.find(id)).set(set).execute(db)?;
    put_out(db, id)?;
    super::feed::forget(db, std::slice::from_ref(id))?;
    if !is_active {
        sign_in_link::forget_all(db, id)?;
        // Nobody reads the calendar of somebody who is gone.
        super::availability::forget(db, std::slice::from_ref(id))?;
    }
    Ok(Done::Kept)
}

/// Ends every sign-in of an account.
pub fn put_out(db: &mut Db, id: &AccountId) -> Result<(), Error> {
    diesel::delete(sign_in::table.filter(sign_in::account_id.eq(id))).execute(db)?;
    Ok(())
}

/// Holds the organisation's row until the end of the transaction, so that two who leave wait for each other; says which
/// role must stay.
pub fn lock(db: &mut Db, scope: &Scope) -> Result<Role, Error> {
    hold::organisation(db, scope.organisation())?;
    let kind: OrganisationKind = organisation::table.find(scope.organisation()).select(organisation::kind).first(db)?;
    Ok(Role::leading(kind))
}

/// Whether somebody else leads too. Who was invited and never came in does not count.
pub fn another_leads(db: &mut Db, scope: &Scope, id: &AccountId, leading: Role) -> Result<bool, Error> {
    let others = account::table
        .filter(account::organisation_id.eq(scope.organisation()).and(account::id.ne(id)))
        .filter(account::role.eq(leading).and(account::is_active.eq(true)))
        .filter(account::password_hash.is_not_null().or(account::used_at.is_not_null()));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(db)?)
}

/// The hosts of a self-organisation that the scope's organisation let in; of one that nobody let in, its partners'. Who
/// hands over a link could use it herself, so nobody else can.
pub fn hosts_of_partner(db: &mut Db, scope: &Scope, partner: &OrganisationId) -> Result<Vec<Account>, Error> {
    // Both are asked whoever it is: another's partner takes as long as one that does not exist.
    let is_partner = super::partner::ids(db, scope)?.contains(partner);
    let by: Option<OrganisationId> = organisation::table.find(partner).select(organisation::admitted_by).first(db)?;
    let may_hand_over = by.map_or(is_partner, |by| by == *scope.organisation());
    if !may_hand_over {
        return Err(Error::NotFound);
    }
    Ok(account::table
        .filter(account::organisation_id.eq(partner).and(account::role.eq(Role::Host)))
        .filter(account::is_active.eq(true).and(account::name.ne("")))
        .order((account::name, account::id))
        .select(Account::as_select())
        .load(db)?)
}
