//! When the sun sets (zonsondergang): at one fixed point, Utrecht, which is within ten minutes of all other places.

use chrono::{NaiveDate, NaiveTime, Timelike};
use chrono_tz::Europe::Amsterdam;
use sunrise::{Coordinates, SolarDay, SolarEvent};

/// Degrees north and east.
const UTRECHT: (f64, f64) = (52.0907, 5.1214);

/// The time on a Dutch wall clock, in whole minutes.
pub fn sunset(date: NaiveDate) -> NaiveTime {
    let utrecht = Coordinates::new(UTRECHT.0, UTRECHT.1).expect("Utrecht is on the globe");
    let instant =
        SolarDay::new(utrecht, date).event_time(SolarEvent::Sunset).expect("the sun sets every day in Utrecht");
    let clock = instant.with_timezone(&Amsterdam).time();
    clock.with_second(0).expect("every minute has a second 0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sun_sets_within_two_minutes_of_the_published_times() {
        let published = [
            ("2027-02-08", "17:39"),
            ("2027-03-08", "18:30"),
            ("2027-05-15", "21:26"),
            ("2027-06-15", "22:01"),
            ("2028-01-28", "17:18"),
            ("2029-01-16", "16:58"),
        ];
        for (date, clock) in published {
            let expected = NaiveTime::parse_from_str(clock, "%H:%M").unwrap();
            let found = sunset(date.parse().unwrap());
            let apart = (found - expected).num_minutes().abs();
            assert!(apart <= 2, "{date}: {found} instead of {clock}");
        }
    }

    #[test]
    fn the_clock_jumps_an_hour_with_summer_time() {
        let [before, after] = ["2027-03-27", "2027-03-28"].map(|date| sunset(date.parse().unwrap()));
        assert!((60..=63).contains(&(after - before).num_minutes()));
    }
}
