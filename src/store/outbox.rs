//! The outbox (post): messages wait here until some instance has sent them, each in its turn.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error, Scope};
use crate::domain::account::{Account, Role};
use crate::domain::meeting::Meeting;
use crate::domain::message::{LEASE, Message, MessageId, MessageState, Trouble, next_try, without_links};
use crate::domain::organisation::OrganisationId;
use crate::schema::{account, message};

/// Puts a message out, in the transaction of what it tells of.
pub fn put(db: &mut Db, row: &Message) -> Result<(), Error> {
    diesel::insert_into(message::table).values(row).execute(db)?;
    Ok(())
}

/// Puts out a link that was asked for. The one to nobody before it goes: there is never more than one.
pub fn put_asked(db: &mut Db, row: &Message) -> Result<(), Error> {
    let to_nobody = message::meeting_id.is_null().and(message::to_address.eq(""));
    diesel::delete(message::table.filter(to_nobody)).execute(db)?;
    put(db, row)
}

/// Who hears of what happens to meetings, each once: those who plan for an owner, are still there, and have an address.
pub fn readers(db: &mut Db, meetings: &[Meeting]) -> Result<Vec<Account>, Error> {
    let owners: Vec<&OrganisationId> =
        meetings.iter().flat_map(|own| [&own.head.support_id, &own.head.host_id]).collect();
    planners(db, Some(&owners))
}

/// Who plans for one organisation.
pub fn readers_of(db: &mut Db, organisation: &OrganisationId) -> Result<Vec<Account>, Error> {
    planners(db, Some(&[organisation]))
}

/// Everybody who wants to hear once a day what is late.
pub fn digest_readers(db: &mut Db) -> Result<Vec<Account>, Error> {
    Ok(planners(db, None)?.into_iter().filter(|account| account.wants_digest).collect())
}

/// An organisation's messages, newest first.
pub fn list(db: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Message>, Error> {
    Ok(message::table
        .filter(message::organisation_id.eq(scope.organisation()))
        .order((message::created_at.desc(), message::id.desc()))
        .select(Message::as_select())
        .limit(limit)
        .load(db)?)
}

pub fn find(db: &mut Db, scope: &Scope, id: &MessageId) -> Result<Message, Error> {
    let own = message::table.find(id).filter(message::organisation_id.eq(scope.organisation()));
    Ok(own.select(Message::as_select()).first(db)?)
}

/// How many there are in a state, of everybody.
pub fn count(db: &mut Db, state: MessageState) -> Result<i64, Error> {
    Ok(message::table.filter(message::state.eq(state)).count().get_result(db)?)
}

/// Whether anything can be sent now: asked often, so it takes no lock.
pub fn any_due(db: &mut Db, now: NaiveDateTime) -> Result<bool, Error> {
    let due = message::table
        .filter(message::state.eq(MessageState::Waiting).and(message::due_at.le(now)))
        .filter(message::leased_until.is_null().or(message::leased_until.le(now)));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(db)?)
}

/// Takes the lease of a message that is due, and that no earlier one to the same address about the same meeting waits
/// before. Whoever claims second finds the lease taken: the guard stands in the update itself.
pub fn claim(db: &mut Db, now: NaiveDateTime, lease: &str) -> Result<Option<Message>, Error> {
    let earlier = diesel::alias!(message as earlier);
    let waits_before =
        earlier
            .filter(earlier.field(message::state).eq(MessageState::Waiting))
            .filter(earlier.field(message::meeting_id).eq(message::meeting_id))
            .filter(earlier.field(message::to_address).eq(message::to_address))
            .filter(earlier.field(message::number).lt(message::number).or(
                earlier.field(message::number).eq(message::number).and(earlier.field(message::id).lt(message::id)),
            ));
    let candidates: Vec<MessageId> = message::table
        .filter(message::state.eq(MessageState::Waiting).and(message::due_at.le(now)))
        .filter(message::leased_until.is_null().or(message::leased_until.le(now)))
        .filter(diesel::dsl::not(diesel::dsl::exists(waits_before)))
        .order((message::due_at, message::id))
        .select(message::id)
        .limit(CANDIDATES)
        .load(db)?;
    for id in candidates {
        let free = message::table
            .find(&id)
            .filter(message::state.eq(MessageState::Waiting))
            .filter(message::leased_until.is_null().or(message::leased_until.le(now)));
        let taken =
            diesel::update(free).set((message::lease.eq(lease), message::leased_until.eq(now + LEASE))).execute(db)?;
        if taken == 1 {
            return Ok(Some(message::table.find(&id).select(Message::as_select()).first(db)?));
        }
    }
    Ok(None)
}

/// So many are looked at in one go: as many instances with their workers can run beside each other.
const CANDIDATES: i64 = 32;

/// Notes that it went out. A link that lets its reader in is not kept any longer.
pub fn sent(db: &mut Db, row: &Message, lease: &str, now: NaiveDateTime) -> Result<bool, Error> {
    let held = message::table.find(&row.id).filter(message::lease.eq(lease));
    // As it is kept now: a name can have been taken out of it while it was sent.
    let kept: Option<(String, String)> = held.select((message::text, message::html)).first(db).optional()?;
    let Some((text, html)) = kept else { return Ok(false) };
    let (text, html) = match row.kind.has_secret_link() {
        true => (without_links(&text), without_links(&html)),
        false => (text, html),
    };
    let held = message::table.find(&row.id).filter(message::lease.eq(lease));
    let changed = diesel::update(held)
        .set((
            message::state.eq(MessageState::Sent),
            message::tries.eq(message::tries + 1),
            message::sent_at.eq(now),
            message::text.eq(text),
            message::html.eq(html),
            message::last_trouble.eq(None::<Trouble>),
            message::lease.eq(None::<String>),
            message::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Notes that a try failed: it waits for the next, or is parked after the last, or at once when no other can go better.
pub fn failed(db: &mut Db, row: &Message, lease: &str, now: NaiveDateTime, trouble: Trouble) -> Result<(), Error> {
    let tries = row.tries + 1;
    match next_try(tries, now).filter(|_| !trouble.is_final()) {
        Some(due_at) => settle(db, row, lease, (MessageState::Waiting, tries, due_at), trouble),
        None => settle(db, row, lease, (MessageState::Parked, tries, row.due_at), trouble),
    }
}

/// Parks it at once: trying again cannot help.
pub fn park(db: &mut Db, row: &Message, lease: &str, trouble: Trouble) -> Result<(), Error> {
    settle(db, row, lease, (MessageState::Parked, row.tries, row.due_at), trouble)
}

/// Lets a parked message try anew. One that a later message about the same meeting overtook, or may overtake at any
/// moment, stays parked: an older entry would undo the newer in the reader's calendar.
pub fn retry(db: &mut Db, scope: &Scope, id: &MessageId, now: NaiveDateTime) -> Result<bool, Error> {
    let row = find(db, scope, id)?;
    if is_overtaken(db, &row)? {
        return Ok(false);
    }
    let parked = message::table.find(id).filter(message::state.eq(MessageState::Parked));
    let changed = diesel::update(parked)
        .set((
            message::state.eq(MessageState::Waiting),
            message::tries.eq(0),
            message::due_at.eq(now),
            message::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Whether a later message about the same meeting went to the same address, or is on its way.
pub fn is_overtaken(db: &mut Db, row: &Message) -> Result<bool, Error> {
    let Some(meeting_id) = &row.meeting_id else { return Ok(false) };
    let later = message::table
        .filter(message::meeting_id.eq(meeting_id).and(message::to_address.eq(&row.to_address)))
        .filter(message::number.gt(row.number).and(message::state.ne(MessageState::Parked)));
    Ok(diesel::select(diesel::dsl::exists(later)).get_result(db)?)
}

fn settle(
    db: &mut Db,
    row: &Message,
    lease: &str,
    (state, tries, due_at): (MessageState, i32, NaiveDateTime),
    trouble: Trouble,
) -> Result<(), Error> {
    diesel::update(message::table.find(&row.id).filter(message::lease.eq(lease)))
        .set((
            message::state.eq(state),
            message::tries.eq(tries),
            message::due_at.eq(due_at),
            message::last_trouble.eq(trouble),
            message::lease.eq(None::<String>),
            message::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(db)?;
    Ok(())
}

fn planners(db: &mut Db, of: Option<&[&OrganisationId]>) -> Result<Vec<Account>, Error> {
    let there = account::table
        .filter(account::is_active.eq(true).and(account::email.ne("")))
        .filter(account::role.ne(Role::Reader))
        .order(account::id)
        .select(Account::as_select());
    Ok(match of {
        Some(owners) => there.filter(account::organisation_id.eq_any(owners.to_vec())).load(db)?,
        None => there.load(db)?,
    })
}
