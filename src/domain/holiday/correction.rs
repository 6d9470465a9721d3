//! A correction of the school holidays (verbetering): rows that come in the place of others, and rows that go.

use std::fmt::{self, Display};
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{Holiday, HolidayKind, Implausible, KindOfDate, plausibility};
use crate::domain::kit::translation::hash_of;
use crate::domain::region::Region;

/// Names a row: "2026-2027 zomer noord".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HolidayKey {
    pub school_year: String,
    pub kind: HolidayKind,
    pub region: Region,
}

#[derive(Debug, thiserror::Error)]
#[error("no holiday")]
pub struct NoHoliday;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    pub rows: Vec<Holiday>,
    pub removed: Vec<HolidayKey>,
}

/// One row before and after; one of the two is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: HolidayKey,
    pub was: Option<Holiday>,
    pub becomes: Option<Holiday>,
}

/// "2026-2027" in two years that follow each other, whatever was typed around them.
pub fn school_year(typed: &str) -> Option<String> {
    let years: Vec<i32> = typed.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    match years[..] {
        [first, second] if (2000..2100).contains(&first) && second == first + 1 => Some(format!("{first}-{second}")),
        _ => None,
    }
}

/// The school year after this one.
pub fn year_after(school_year: &str) -> Option<String> {
    let (_, last) = school_year.split_once('-')?;
    let last: i32 = last.parse().ok()?;
    self::school_year(&format!("{last}-{}", last + 1))
}

/// What these rows say, in few letters: two who look at the same rows have the same.
pub fn fingerprint(rows: &[Holiday]) -> String {
    let mut said: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    said.sort_unstable();
    hash_of(&said.join("\n"))
}

impl Holiday {
    pub fn key(&self) -> HolidayKey {
        HolidayKey { school_year: self.school_year.clone(), kind: self.kind, region: self.region }
    }

    /// Whether it says the same days, wherever it was found and whoever compared it.
    pub fn is_same_days(&self, other: &Self) -> bool {
        (self.first_day, self.last_day, self.kind_of_date) == (other.first_day, other.last_day, other.kind_of_date)
    }

    /// "2027-07-10 2027-08-22 vast".
    pub fn to_days(&self) -> String {
        format!("{} {} {}", self.first_day, self.last_day, self.kind_of_date)
    }

    /// In one line, for a form that carries it on: "2026-2027 zomer noord 2027-07-10 2027-08-22 vast".
    pub fn to_line(&self) -> String {
        format!("{} {}", self.key(), self.to_days())
    }

    pub fn of_line(line: &str, source: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split(' ').collect();
        let [school_year, kind, region, first_day, last_day, kind_of_date] = parts[..] else { return None };
        let HolidayKey { school_year, kind, region } = format!("{school_year} {kind} {region}").parse().ok()?;
        let [first_day, last_day] = [first_day, last_day].map(|day| day.parse().ok().filter(is_near));
        Some(Self {
            school_year,
            kind,
            region,
            first_day: first_day?,
            last_day: last_day?,
            kind_of_date: kind_of_date.parse().ok()?,
            source: source.to_owned(),
            verified_on: None,
        })
    }
}

/// In the years that school years are of: farther away the calendar itself ends.
fn is_near(day: &NaiveDate) -> bool {
    (2000..2101).contains(&day.year())
}

impl HolidayKind {
    /// What the ministry sets for all schools, and what it only advises.
    pub fn usual_kind_of_date(self) -> KindOfDate {
        match self {
            Self::Christmas | Self::May | Self::Summer => KindOfDate::Fixed,
            Self::Autumn | Self::Spring | Self::MayAdvice => KindOfDate::Advice,
        }
    }
}

impl Correction {
    /// What must change for `known` to say what is wanted of these keys: rows that say the same stay as they are.
    pub fn between(known: &[Holiday], wanted: Vec<Holiday>, removed: Vec<HolidayKey>) -> Self {
        let own = |key: &HolidayKey| known.iter().find(|row| row.key() == *key);
        let rows = wanted.into_iter().filter(|row| !own(&row.key()).is_some_and(|own| own.is_same_days(row))).collect();
        Self { rows, removed: removed.into_iter().filter(|key| own(key).is_some()).collect() }
    }

    /// The school year and all of its rows go.
    pub fn without_year(known: &[Holiday], school_year: &str) -> Self {
        let of_year = known.iter().filter(|row| row.school_year == school_year);
        Self { rows: Vec::new(), removed: of_year.map(Holiday::key).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.removed.is_empty()
    }

    /// All rows as they will be.
    pub fn apply(&self, known: &[Holiday]) -> Vec<Holiday> {
        let stays = |row: &&Holiday| {
            let key = row.key();
            !self.removed.contains(&key) && self.rows.iter().all(|own| own.key() != key)
        };
        known.iter().filter(stays).chain(&self.rows).cloned().collect()
    }

    /// The same, and every row of these school years was compared with the government's page on this day.
    pub fn compared(mut self, known: &[Holiday], school_years: &[String], day: NaiveDate) -> Self {
        let after = self.apply(known);
        self.rows = after.into_iter().filter(|row| school_years.contains(&row.school_year)).collect();
        self.rows.iter_mut().for_each(|row| row.verified_on = Some(day));
        self
    }

    /// Row by row, in order of the calendar.
    pub fn changes(&self, known: &[Holiday]) -> Vec<Change> {
        let own = |key: &HolidayKey| known.iter().find(|row| row.key() == *key).cloned();
        let come =
            self.rows.iter().map(|row| Change { was: own(&row.key()), key: row.key(), becomes: Some(row.clone()) });
        let go = self.removed.iter().map(|key| Change { was: own(key), key: key.clone(), becomes: None });
        let mut changes: Vec<Change> = come.chain(go).collect();
        changes.sort_by_key(|change| {
            let row = change.becomes.as_ref().or(change.was.as_ref());
            (row.map(|row| row.first_day), change.key.clone())
        });
        changes
    }

    /// What is not right with the rows as they will be, and was not so before: first what cannot be, then what never was.
    pub fn findings(&self, known: &[Holiday]) -> (Vec<Implausible>, Vec<Implausible>) {
        let before = plausibility::check(known);
        let fresh = plausibility::check(&self.apply(known)).into_iter().filter(|found| !before.contains(found));
        fresh.partition(Implausible::is_impossible)
    }
}

impl Display for HolidayKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.school_year, self.kind, self.region)
    }
}

impl FromStr for HolidayKey {
    type Err = NoHoliday;

    fn from_str(text: &str) -> Result<Self, NoHoliday> {
        let parts: Vec<&str> = text.split(' ').collect();
        let [year, kind, region] = parts[..] else { return Err(NoHoliday) };
        Ok(Self {
            school_year: school_year(year).filter(|own| own == year).ok_or(NoHoliday)?,
            kind: kind.parse().map_err(|_| NoHoliday)?,
            region: region.parse().map_err(|_| NoHoliday)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, holiday, north};
    use super::*;

    fn known() -> Vec<Holiday> {
        north().iter().cloned().collect()
    }

    fn summer(first: &str, last: &str) -> Holiday {
        holiday(HolidayKind::Summer, Region::North, first, last)
    }

    #[test]
    fn a_school_year_is_two_years_that_follow_each_other() {
        for typed in ["2026-2027", " 2026-2027 ", "2026/2027", "Schooljaar 2026 - 2027\n"] {
            assert_eq!(school_year(typed).as_deref(), Some("2026-2027"), "{typed:?}");
        }
        for wrong in ["", "2026", "2026-2028", "2027-2026", "26-27", "1026-1027", "2026-2027-2028", "99999999999-1"] {
            assert_eq!(school_year(wrong), None, "{wrong:?}");
        }
        assert_eq!(year_after("2029-2030").as_deref(), Some("2030-2031"));
    }

    #[test]
    fn only_what_says_other_days_is_a_change() {
        let same = Holiday { source: "elsewhere".to_owned(), ..summer("2027-07-10", "2027-08-22") };
        let moved = summer("2028-07-22", "2028-09-03");
        let correction = Correction::between(&known(), vec![same, moved.clone()], Vec::new());
        assert_eq!(correction.rows, std::slice::from_ref(&moved));
        let changes = correction.changes(&known());
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].was.as_ref().map(|was| was.first_day), Some(day("2028-07-15")));
        let after = correction.apply(&known());
        assert_eq!((after.len(), after.contains(&moved)), (known().len(), true));
    }

    #[test]
    fn a_year_that_is_compared_says_so_in_all_its_rows_and_in_no_other() {
        let years = ["2026-2027".to_owned()];
        let compared = Correction::default().compared(&known(), &years, day("2026-11-22"));
        assert_eq!(compared.rows.len(), 3);
        let after = compared.apply(&known());
        assert!(after.iter().all(|row| row.verified_on.is_some() == (row.school_year == years[0])));
        assert_ne!(fingerprint(&after), fingerprint(&known()));
    }

    #[test]
    fn what_was_wrong_before_is_not_held_against_a_correction_and_what_is_new_is() {
        let wrong_before =
            [known(), vec![holiday(HolidayKind::Spring, Region::North, "2027-02-21", "2027-03-01")]].concat();
        let good = Correction { rows: vec![summer("2028-07-22", "2028-09-03")], removed: Vec::new() };
        assert_eq!(good.findings(&wrong_before).0, []);
        let sunday = Correction { rows: vec![summer("2028-07-16", "2028-08-28")], removed: Vec::new() };
        let (impossible, unusual) = sunday.findings(&wrong_before);
        assert_eq!((impossible.len(), unusual), (2, Vec::new()), "{impossible:?}");
        let gone = Correction::without_year(&wrong_before, "2026-2027");
        assert_eq!(gone.removed.len(), 4);
        assert_eq!(gone.findings(&wrong_before), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_row_is_carried_in_a_line_and_what_is_none_is_not_read() {
        let row = summer("2027-07-10", "2027-08-22");
        assert_eq!(row.to_line(), "2026-2027 zomer noord 2027-07-10 2027-08-22 vast");
        assert_eq!(Holiday::of_line(&row.to_line(), "test"), Some(row));
        for wrong in [
            "",
            "2026-2027 zomer noord",
            "2026-2027 zomer oost 2027-07-10 2027-08-22 vast",
            "2026-2028 zomer noord 2027-07-10 2027-08-22 vast",
        ] {
            assert_eq!(Holiday::of_line(wrong, "test"), None, "{wrong}");
        }
    }
}
