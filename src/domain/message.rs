//! A message by e-mail (bericht): what it tells of, whether it is sent, and how long to wait after a try that failed.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::account::AccountId;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use super::record::{Deed, Note};
use crate::schema::message;

crate::id! {
    /// Names one message; later ones sort later.
    MessageId
}

crate::coded! {
    /// What it tells. Each has its sentence in `[message]` of the phrases, under its code.
    pub enum MessageKind {
        /// A self-organisation is let in: with a link to begin.
        Admitted = "admitted",
        /// A self-organisation is not let in.
        Declined = "declined",
        /// A colleague can begin: with a link.
        Invited = "invited",
        /// Somebody asked for a link to sign in.
        SignInLink = "sign_in_link",
        /// A side said yes, the other has still to.
        Proposed = "proposed",
        /// The same of several meetings at once.
        ProposedTogether = "proposed_together",
        Agreed = "agreed",
        /// The other side noted a yes by phone.
        PhoneYes = "phone_yes",
        YesEnded = "yes_ended",
        Changed = "changed",
        OtherDate = "other_date",
        CallMe = "call_me",
        Published = "published",
        Opened = "opened",
        ChangeStaged = "change_staged",
        ChangeAgreed = "change_agreed",
        ChangeDropped = "change_dropped",
        Moved = "moved",
        Cancelled = "cancelled",
        /// A self-organisation proposes a meeting, and what became of that.
        WishMade = "wish_made",
        WishAdopted = "wish_adopted",
        WishDeclined = "wish_declined",
        WishWithdrawn = "wish_withdrawn",
        /// Once a day: what is late.
        Overdue = "overdue",
    }
}

crate::coded! {
    pub enum MessageState {
        Waiting = "waiting",
        Sent = "sent",
        /// No more tries by itself; the desk shows it.
        Parked = "parked",
    }
}

crate::coded! {
    /// What the calendar part asks of the reader's calendar (RFC 5546).
    pub enum CalendarMethod {
        Request = "REQUEST",
        Cancel = "CANCEL",
    }
}

crate::coded! {
    /// Why a try failed. The server's own words are not kept: they can hold an address.
    pub enum Trouble {
        /// No connection, or it broke.
        Unreachable = "unreachable",
        TimedOut = "timed_out",
        /// The server says: later (4xx).
        Deferred = "deferred",
        /// The server says no (5xx) to this message or to its reader.
        Refused = "refused",
        /// The server says no to us: another try of the same message goes well once that is put right.
        NotLetIn = "not_let_in",
        /// What the server said was no SMTP.
        Garbled = "garbled",
        /// The address cannot be written to.
        WrongAddress = "wrong_address",
        /// It waited so long that it would only confuse.
        TooOld = "too_old",
    }
}

impl Trouble {
    /// Whether no other try can go better.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::WrongAddress | Self::TooOld)
    }
}

/// The row. Written in the transaction of what it tells of, and sent afterwards by any instance.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = message)]
pub struct Message {
    pub id: MessageId,
    pub kind: MessageKind,
    /// Whose desk shows it; none for what nobody but the reader may see.
    pub organisation_id: Option<OrganisationId>,
    /// Who caused it.
    pub account_id: Option<AccountId>,
    pub meeting_id: Option<MeetingId>,
    /// The calendar's sequence: of one meeting and one address, a lower number goes first.
    pub number: i32,
    pub to_name: String,
    pub to_address: String,
    pub language: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
    pub calendar_method: Option<CalendarMethod>,
    /// Fixed, so that a reader's mailbox knows a message that came twice.
    pub message_id: String,
    pub state: MessageState,
    pub tries: i32,
    pub due_at: NaiveDateTime,
    /// Of the instance that is sending it now.
    pub lease: Option<String>,
    pub leased_until: Option<NaiveDateTime>,
    pub last_trouble: Option<Trouble>,
    pub created_at: NaiveDateTime,
    pub sent_at: Option<NaiveDateTime>,
}

/// After so many tries it is parked: some twenty hours after the first.
pub const MOST_TRIES: i32 = 12;
/// Longer than any one message takes to send: whoever holds the lease is gone by then.
pub const LEASE: Duration = Duration::minutes(2);
/// What waited longer, because there was no mail server, would only confuse.
pub const LONGEST_WAIT: Duration = Duration::days(7);
const LONGEST_PAUSE: Duration = Duration::hours(6);

/// When to try again after this many tries: a minute, doubled each time, six hours at most. `None`: no more.
pub fn next_try(tries: i32, now: NaiveDateTime) -> Option<NaiveDateTime> {
    if tries >= MOST_TRIES {
        return None;
    }
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(10);
    Some(now + Duration::minutes(1_i64 << doublings).min(LONGEST_PAUSE))
}

impl Message {
    /// Written only so that the time of writing does not tell that nobody has this address: it is never sent.
    pub fn is_to_nobody(&self) -> bool {
        self.to_address.is_empty()
    }
}

impl MessageKind {
    /// What the notes of one change come to, told once: the weightiest. `is_agreed` is whether both sides say yes now.
    pub fn of(notes: &[Note], is_agreed: bool) -> Option<Self> {
        let kinds = notes.iter().filter_map(|note| Self::of_deed(note.deed, is_agreed));
        kinds.min_by_key(|kind| WEIGHT.iter().position(|own| own == kind).unwrap_or(WEIGHT.len()))
    }

    fn of_deed(deed: Deed, is_agreed: bool) -> Option<Self> {
        Some(match deed {
            Deed::Agreed | Deed::AgreedByLink if is_agreed => Self::Agreed,
            Deed::Agreed | Deed::AgreedByLink => Self::Proposed,
            Deed::AgreedByPhone => Self::PhoneYes,
            Deed::PhoneUndone | Deed::YesEnded => Self::YesEnded,
            Deed::MeetingChanged | Deed::CostsChanged => Self::Changed,
            Deed::OtherDateAsked => Self::OtherDate,
            Deed::CallAsked => Self::CallMe,
            Deed::Published => Self::Published,
            Deed::Opened => Self::Opened,
            Deed::ChangeStaged => Self::ChangeStaged,
            Deed::ChangeAgreed | Deed::ChangeAgreedByPhone => Self::ChangeAgreed,
            Deed::ChangeDropped => Self::ChangeDropped,
            Deed::Moved => Self::Moved,
            Deed::Cancelled => Self::Cancelled,
            _ => return None,
        })
    }

    /// What it asks of calendars, for a meeting that is out.
    pub fn calendar_method(self) -> Option<CalendarMethod> {
        match self {
            Self::Published | Self::Moved | Self::Opened => Some(CalendarMethod::Request),
            Self::Cancelled => Some(CalendarMethod::Cancel),
            _ => None,
        }
    }

    /// Whether its link lets the reader in.
    pub fn has_secret_link(self) -> bool {
        matches!(self, Self::Admitted | Self::Invited | Self::SignInLink)
    }
}

/// Of two things that one change did, the one further to the front is told.
const WEIGHT: [MessageKind; 14] = [
    MessageKind::Cancelled,
    MessageKind::Moved,
    MessageKind::Published,
    MessageKind::OtherDate,
    MessageKind::CallMe,
    MessageKind::ChangeStaged,
    MessageKind::ChangeAgreed,
    MessageKind::YesEnded,
    MessageKind::PhoneYes,
    MessageKind::Agreed,
    MessageKind::Proposed,
    MessageKind::ChangeDropped,
    MessageKind::Opened,
    MessageKind::Changed,
];

/// An address of which a partner sees enough to know whose it is, and too little to write to.
pub fn masked_address(address: &str) -> String {
    match address.split_once('@') {
        Some((name, host)) => format!("{}…@{host}", name.chars().next().unwrap_or('…')),
        None => "…".to_owned(),
    }
}

/// The text with its web addresses taken out: a link that signs in is for its reader alone.
pub fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        out.push_str(&rest[..at]);
        out.push('…');
        let link = &rest[at..];
        let end = link.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\'' | '\u{2069}'));
        rest = &link[end.unwrap_or(link.len())..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> NaiveDateTime {
        "2026-11-21T12:00:00".parse().expect("a moment")
    }

    #[test]
    fn pauses_double_from_a_minute_to_six_hours_and_then_it_is_parked() {
        let pauses: Vec<i64> =
            (1..MOST_TRIES).map(|tries| (next_try(tries, now()).expect("another try") - now()).num_minutes()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(next_try(MOST_TRIES, now()), None);
        assert_eq!(next_try(i32::MAX, now()), None);
    }

    #[test]
    fn of_what_one_change_did_the_weightiest_is_told() {
        let of = |deeds: &[Deed]| MessageKind::of(&deeds.iter().map(|deed| Note::of(*deed)).collect::<Vec<_>>(), false);
        assert_eq!(of(&[Deed::MeetingChanged, Deed::YesEnded]), Some(MessageKind::YesEnded));
        assert_eq!(of(&[Deed::Overridden, Deed::Published]), Some(MessageKind::Published));
        assert_eq!(of(&[Deed::OtherDateAsked, Deed::YesEnded]), Some(MessageKind::OtherDate));
        assert_eq!(of(&[Deed::TaskDone]), None);
        assert_eq!(MessageKind::of(&[Note::of(Deed::Agreed)], true), Some(MessageKind::Agreed));
    }

    #[test]
    fn a_masked_text_holds_no_address() {
        assert_eq!(
            without_links("Open http://a.example/x?y=1\nof <a href=\"https://b\">hier</a>."),
            "Open …\nof <a href=\"…\">hier</a>."
        );
        assert_eq!(masked_address("sara@example.org"), "s…@example.org");
    }
}
