//! The nights in which the clock changes (zomertijd en wintertijd), and what is written of their hours.

use super::*;

#[test]
fn trap_07_an_evening_keeps_its_hour_when_the_clock_changes() {
    for (month, day) in [(3, 27), (3, 28), (3, 29), (10, 30), (10, 31), (11, 1)] {
        let day = NaiveDate::from_ymd_opt(2027, month, day).unwrap();
        let read = check(&Entry { hours: Hours::new(at(day, 19, 30), at(day, 21, 0)).unwrap(), ..evening() });
        assert_eq!((read.starts, read.ends), (at(day, 19, 30), at(day, 21, 0)));
        assert!(!read.names.iter().any(|name| name == "RRULE"));
    }
    let midnight = Hours::new(at(june(), 22, 0), at(june() + Days::new(1), 0, 0)).unwrap();
    assert_eq!(check(&Entry { hours: midnight, ..evening() }).ends, at(june() + Days::new(1), 0, 0));
}

#[test]
fn trap_07_the_hour_that_spring_skips_becomes_the_next() {
    let spring = NaiveDate::from_ymd_opt(2027, 3, 28).unwrap();
    let autumn = NaiveDate::from_ymd_opt(2027, 10, 31).unwrap();
    for (day, from, until, starts, ends) in [
        (spring, (2, 30), (4, 0), (3, 30), (4, 0)),
        (spring, (1, 0), (2, 30), (1, 0), (3, 30)),
        (spring, (2, 0), (2, 30), (3, 0), (3, 30)),
        (spring, (2, 30), (3, 10), (3, 30), (4, 10)),
        (spring, (2, 30), (3, 30), (3, 30), (4, 30)),
        (autumn, (1, 0), (4, 0), (1, 0), (4, 0)),
    ] {
        let hours = Hours::new(at(day, from.0, from.1), at(day, until.0, until.1)).unwrap();
        let read = check(&Entry { hours, ..evening() });
        assert_eq!((read.starts, read.ends), (at(day, starts.0, starts.1), at(day, ends.0, ends.1)));
    }
}

/// Which of the two it is, programs do not agree on, so it is said without the clock: the first, in UTC.
#[test]
fn trap_07_the_hour_that_autumn_repeats_is_written_in_utc() {
    let autumn = NaiveDate::from_ymd_opt(2027, 10, 31).unwrap();
    let before = autumn - Days::new(1);
    for (from, until, starts, ends) in [
        ((2, 30), (4, 0), at(autumn, 0, 30), at(autumn, 3, 0)),
        ((1, 0), (2, 30), at(before, 23, 0), at(autumn, 0, 30)),
        ((2, 0), (2, 59), at(autumn, 0, 0), at(autumn, 0, 59)),
    ] {
        let hours = Hours::new(at(autumn, from.0, from.1), at(autumn, until.0, until.1)).unwrap();
        let read = check(&Entry { hours, ..evening() });
        assert_eq!((read.zone, read.starts, read.ends), (None, starts, ends));
    }
}
