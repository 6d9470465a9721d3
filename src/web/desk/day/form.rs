//! The form of an edition (formulier): a first and a last day, and by how much they may still move.

use chrono::NaiveDate;

use super::said;
use crate::domain::day::Day;
use crate::domain::day::edition::{self, MOST_UNCERTAIN, Unlikely};
use crate::domain::typed;
use crate::language::Desk;
use crate::web::form::{Form, Problems};

pub fn filled(day: &Day) -> Form {
    of(Some((day.first_day, day.last_day)), day.uncertainty_days)
}

pub fn blank(newest: &Day, suggested: Option<(NaiveDate, NaiveDate)>) -> Form {
    of(suggested, newest.uncertainty_days)
}

/// From the row that the page of its effects carried.
pub fn of_line(line: &str) -> Form {
    let mut parts = line.split(' ').skip(2);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    Form::of([("first_day", next()), ("last_day", next()), ("uncertainty_days", next())])
}

fn of(days: Option<(NaiveDate, NaiveDate)>, uncertainty_days: i32) -> Form {
    let [first, last] = [days.map(|days| days.0), days.map(|days| days.1)];
    let typed = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    Form::of([
        ("first_day", typed(first)),
        ("last_day", typed(last)),
        ("uncertainty_days", uncertainty_days.to_string()),
    ])
}

/// The edition as it was typed; all else is as in `like`.
pub fn read(
    form: &Form,
    like: &Day,
    is_new: bool,
    known: &[Day],
    source: String,
    d: &'static Desk,
) -> Result<Day, Problems> {
    let (t, mut problems) = (&d.day_edition, Problems::default());
    let [first_day, last_day] = ["first_day", "last_day"].map(|name| typed::date(form.typed(name)));
    for (name, day) in [("first_day", first_day), ("last_day", last_day)] {
        if day.is_none() {
            problems.add(name, &t.no_day);
        }
    }
    let uncertainty_days =
        typed::number(form.typed("uncertainty_days")).filter(|days| (0..=MOST_UNCERTAIN).contains(days));
    if uncertainty_days.is_none() {
        problems.add("uncertainty_days", t.uncertain_range.of(MOST_UNCERTAIN));
    }
    let (Some(first_day), Some(last_day), Some(uncertainty_days)) = (first_day, last_day, uncertainty_days) else {
        return Err(problems);
    };
    let edition = if is_new { edition::name(&like.key, first_day, known) } else { like.edition.clone() };
    let own = Day { edition, first_day, last_day, uncertainty_days, source, ..like.clone() };
    match edition::unlikely(&own, known) {
        None => Ok(own),
        Some(found) => {
            let is_of_the_end = matches!(found, Unlikely::EndsBeforeItBegins | Unlikely::TooLong(_));
            problems.add(if is_of_the_end { "last_day" } else { "first_day" }, said::unlikely(&found, d));
            Err(problems)
        }
    }
}
