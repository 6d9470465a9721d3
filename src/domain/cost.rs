//! Who pays what and when (kosten): part of what both owners agree to.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::meeting::MeetingId;
use super::typed::western_digits;
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

/// Nobody pays more than this for one thing of one evening, in cents: rather a slip of the hand.
const MOST_CENTS: i64 = 1_000_000;

/// Cents of what a person types: "45", "45,50", "€ 45.5", "1.250,00", "٤٥٫٥٠".
pub fn cents(typed: &str) -> Option<i32> {
    let western = western_digits(typed).replace(['٫', '،'], ",").replace('٬', ".");
    let typed: String = western.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let (euros, decimals) = match typed.rfind([',', '.']) {
        // Three digits after it: it parts thousands.
        Some(at) if typed.len() - at != 4 => {
            let (euros, separator) = (&typed[..at], &typed[at..=at]);
            // What parts the cents does not part thousands too.
            if euros.contains(separator) {
                return None;
            }
            (euros, &typed[at + 1..])
        }
        _ => (typed.as_str(), ""),
    };
    let is_whole = |text: &str| !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = euros.split([',', '.']);
    let first = groups.next().filter(|first| is_whole(first))?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || first.len() <= 3;
    if !is_grouped || rest.iter().any(|group| group.len() != 3 || !is_whole(group)) {
        return None;
    }
    let euros: i64 = format!("{first}{}", rest.concat()).parse().ok()?;
    let decimals: i64 = match decimals.len() {
        0 if typed.ends_with([',', '.']) => return None,
        0 => 0,
        1 | 2 if is_whole(decimals) => format!("{decimals:0<2}").parse().ok()?,
        _ => return None,
    };
    let cents = euros.checked_mul(100)?.checked_add(decimals)?;
    i32::try_from(cents).ok().filter(|_| cents <= MOST_CENTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_with_a_comma_or_a_point_and_anything_else_is_refused() {
        for (typed, expected) in [
            ("45", 4500),
            ("45,5", 4550),
            (" € 45.50 ", 4550),
            ("0", 0),
            ("1.250", 125_000),
            ("1.250,75", 125_075),
            ("1,250.75", 125_075),
            ("10000", 1_000_000),
            ("٤٥", 4500),
            ("٤٥٫٥٠", 4550),
            ("٤٥،٥", 4550),
            ("۱٬۲۵۰٫۷۵", 125_075),
        ] {
            assert_eq!(cents(typed), Some(expected), "{typed}");
        }
        for wrong in
            ["", "veel", "-5", "4,555,5", "45,", ",50", "10000,01", "1250.000", "٫٥٠", "99999999999", "1e3", "."]
        {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }
}
