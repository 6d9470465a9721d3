//! A date with a time as iCalendar writes it (tijdstip): in UTC, or as a clock on the wall shows it.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::YEARS;

/// `YYYYMMDDTHHMMSSZ`; a year that has no four figures is held at the border.
pub struct Stamp([u8; 16]);

impl Stamp {
    pub fn of(time: NaiveDateTime) -> Self {
        let mut written = *b"00000000T000000Z";
        let mut put = |at: usize, width: usize, mut number: u32| {
            for place in (at..at + width).rev() {
                written[place] = b"0123456789"[number as usize % 10];
                number /= 10;
            }
        };
        put(0, 4, time.year().clamp(*YEARS.start(), *YEARS.end()).unsigned_abs());
        put(4, 2, time.month());
        put(6, 2, time.day());
        put(9, 2, time.hour());
        put(11, 2, time.minute());
        put(13, 2, time.second());
        Self(written)
    }

    pub fn in_utc(&self) -> &str {
        std::str::from_utf8(&self.0).expect("figures are ASCII")
    }

    pub fn on_the_wall(&self) -> &str {
        self.in_utc().trim_end_matches('Z')
    }
}
