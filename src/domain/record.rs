//! What happened (geschiedenis): rows that are added and never changed. The doer's name stands beside a row, and goes after a year.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::account::AccountId;
use super::meeting::MeetingId;
use super::organisation::OrganisationId;
use crate::schema::{record, record_name};

crate::id! {
    /// Names one row; later rows sort later.
    RecordId
}

crate::coded! {
    /// What was done. The desk has a sentence for each.
    pub enum Deed {
        MeetingCreated = "meeting_created",
        MeetingChanged = "meeting_changed",
        /// A side's yes, signed in.
        Agreed = "agreed",
        AgreedByLink = "agreed_by_link",
        /// The other side noted a yes by phone.
        AgreedByPhone = "agreed_by_phone",
        /// A side took back a yes that was noted for it.
        PhoneUndone = "phone_undone",
        /// A change of date, place, audience or costs ended the other side's yes; what the doer's own side said, its own.
        YesEnded = "yes_ended",
        OtherDateAsked = "other_date_asked",
        CallAsked = "call_asked",
        Published = "published",
        /// A coordinator went against a rule, with a reason.
        Overridden = "overridden",
        /// The host made it public, or took it off the agenda.
        Opened = "opened",
        ChangeStaged = "change_staged",
        ChangeAgreed = "change_agreed",
        /// The other side noted a yes to the change by phone.
        ChangeAgreedByPhone = "change_agreed_by_phone",
        ChangeDropped = "change_dropped",
        Moved = "moved",
        Cancelled = "cancelled",
        Held = "held",
        /// Parents were told, in a language.
        ParentsTold = "parents_told",
        CostsChanged = "costs_changed",
        /// What nobody else had a hand in was thrown away.
        DraftDiscarded = "draft_discarded",
        TaskChanged = "task_changed",
        TaskDone = "task_done",
        AnswerLinkMade = "answer_link_made",
        PackMade = "pack_made",
        SetChanged = "set_changed",
        ProposalMade = "proposal_made",
        ProposalAdopted = "proposal_adopted",
        ProposalDeclined = "proposal_declined",
        ProposalWithdrawn = "proposal_withdrawn",
        ApplicationAdmitted = "application_admitted",
        ApplicationDeclined = "application_declined",
        OrganisationChanged = "organisation_changed",
        ColleagueInvited = "colleague_invited",
        RoleChanged = "role_changed",
        AccountSwitchedOff = "account_switched_off",
        AccountSwitchedOn = "account_switched_on",
        AccountLeft = "account_left",
        LinkRenewed = "link_renewed",
        SecondStepChanged = "second_step_changed",
        /// In a language.
        TextsWritten = "texts_written",
        TextsRead = "texts_read",
        KitBegun = "kit_begun",
        KitReleased = "kit_released",
        KitDiscarded = "kit_discarded",
        HolidaysKept = "holidays_kept",
        DaysKept = "days_kept",
        ContactsKept = "contacts_kept",
    }
}

/// Who does something: somebody signed in, or an organisation by a link (then nobody is named).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub account_id: Option<AccountId>,
    pub organisation_id: OrganisationId,
    pub name: String,
}

/// What a rule did, with the words that its sentence needs: never a name of a person, never free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub deed: Deed,
    /// Code, date or number for the sentence's gap, or the lines of [`super::upkeep::trace`]; empty when it has none.
    pub detail: String,
}

impl Note {
    pub fn of(deed: Deed) -> Self {
        Self { deed, detail: String::new() }
    }

    pub fn with(deed: Deed, detail: impl ToString) -> Self {
        Self { deed, detail: detail.to_string() }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = record)]
pub struct Record {
    pub id: RecordId,
    pub at: NaiveDateTime,
    pub meeting_id: Option<MeetingId>,
    /// The doer's.
    pub organisation_id: Option<OrganisationId>,
    pub account_id: Option<AccountId>,
    pub action: Deed,
    pub detail: String,
}

/// Names are kept this many days beside what happened.
pub const NAMES_KEPT_DAYS: i64 = 365;

/// The doer's name, apart, so that it can go while the row stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = record_name)]
pub struct RecordName {
    pub record_id: RecordId,
    pub name: String,
    pub at: NaiveDateTime,
}
