//! The government's file of school holidays (vakantiebestand): open data of rijksoverheid.nl, in JSON.
//!
//! Its days are moments in UTC on which a day begins in the Netherlands: "2026-10-09T22:00:00.000Z" is Saturday 10 October.
//! A reader that takes the day as it is written is a day off, in winter and in summer.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::Deserialize;

use crate::clock;
use crate::domain::holiday::{Holiday, HolidayKey, HolidayKind, KindOfDate, school_year};
use crate::domain::region::Region;

/// More than all school years of a century have.
const MOST_ROWS: usize = 2000;
const LONGEST_NAME: usize = 40;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Each with the line on which it stands.
    pub rows: Vec<(usize, Holiday)>,
    /// Names of holidays that we do not know, and where they stand: they are left out.
    pub unknown: Vec<(usize, String)>,
    /// What cannot be taken, and where; with one of these, nothing is.
    pub wrong: Vec<(usize, Wrong)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// With what stands there instead of a day.
    Day(String),
    Region(String),
    SchoolYear(String),
    /// The same holiday with other days; with the line of the first.
    Twice(usize),
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("no JSON, or broken, on line {0}")]
    Broken(usize),
    /// JSON, but on this line something else than such a file has there.
    #[error("something else is expected on line {0}")]
    OtherShape(usize),
    #[error("no file of school holidays")]
    OtherKind,
    #[error("it is not in UTF-8")]
    Encoding,
    #[error("it has more holidays than there are")]
    TooMany,
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow, default)]
    content: Option<Vec<Year<'a>>>,
}

#[derive(Deserialize)]
struct Year<'a> {
    #[serde(borrow)]
    schoolyear: Cow<'a, str>,
    #[serde(borrow)]
    vacations: Vec<Vacation<'a>>,
}

#[derive(Deserialize)]
struct Vacation<'a> {
    #[serde(borrow, rename = "type")]
    name: Cow<'a, str>,
    #[serde(default)]
    compulsorydates: Option<Compulsory>,
    #[serde(borrow)]
    regions: Vec<Place<'a>>,
}

/// The file writes it as a word; a file that passed through another program may have the value.
#[derive(Deserialize)]
#[serde(untagged)]
enum Compulsory {
    Value(bool),
    Word(String),
}

#[derive(Deserialize)]
struct Place<'a> {
    #[serde(borrow)]
    region: Cow<'a, str>,
    #[serde(borrow)]
    startdate: Cow<'a, str>,
    #[serde(borrow)]
    enddate: Cow<'a, str>,
}

/// Reads one school year's file, or the list of all of them. `source` is noted beside every row.
pub fn read(bytes: &[u8], source: &str) -> Result<Told, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
    let text = text.trim_start_matches('\u{feff}');
    let documents: Vec<Document<'_>> = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map_err(|cause| unreadable(&cause))?
    } else {
        vec![serde_json::from_str(text).map_err(|cause| unreadable(&cause))?]
    };
    let years: Vec<Year<'_>> = documents.into_iter().filter_map(|document| document.content).flatten().collect();
    let vacations = years.iter().flat_map(|year| &year.vacations);
    let rows = years.len() + vacations.map(|vacation| 1 + vacation.regions.len()).sum::<usize>();
    if years.is_empty() {
        return Err(Unreadable::OtherKind);
    }
    if rows > MOST_ROWS {
        return Err(Unreadable::TooMany);
    }
    let mut reading = Reading { text, source, line: 1, told: Told::default(), seen: BTreeMap::new() };
    years.iter().for_each(|year| reading.year(year));
    Ok(reading.told)
}

fn unreadable(cause: &serde_json::Error) -> Unreadable {
    match cause.classify() {
        serde_json::error::Category::Data => Unreadable::OtherShape(cause.line()),
        _ => Unreadable::Broken(cause.line()),
    }
}

struct Reading<'a> {
    text: &'a str,
    source: &'a str,
    /// Of what was read last.
    line: usize,
    told: Told,
    seen: BTreeMap<HolidayKey, (usize, Holiday)>,
}

impl Reading<'_> {
    fn year(&mut self, year: &Year<'_>) {
        let line = self.line_of(&year.schoolyear);
        let Some(school_year) = school_year(&year.schoolyear) else {
            return self.told.wrong.push((line, Wrong::SchoolYear(short(&year.schoolyear))));
        };
        for vacation in &year.vacations {
            let line = vacation.regions.first().map_or(line, |place| self.line_of(&place.startdate));
            match kind(&vacation.name) {
                Some(kind) => {
                    let kind_of_date = kind_of_date(vacation.compulsorydates.as_ref(), kind);
                    vacation.regions.iter().for_each(|place| self.place(&school_year, kind, kind_of_date, place));
                }
                None => self.told.unknown.push((line, short(&vacation.name))),
            }
        }
    }

    fn place(&mut self, school_year: &str, kind: HolidayKind, kind_of_date: KindOfDate, place: &Place<'_>) {
        let line = self.line_of(&place.startdate);
        let (first_day, last_day) = match (day(&place.startdate), day(&place.enddate)) {
            (Some(first_day), Some(last_day)) => (first_day, last_day),
            (None, _) => return self.told.wrong.push((line, Wrong::Day(short(&place.startdate)))),
            (_, None) => {
                let line = self.line_of(&place.enddate);
                return self.told.wrong.push((line, Wrong::Day(short(&place.enddate))));
            }
        };
        let Some(regions) = regions(&place.region) else {
            return self.told.wrong.push((line, Wrong::Region(short(&place.region))));
        };
        for &region in regions {
            let (school_year, source) = (school_year.to_owned(), self.source.to_owned());
            let row =
                Holiday { school_year, kind, region, first_day, last_day, kind_of_date, source, verified_on: None };
            match self.seen.get(&row.key()) {
                // The list has some school years in two documents.
                Some((_, other)) if other.is_same_days(&row) => {}
                Some((first, _)) => self.told.wrong.push((line, Wrong::Twice(*first))),
                None => {
                    self.seen.insert(row.key(), (line, row.clone()));
                    self.told.rows.push((line, row));
                }
            }
        }
    }

    /// The line on which a value stands: what was borrowed from the text tells it, what had to be unescaped is near what
    /// was read last.
    #[expect(clippy::ptr_arg, reason = "only what was borrowed from the text says where it stands")]
    fn line_of(&mut self, value: &Cow<'_, str>) -> usize {
        if let Cow::Borrowed(value) = value {
            let at = (value.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
            self.line = self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        }
        self.line
    }
}

/// "Zomervakantie ", "Meivakantie".
fn kind(name: &str) -> Option<HolidayKind> {
    let name = name.trim().to_lowercase();
    let begins = |word: &str| name.starts_with(word);
    match () {
        () if begins("mei") && name.contains("advies") => Some(HolidayKind::MayAdvice),
        () if begins("herfst") => Some(HolidayKind::Autumn),
        () if begins("kerst") => Some(HolidayKind::Christmas),
        () if begins("voorjaar") || begins("krokus") => Some(HolidayKind::Spring),
        () if begins("mei") => Some(HolidayKind::May),
        () if begins("zomer") => Some(HolidayKind::Summer),
        () => None,
    }
}

fn kind_of_date(told: Option<&Compulsory>, kind: HolidayKind) -> KindOfDate {
    let is_fixed = match told {
        Some(Compulsory::Value(is_fixed)) => Some(*is_fixed),
        Some(Compulsory::Word(word)) => word.trim().to_lowercase().parse().ok(),
        None => None,
    };
    match is_fixed {
        Some(true) => KindOfDate::Fixed,
        Some(false) => KindOfDate::Advice,
        None => kind.usual_kind_of_date(),
    }
}

fn regions(name: &str) -> Option<&'static [Region]> {
    match name.trim().to_lowercase().trim_start_matches("regio ") {
        "noord" => Some(&[Region::North]),
        "midden" => Some(&[Region::Middle]),
        "zuid" => Some(&[Region::South]),
        "heel nederland" | "nederland" => Some(Region::ALL),
        _ => None,
    }
}

/// The day in the Netherlands at that moment; a day without a moment is that day.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let moment = DateTime::parse_from_rfc3339(text).map(|moment| clock::day_of(moment.naive_utc()));
    let on_the_wall = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|at| at.date());
    let day = moment.or_else(|_| on_the_wall()).or_else(|_| text.parse()).ok()?;
    (2000..2101).contains(&day.year()).then_some(day)
}

/// What stands there, not without end.
fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}
