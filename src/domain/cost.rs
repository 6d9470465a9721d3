//! Who pays what and when (kosten): part of what both owners agree to.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::meeting::MeetingId;
use crate::schema::meeting_cost;

crate::coded! {
    pub enum CostItem {
        /// What the self-organisation gets for its work.
        Fee = "fee",
        Food = "food",
        Room = "room",
        Childcare = "childcare",
        Interpreter = "interpreter",
    }
}

crate::coded! {
    pub enum Payer {
        Support = "support",
        Host = "host",
        Municipality = "municipality",
        /// It costs nobody anything.
        Free = "free",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_cost)]
pub struct Cost {
    pub meeting_id: MeetingId,
    pub item: CostItem,
    pub payer: Payer,
    /// In euro cents.
    pub cents: i32,
    pub due_on: Option<NaiveDate>,
}
