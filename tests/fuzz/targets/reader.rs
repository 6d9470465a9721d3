//! Any bytes as a calendar (fuzzen): the reader answers, soon, with times in order. Run it with
//! `tests/fuzz/run reader 60`, as `.ci/run` does.
#![no_main]

#[path = "../../../src/documents/calendar/reader/mod.rs"]
#[allow(dead_code, reason = "the planner uses the rest")]
mod reader;

use chrono::{NaiveDate, NaiveTime};
use libfuzzer_sys::fuzz_target;
use reader::{MOST_TIMES, Period};

fuzz_target!(|bytes: &[u8]| {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).expect("a day").and_time(NaiveTime::MIN);
    let period = Period { from: day(2027), until: day(2028) };
    let Ok(read) = reader::read(bytes, period) else { return };
    assert!(read.times.len() <= MOST_TIMES);
    assert!(read.times.iter().all(|(starts, ends)| period.from <= *starts && starts < ends && *ends <= period.until));
    assert!(read.times.windows(2).all(|pair| pair[0].1 < pair[1].0));
});
