//! Hours of the week and days that differ (uren en dagen): added and taken away.

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveTime;

use super::{Whose, done_at, fresh, page_of};
use crate::domain::availability::{self, AvailabilityId, Window, WindowId, WrongDays};
use crate::domain::day::Weekday;
use crate::domain::typed;
use crate::language::Lang;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};

pub async fn create(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let (of, language) = (fresh(&app, &viewer), viewer.desk_language());
    let checked = match form.typed("kind") {
        "can" => dated(&app, &of.id, &form, true, language),
        "cannot" => dated(&app, &of.id, &form, false, language),
        _ => weekly(&app, &of.id, &form, language),
    };
    let windows = match checked {
        Ok(windows) => windows,
        Err(problems) => return page_of(&app, viewer, whose, form, problems, "").await,
    };
    let (asked, asker) = (whose.clone(), viewer.clone());
    let is_kept = app.write(move |db| {
        let owner = asked.find_or_make(db, &asker, &of)?;
        store::availability::add_windows(db, &owner.id, &windows)
    });
    if is_kept.await? {
        return Ok(done_at(&whose, "added"));
    }
    let mut problems = Problems::default();
    problems.add("weekdays", &language.desk().availability.too_many);
    page_of(&app, viewer, whose, form, problems, "").await
}

pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let asked = whose.clone();
    let id: Option<WindowId> = form.typed("window").parse().ok();
    app.write(move |db| {
        let owner = asked.find(db, &viewer)?.ok_or(store::Error::NotFound)?;
        store::availability::remove_window(db, &owner.id, &id.ok_or(store::Error::NotFound)?)
    })
    .await?;
    Ok(done_at(&whose, "removed"))
}

/// The same hours on each of the days that were ticked.
fn weekly(app: &App, of: &AvailabilityId, form: &Form, language: Lang) -> Result<Vec<Window>, Problems> {
    let (d, mut problems) = (&language.desk().availability, Problems::default());
    let days: Vec<Weekday> = form.all("weekdays").filter_map(|code| code.parse().ok()).collect();
    if days.is_empty() {
        problems.add("weekdays", &d.choose_day);
    }
    let hours = hours(form, ["opens", "closes"], language, &mut problems);
    if hours.is_none() && problems.is_empty() {
        problems.add("opens", &language.phrases().problem.time);
    }
    let (Some((opens, closes)), true) = (hours, problems.is_empty()) else { return Err(problems) };
    let window = |day: &Weekday| availability::weekly(name(app), of, *day, opens, closes);
    days.iter().map(window).collect::<Result<_, _>>().map_err(|availability::WrongHours| {
        problems.add("closes", &d.same_hours);
        problems
    })
}

fn dated(app: &App, of: &AvailabilityId, form: &Form, can: bool, language: Lang) -> Result<Vec<Window>, Problems> {
    let (d, p, mut problems) = (&language.desk().availability, &language.phrases().problem, Problems::default());
    let first = typed::date(form.typed("first"));
    // One day is the first and the last.
    let last = if form.typed("last").trim().is_empty() { first } else { typed::date(form.typed("last")) };
    if first.is_none() {
        problems.add("first", &p.date);
    } else if last.is_none() {
        problems.add("last", &p.date);
    }
    let hours = hours(form, ["day_opens", "day_closes"], language, &mut problems);
    let (Some(days), true) = (first.zip(last), problems.is_empty()) else { return Err(problems) };
    let window = availability::dated(name(app), of, can, days, hours, app.clock.today());
    window.map(|window| vec![window]).map_err(|wrong| {
        match wrong {
            WrongDays::Backwards => problems.add("last", &language.desk().suggestion.backwards),
            WrongDays::InThePast => problems.add("last", &p.in_the_past),
            WrongDays::TooFar => problems.add("last", &d.too_far),
            WrongDays::Hours => problems.add("day_closes", &d.same_hours),
        }
        problems
    })
}

/// Both or none.
fn hours(
    form: &Form,
    names: [&'static str; 2],
    language: Lang,
    problems: &mut Problems,
) -> Option<(NaiveTime, NaiveTime)> {
    if names.iter().all(|name| form.typed(name).trim().is_empty()) {
        return None;
    }
    let [from, until] = names.map(|name| {
        let time = typed::time(form.typed(name));
        if time.is_none() {
            problems.add(name, &language.phrases().problem.time);
        }
        time
    });
    from.zip(until)
}

fn name(app: &App) -> WindowId {
    WindowId::new(app.clock.millis(), app.clock.chance())
}
