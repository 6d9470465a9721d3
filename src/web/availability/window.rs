//! Hours of the week and days that differ (uren en dagen): added and taken away.

use chrono::NaiveTime;

use super::{Sent, Time};
use crate::domain::availability::{self, AvailabilityId, Window, WindowId, WrongDays};
use crate::domain::day::Weekday;
use crate::domain::typed;
use crate::language::Phrases;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};

pub async fn add(app: &App, time: &Time, form: Form) -> Result<Sent, Failure> {
    let (new, t) = (time.fresh(app), time.t());
    let checked = match form.typed("kind") {
        "can" => dated(app, &new.id, &form, true, t),
        "cannot" => dated(app, &new.id, &form, false, t),
        _ => weekly(app, &new.id, &form, t),
    };
    let windows = match checked {
        Ok(windows) => windows,
        Err(problems) => return Ok(Sent::Again(form, problems)),
    };
    let asked = time.clone();
    let is_kept = app.write(move |db| {
        let owner = asked.find_or_make(db, &new)?;
        store::availability::add_windows(db, &owner.id, &windows)
    });
    if is_kept.await? {
        return Ok(Sent::kept(time, "added"));
    }
    let field = if form.typed("kind") == "weekly" { "weekdays" } else { "first" };
    Ok(Sent::again(form, field, &t.availability.too_many))
}

pub async fn remove(app: &App, time: &Time, form: &Form) -> Result<Sent, Failure> {
    let asked = time.clone();
    let id: Option<WindowId> = form.typed("window").parse().ok();
    app.write(move |db| {
        let owner = asked.whose.find(db, &asked.viewer)?.ok_or(store::Error::NotFound)?;
        store::availability::remove_window(db, &owner.id, &id.ok_or(store::Error::NotFound)?)
    })
    .await?;
    Ok(Sent::kept(time, "removed"))
}

/// The same hours on each of the days that were ticked.
fn weekly(app: &App, of: &AvailabilityId, form: &Form, t: &Phrases) -> Result<Vec<Window>, Problems> {
    let mut problems = Problems::default();
    let days: Vec<Weekday> = form.all("weekdays").filter_map(|code| code.parse().ok()).collect();
    if days.is_empty() {
        problems.add("weekdays", &t.availability.choose_day);
    }
    let hours = hours(form, ["opens", "closes"], t, &mut problems);
    if hours.is_none() && problems.is_empty() {
        problems.add("opens", &t.problem.time);
    }
    let (Some((opens, closes)), true) = (hours, problems.is_empty()) else { return Err(problems) };
    let window = |day: &Weekday| availability::weekly(name(app), of, *day, opens, closes);
    days.iter().map(window).collect::<Result<_, _>>().map_err(|availability::WrongHours| {
        problems.add("closes", &t.availability.same_hours);
        problems
    })
}

fn dated(app: &App, of: &AvailabilityId, form: &Form, can: bool, t: &Phrases) -> Result<Vec<Window>, Problems> {
    let mut problems = Problems::default();
    let first = typed::date(form.typed("first"));
    // One day is the first and the last.
    let last = if form.typed("last").trim().is_empty() { first } else { typed::date(form.typed("last")) };
    if first.is_none() {
        problems.add("first", &t.problem.date);
    } else if last.is_none() {
        problems.add("last", &t.problem.date);
    }
    let hours = hours(form, ["day_opens", "day_closes"], t, &mut problems);
    let (Some(days), true) = (first.zip(last), problems.is_empty()) else { return Err(problems) };
    let window = availability::dated(name(app), of, can, days, hours, app.clock.today());
    window.map(|window| vec![window]).map_err(|wrong| {
        match wrong {
            WrongDays::Backwards => problems.add("last", &t.availability.backwards),
            WrongDays::InThePast => problems.add("last", &t.problem.in_the_past),
            WrongDays::TooFar => problems.add("last", &t.availability.too_far),
            WrongDays::Hours => problems.add("day_closes", &t.availability.same_hours),
        }
        problems
    })
}

/// Both or none.
fn hours(
    form: &Form,
    names: [&'static str; 2],
    t: &Phrases,
    problems: &mut Problems,
) -> Option<(NaiveTime, NaiveTime)> {
    if names.iter().all(|name| form.typed(name).trim().is_empty()) {
        return None;
    }
    let [from, until] = names.map(|name| {
        let time = typed::time(form.typed(name));
        if time.is_none() {
            problems.add(name, &t.problem.time);
        }
        time
    });
    from.zip(until)
}

fn name(app: &App) -> WindowId {
    WindowId::new(app.clock.millis(), app.clock.chance())
}
