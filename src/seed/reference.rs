//! Reads the sheets in `seed-data/` (naslagwerk): holidays, regions, days, weekly rules and contacts.

use std::collections::HashSet;
use std::hash::Hash;

use serde::de::DeserializeOwned;

use crate::domain::contact::{Contact, LocalContact};
use crate::domain::day::{Day, WeeklyRule};
use crate::domain::holiday::{Holiday, HolidayWindow, Holidays};
use crate::domain::region::RegionPlace;

#[cfg(test)]
mod tests;

/// A row of a sheet that cannot be right, named so that a worker finds it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}, line {line}: {reason}")]
pub struct BadRow {
    pub file: &'static str,
    pub line: u64,
    pub reason: String,
}

/// Everything that is shipped.
#[derive(Clone, Debug)]
pub struct Reference {
    pub holidays: Vec<Holiday>,
    pub windows: Vec<HolidayWindow>,
    pub places: Vec<RegionPlace>,
    pub days: Vec<Day>,
    pub weekly_rules: Vec<WeeklyRule>,
    pub contacts: Vec<Contact>,
}

/// The sheets as they were when the program was built.
///
/// ```
/// let shipped = aantafel::seed::reference::shipped().unwrap();
/// assert!(shipped.holidays.iter().any(|holiday| holiday.school_year == "2026-2027"));
/// ```
pub fn shipped() -> Result<Reference, BadRow> {
    Ok(Reference {
        holidays: holidays(include_str!("../../seed-data/holidays.csv"))?,
        windows: windows(include_str!("../../seed-data/windows.csv"))?,
        places: places(include_str!("../../seed-data/regions.csv"))?,
        days: days(include_str!("../../seed-data/days.csv"))?,
        weekly_rules: weekly_rules(include_str!("../../seed-data/weekly_rules.csv"))?,
        contacts: contacts(include_str!("../../seed-data/contacts.csv"))?,
    })
}

/// Invented, for the demo world only.
pub fn shipped_local_contacts() -> Result<Vec<LocalContact>, BadRow> {
    local_contacts(include_str!("../../seed-data/local_contacts.csv"))
}

impl Reference {
    pub fn known_holidays(&self) -> Holidays {
        Holidays::new(self.holidays.clone(), self.windows.clone())
    }
}

/// One holiday of a school year and region; whether the dates are plausible is asked of [`Holidays::check`].
pub fn holidays(csv: &str) -> Result<Vec<Holiday>, BadRow> {
    let rows = read("holidays.csv", csv, |row: &Holiday| (row.school_year.clone(), row.kind, row.region))?;
    ordered("holidays.csv", rows, |row| row.first_day <= row.last_day)
}

pub fn windows(csv: &str) -> Result<Vec<HolidayWindow>, BadRow> {
    let rows = read("windows.csv", csv, |row: &HolidayWindow| row.kind)?;
    ordered("windows.csv", rows, |row| {
        0 <= row.too_late_weeks_before
            && row.too_late_weeks_before <= row.closes_weeks_before
            && row.closes_weeks_before <= row.opens_weeks_before
    })
}

pub fn places(csv: &str) -> Result<Vec<RegionPlace>, BadRow> {
    unlined(read("regions.csv", csv, |row: &RegionPlace| (row.level, row.province.clone(), row.name.clone()))?)
}

pub fn days(csv: &str) -> Result<Vec<Day>, BadRow> {
    let rows = read("days.csv", csv, |row: &Day| (row.key.clone(), row.edition.clone()))?;
    let begins_in_edition = |row: &Day| row.edition.starts_with(&row.first_day.format("%Y").to_string());
    ordered("days.csv", rows, |row| {
        row.first_day <= row.last_day && begins_in_edition(row) && (0..=3).contains(&row.uncertainty_days)
    })
}

pub fn weekly_rules(csv: &str) -> Result<Vec<WeeklyRule>, BadRow> {
    unlined(read("weekly_rules.csv", csv, |row: &WeeklyRule| row.key.clone())?)
}

pub fn contacts(csv: &str) -> Result<Vec<Contact>, BadRow> {
    unlined(read("contacts.csv", csv, |row: &Contact| row.key.clone())?)
}

pub fn local_contacts(csv: &str) -> Result<Vec<LocalContact>, BadRow> {
    unlined(read("local_contacts.csv", csv, |row: &LocalContact| row.key.clone())?)
}

/// The rows with their lines; a key that comes back would silently replace the first, so it is refused.
fn read<T: DeserializeOwned, K: Hash + Eq>(
    file: &'static str,
    csv: &str,
    key: impl Fn(&T) -> K,
) -> Result<Vec<(u64, T)>, BadRow> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv.as_bytes());
    let columns = reader.headers().map_err(|cause| bad_row(file, &cause, None))?.clone();
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|cause| bad_row(file, &cause, Some(&columns)))?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: T = record.deserialize(Some(&columns)).map_err(|cause| bad_row(file, &cause, Some(&columns)))?;
        if !seen.insert(key(&row)) {
            return Err(BadRow { file, line, reason: "this row is there twice".to_owned() });
        }
        rows.push((line, row));
    }
    Ok(rows)
}

fn bad_row(file: &'static str, cause: &csv::Error, columns: Option<&csv::StringRecord>) -> BadRow {
    let line = cause.position().map_or(1, csv::Position::line);
    let reason = match cause.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let column = err.field().and_then(|at| columns?.get(usize::try_from(at).ok()?));
            match column {
                Some(column) => format!("column {column}: {}", err.kind()),
                None => err.kind().to_string(),
            }
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns instead of {expected_len}"),
        _ => cause.to_string(),
    };
    BadRow { file, line, reason }
}

fn ordered<T>(file: &'static str, rows: Vec<(u64, T)>, is_ordered: impl Fn(&T) -> bool) -> Result<Vec<T>, BadRow> {
    let wrong = rows.iter().find(|(_, row)| !is_ordered(row));
    match wrong {
        Some((line, _)) => {
            Err(BadRow { file, line: *line, reason: "the dates or numbers of this row are not in order".to_owned() })
        }
        None => unlined(rows),
    }
}

fn unlined<T>(rows: Vec<(u64, T)>) -> Result<Vec<T>, BadRow> {
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
