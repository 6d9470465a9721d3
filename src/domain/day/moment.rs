//! A time of day (tijdstip) as a rule writes it: by the clock, "12:15", or by the sun, "zon-45" in minutes.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use diesel::sql_types::Text;

use crate::domain::sunset::sunset;

#[derive(Clone, Debug, PartialEq, Eq, diesel::AsExpression, diesel::FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Moment {
    written: String,
    reads: Reads,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    Clock(NaiveTime),
    MinutesFromSunset(i64),
}

/// Nobody can tell which time this is.
#[derive(Debug, thiserror::Error)]
#[error("not a time: {0:?}; write 12:15, or zon-45 for 45 minutes before sunset")]
pub struct NotAMoment(String);

impl Moment {
    pub fn on(&self, date: NaiveDate) -> NaiveDateTime {
        match self.reads {
            Reads::Clock(clock) => date.and_time(clock),
            Reads::MinutesFromSunset(minutes) => date.and_time(sunset(date)) + TimeDelta::minutes(minutes),
        }
    }

    pub fn follows_the_sun(&self) -> bool {
        matches!(self.reads, Reads::MinutesFromSunset(_))
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let not_a_moment = || NotAMoment(text.to_owned());
        let reads = match text.strip_prefix("zon") {
            Some(minutes) if minutes.starts_with(['+', '-']) => {
                let minutes: i16 = minutes.parse().map_err(|_| not_a_moment())?;
                Reads::MinutesFromSunset(minutes.into())
            }
            Some(_) => return Err(not_a_moment()),
            None => Reads::Clock(NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| not_a_moment())?),
        };
        Ok(Self { written: text.to_owned(), reads })
    }
}

crate::written! { Moment }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_by_the_clock_or_by_the_sun_and_nothing_else() {
        let date: NaiveDate = "2027-02-08".parse().unwrap();
        let on = |text: &str| text.parse::<Moment>().unwrap().on(date).to_string();
        assert_eq!(on("12:15"), "2027-02-08 12:15:00");
        assert!(("2027-02-08 16:52:00".."2027-02-08 16:56:00").contains(&on("zon-45").as_str()));
        for wrong in ["", "25:00", "zon", "zon45", "zon-", "zon-1000000", "middag"] {
            assert!(wrong.parse::<Moment>().is_err(), "{wrong}");
        }
    }
}
