//! The only reader of the time and of the machine's chance; stands still, and repeats itself, in tests.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Europe::Amsterdam;
use sha2::{Digest, Sha256};

/// Cloning shares it: a test that moves the time moves it for everybody.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    Machine,
    Still(Arc<Mutex<Still>>),
}

struct Still {
    now: DateTime<Utc>,
    drawn: u64,
}

impl Clock {
    pub fn of_the_machine() -> Self {
        Self(Source::Machine)
    }

    /// Stands still at this moment until it is moved.
    pub fn still(now: DateTime<Utc>) -> Self {
        Self(Source::Still(Arc::new(Mutex::new(Still { now, drawn: 0 }))))
    }

    /// Moves a still clock; the machine's cannot be moved.
    pub fn advance(&self, by: Duration) {
        if let Source::Still(still) = &self.0 {
            still.lock().unwrap_or_else(PoisonError::into_inner).now += by;
        }
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one reader")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::Machine => Utc::now(),
            Source::Still(still) => still.lock().unwrap_or_else(PoisonError::into_inner).now,
        }
    }

    /// The moment as rows keep it: UTC, whole seconds.
    pub fn utc(&self) -> NaiveDateTime {
        DateTime::from_timestamp(self.now().timestamp(), 0).expect("a time within the calendar").naive_utc()
    }

    /// What a clock on a wall in the Netherlands shows.
    pub fn wall(&self) -> NaiveDateTime {
        self.now().with_timezone(&Amsterdam).naive_local()
    }

    pub fn today(&self) -> NaiveDate {
        self.wall().date()
    }

    /// When this day began there, in UTC.
    pub fn midnight(&self) -> NaiveDateTime {
        let began = self.today().and_time(NaiveTime::MIN).and_local_timezone(Amsterdam).earliest();
        began.expect("the clock never skips midnight there").naive_utc()
    }

    /// Milliseconds since 1970, for identifiers.
    pub fn millis(&self) -> u64 {
        u64::try_from(self.now().timestamp_millis()).unwrap_or(0)
    }

    /// Bytes that nobody can guess; from a still clock, the same series each time.
    #[expect(clippy::disallowed_methods, reason = "this is the one source of chance")]
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::Machine => getrandom::fill(&mut bytes).expect("the operating system gives random bytes"),
            Source::Still(still) => {
                let mut still = still.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    still.drawn += 1;
                    let drawn = Sha256::digest(still.drawn.to_be_bytes());
                    chunk.copy_from_slice(&drawn[..chunk.len()]);
                }
            }
        }
        bytes
    }
}

/// What the clock on that wall showed at a moment in UTC.
pub fn wall_of(utc: NaiveDateTime) -> NaiveDateTime {
    utc.and_utc().with_timezone(&Amsterdam).naive_local()
}

/// The day there: in summer, two hours before midnight in UTC, it is the next one.
pub fn day_of(utc: NaiveDateTime) -> NaiveDate {
    wall_of(utc).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_in_the_netherlands_shows_summer_time_in_summer() {
        let clock = Clock::still("2027-06-15T18:00:00Z".parse().expect("a time"));
        assert_eq!(clock.wall().to_string(), "2027-06-15 20:00:00");
        assert_eq!(clock.midnight().to_string(), "2027-06-14 22:00:00");
        assert_eq!(day_of("2027-06-15T22:30:00".parse().expect("a time")).to_string(), "2027-06-16");
        clock.advance(Duration::days(180));
        assert_eq!(clock.wall().to_string(), "2027-12-12 19:00:00");
    }

    #[test]
    fn a_still_clock_never_gives_the_same_bytes_twice() {
        let clock = Clock::still(DateTime::UNIX_EPOCH);
        assert_ne!(clock.chance::<16>(), clock.chance::<16>());
    }
}
