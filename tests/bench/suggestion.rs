//! Finding an evening: four hundred candidates beside a thousand other evenings, with the days of the year as they are shipped.

use aantafel::domain::day::Community;
use aantafel::domain::region::Region;
use aantafel::domain::suggestion::{Almanac, Busy, MOST_CANDIDATES, Search, Takes, find};
use aantafel::seed;
use aantafel::store::{self, Address, Database};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Table, cpu_per_call, millis};

const EVENINGS: i64 = 1000;

pub fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let address = Address::parse(&folder.path().join("suggestion.db").display().to_string());
    let database = Database::open(&address).expect("a database");
    seed::reference_tables(&database).expect("the reference tables load");
    let read = database.read_now(|db| Ok((store::holiday::known(db)?, store::day::all(db)?, store::day::rules(db)?)));
    let (holidays, days, weekly) = read.expect("the reference tables can be read");
    let almanac = Almanac { holidays: &holidays, days: &days, weekly: &weekly };
    let first_day: NaiveDate = "2026-11-21".parse().expect("a day");
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("an hour");
    let search = Search {
        region: Region::Middle,
        communities: Community::ALL,
        kits: &[],
        weekdays: &[],
        from: at(19, 30),
        until: at(21, 30),
        wall: first_day.and_time(at(12, 0)),
        lead_days: 21,
        first_day,
        last_day: first_day + TimeDelta::days(i64::try_from(MOST_CANDIDATES).expect("few") - 1),
        has_room: true,
    };
    // By day, so that they are looked at and few are in the way.
    let evening = |number: i64| {
        let starts = (first_day + TimeDelta::days(number * 4 / 10)).and_time(at(10, 0));
        let takes = if number % 2 == 0 { Takes::Own } else { Takes::Room };
        Busy { starts, ends: starts + TimeDelta::hours(2), takes }
    };
    let busy: Vec<Busy> = (0..EVENINGS).map(evening).collect();
    let found = find(&search, &almanac, &busy, &[]);
    assert_eq!(found.suggestions.len() + found.ruled_out.len(), MOST_CANDIDATES);
    let ours = cpu_per_call(200, |_| drop(find(&search, &almanac, &busy, &[])));
    let most = 20.0;
    table.row(
        "finding an evening: 400 candidates beside 1,000 evenings",
        millis(ours),
        format!("at most {most} ms"),
        format!("{:.2} of it", ours.as_secs_f64() * 1000.0 / most),
    );
}
