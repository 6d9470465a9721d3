//! A change of a meeting that is out (klaargezette verandering): nothing of it shows before its release.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::agreement::Manner;
use super::{Meeting, MeetingId, Side};
use crate::domain::account::AccountId;
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::Plan;
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
}

impl Staged {
    /// `None` when the kept plan cannot be read, which a plan that was written cannot be.
    pub fn of(row: StagedRow) -> Option<Self> {
        let plan = serde_json::from_str(&row.plan).ok()?;
        let StagedRow { organisation_id, account_id, staged_at, agreed_at, agreed_manner, .. } = row;
        Some(Self { organisation_id, account_id, plan, staged_at, agreed_at, agreed_manner })
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

    /// Whether a staged change can go out without an override.
    pub fn may_release(&self) -> bool {
        self.staged.as_ref().is_some_and(|staged| staged.agreed_at.is_some())
    }
}
