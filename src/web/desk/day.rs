//! Feasts, fasts and public days on the desk (dagen): the editions that come, corrected or added for a later year.

mod form;
pub(super) mod said;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Datelike;

use super::meeting::Done;
use super::upkeep::effect::{self, Around};
use super::upkeep::proposed::{Proposed, source};
use crate::domain::day::edition::{self, MOST_UNCERTAIN, fingerprint};
use crate::domain::day::{Community, Day};
use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, KeepReference};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "day/index.html")]
struct Index {
    page: DeskPage,
    /// Those that everybody keeps, and those of communities.
    groups: [Vec<Line>; 2],
}

/// A day and its editions that are not over.
struct Line {
    name: String,
    editions: Vec<Edition>,
    add: String,
    /// After this year nothing is known.
    last_year: i32,
    /// No edition is known that begins a year from now or later.
    is_running_out: bool,
}

struct Edition {
    href: String,
    days: String,
}

pub async fn index(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let mut page = DeskPage::of(&app, &allowed, "upkeep");
    page.done = done.gedaan;
    let (reference, today, language) = (app.reference(), app.clock.today(), page.language);
    let mut by_key: BTreeMap<&str, Vec<&Day>> = BTreeMap::new();
    reference.days.iter().for_each(|day| by_key.entry(&day.key).or_default().push(day));
    let line = |days: &Vec<&Day>| {
        let newest = days.last()?;
        let edition =
            |day: &&Day| Edition { href: paths::edition(&day.key, &day.edition), days: said::days(day, language) };
        Some(Line {
            name: said::name(newest, language).to_owned(),
            editions: days.iter().filter(|day| day.last_day >= today).map(edition).collect(),
            add: paths::new_edition(&newest.key),
            last_year: newest.first_day.year(),
            is_running_out: newest.first_day < today + chrono::Months::new(12),
        })
    };
    let is_public = |days: &&Vec<&Day>| days.iter().any(|day| day.communities.contains(Community::Everyone.code()));
    let of = |is_wanted: bool| {
        let wanted = by_key.values().filter(|days| is_public(days) == is_wanted);
        let mut lines: Vec<Line> = wanted.filter_map(line).collect();
        lines.sort_by_cached_key(|line| line.name.to_lowercase());
        lines
    };
    page::desk(&Index { groups: [of(true), of(false)], page })
}

#[derive(Template)]
#[template(path = "day/edit.html")]
struct Edit {
    page: DeskPage,
    title: String,
    lead: String,
    form: Form,
    problems: Problems,
    most_uncertain: i32,
    seen: String,
    action: String,
    is_changed_meanwhile: bool,
    now: Option<String>,
}

/// The year after the newest that is known, with a suggestion where one can be told.
pub async fn new(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let (newest, suggested) = edition::next(&key, &app.reference().days).ok_or(Failure::NotFound)?;
    let form = form::blank(&newest, suggested);
    edit_page(&app, &allowed, &newest, true, form, Problems::default())
}

pub async fn create(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let (newest, _) = edition::next(&key, &app.reference().days).ok_or(Failure::NotFound)?;
    look(&app, allowed.into_proof(), &newest, true, form).await
}

pub async fn edit(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path((key, edition)): Path<(String, String)>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let day = find(&app, &key, &edition)?;
    let form = form::filled(&day);
    edit_page(&app, &allowed, &day, false, form, Problems::default())
}

pub async fn update(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path((key, edition)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let day = find(&app, &key, &edition)?;
    look(&app, allowed.into_proof(), &day, false, form).await
}

/// Shows what the dates would change, or the form with what is not right; nothing is kept yet.
async fn look(app: &App, viewer: Viewer, day: &Day, is_new: bool, mut form: Form) -> Result<Response, Failure> {
    let (reference, d) = (app.reference(), viewer.desk_language().desk());
    if form.is_ticked("again") {
        let form = form::of_line(form.typed("row"));
        return edit_page(app, &viewer, day, is_new, form, Problems::default());
    }
    if form.typed("seen") != fingerprint(&of_key(app, &day.key)) {
        form.set("meanwhile", "yes");
        return Ok(page::conflict(edit_page(app, &viewer, day, is_new, form, Problems::default())?));
    }
    match form::read(&form, day, is_new, &reference.days, source(app, false), d) {
        Ok(day) => effect::page(app, &viewer, &Proposed::Day(day), Around::default()).await,
        Err(problems) => {
            let mut response = edit_page(app, &viewer, day, is_new, form, problems)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
    }
}

fn edit_page(
    app: &App,
    viewer: &Viewer,
    day: &Day,
    is_new: bool,
    form: Form,
    problems: Problems,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let t = &page.d.day_edition;
    let is_changed_meanwhile = form.is_ticked("meanwhile");
    page::desk(&Edit {
        title: said::name(day, page.language).to_owned(),
        lead: lead(day, is_new, page.language),
        action: if is_new { paths::day(&day.key) } else { paths::edition(&day.key, &day.edition) },
        now: is_changed_meanwhile.then(|| t.now.of(said::days(day, page.language))),
        seen: fingerprint(&of_key(app, &day.key)),
        most_uncertain: MOST_UNCERTAIN,
        is_changed_meanwhile,
        form,
        problems,
        page,
    })
}

fn lead(day: &Day, is_new: bool, language: Lang) -> String {
    let t = &language.desk().day_edition;
    if is_new { t.newest.of(said::days(day, language)) } else { t.edition.of(&day.edition) }
}

/// What somebody saw of this day.
fn of_key(app: &App, key: &str) -> Vec<Day> {
    app.reference().days.iter().filter(|day| day.key == key).cloned().collect()
}

fn find(app: &App, key: &str, edition: &str) -> Result<Day, Failure> {
    let found = of_key(app, key).into_iter().find(|day| day.edition == edition);
    found.ok_or(Failure::NotFound)
}
