//! All that is kept about one account (gegevens), and taking it away: what both owners agreed to stays, without a name.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::is_of;
use super::{Db, Error, Scope, colleague};
use crate::domain::account::{Account, AccountId};
use crate::domain::meeting::MeetingId;
use crate::domain::message::Message;
use crate::domain::record::Record;
use crate::schema::{agreement, kit_text, meeting, message, record, record_name, staged_change};

/// What an account did and got, beside its own row.
#[derive(Clone, Debug, PartialEq)]
pub struct Traces {
    pub records: Vec<Record>,
    pub agreements: Vec<(MeetingId, NaiveDateTime, Option<NaiveDateTime>)>,
    /// Kind, subject and moment of the messages to this address.
    pub messages: Vec<(String, String, NaiveDateTime)>,
    pub recovery_codes_left: i64,
    /// Texts of kits that it wrote, read or approved: kit, version, language and key.
    pub texts: Vec<(String, i32, String, String)>,
}

pub fn traces(db: &mut Db, own: &Account) -> Result<Traces, Error> {
    let records = record::table.filter(record::account_id.eq(&own.id)).order(record::id).select(Record::as_select());
    let agreements = agreement::table
        .filter(agreement::account_id.eq(&own.id))
        .order((agreement::agreed_at, agreement::meeting_id))
        .select((agreement::meeting_id, agreement::agreed_at, agreement::withdrawn_at));
    let messages = message::table
        .filter(message::to_address.eq(&own.email).and(message::to_address.ne("")))
        .order((message::created_at, message::id))
        .select((message::kind, message::subject, message::created_at));
    let texts = kit_text::table
        .filter(
            kit_text::author_id.eq(&own.id).or(kit_text::reader_id.eq(&own.id)).or(kit_text::approver_id.eq(&own.id)),
        )
        .order((kit_text::slug, kit_text::version, kit_text::language, kit_text::key))
        .select((kit_text::slug, kit_text::version, kit_text::language, kit_text::key));
    Ok(Traces {
        texts: texts.load(db)?,
        records: records.load(db)?,
        agreements: agreements.load(db)?,
        messages: messages.load(db)?,
        recovery_codes_left: super::second_step::codes_left(db, &own.id)?,
    })
}

/// Takes the person off the account and switches it off; false, and nothing taken, for the last who leads.
pub fn erase(db: &mut Db, scope: &Scope, id: &AccountId) -> Result<bool, Error> {
    let leading = colleague::lock(db, scope)?;
    let before = colleague::find(db, scope, id)?;
    if before.is_active && before.role == leading && !colleague::another_leads(db, scope, id, leading)? {
        return Ok(false);
    }
    let own_records = record::table.filter(record::account_id.eq(id)).select(record::id);
    diesel::delete(record_name::table.filter(record_name::record_id.eq_any(own_records))).execute(db)?;
    if !before.email.is_empty() {
        diesel::delete(message::table.filter(message::to_address.eq(&before.email))).execute(db)?;
    }
    let overridden = meeting::support_id.eq(scope.organisation()).and(meeting::override_by.eq(&before.name));
    diesel::update(meeting::table.filter(overridden)).set(meeting::override_by.eq("")).execute(db)?;
    forget_spoken(db, scope, &before)?;
    super::account::empty(db, std::slice::from_ref(id))?;
    Ok(true)
}

/// The other side noted with whom it spoke on the phone: where that can be this person, it no longer says who.
fn forget_spoken(db: &mut Db, scope: &Scope, gone: &Account) -> Result<(), Error> {
    let own = agreement::organisation_id.eq(scope.organisation()).and(agreement::spoke_with.ne(""));
    let noted: Vec<(MeetingId, String)> =
        agreement::table.filter(own).select((agreement::meeting_id, agreement::spoke_with)).load(db)?;
    let ids: Vec<_> = noted.into_iter().filter(|(_, with)| gone.may_be(with)).map(|(id, _)| id).collect();
    let noted = agreement::organisation_id.eq(scope.organisation()).and(agreement::meeting_id.eq_any(ids));
    diesel::update(agreement::table.filter(noted)).set(agreement::spoke_with.eq("")).execute(db)?;
    let theirs = staged_change::organisation_id.ne(scope.organisation()).and(staged_change::spoke_with.ne(""));
    let theirs = staged_change::table.filter(theirs).select((staged_change::meeting_id, staged_change::spoke_with));
    let noted: Vec<(MeetingId, String)> = theirs.load(db)?;
    let ids: Vec<_> = noted.into_iter().filter(|(_, with)| gone.may_be(with)).map(|(id, _)| id).collect();
    let shared = meeting::table.filter(is_of(scope)).filter(meeting::id.eq_any(ids));
    let ids: Vec<MeetingId> = shared.select(meeting::id).load(db)?;
    let noted = staged_change::table.filter(staged_change::meeting_id.eq_any(ids));
    diesel::update(noted).set(staged_change::spoke_with.eq("")).execute(db)?;
    Ok(())
}

/// The messages that tell others what this account did: sent, or still to be sent.
pub fn told_by(db: &mut Db, id: &AccountId) -> Result<Vec<Message>, Error> {
    Ok(message::table.filter(message::account_id.eq(id)).select(Message::as_select()).load(db)?)
}

/// Puts other words in the place of those of a message.
pub fn rewrite(db: &mut Db, row: &Message, text: &str, html: &str) -> Result<(), Error> {
    let set = (message::text.eq(text), message::html.eq(html));
    diesel::update(message::table.find(&row.id)).set(set).execute(db)?;
    Ok(())
}
