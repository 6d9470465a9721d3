//! Upkeep (onderhoud): which rows of the reference people keep themselves, and what a correction does to an evening.

pub mod trace;

use super::day::{Day, WeeklyRule};
use super::holiday::Holidays;
use super::warning::{Evening, Warning, warnings};
use super::window::{Judgement, KitWindow, judge};

crate::coded! {
    /// The sheets of the reference that are kept on the desk.
    pub enum Sheet {
        Holiday = "holiday",
        Day = "day",
        Contact = "contact",
        LocalContact = "local_contact",
    }
}

/// All that an evening is judged by.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    pub holidays: &'a Holidays,
    pub days: &'a [Day],
    pub weekly: &'a [WeeklyRule],
}

/// What is said of one evening.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub judgement: Judgement,
    pub warnings: Vec<Warning>,
}

impl Calendar<'_> {
    pub fn judge(&self, evening: &Evening<'_>, kits: &[Vec<KitWindow>]) -> Judged {
        Judged {
            judgement: judge(evening.starts.date(), evening.region, kits, self.holidays),
            warnings: warnings(evening, self.holidays, self.days, self.weekly),
        }
    }
}

/// What was said of an evening and what will be, when that differs. Where a date was found, and when it was compared, is
/// said of no evening: both calendars come here [`Holidays::as_said`].
pub fn consequence(
    evening: &Evening<'_>,
    kits: &[Vec<KitWindow>],
    before: Calendar<'_>,
    after: Calendar<'_>,
) -> Option<(Judged, Judged)> {
    let (was, becomes) = (before.judge(evening, kits), after.judge(evening, kits));
    (was != becomes).then_some((was, becomes))
}

#[cfg(test)]
mod tests {
    use super::super::holiday::tests::{day, holiday, north};
    use super::super::holiday::{Correction, Holiday, HolidayKind};
    use super::super::region::Region;
    use super::*;

    fn after(first: &str, last: &str) -> Holidays {
        let moved = holiday(HolidayKind::Summer, Region::North, first, last);
        let known: Vec<Holiday> = north().iter().cloned().collect();
        north().with(Correction { rows: vec![moved], removed: Vec::new() }.apply(&known))
    }

    fn changes(date: &str, region: Region, holidays: &Holidays) -> bool {
        let at = |hour| day(date).and_hms_opt(hour, 0, 0).unwrap();
        let evening = Evening { starts: at(19), ends: at(21), region, communities: &[] };
        let calendar = |holidays| Calendar { holidays, days: &[], weekly: &[] };
        consequence(&evening, &[], calendar(&north().as_said()), calendar(&holidays.as_said())).is_some()
    }

    #[test]
    fn a_summer_that_moves_a_week_changes_the_evenings_before_it_in_its_region_alone() {
        let later = after("2027-07-17", "2027-08-29");
        assert!(changes("2027-06-15", Region::North, &later));
        assert!(!changes("2027-06-15", Region::South, &later));
        assert!(!changes("2027-10-15", Region::North, &later), "what comes after it stays as it was");
    }

    #[test]
    fn a_date_that_was_only_compared_changes_no_evening() {
        let known: Vec<Holiday> = north().iter().cloned().collect();
        let years = ["2026-2027", "2027-2028"].map(str::to_owned);
        let correction = Correction::default().compared(&known, &years, day("2027-01-01"));
        let compared = north().with(correction.apply(&known));
        assert!(compared.iter().all(|own| own.verified_on.is_some()));
        assert!(!changes("2027-06-15", Region::North, &compared));
    }
}
