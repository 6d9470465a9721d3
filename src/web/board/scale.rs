//! From days to pixels (schaal): how wide a week is, and how wide a word about is in each script.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::board::Board;
use crate::language::{Lang, Script};

/// As wide as the page on a large screen; a year needs more and is moved sideways in its box.
pub const PAGE: f64 = 1190.0;
/// On paper the same letters must be larger beside a week.
pub const PAPER: f64 = 900.0;
const NARROWEST_WEEK: f64 = 27.0;
const WIDEST_WEEK: f64 = 46.0;
/// About as wide is a Latin letter: rather too wide, since what does not fit is left out, and is in the table.
pub const LETTER: f64 = 7.2;

pub struct Scale {
    pub first: NaiveDate,
    pub day: f64,
    pub width: f64,
    letter: f64,
}

impl Scale {
    pub fn new(board: &Board, width: f64, language: Lang) -> Self {
        let weeks = board.weeks.len().max(1) as f64;
        let week = (width / weeks).clamp(NARROWEST_WEEK, WIDEST_WEEK);
        let first = board.weeks.first().copied().unwrap_or_default();
        let letter = match language.script {
            Script::Latin => LETTER,
            Script::Arabic => 6.6,
            Script::Ethiopic => 9.6,
        };
        Self { first, day: week / 7.0, width: week * weeks, letter }
    }

    pub fn x(&self, date: NaiveDate) -> f64 {
        tenth((self.day * (date - self.first).num_days() as f64).clamp(0.0, self.width))
    }

    /// Where the days from one to another begin, and how wide they are.
    pub fn span(&self, first: NaiveDate, last: NaiveDate) -> (f64, f64) {
        let (x, end) = (self.x(first), self.x(last + TimeDelta::days(1)));
        (x, tenth(end - x))
    }

    /// The middle of a week, by its number on the board.
    pub fn middle(&self, week: usize) -> f64 {
        tenth(self.day * 7.0 * (week as f64 + 0.5))
    }

    /// About how wide a text is.
    pub fn text(&self, text: &str) -> f64 {
        self.letter * text.chars().count() as f64
    }

    /// How many letters have room in so many pixels.
    pub fn letters(&self, width: f64) -> usize {
        (width / self.letter).max(0.0) as usize
    }
}

/// Fewer digits, and a page that is a third smaller.
pub fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
