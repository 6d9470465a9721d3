//! A meeting that left a public calendar (vertrek): what that calendar held, so that a phone learns that it is there no more.
//!
//! It moved to another municipality, is held in another language, or is found by its link alone from now on. Only what was
//! public before it left is kept: nothing of what became of it can come out by this way.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::list::Codes;
use super::meeting::{Meeting, MeetingId, Visibility};
use super::text::key;
use crate::schema::departure;

/// So long a phone that comes back late still learns of it.
pub const KEPT: Duration = Duration::days(60);

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = departure)]
pub struct Departure {
    pub meeting_id: MeetingId,
    /// The calendar's, with which it went.
    pub sequence: i32,
    pub left_at: NaiveDateTime,
    /// By which it was found until then.
    pub municipality: String,
    pub languages: Codes,
    pub title_kit: String,
    pub title_number: i32,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
}

impl Meeting {
    /// Whether the public calendars hold it.
    pub fn is_listed(&self) -> bool {
        self.is_out() && self.head.visibility == Visibility::Public
    }

    /// Whether other public calendars hold it than before.
    pub fn changes_calendars(&self, before: &Self) -> bool {
        let is_same = self.is_listed() == before.is_listed();
        before.is_out() && (!is_same || self.is_listed() && !(self.stays_in(before) && before.stays_in(self)))
    }

    /// Every calendar that holds the other holds this one.
    fn stays_in(&self, other: &Self) -> bool {
        let speaks = |code: &str| self.plan.languages.contains(code);
        // Another spelling is no other place.
        key(&self.plan.municipality) == key(&other.plan.municipality) && other.plan.languages.iter().all(speaks)
    }

    /// What the calendars held that it left. The calendar's number is raised then, and when it comes back (`has_left`): what
    /// a phone took out returns with a higher one only.
    pub fn depart(&mut self, before: &Self, has_left: bool) -> Option<Departure> {
        if !self.changes_calendars(before) {
            return None;
        }
        let leaves = before.is_listed() && !(self.is_listed() && self.stays_in(before));
        if (leaves || has_left) && self.head.sequence == before.head.sequence {
            self.head.sequence += 1;
        }
        leaves.then(|| Departure {
            meeting_id: self.head.id.clone(),
            sequence: self.head.sequence,
            left_at: self.head.changed_at,
            municipality: before.plan.municipality.clone(),
            languages: before.plan.languages.clone(),
            title_kit: before.plan.title_kit.clone(),
            title_number: before.plan.title_number,
            starts_at: before.plan.starts_at,
            ends_at: before.plan.ends_at,
        })
    }
}
