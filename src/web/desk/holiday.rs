//! School holidays on the desk (schoolvakanties): by school year, typed in rows, brought by a file, or taken away.

pub mod file;
pub mod removal;
pub(super) mod said;
mod year;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;

use super::meeting::Done;
use super::upkeep::effect::{self, Around};
use super::upkeep::proposed::{Proposed, known, source};
use crate::domain::holiday::{Holiday, HolidayKind, fingerprint, year_after};
use crate::domain::region::Region;
use crate::domain::season;
use crate::language::{Lang, Phrase};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, KeepReference};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};
use year::{Group, Troubles};

/// Where the government keeps the file of one school year.
const FILES: &str = "https://opendata.rijksoverheid.nl/v1/sources/rijksoverheid/infotypes/schoolholidays/schoolyear/";

#[derive(Template)]
#[template(path = "holiday/index.html")]
struct Index {
    page: DeskPage,
    regions: Vec<String>,
    years: Vec<Year>,
    earlier: Vec<Year>,
    /// Of which nothing is known, between those that are: the page of each, its file, and its name.
    gone: Vec<(String, String, String)>,
    /// The one to add, and where its file is.
    next: String,
    next_file: String,
    /// What is wrong with the file that was sent.
    refused: Vec<String>,
}

struct Year {
    name: String,
    href: String,
    removal: String,
    /// A kind, and its days in each region.
    rows: Vec<(String, Vec<String>)>,
    compared: Option<String>,
}

pub async fn index(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    index_page(&app, &allowed, done.gedaan, Vec::new())
}

fn index_page(app: &App, viewer: &Viewer, done: Option<String>, refused: Vec<String>) -> Result<Response, Failure> {
    let mut page = DeskPage::of(app, viewer, "upkeep");
    page.done = done;
    let (reference, today, language) = (app.reference(), app.clock.today(), page.language);
    let known = known(&reference);
    let mut names: Vec<&String> = known.iter().map(|row| &row.school_year).collect();
    names.sort_unstable();
    names.dedup();
    let is_over = |name: &String| known.iter().filter(|row| row.school_year == *name).all(|row| row.last_day < today);
    let (gone, next) = gone_and_next(&names, today);
    let of = |name: &String| year(name, &known, language);
    let (earlier, years): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| is_over(name));
    page::desk(&Index {
        regions: Region::ALL.iter().map(|region| said::region(*region, language)).collect(),
        years: years.into_iter().map(of).collect(),
        earlier: earlier.into_iter().map(of).collect(),
        next_file: format!("{FILES}{next}?output=json"),
        next,
        gone: gone
            .into_iter()
            .map(|name| (paths::school_year(&name), format!("{FILES}{name}?output=json"), name))
            .collect(),
        refused,
        page,
    })
}

/// The school years of which nothing is known, from this one or the first on, and the one after the last that is known.
fn gone_and_next(known: &[&String], today: NaiveDate) -> (Vec<String>, String) {
    let begun = season::school_year(today);
    let this = format!("{begun}-{}", begun + 1);
    let Some(next) = known.last().and_then(|last| year_after(last)) else { return (Vec::new(), this) };
    let first = known.first().map_or(this.as_str(), |first| first.as_str()).min(this.as_str()).to_owned();
    let all = std::iter::successors(Some(first), |year| year_after(year)).take_while(|year| *year < next);
    (all.filter(|year| !known.contains(&year)).collect(), next)
}

fn year(name: &str, known: &[Holiday], language: Lang) -> Year {
    let own: Vec<&Holiday> = known.iter().filter(|row| row.school_year == name).collect();
    let days = |kind: HolidayKind, region: Region| {
        let row = own.iter().find(|row| row.kind == kind && row.region == region);
        row.map_or_else(String::new, |row| said::days(row, language))
    };
    let row = |kind: &HolidayKind| {
        (said::kind(*kind, language), Region::ALL.iter().map(|region| days(*kind, *region)).collect())
    };
    // The one that was compared longest ago: one that never was makes it none.
    let compared = own.iter().map(|row| row.verified_on).min().flatten();
    Year {
        href: paths::school_year(name),
        removal: paths::school_year_removal(name),
        rows: HolidayKind::ALL.iter().map(row).collect(),
        compared: compared.map(|day| crate::language::date_in_words(language, day)),
        name: name.to_owned(),
    }
}

#[derive(Template)]
#[template(path = "holiday/edit.html")]
struct Edit {
    page: DeskPage,
    school_year: String,
    groups: Vec<Group>,
    kinds_of_date: Vec<(&'static str, &'static str)>,
    seen: String,
    troubles: Troubles,
    action: String,
}

pub async fn edit(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let name = find_year(&app, &name)?;
    let form = year::filled(&known(&app.reference()), &name);
    edit_page(&app, &allowed, name, &form, Troubles::default())
}

/// Shows what the rows would change; nothing is kept yet.
pub async fn update(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let (name, viewer) = (find_year(&app, &name)?, allowed.into_proof());
    let (reference, d) = (app.reference(), viewer.desk_language().desk());
    let known = known(&reference);
    if form.is_ticked("again") {
        let form = year::typed_before(&known, &name, &form);
        return edit_page(&app, &viewer, name, &form, Troubles::default());
    }
    let mut form = form;
    if form.typed("seen") != of_year(&known, &name) {
        let troubles = Troubles::meanwhile(&known, &name, &form, viewer.desk_language());
        form.set("seen", of_year(&known, &name));
        return Ok(page::conflict(edit_page(&app, &viewer, name, &form, troubles)?));
    }
    match year::read(&form, &name, &known, &source(&app, false), d) {
        Err(troubles) => {
            let mut response = edit_page(&app, &viewer, name, &form, troubles)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Ok(correction) => {
            let proposed = Proposed::Holidays { correction, school_years: vec![name], is_from_file: false };
            effect::page(&app, &viewer, &proposed, Around { problems: Problems::default(), ..Around::default() }).await
        }
    }
}

fn edit_page(app: &App, viewer: &Viewer, name: String, form: &Form, troubles: Troubles) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let t = &page.d.school_year;
    let named = |code: &str| t.by_code(code).map_or("", Phrase::as_str);
    page::desk(&Edit {
        groups: year::groups(form, &troubles, page.language),
        kinds_of_date: vec![("vast", named("fixed")), ("advies", named("advice"))],
        seen: of_year(&known(&app.reference()), &name),
        action: paths::school_year(&name),
        school_year: name,
        troubles,
        page,
    })
}

/// What somebody saw of this school year.
fn of_year(known: &[Holiday], name: &str) -> String {
    fingerprint(&known.iter().filter(|row| row.school_year == name).cloned().collect::<Vec<_>>())
}

/// A school year that is known, one between those that was taken away, or the one to add.
fn find_year(app: &App, name: &str) -> Result<String, Failure> {
    let known = known(&app.reference());
    let mut names: Vec<&String> = known.iter().map(|row| &row.school_year).collect();
    names.sort_unstable();
    let (gone, next) = gone_and_next(&names, app.clock.today());
    let is_there = *name == next || names.iter().any(|own| *own == name) || gone.iter().any(|own| own == name);
    is_there.then(|| name.to_owned()).ok_or(Failure::NotFound)
}
