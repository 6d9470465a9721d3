//! How far an evening is from the holiday, and whether that is a good moment (venster): by the windows of its kits.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::holiday::{Holiday, HolidayKind, HolidayWindow, Holidays};
use super::region::Region;

/// When a kit is best given: from so many weeks to so many weeks before the first day of the holiday, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitWindow {
    pub holiday: HolidayKind,
    pub opens_weeks_before: u8,
    pub closes_weeks_before: u8,
    /// Month and day in the year of the holiday: the last day on which the kit still helps.
    pub not_after: Option<(u32, u32)>,
    /// The first so many school weeks after the holiday are good too.
    pub school_start_weeks: Option<u8>,
}

crate::coded! {
    /// The traffic light, the best first.
    pub enum Colour {
        Good = "good",
        Late = "late",
        /// Too early, during the holiday, or no holiday is known.
        Outside = "outside",
        TooLate = "too_late",
    }
}

/// From a date to the first day of a holiday: whole weeks, and the days that are left over (0 to 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    pub holiday: Holiday,
    pub weeks: i64,
    pub days: i64,
}

/// Why the colour is what it is; the pages make a sentence of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The window, both days included.
    InWindow {
        opens: NaiveDate,
        closes: NaiveDate,
    },
    TooEarly {
        opens: NaiveDate,
    },
    /// The window closed after this day, but not all families have booked.
    WindowClosed {
        closed: NaiveDate,
    },
    /// The kit no longer helps after this day, although the holiday is far enough.
    PastLastDay {
        last_day: NaiveDate,
    },
    /// Families may have booked: only with advice from these contacts, by their keys in `contacts.csv`.
    CallFirst {
        contacts: &'static [&'static str],
    },
    /// The first school weeks after the holiday.
    SchoolStart {
        until: NaiveDate,
    },
    InHoliday {
        holiday: Holiday,
    },
    /// No holiday of this kind is known after the date: a year must be added.
    NoHolidayKnown {
        kind: HolidayKind,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// To the holiday that the window is about; None when it is not known.
    pub distance: Option<Distance>,
    pub colour: Colour,
    pub reason: Reason,
    /// A holiday of less weight that comes first, when the date lies in the weeks before it.
    pub sooner: Option<Distance>,
}

/// Whom to call when it is too late for an evening as usual.
const ADVICE: &[&str] = &["lkha", "veilig_thuis"];

impl Distance {
    pub fn between(date: NaiveDate, holiday: &Holiday) -> Self {
        let days = (holiday.first_day - date).num_days();
        Self { holiday: holiday.clone(), weeks: days / 7, days: days % 7 }
    }

    pub fn total_days(&self) -> i64 {
        self.weeks * 7 + self.days
    }
}

/// Judges a date by the windows of each kit. A kit with more windows is judged by the best of them, a meeting by the
/// strictest of its kits; without kits, by the usual window of the holiday that weighs most.
pub fn judge(date: NaiveDate, region: Region, kits: &[Vec<KitWindow>], holidays: &Holidays) -> Judgement {
    let of_kit = |windows: &Vec<KitWindow>| {
        let judged = windows.iter().map(|window| judge_window(date, region, window, holidays));
        judged.min_by_key(|judgement| (judgement.colour > Colour::Late, days_left(judgement), judgement.colour))
    };
    let strictest = kits.iter().filter_map(of_kit).max_by_key(|judgement| judgement.colour);
    let mut judgement = strictest.unwrap_or_else(|| judge_window(date, region, &usual_window(holidays), holidays));
    judgement.sooner = sooner(date, region, &judgement, holidays);
    judgement
}

/// Summer, twelve to four weeks before, as long as the data say nothing else.
fn usual_window(holidays: &Holidays) -> KitWindow {
    let weeks = |number: i32| u8::try_from(number).unwrap_or(0);
    let heaviest = holidays.windows().first();
    KitWindow {
        holiday: heaviest.map_or(HolidayKind::Summer, |window| window.kind),
        opens_weeks_before: heaviest.map_or(12, |window| weeks(window.opens_weeks_before)),
        closes_weeks_before: heaviest.map_or(4, |window| weeks(window.closes_weeks_before)),
        not_after: None,
        school_start_weeks: None,
    }
}

fn days_left(judgement: &Judgement) -> i64 {
    judgement.distance.as_ref().map_or(i64::MAX, Distance::total_days)
}

fn judge_window(date: NaiveDate, region: Region, window: &KitWindow, holidays: &Holidays) -> Judgement {
    let next = holidays.next(region, date, window.holiday);
    let distance = next.map(|holiday| Distance::between(date, holiday));
    let (colour, reason) = if let Some(holiday) = in_holiday(date, region, window.holiday, holidays) {
        (Colour::Outside, Reason::InHoliday { holiday })
    } else if let Some(until) = school_start(date, region, window, holidays) {
        (Colour::Good, Reason::SchoolStart { until })
    } else if let Some(holiday) = next {
        let too_late = holidays.window(window.holiday).map_or(3, |usual| i64::from(usual.too_late_weeks_before));
        judge_before(date, holiday, window, too_late)
    } else {
        (Colour::Outside, Reason::NoHolidayKnown { kind: window.holiday })
    };
    Judgement { distance, colour, reason, sooner: None }
}

fn in_holiday(date: NaiveDate, region: Region, kind: HolidayKind, holidays: &Holidays) -> Option<Holiday> {
    holidays.at(date, region).filter(|holiday| holiday.kind == kind).cloned()
}

/// The last day of the school weeks after the holiday that the kit asks for, when the date is in them.
fn school_start(date: NaiveDate, region: Region, window: &KitWindow, holidays: &Holidays) -> Option<NaiveDate> {
    let weeks = i64::from(window.school_start_weeks?);
    let until = holidays.previous(region, date, window.holiday)?.last_day + TimeDelta::weeks(weeks);
    (date <= until).then_some(until)
}

fn judge_before(date: NaiveDate, holiday: &Holiday, window: &KitWindow, too_late_weeks: i64) -> (Colour, Reason) {
    let before = |weeks: i64| holiday.first_day - TimeDelta::weeks(weeks);
    let opens = before(window.opens_weeks_before.into());
    let closes = before(window.closes_weeks_before.into());
    let last_day =
        window.not_after.and_then(|(month, day)| NaiveDate::from_ymd_opt(holiday.first_day.year(), month, day));
    if date > before(too_late_weeks) {
        (Colour::TooLate, Reason::CallFirst { contacts: ADVICE })
    } else if date < opens {
        (Colour::Outside, Reason::TooEarly { opens })
    } else if let Some(last_day) = last_day.filter(|last_day| date > *last_day) {
        (Colour::Late, Reason::PastLastDay { last_day })
    } else if date > closes {
        (Colour::Late, Reason::WindowClosed { closed: closes })
    } else {
        (Colour::Good, Reason::InWindow { opens, closes: last_day.map_or(closes, |last_day| last_day.min(closes)) })
    }
}

fn sooner(date: NaiveDate, region: Region, judgement: &Judgement, holidays: &Holidays) -> Option<Distance> {
    let is_in_run_up = |window: &HolidayWindow, distance: &Distance| {
        window.weight > 0
            && distance.total_days() <= i64::from(window.opens_weeks_before) * 7
            && distance.total_days() < days_left(judgement)
    };
    holidays
        .windows()
        .iter()
        .filter_map(|window| {
            let distance = Distance::between(date, holidays.next(region, date, window.kind)?);
            is_in_run_up(window, &distance).then_some(distance)
        })
        .min_by_key(Distance::total_days)
}

#[cfg(test)]
mod tests {
    use super::super::holiday::tests::{day, north};
    use super::*;

    fn kit(opens: u8, closes: u8) -> KitWindow {
        KitWindow {
            holiday: HolidayKind::Summer,
            opens_weeks_before: opens,
            closes_weeks_before: closes,
            not_after: None,
            school_start_weeks: None,
        }
    }

    fn judged(date: &str, kits: &[Vec<KitWindow>]) -> Judgement {
        judge(day(date), Region::North, kits, &north())
    }

    fn colours(kits: &[Vec<KitWindow>], dates: &[&str]) -> Vec<&'static str> {
        dates.iter().map(|date| judged(date, kits).colour.code()).collect()
    }

    #[test]
    fn without_kits_an_evening_is_good_from_twelve_to_four_weeks_before_summer_both_days_included() {
        let dates = ["2027-04-16", "2027-04-17", "2027-06-12", "2027-06-13", "2027-06-19", "2027-06-20", "2027-07-09"];
        assert_eq!(colours(&[], &dates), ["outside", "good", "good", "late", "late", "too_late", "too_late"]);
        let judgement = judged("2027-05-20", &[]);
        let distance = judgement.distance.unwrap();
        assert_eq!((distance.weeks, distance.days), (7, 2));
        assert_eq!(distance.holiday.first_day, day("2027-07-10"));
        assert_eq!(judgement.reason, Reason::InWindow { opens: day("2027-04-17"), closes: day("2027-06-12") });
    }

    #[test]
    fn too_late_names_whom_to_call_and_too_early_says_when_the_window_opens() {
        assert_eq!(judged("2027-07-01", &[]).reason, Reason::CallFirst { contacts: &["lkha", "veilig_thuis"] });
        assert_eq!(judged("2027-03-01", &[]).reason, Reason::TooEarly { opens: day("2027-04-17") });
        assert_eq!(judged("2027-06-13", &[]).reason, Reason::WindowClosed { closed: day("2027-06-12") });
    }

    #[test]
    fn during_the_holiday_and_after_the_last_known_one_an_evening_is_outside() {
        let during = judged("2027-07-10", &[]);
        assert_eq!(during.colour, Colour::Outside);
        assert!(matches!(during.reason, Reason::InHoliday { holiday } if holiday.last_day == day("2027-08-22")));
        let unknown = judged("2028-09-10", &[]);
        assert_eq!((unknown.distance, unknown.colour), (None, Colour::Outside));
        assert_eq!(unknown.reason, Reason::NoHolidayKnown { kind: HolidayKind::Summer });
    }

    #[test]
    fn a_kit_on_the_law_does_not_help_after_the_fifteenth_of_june() {
        let law = vec![KitWindow { not_after: Some((6, 15)), ..kit(12, 3) }];
        assert_eq!(colours(std::slice::from_ref(&law), &["2027-06-15", "2027-06-16"]), ["good", "late"]);
        let reason = judged("2027-06-16", &[law]).reason;
        assert_eq!(reason, Reason::PastLastDay { last_day: day("2027-06-15") });
    }

    #[test]
    fn the_training_for_facilitators_comes_before_week_twelve() {
        let training = vec![kit(24, 12)];
        assert_eq!(colours(&[training], &["2027-04-17", "2027-04-18", "2027-06-20"]), ["good", "late", "too_late"]);
    }

    #[test]
    fn a_school_kit_is_also_good_in_the_first_two_school_weeks() {
        let school = [vec![KitWindow { school_start_weeks: Some(2), ..kit(8, 3) }]];
        let dates = ["2027-05-14", "2027-05-15", "2027-06-19", "2027-06-20", "2027-08-23", "2027-09-05", "2027-09-06"];
        assert_eq!(colours(&school, &dates), ["outside", "good", "good", "too_late", "good", "good", "outside"]);
        assert_eq!(judged("2027-08-23", &school).reason, Reason::SchoolStart { until: day("2027-09-05") });
    }

    #[test]
    fn of_several_kits_the_strictest_counts_and_of_several_windows_of_one_kit_the_best() {
        let (early, usual) = (kit(24, 12), kit(12, 4));
        assert_eq!(colours(&[vec![usual.clone()], vec![early.clone()]], &["2027-05-20"]), ["late"]);
        assert_eq!(colours(&[vec![usual.clone(), early]], &["2027-05-20"]), ["good"]);
        let christmas = KitWindow { holiday: HolidayKind::Christmas, ..kit(8, 3) };
        let both = [vec![usual, christmas]];
        assert_eq!(colours(&both, &["2027-11-20", "2027-12-15"]), ["good", "too_late"]);
        assert_eq!(judged("2027-12-15", &both).distance.unwrap().holiday.kind, HolidayKind::Christmas);
    }

    #[test]
    fn a_lighter_holiday_that_comes_first_is_named_beside_the_one_that_counts() {
        let sooner = |date| judged(date, &[]).sooner.map(|distance| (distance.holiday.kind, distance.total_days()));
        assert_eq!(sooner("2027-04-20"), Some((HolidayKind::May, 4)));
        assert_eq!(sooner("2027-05-20"), None);
        assert_eq!(sooner("2027-10-01"), None);
        assert_eq!(sooner("2027-11-01"), Some((HolidayKind::Christmas, 54)));
    }
}
