//! Clearing up on the desk (opruimen): how long what is kept, and when the job last ran and will run.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDateTime;

use crate::clock::wall_of;
use crate::domain::retention::Kept;
use crate::language::{Lang, date_in_words, time};
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeClearing};
use crate::web::page::{self, DeskPage};
use crate::web::{App, clearing};

#[derive(Template)]
#[template(path = "clearing/index.html")]
struct Index {
    page: DeskPage,
    last: String,
    next: String,
    removed: String,
    lines: Vec<Line>,
}

/// One row of the retention table.
struct Line {
    what: String,
    why: String,
    how_long: String,
    who: String,
    removed: String,
    late: i64,
}

pub async fn index(allowed: Allowed<SeeClearing>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "clearing");
    let (language, d, moment) = (page.language, &page.d.job, clearing::moment(&app.clock));
    let (jobs, late) = app
        .database
        .read(move |db| {
            let late: Result<Vec<i64>, _> =
                Kept::ALL.iter().map(|kept| store::retention::overdue(db, *kept, moment)).collect();
            Ok((store::job::named(db, clearing::JOB)?, late?))
        })
        .await?;
    let job = |name: &str| jobs.iter().find(|job| job.name == name);
    let rows = |name: &str| d.rows.count(language, job(name).map_or(0, |job| job.removed));
    let line = |(kept, late): (&Kept, i64)| {
        let said = |ending: &str| said(page.d, &format!("{kept}{ending}"));
        Line {
            what: said(""),
            why: said("_why"),
            how_long: said("_long"),
            who: self::said(page.d, kept.seen_by().code()),
            removed: rows(&clearing::job_of(*kept)),
            late,
        }
    };
    let lines = Kept::ALL.iter().zip(late).map(line).collect();
    let own = job(clearing::JOB);
    let (last, next) = (own.and_then(|job| job.last_run), own.map(|job| job.next_run));
    let at = |at: Option<NaiveDateTime>| at.map_or_else(|| d.never.to_string(), |at| in_words(at, language));
    let (last, next) = (at(last), at(next));
    let removed = rows(clearing::JOB);
    page::desk(&Index { last, next, removed, lines, page })
}

fn said(d: &'static crate::language::Desk, code: &str) -> String {
    d.kept.by_code(code).map_or_else(String::new, ToString::to_string)
}

/// As the wall clock showed it then: the rows have UTC.
fn in_words(utc: NaiveDateTime, language: Lang) -> String {
    let at = wall_of(utc);
    format!("{}, {}", date_in_words(language, at.date()), time(language, at.time()))
}
