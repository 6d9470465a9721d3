//! A season of evenings from a spreadsheet (seizoen): which column holds what, and what people write in its cells.

mod care;
mod date;
mod elder;
mod food;
mod half;
mod heading;
mod hours;
mod name;
mod open;
mod phone;
mod word;

use chrono::{Datelike, NaiveDate};

pub use care::{after_yes, begins_with_yes, is_by_phone, is_name, places_of_children};
pub use date::{NotADate, date};
pub use food::{food, is_meal, likely_foods};
pub use half::halves;
pub use heading::{MOST_HEADS, by_content, heading, places, titles, weekdays};
pub use hours::{Written, hours, says as says_hours};
pub use name::{Names, nearest, parts, plain, replaced};
pub use open::{is_open, is_total};
pub use phone::without_phone;
pub use word::{audience, is_described, likely_audiences, number, yes_or_no};

/// So many evenings nobody plans at once by hand; who has more makes two seasons of them.
pub const MOST_ROWS: usize = 60;
/// A spreadsheet may have columns that mean nothing to us, and so many are looked at.
pub const MOST_COLUMNS: usize = 40;
/// Nobody names more languages or themes in one cell.
pub const MOST_PARTS: usize = 20;

crate::coded! {
    /// What a cell of a row says, in the order of the empty sheet.
    pub enum Column {
        Date = "date",
        Hours = "hours",
        Municipality = "municipality",
        Venue = "venue",
        Room = "room",
        Organisation = "organisation",
        Languages = "languages",
        Audience = "audience",
        Kits = "kits",
        Title = "title",
        Food = "food",
        Interpreter = "interpreter",
        Childcare = "childcare",
        Province = "province",
        Region = "region",
        Note = "note",
    }
}

/// Where the cells of a row go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Cell(Column),
    /// Half of the hours, where a sheet has a column for each.
    Begin,
    End,
    /// A heading that we do not know, or that stood there already.
    Nowhere,
}

impl Place {
    /// As a form says it; nothing for a column that is left out.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cell(column) => column.code(),
            Self::Begin => "begin",
            Self::End => "end",
            Self::Nowhere => "",
        }
    }

    pub fn of_code(code: &str) -> Self {
        match code {
            "begin" => Self::Begin,
            "end" => Self::End,
            _ => code.parse().map_or(Self::Nowhere, Self::Cell),
        }
    }
}

/// The school year that a date is in, by the year that it begins in: it ends with July.
pub fn school_year(date: NaiveDate) -> i32 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

/// Its first day and the first day of the next; None: no calendar goes so far.
pub fn days_of(school_year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let august = |year| NaiveDate::from_ymd_opt(year, 8, 1);
    august(school_year).zip(august(school_year.checked_add(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_is_from_august_to_july() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!((school_year(day("2027-07-31")), school_year(day("2027-08-01"))), (2026, 2027));
        assert_eq!(days_of(2026), Some((day("2026-08-01"), day("2027-08-01"))));
        assert_eq!((days_of(i32::MAX), days_of(-400_000)), (None, None));
    }
}
