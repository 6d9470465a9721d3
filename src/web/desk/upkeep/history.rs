//! What was corrected (verslag): who kept what everybody plans with, and what each row was and became.

use chrono::NaiveDate;

use crate::domain::day::Day;
use crate::domain::holiday::{Holiday, HolidayKey};
use crate::domain::upkeep::Sheet;
use crate::domain::upkeep::trace::{COMPARED, CONFIRMED, DAYS, NEW, Trace};
use crate::language::{Lang, Language, date_in_words};
use crate::store::record::Told;
use crate::web::Reference;
use crate::web::desk::{day, holiday};
use crate::web::record::{self, Line};
use crate::web::viewer::Viewer;

/// More rows of one correction nobody reads.
const MOST_SHOWN: usize = 4;

/// A line of the history, with what a correction changed.
pub struct Entry {
    pub line: Line,
    pub changes: Vec<String>,
    /// So many rows more.
    pub more: i64,
}

/// Every line; those that are about no correction have no changes.
pub fn entries(told: &[Told], reference: &Reference, language: Lang) -> Vec<Entry> {
    let entry = |(line, told): (Line, &Told)| {
        let traces = Trace::read(&told.record.detail);
        let more = traces.len().saturating_sub(MOST_SHOWN);
        Entry {
            line,
            changes: traces.iter().take(MOST_SHOWN).map(|trace| in_words(trace, reference, language)).collect(),
            more: i64::try_from(more).unwrap_or(i64::MAX),
        }
    };
    record::lines(told, language).into_iter().zip(told).map(entry).collect()
}

/// What others corrected of help near their home is theirs to know.
pub fn is_for(viewer: &Viewer, told: &Told) -> bool {
    let is_own = told.record.organisation_id.as_ref() == Some(&viewer.organisation.id);
    is_own || Trace::read(&told.record.detail).iter().all(|trace| trace.sheet != Sheet::LocalContact)
}

fn in_words(trace: &Trace, reference: &Reference, language: Lang) -> String {
    let t = &language.desk().correction;
    let (row, field) = (row(trace, reference, language), trace.field.as_str());
    let day =
        |value: &str| value.parse::<NaiveDate>().map_or_else(|_| value.to_owned(), |day| date_in_words(language, day));
    match field {
        COMPARED => return t.compared.with(&[("what", &row), ("date", &day(&trace.becomes))]),
        CONFIRMED => return t.confirmed.with(&[("what", &row), ("date", &day(&trace.becomes))]),
        _ => {}
    }
    let what = match language.desk().contact.by_code(field).filter(|_| ![DAYS, NEW].contains(&field)) {
        Some(field) => format!("{row}, {}", field.as_str().to_lowercase()),
        None => row,
    };
    let value = |value: &str| value_in_words(trace, value, reference, language);
    let (was, becomes) = (value(&trace.was), value(&trace.becomes));
    match (was.is_empty(), becomes.is_empty()) {
        (true, true) => t.changed.of(what),
        (true, false) => t.new_.with(&[("what", &what), ("becomes", &becomes)]),
        (false, true) => t.gone.with(&[("what", &what), ("was", &was)]),
        (false, false) => t.was_is.with(&[("what", &what), ("was", &was), ("becomes", &becomes)]),
    }
}

/// What the row is called now; by its key when it is no longer there.
fn row(trace: &Trace, reference: &Reference, language: Lang) -> String {
    let key = trace.key.as_str();
    match trace.sheet {
        Sheet::Holiday if trace.field == COMPARED => language.desk().school_year.of.of(key),
        Sheet::Holiday => {
            key.parse::<HolidayKey>().map_or_else(|_| key.to_owned(), |key| holiday::said::name(&key, language))
        }
        Sheet::Day => match (like(key, reference), key.split_once(' ')) {
            (Some(like), Some((_, edition))) => format!("{} {edition}", day::said::name(like, language)),
            _ => key.to_owned(),
        },
        Sheet::Contact => {
            let own = reference.contacts.iter().find(|own| own.key == key);
            own.map_or_else(|| key.to_owned(), |own| own.name_nl.clone())
        }
        Sheet::LocalContact => {
            let own = reference.local_contacts.iter().find(|own| own.key == key);
            own.map_or_else(|| language.desk().correction.near.to_string(), |own| own.name.clone())
        }
    }
}

fn value_in_words(trace: &Trace, value: &str, reference: &Reference, language: Lang) -> String {
    let t = &language.desk().contact;
    match (trace.sheet, trace.field.as_str()) {
        _ if value.is_empty() => String::new(),
        (Sheet::Holiday, DAYS) => {
            let row = Holiday::of_line(&format!("{} {value}", trace.key), "");
            row.map_or_else(|| value.to_owned(), |row| holiday::said::days(&row, language))
        }
        (Sheet::Day, DAYS) => {
            let row = like(&trace.key, reference).and_then(|like| with_days(like, value));
            row.map_or_else(|| value.to_owned(), |row| day::said::days(&row, language))
        }
        (_, "cost" | "kind") => t.by_code(value).map_or_else(|| value.to_owned(), ToString::to_string),
        (_, "languages") => {
            let known = value.split(", ").filter_map(Language::find);
            known.map(|own| own.staff_name(language)).collect::<Vec<_>>().join(", ")
        }
        _ => value.to_owned(),
    }
}

/// Another edition of the same day: it has the same name.
fn like<'a>(key: &str, reference: &'a Reference) -> Option<&'a Day> {
    let (key, _) = key.split_once(' ')?;
    reference.days.iter().find(|day| day.key == key)
}

fn with_days(like: &Day, days: &str) -> Option<Day> {
    let parts: Vec<&str> = days.split(' ').collect();
    let [first, last, uncertain] = parts[..] else { return None };
    let (first_day, last_day) = (first.parse().ok()?, last.parse().ok()?);
    Some(Day { first_day, last_day, uncertainty_days: uncertain.parse().ok()?, ..like.clone() })
}
