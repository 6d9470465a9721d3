//! The board by month (maand): on a phone a month is folded until somebody wants to see it.

use super::shown::{Row, Shown, many};

/// The weeks that begin in one month.
pub struct Month<'a> {
    pub name: &'a str,
    pub rows: &'a [Row],
    /// An evening can be planned in one of its weeks.
    pub is_good: bool,
    /// How many evenings; what is only proposed is none yet, and what was cancelled none any more.
    pub number: i64,
}

impl Shown {
    pub fn months(&self) -> Vec<Month<'_>> {
        self.rows.chunk_by(|one, next| one.month == next.month).map(Month::of).collect()
    }
}

impl<'a> Month<'a> {
    fn of(rows: &'a [Row]) -> Self {
        Self {
            name: &rows[0].month,
            rows,
            is_good: rows.iter().any(Row::has_offer),
            number: many(rows.iter().flat_map(|row| &row.cells).map(|cell| cell.number).sum()),
        }
    }
}
