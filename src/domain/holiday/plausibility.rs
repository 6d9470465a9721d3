//! Finds holidays that cannot be right: a typing mistake of one month has been seen in a public table.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};

use super::{Holiday, HolidayKey, HolidayKind};
use crate::domain::region::Region;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Implausible {
    NotFromSaturday(Holiday),
    NotUntilSunday(Holiday),
    /// A week is 9 days with its weekends, two weeks 16, six weeks 44.
    WrongLength {
        holiday: Holiday,
        days: i64,
    },
    WrongMonth(Holiday),
    Overlap {
        first: Holiday,
        second: Holiday,
    },
    /// A region's place among the three summers moves by at most one a year.
    SummerJumps {
        region: Region,
        school_year: String,
        from_place: usize,
        to_place: usize,
    },
    /// Of the three summers of this school year, not all are known, or two begin on the same day.
    SummersNotThree {
        school_year: String,
    },
}

impl Implausible {
    /// Cannot be right. What is left never happened, but may: somebody compares it with the government's page.
    pub fn is_impossible(&self) -> bool {
        !matches!(self, Self::SummerJumps { .. } | Self::SummersNotThree { .. })
    }

    /// The rows that it is about; none when it is about a whole school year.
    pub fn about(&self) -> Vec<HolidayKey> {
        match self {
            Self::NotFromSaturday(holiday) | Self::NotUntilSunday(holiday) | Self::WrongMonth(holiday) => {
                vec![holiday.key()]
            }
            Self::WrongLength { holiday, .. } => vec![holiday.key()],
            Self::Overlap { first, second } => vec![first.key(), second.key()],
            Self::SummerJumps { .. } | Self::SummersNotThree { .. } => Vec::new(),
        }
    }
}

pub(super) fn check(holidays: &[Holiday]) -> Vec<Implausible> {
    let mut found = Vec::new();
    for holiday in holidays {
        check_one(holiday, &mut found);
    }
    check_overlaps(holidays, &mut found);
    check_summers(holidays, &mut found);
    found
}

fn check_one(holiday: &Holiday, found: &mut Vec<Implausible>) {
    use HolidayKind::*;
    let (lengths, months): (&[i64], _) = match holiday.kind {
        Autumn => (&[9], 10..=10),
        Christmas => (&[16], 12..=12),
        Spring => (&[9], 2..=3),
        May => (&[9, 16], 4..=5),
        MayAdvice => (&[9], 4..=5),
        Summer => (&[44], 6..=7),
    };
    if holiday.first_day.weekday() != Weekday::Sat {
        found.push(Implausible::NotFromSaturday(holiday.clone()));
    }
    if holiday.last_day.weekday() != Weekday::Sun {
        found.push(Implausible::NotUntilSunday(holiday.clone()));
    }
    if !lengths.contains(&holiday.days()) {
        found.push(Implausible::WrongLength { holiday: holiday.clone(), days: holiday.days() });
    }
    let expected_year = if holiday.first_day.month() >= 8 { 0 } else { 1 };
    let is_in_school_year =
        holiday.school_year.split('-').nth(expected_year) == Some(&holiday.first_day.year().to_string());
    if !months.contains(&holiday.first_day.month()) || !is_in_school_year {
        found.push(Implausible::WrongMonth(holiday.clone()));
    }
}

fn check_overlaps(holidays: &[Holiday], found: &mut Vec<Implausible>) {
    let is_may_with_its_advice_week = |a: &Holiday, b: &Holiday| {
        matches!(
            (a.kind, b.kind),
            (HolidayKind::May, HolidayKind::MayAdvice) | (HolidayKind::MayAdvice, HolidayKind::May)
        )
    };
    for (at, first) in holidays.iter().enumerate() {
        for second in &holidays[at + 1..] {
            let overlap = first.region == second.region
                && first.first_day <= second.last_day
                && second.first_day <= first.last_day;
            if overlap && !is_may_with_its_advice_week(first, second) {
                found.push(Implausible::Overlap { first: first.clone(), second: second.clone() });
            }
        }
    }
}

fn check_summers(holidays: &[Holiday], found: &mut Vec<Implausible>) {
    let mut years: BTreeMap<&str, Vec<&Holiday>> = BTreeMap::new();
    for summer in holidays.iter().filter(|holiday| holiday.kind == HolidayKind::Summer) {
        years.entry(&summer.school_year).or_default().push(summer);
    }
    let mut last_year: Option<(i32, Vec<Region>)> = None;
    for (school_year, mut summers) in years {
        summers.sort_by_key(|summer| summer.first_day);
        if summers.len() != 3 || summers.windows(2).any(|two| two[0].first_day == two[1].first_day) {
            found.push(Implausible::SummersNotThree { school_year: school_year.to_owned() });
            last_year = None;
            continue;
        }
        let year = summers[0].first_day.year();
        let order: Vec<Region> = summers.iter().map(|summer| summer.region).collect();
        if let Some((_, before)) = last_year.filter(|(before, _)| before + 1 == year) {
            found.extend(jumps(&before, &order, school_year));
        }
        last_year = Some((year, order));
    }
}

fn jumps(before: &[Region], now: &[Region], school_year: &str) -> Vec<Implausible> {
    let place = |order: &[Region], region| order.iter().position(|own| *own == region);
    now.iter()
        .filter_map(|&region| {
            let (from, to) = (place(before, region)?, place(now, region)?);
            (from.abs_diff(to) > 1).then(|| Implausible::SummerJumps {
                region,
                school_year: school_year.to_owned(),
                from_place: from + 1,
                to_place: to + 1,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::holiday;
    use super::*;
    use HolidayKind::*;
    use Region::*;

    fn check_of(holidays: &[Holiday]) -> Vec<Implausible> {
        check(holidays)
    }

    #[test]
    fn a_last_day_one_month_too_late_is_found() {
        let good = holiday(Spring, South, "2027-02-13", "2027-02-21");
        assert_eq!(check_of(std::slice::from_ref(&good)), []);
        let typing_mistake = holiday(Spring, South, "2027-02-13", "2027-03-21");
        let found = check_of(std::slice::from_ref(&typing_mistake));
        assert_eq!(found, [Implausible::WrongLength { holiday: typing_mistake, days: 37 }]);
    }

    #[test]
    fn wrong_weekdays_a_wrong_month_and_a_wrong_school_year_are_found() {
        let shifted = holiday(Autumn, North, "2027-10-17", "2027-10-25");
        assert_eq!(
            check_of(std::slice::from_ref(&shifted)),
            [Implausible::NotFromSaturday(shifted.clone()), Implausible::NotUntilSunday(shifted)]
        );
        let in_november = holiday(Autumn, North, "2027-11-13", "2027-11-21");
        assert_eq!(check_of(std::slice::from_ref(&in_november)), [Implausible::WrongMonth(in_november)]);
        let of_last_year =
            Holiday { school_year: "2026-2027".to_owned(), ..holiday(Autumn, North, "2027-10-16", "2027-10-24") };
        assert_eq!(check_of(std::slice::from_ref(&of_last_year)), [Implausible::WrongMonth(of_last_year)]);
    }

    #[test]
    fn holidays_of_a_region_do_not_overlap_except_the_may_holiday_and_its_advice_week() {
        let may = holiday(May, North, "2027-04-24", "2027-05-02");
        let advice = holiday(MayAdvice, North, "2027-05-01", "2027-05-09");
        assert_eq!(check_of(&[may.clone(), advice]), []);
        let other_region = holiday(May, South, "2027-04-24", "2027-05-02");
        assert_eq!(check_of(&[may.clone(), other_region]), []);
        let twice = holiday(May, North, "2027-05-01", "2027-05-09");
        assert_eq!(check_of(&[may.clone(), twice.clone()]), [Implausible::Overlap { first: may, second: twice }]);
    }

    fn summers(north: &str, middle: &str, south: &str) -> Vec<Holiday> {
        [(North, north), (Middle, middle), (South, south)]
            .map(|(region, first)| {
                let first: chrono::NaiveDate = first.parse().unwrap();
                holiday(Summer, region, &first.to_string(), &(first + chrono::TimeDelta::days(43)).to_string())
            })
            .to_vec()
    }

    #[test]
    fn a_region_that_jumps_from_first_to_last_summer_is_found() {
        let mut years = summers("2027-07-10", "2027-07-17", "2027-07-24");
        let good = summers("2028-07-15", "2028-07-08", "2028-07-22");
        assert_eq!(check_of(&[years.clone(), good].concat()), []);
        years.extend(summers("2028-07-22", "2028-07-08", "2028-07-15"));
        let jump =
            Implausible::SummerJumps { region: North, school_year: "2027-2028".to_owned(), from_place: 1, to_place: 3 };
        assert_eq!(check_of(&years), [jump]);
    }

    #[test]
    fn a_missing_summer_and_two_at_once_are_found() {
        let of_year = || Implausible::SummersNotThree { school_year: "2026-2027".to_owned() };
        assert_eq!(check_of(&summers("2027-07-10", "2027-07-17", "2027-07-24")[..2]), [of_year()]);
        assert_eq!(check_of(&summers("2027-07-10", "2027-07-17", "2027-07-17")), [of_year()]);
    }
}
