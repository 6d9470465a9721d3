//! The board by month (maand): on a phone a month is folded until somebody wants to see it.

use super::shown::{Row, Shown};

/// The weeks that begin in one month.
pub struct Month<'a> {
    pub name: &'a str,
    pub rows: &'a [Row],
    /// An evening can be planned in one of its weeks.
    pub is_good: bool,
    /// Evenings and proposals.
    pub number: usize,
}

impl Shown {
    pub fn months(&self) -> Vec<Month<'_>> {
        let month = |rows: &'_ [Row]| Month {
            name: &rows[0].month,
            rows,
            is_good: rows.iter().any(Row::has_offer),
            number: rows.iter().flat_map(|row| &row.cells).map(|cell| cell.meetings.len()).sum(),
        };
        self.rows.chunk_by(|one, next| one.month == next.month).map(month).collect()
    }
}
