//! A change of a meeting that is out (klaargezette verandering): nothing of it shows before its release.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::agreement::{Agreement, Manner, NotedYes};
use super::{Meeting, MeetingId, Override, Side};
use crate::domain::Refusal;
use crate::domain::account::AccountId;
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::{Material, Plan};
use crate::domain::record::{Deed, Note};
use crate::schema::staged_change;

/// The row; the plan stands in it as JSON, because it is nobody's plan yet.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = staged_change)]
pub struct StagedRow {
    pub meeting_id: MeetingId,
    pub organisation_id: OrganisationId,
    pub account_id: AccountId,
    pub plan: String,
    pub staged_at: NaiveDateTime,
    pub agreed_at: Option<NaiveDateTime>,
    pub agreed_manner: Option<Manner>,
    /// With whom the one who noted it spoke on the phone, and on which day.
    pub spoke_with: String,
    pub spoke_on: Option<NaiveDate>,
}

/// What one side wants, and whether the other said yes to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Staged {
    pub organisation_id: OrganisationId,
    pub account_id: AccountId,
    pub plan: Plan,
    pub staged_at: NaiveDateTime,
    pub agreed_at: Option<NaiveDateTime>,
    pub agreed_manner: Option<Manner>,
    /// With whom the one who noted it spoke on the phone, and on which day.
    pub spoke_with: String,
    pub spoke_on: Option<NaiveDate>,
}

impl Staged {
    /// An error when the kept plan cannot be read: it is never taken for no change, which the next write would make true.
    pub fn of(row: StagedRow) -> Result<Self, serde_json::Error> {
        let plan = serde_json::from_str(&row.plan)?;
        let StagedRow {
            organisation_id, account_id, staged_at, agreed_at, agreed_manner, spoke_with, spoke_on, ..
        } = row;
        Ok(Self { organisation_id, account_id, plan, staged_at, agreed_at, agreed_manner, spoke_with, spoke_on })
    }

    /// What one side wants, before the other said anything.
    pub fn new(organisation_id: OrganisationId, account_id: AccountId, plan: Plan, staged_at: NaiveDateTime) -> Self {
        let (agreed_at, agreed_manner, spoke_with, spoke_on) = (None, None, String::new(), None);
        Self { organisation_id, account_id, plan, staged_at, agreed_at, agreed_manner, spoke_with, spoke_on }
    }

    /// Takes the other side's yes over.
    pub fn take(&mut self, yes: Agreement) {
        (self.agreed_at, self.agreed_manner) = (Some(yes.agreed_at), Some(yes.manner));
        (self.spoke_with, self.spoke_on) = (yes.spoke_with, yes.spoke_on);
    }

    pub fn forget_yes(&mut self) {
        (self.agreed_at, self.agreed_manner, self.spoke_on) = (None, None, None);
        self.spoke_with.clear();
    }

    pub fn to_row(&self, meeting_id: &MeetingId) -> StagedRow {
        StagedRow {
            meeting_id: meeting_id.clone(),
            organisation_id: self.organisation_id.clone(),
            account_id: self.account_id.clone(),
            plan: serde_json::to_string(&self.plan).expect("a plan is plain values"),
            staged_at: self.staged_at,
            agreed_at: self.agreed_at,
            agreed_manner: self.agreed_manner,
            spoke_with: self.spoke_with.clone(),
            spoke_on: self.spoke_on,
        }
    }
}

impl Meeting {
    /// The side that staged the change.
    pub fn staged_by(&self) -> Option<Side> {
        self.side_of(&self.staged.as_ref()?.organisation_id)
    }

    /// Whether this side has still to say yes to a staged change.
    pub fn has_change_for(&self, side: Side) -> bool {
        self.staged.as_ref().is_some_and(|staged| staged.agreed_at.is_none()) && self.staged_by() == Some(side.other())
    }

    /// The yes that the other side noted for this one after a phone call: to the change that is staged, or to the meeting.
    pub fn noted_yes(&self, side: Side) -> Option<NotedYes<'_>> {
        let to_change = self.staged.as_ref().filter(|_| self.staged_by() == Some(side.other()));
        if let Some(staged) = to_change.filter(|staged| staged.agreed_manner == Some(Manner::Phone)) {
            let on = staged.spoke_on.or_else(|| Some(staged.agreed_at?.date()))?;
            return Some(NotedYes { with: &staged.spoke_with, on, may_undo: true });
        }
        let yes = self.agreement(side).filter(|yes| yes.is_given() && yes.manner == Manner::Phone)?;
        let on = yes.spoke_on.unwrap_or(yes.agreed_at.date());
        Some(NotedYes { with: &yes.spoke_with, on, may_undo: !self.is_out() })
    }

    /// Whether a staged change can go out without an override.
    pub fn may_release(&self) -> bool {
        self.staged.as_ref().is_some_and(|staged| staged.agreed_at.is_some())
    }

    /// Takes a staged change back.
    pub fn drop_staged(&mut self) {
        if self.staged.take().is_some() {
            self.notes.push(Note::of(Deed::ChangeDropped));
        }
    }

    /// Lets a staged change out: the calendar's number grows once, and parents see what it was.
    pub fn release(
        &mut self,
        wall: NaiveDateTime,
        now: NaiveDateTime,
        override_: Option<Override>,
    ) -> Result<(), Refusal> {
        let Some(staged) = self.staged.clone() else { return Err(Refusal::WrongState) };
        if staged.plan.starts_at <= wall {
            return Err(Refusal::InThePast);
        }
        if staged.agreed_at.is_none() {
            let Some(override_) = override_ else { return Err(Refusal::NotAgreed) };
            self.note_override(override_);
        }
        self.staged = None;
        if self.plan.material_change(&staged.plan) == Some(Material::Lines) {
            // Nobody has to come at another time or to another place: nobody is told that it moved.
            self.plan = staged.plan;
            self.head.changed_at = now;
            self.notes.push(Note::with(Deed::MeetingChanged, Material::Lines.code()));
            return Ok(());
        }
        self.head.moved_at = Some(now);
        self.head.moved_from = Some(self.plan.starts_at);
        self.head.moved_from_place = (self.plan.room_key != staged.plan.room_key).then(|| self.plan.venue.clone());
        self.plan = staged.plan;
        self.notes.push(Note::with(Deed::Moved, self.plan.starts_at.format("%Y-%m-%d")));
        self.touch_calendar(now);
        Ok(())
    }
}
