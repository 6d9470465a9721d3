//! The facilitator's folder (map van de gespreksleider): a link and six digits, until the day of the evening has passed.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{Meeting, MeetingId};
use super::typed::western_digits;
use crate::schema::pack_link;

/// One of a meeting; a new one takes the place of the old.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = pack_link)]
pub struct PackLink {
    pub meeting_id: MeetingId,
    pub token_hash: String,
    pub pin_hash: String,
    pub created_by: Option<String>,
    pub created_at: NaiveDateTime,
}

/// How many digits there are to type.
pub const DIGITS: usize = 6;

/// Six digits, each as likely as the others.
pub fn new_pin(chance: [u8; 8]) -> String {
    let drawn = u64::from_be_bytes(chance) % 1_000_000;
    format!("{drawn:0width$}", width = DIGITS)
}

/// What was typed, as digits: people write spaces between them, and some write Arabic or Persian digits.
pub fn digits(typed: &str) -> String {
    western_digits(typed).chars().filter(char::is_ascii_digit).take(DIGITS + 1).collect()
}

/// Until midnight of the day on which the evening ends, as a wall clock shows it.
pub fn is_open(meeting: &Meeting, wall: NaiveDateTime) -> bool {
    wall.date() <= meeting.plan.ends_at.date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_six_digits_and_is_read_in_any_digits() {
        assert_eq!(new_pin([0; 8]), "000000");
        assert_eq!(new_pin([255; 8]).len(), DIGITS);
        assert_eq!(digits(" 12 34-56"), "123456");
        assert_eq!(digits("١٢٣٤٥٦"), "123456");
        assert_eq!(digits("۱۲۳۴۵۶"), "123456");
        assert_eq!(digits("1234567").len(), DIGITS + 1, "one too many is not right");
    }
}
