//! The government's file (bestand), sent by a coordinator: read, checked, and shown before anything is kept.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};

use super::{index_page, said};
use crate::documents::school_holidays::{self, Told, Unreadable, Wrong};
use crate::domain::holiday::{Correction, Holiday, HolidayKey};
use crate::language::Desk;
use crate::web::App;
use crate::web::desk::upkeep::effect::{self, Around};
use crate::web::desk::upkeep::proposed::{Proposed, known, source};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, KeepReference};

/// What is wrong with a file is told this many times at most: after that it is another file.
const MOST_TOLD: usize = 20;

pub async fn create(allowed: Allowed<KeepReference>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    app.look_around().await?;
    let viewer = allowed.into_proof();
    let (d, today) = (viewer.desk_language().desk(), app.clock.today());
    let file = form.file("file").filter(|file| !file.bytes.is_empty());
    let read = match file {
        None => Err(vec![d.school_year.file_needed.to_string()]),
        Some(file) => school_holidays::read(&file.bytes, &source(&app, true))
            .map_err(|cause| vec![unreadable(&cause, d)])
            .and_then(|told| proposed(told, &known(&app.reference()), today, d)),
    };
    match read {
        Ok((proposed, left_out)) => {
            effect::page(&app, &viewer, &proposed, Around { left_out, ..Around::default() }).await
        }
        Err(mut refused) => {
            refused.truncate(MOST_TOLD);
            let mut response = index_page(&app, &viewer, None, refused)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

/// The rows of the school years that are not over, and what was left out; or what cannot be taken, each with its line.
fn proposed(
    told: Told,
    known: &[Holiday],
    today: NaiveDate,
    d: &'static Desk,
) -> Result<(Proposed, Vec<String>), Vec<String>> {
    let t = &d.school_year;
    let on_line = |line: usize, what: String| t.on_line.with(&[("line", &line), ("what", &what)]);
    if !told.wrong.is_empty() {
        return Err(told.wrong.iter().map(|(line, wrong)| on_line(*line, in_words(wrong, d))).collect());
    }
    let mut left_out: Vec<String> =
        told.unknown.iter().take(MOST_TOLD).map(|(line, name)| on_line(*line, t.file_unknown.of(name))).collect();
    let is_over = |row: &Holiday| {
        row.school_year.split_once('-').is_some_and(|(_, last)| last < today.year().to_string().as_str())
    };
    let (over, rows): (Vec<_>, Vec<_>) = told.rows.into_iter().partition(|(_, row)| is_over(row));
    if !over.is_empty() {
        left_out.push(t.file_over.to_string());
    }
    if rows.is_empty() {
        return Err(if left_out.is_empty() { vec![t.file_empty.to_string()] } else { left_out });
    }
    let line_of = |key: &HolidayKey| rows.iter().find(|(_, row)| row.key() == *key).map(|(line, _)| *line);
    let wanted: Vec<Holiday> = rows.iter().map(|(_, row)| row.clone()).collect();
    let mut school_years: Vec<String> = wanted.iter().map(|row| row.school_year.clone()).collect();
    school_years.sort_unstable();
    school_years.dedup();
    let correction = Correction::between(known, wanted, Vec::new());
    let impossible = correction.findings(known).0;
    if !impossible.is_empty() {
        let said = impossible.iter().take(MOST_TOLD).map(|found| {
            let line = found.about().iter().filter_map(line_of).max().unwrap_or(1);
            on_line(line, said::implausible(found, d))
        });
        return Err(said.collect());
    }
    Ok((Proposed::Holidays { correction, school_years, is_from_file: true }, left_out))
}

fn unreadable(cause: &Unreadable, d: &'static Desk) -> String {
    let t = &d.school_year;
    match cause {
        Unreadable::Broken(line) => t.file_broken.of(line),
        Unreadable::OtherShape(line) => t.file_shape.of(line),
        Unreadable::OtherKind => t.file_kind.to_string(),
        Unreadable::Encoding => t.file_encoding.to_string(),
        Unreadable::TooMany => t.file_many.to_string(),
    }
}

fn in_words(wrong: &Wrong, d: &'static Desk) -> String {
    let t = &d.school_year;
    match wrong {
        Wrong::Day(what) => t.file_day.of(what),
        Wrong::Region(what) => t.file_region.of(what),
        Wrong::SchoolYear(what) => t.file_year.of(what),
        Wrong::Twice(line) => t.file_twice.of(line),
    }
}
