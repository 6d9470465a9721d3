//! What a coordinator keeps once a year (onderhoud): what there is, and the second step of every correction.

pub(super) mod effect;
pub(super) mod history;
pub(super) mod proposed;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate, TimeDelta};

use effect::Around;
use history::Entry;
use proposed::Proposed;

use super::meeting::Done;
use crate::domain::typed;
use crate::language::date_in_words;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, KeepReference};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths};

/// A comparison that is older says nothing of dates that are new.
const LONGEST_AGO: TimeDelta = TimeDelta::days(366);
/// Corrections on the page.
const MOST_TOLD: i64 = 10;

#[derive(Template)]
#[template(path = "upkeep/index.html")]
struct Index {
    page: DeskPage,
    last_summer: Option<String>,
    is_running_out: bool,
    last_year_of_days: Option<i32>,
    unconfirmed: i64,
    /// What was corrected last, by whom.
    recent: Vec<Entry>,
}

pub async fn index(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let mut page = DeskPage::of(&app, &allowed, "upkeep");
    page.done = done.gedaan;
    let (reference, today) = (app.reference(), app.clock.today());
    let summer = reference.holidays.last_known_summer();
    let near = super::contact::near_home(&reference, &allowed);
    let unconfirmed = reference.contacts.iter().filter(|contact| !contact.is_confirmed(today)).count()
        + near.filter(|contact| !contact.is_confirmed(today)).count();
    let scope = allowed.scope.clone();
    let mut told = app.database.read(move |db| store::record::of_upkeep(db, &scope, MOST_TOLD)).await?;
    told.retain(|told| history::is_for(&allowed, told));
    page::desk(&Index {
        recent: history::entries(&told, &reference, page.language),
        last_summer: summer.map(|summer| date_in_words(page.language, summer.first_day)),
        is_running_out: reference.holidays.is_running_out(today),
        last_year_of_days: last_year_of_all(&reference.days),
        unconfirmed: i64::try_from(unconfirmed).unwrap_or(i64::MAX),
        page,
    })
}

/// The year up to which every day is known: one that ends earlier is what must be added first.
fn last_year_of_all(days: &[crate::domain::day::Day]) -> Option<i32> {
    let mut last = std::collections::BTreeMap::<&str, i32>::new();
    for day in days {
        let year = last.entry(&day.key).or_insert(0);
        *year = (*year).max(day.first_day.year());
    }
    last.into_values().min()
}

/// Keeps what was looked at, or shows it anew when it is not, or no longer, what somebody looked at.
pub async fn create(allowed: Allowed<KeepReference>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    app.look_around().await?;
    let viewer = allowed.into_proof();
    let Some(proposed) = Proposed::read(&form, &app) else {
        return Ok(Redirect::to(paths::UPKEEP).into_response());
    };
    // Sent twice: what was asked for is so already, and was not when somebody looked.
    let is_kept = form.typed("seen") != proposed.seen(&app.reference()) && proposed.is_same(&app.reference());
    if is_kept && !form.is_ticked("compared") {
        return Ok(Redirect::to(&format!("{}?gedaan=upkeep", proposed.home())).into_response());
    }
    let (compared, problems) = check(&app, &proposed, &form, viewer.desk_language().desk());
    if !problems.is_empty() {
        let mut response =
            effect::page(&app, &viewer, &proposed, Around { form, problems, ..Around::default() }).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let (reference, seen, pen) = (app.reference(), form.typed("seen").to_owned(), viewer.pen(&app));
    let (ready, home) = (proposed.clone().compared(&reference, compared), proposed.home());
    let keep = ready.clone();
    let is_kept = app.write(move |db| keep.keep(db, &seen, &pen)).await?;
    app.look_around().await?;
    // The same form, sent twice at once, finds all of it there.
    if is_kept || ready.is_kept(&app.reference()) {
        return Ok(Redirect::to(&format!("{home}?gedaan=upkeep")).into_response());
    }
    let around = Around { form, is_changed_meanwhile: true, ..Around::default() };
    Ok(page::conflict(effect::page(&app, &viewer, &proposed, around).await?))
}

/// The day on which somebody compared it, and what keeps it from being kept.
fn check(
    app: &App,
    proposed: &Proposed,
    form: &Form,
    d: &'static crate::language::Desk,
) -> (Option<NaiveDate>, Problems) {
    let (mut problems, today, t) = (Problems::default(), app.clock.today(), &d.upkeep);
    let is_ticked = form.is_ticked("compared");
    let compared =
        typed::date(form.typed("compared_on")).filter(|day| is_ticked && *day <= today && *day >= today - LONGEST_AGO);
    if is_ticked && compared.is_none() {
        problems.add("compared_on", &t.compared_day);
    }
    let findings = proposed.findings(&app.reference(), d);
    if !findings.impossible.is_empty() {
        problems.add("row", &t.impossible);
    } else if !findings.unusual.is_empty() && compared.is_none() {
        problems.add("compared", &t.compared_needed);
    } else if proposed.is_same(&app.reference()) && compared.is_none() {
        problems.add("compared", &t.nothing);
    }
    (compared, problems)
}
