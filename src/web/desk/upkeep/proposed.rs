//! What somebody proposes to change in the reference (voorstel): carried from the form over the page of its effects to where it is kept.

use chrono::{Datelike, NaiveDate};

use crate::domain::day::Day;
use crate::domain::day::edition::{self, MOST_UNCERTAIN};
use crate::domain::holiday::{self, Change, Correction, Holiday, HolidayKey, Holidays};
use crate::language::{Desk, Lang};
use crate::store::{self, Db, Pen};
use crate::web::desk::{day, holiday as holiday_page};
use crate::web::form::Form;
use crate::web::{App, Reference, paths};

#[derive(Clone, Debug, PartialEq)]
pub enum Proposed {
    Holidays {
        correction: Correction,
        /// The school years that were looked at: all of their rows may be said to be compared.
        school_years: Vec<String>,
        is_from_file: bool,
    },
    Day(Day),
}

/// What is not right with it, in words.
#[derive(Default)]
pub struct Findings {
    pub impossible: Vec<String>,
    /// Never happened, but may.
    pub unusual: Vec<String>,
}

/// One row, before and after.
pub struct Changed {
    pub what: String,
    pub was: Option<String>,
    pub becomes: Option<String>,
}

/// Where days come from that were typed here, or stood in a file; kept in Dutch, as the sheets do.
pub fn source(app: &App, is_from_file: bool) -> String {
    let today = app.clock.today();
    if is_from_file {
        format!("bestand van rijksoverheid.nl, {today}")
    } else {
        format!("ingevuld op het bureau, {today}")
    }
}

impl Proposed {
    /// From the hidden fields; whatever else somebody sends is no proposal.
    pub fn read(form: &Form, app: &App) -> Option<Self> {
        let reference = app.reference();
        match form.typed("sheet") {
            "holiday" => {
                let is_from_file = form.is_ticked("from_file");
                let source = source(app, is_from_file);
                let rows: Option<Vec<Holiday>> = form.all("row").map(|line| Holiday::of_line(line, &source)).collect();
                let removed: Result<Vec<_>, _> = form.all("gone").map(str::parse).collect();
                let known: Vec<Holiday> = reference.holidays.iter().cloned().collect();
                let school_years: Option<Vec<String>> = form.all("year").map(holiday::school_year).collect();
                Some(Self::Holidays {
                    correction: Correction::between(&known, rows?, removed.ok()?),
                    school_years: school_years?,
                    is_from_file,
                })
            }
            "day" => read_day(form.typed("row"), &reference, source(app, false)).map(Self::Day),
            _ => None,
        }
    }

    /// The hidden fields, with what the rows were when somebody looked.
    pub fn carry(&self, reference: &Reference) -> Vec<(&'static str, String)> {
        let mut fields = match self {
            Self::Holidays { correction, school_years, is_from_file } => {
                let mut fields = vec![("sheet", "holiday".to_owned())];
                fields.extend(correction.rows.iter().map(|row| ("row", row.to_line())));
                fields.extend(correction.removed.iter().map(|key| ("gone", key.to_string())));
                fields.extend(school_years.iter().map(|year| ("year", year.clone())));
                fields.extend(is_from_file.then(|| ("from_file", "yes".to_owned())));
                fields
            }
            Self::Day(day) => vec![("sheet", "day".to_owned()), ("row", day_line(day))],
        };
        fields.push(("seen", self.seen(reference)));
        fields
    }

    /// What who looks at it now sees.
    pub fn seen(&self, reference: &Reference) -> String {
        match self {
            Self::Holidays { .. } => holiday::fingerprint(&known(reference)),
            Self::Day(_) => edition::fingerprint(&reference.days),
        }
    }

    /// Holidays and days as they will be.
    pub fn after(&self, reference: &Reference) -> (Holidays, Vec<Day>) {
        let holidays = match self {
            Self::Holidays { correction, .. } => reference.holidays.with(correction.apply(&known(reference))),
            Self::Day(_) => reference.holidays.clone(),
        };
        let mut days = reference.days.clone();
        if let Self::Day(own) = self {
            days.retain(|day| (&day.key, &day.edition) != (&own.key, &own.edition));
            days.push(own.clone());
            days.sort_by(|one, other| (one.first_day, &one.key).cmp(&(other.first_day, &other.key)));
        }
        (holidays, days)
    }

    /// Whether all of it is there, with the day on which it was compared; where it was found may differ.
    pub fn is_kept(&self, reference: &Reference) -> bool {
        match self {
            Self::Holidays { correction, .. } => {
                let known = known(reference);
                let is_there = |row: &Holiday| {
                    let mut same = known.iter().filter(|own| own.key() == row.key());
                    same.any(|own| own.is_same_days(row) && own.verified_on == row.verified_on)
                };
                let is_gone = |key: &HolidayKey| known.iter().all(|own| own.key() != *key);
                correction.rows.iter().all(is_there) && correction.removed.iter().all(is_gone)
            }
            Self::Day(_) => self.is_same(reference),
        }
    }

    pub fn is_same(&self, reference: &Reference) -> bool {
        match self {
            Self::Holidays { correction, .. } => correction.is_empty(),
            Self::Day(own) => reference.days.iter().any(|day| day_line(day) == day_line(own)),
        }
    }

    pub fn changes(&self, reference: &Reference, language: Lang) -> Vec<Changed> {
        match self {
            Self::Holidays { correction, .. } => {
                let line = |Change { key, was, becomes }: Change| Changed {
                    what: holiday_page::said::name(&key, language),
                    was: was.map(|row| holiday_page::said::days(&row, language)),
                    becomes: becomes.map(|row| holiday_page::said::days(&row, language)),
                };
                correction.changes(&known(reference)).into_iter().map(line).collect()
            }
            Self::Day(_) if self.is_same(reference) => Vec::new(),
            Self::Day(own) => {
                let was = reference.days.iter().find(|day| (&day.key, &day.edition) == (&own.key, &own.edition));
                vec![Changed {
                    what: day::said::name(own, language).to_owned(),
                    was: was.map(|was| day::said::days(was, language)),
                    becomes: Some(day::said::days(own, language)),
                }]
            }
        }
    }

    pub fn findings(&self, reference: &Reference, d: &'static Desk) -> Findings {
        match self {
            Self::Holidays { correction, .. } => {
                let (impossible, unusual) = correction.findings(&known(reference));
                let said = |found: Vec<_>| found.iter().map(|one| holiday_page::said::implausible(one, d)).collect();
                Findings { impossible: said(impossible), unusual: said(unusual) }
            }
            Self::Day(own) => {
                let found = edition::unlikely(own, &reference.days);
                let impossible = found.map(|unlikely| day::said::unlikely(&unlikely, d)).into_iter().collect();
                Findings { impossible, unusual: Vec::new() }
            }
        }
    }

    /// With the day on which somebody compared all of it.
    pub fn compared(self, reference: &Reference, day: Option<NaiveDate>) -> Self {
        match (self, day) {
            (Self::Holidays { correction, school_years, is_from_file }, Some(day)) => {
                let correction = correction.compared(&known(reference), &school_years, day);
                Self::Holidays { correction, school_years, is_from_file }
            }
            (own, _) => own,
        }
    }

    pub fn keep(&self, db: &mut Db, seen: &str, pen: &Pen) -> Result<bool, store::Error> {
        match self {
            Self::Holidays { correction, .. } => store::holiday::correct(db, correction, seen, pen),
            Self::Day(own) => store::day::correct(db, own, seen, pen),
        }
    }

    /// The list that it is part of.
    pub fn home(&self) -> &'static str {
        match self {
            Self::Holidays { .. } => paths::HOLIDAYS,
            Self::Day(_) => paths::DAYS,
        }
    }

    /// Where the form goes that it was typed into; a file and a removal have none.
    pub fn form(&self, reference: &Reference) -> Option<String> {
        match self {
            Self::Holidays { is_from_file: true, .. } => None,
            Self::Holidays { school_years, .. } => school_years.first().map(|year| paths::school_year(year)),
            Self::Day(own) => {
                let is_known = reference.days.iter().any(|day| (&day.key, &day.edition) == (&own.key, &own.edition));
                Some(if is_known { paths::edition(&own.key, &own.edition) } else { paths::day(&own.key) })
            }
        }
    }
}

pub fn known(reference: &Reference) -> Vec<Holiday> {
    reference.holidays.iter().cloned().collect()
}

/// "ramadan 2030 2030-01-05 2030-02-02 1".
fn day_line(day: &Day) -> String {
    format!("{} {} {} {} {}", day.key, day.edition, day.first_day, day.last_day, day.uncertainty_days)
}

/// The dates are typed; all else is as in the newest edition that is known.
fn read_day(line: &str, reference: &Reference, source: String) -> Option<Day> {
    let parts: Vec<&str> = line.split(' ').collect();
    let [key, edition, first_day, last_day, uncertainty_days] = parts[..] else { return None };
    let same = reference.days.iter().filter(|day| day.key == key);
    let like = same.clone().find(|day| day.edition == edition).or_else(|| same.max_by_key(|day| day.first_day))?;
    // Farther away the calendar itself ends.
    let is_near = |day: &NaiveDate| (1970..2101).contains(&day.year());
    let [first_day, last_day] = [first_day, last_day].map(|day| day.parse().ok().filter(is_near));
    let (first_day, last_day) = (first_day?, last_day?);
    let is_name = edition == like.edition || edition == edition::name(key, first_day, &reference.days);
    let uncertainty_days = uncertainty_days.parse().ok().filter(|days| (0..=MOST_UNCERTAIN).contains(days))?;
    is_name.then_some(Day {
        edition: edition.to_owned(),
        first_day,
        last_day,
        uncertainty_days,
        source,
        ..like.clone()
    })
}
