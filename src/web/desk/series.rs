//! A series after a meeting (reeks): each date is shown with what is known of it, then ordinary drafts are made together.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::meeting::fresh;
use super::meeting::refusal_in_words;
use super::meeting::view::hours;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::plan::Plan;
use crate::domain::series::{self, EVERY_WEEKS, NUMBER, Turn};
use crate::domain::warning::Warning;
use crate::language::date_in_words;
use crate::store;
use crate::store::submission::Known;
use crate::web::assessment::{Assessment, named_in_words};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned, SeeMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan;
use crate::web::problem;
use crate::web::submission::{self, Once};
use crate::web::wrong::Wrongs;
use crate::web::{App, paths};

#[derive(Deserialize)]
pub struct Wanted {
    aantal: Option<String>,
    weken: Option<String>,
}

#[derive(Template)]
#[template(path = "series/new.html")]
struct New {
    page: DeskPage,
    form: Form,
    problems: Problems,
    action: String,
    back: String,
    title: String,
    turns: Vec<Shown>,
}

/// One date of the series as the page shows it.
struct Shown {
    value: String,
    date: String,
    hours: String,
    assessment: Assessment,
    /// The school holiday or public day that takes it.
    skipped: Option<String>,
    is_taken: bool,
    is_chosen: bool,
    /// People or the host are elsewhere then.
    twice: Option<String>,
    /// The organisation has another meeting then.
    is_busy: bool,
}

pub async fn new(
    allowed: Allowed<SeeMeeting>,
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut form = Form::of([("key", submission::new_key(&app))]);
    form.set("aantal", wanted.aantal.clone().unwrap_or_else(|| "4".to_owned()));
    form.set("weken", wanted.weken.clone().unwrap_or_else(|| "2".to_owned()));
    let mut problems = Problems::default();
    if wanted.aantal.is_some() || wanted.weken.is_some() {
        wishes(&form, &allowed, &mut problems);
    } else {
        form.set("look", "no");
    }
    page_of(&app, &allowed, form, problems).await
}

/// All of the chosen dates or none; the same form sent again makes nothing new.
pub async fn create(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let d = owned.viewer.desk_language().desk();
    let once = Once::of(&form, submission::KEY, owned.viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(_) => return sent_before(&app, &owned, form).await,
    }
    let mut problems = Problems::default();
    let plans = match wishes(&form, &owned, &mut problems) {
        Some((number, weeks)) => evenings(&app, &owned.meeting, number, weeks),
        None => Vec::new(),
    };
    let chosen: Vec<Plan> = plans.into_iter().filter(|plan| form.has("datum", &value(plan))).collect();
    if problems.is_empty() && (chosen.is_empty() || chosen.len() != form.all("datum").count()) {
        problems.add("datum", &d.series.choose);
    }
    if !problems.is_empty() {
        return page_of(&app, &owned, form, problems).await;
    }
    let partner = owned.meeting.owner(owned.side.other()).clone();
    let drafts: Vec<Meeting> = chosen
        .into_iter()
        .map(|plan| {
            let id = MeetingId::new(app.clock.millis(), app.clock.chance());
            fresh::draw(&app, &owned.viewer, id, partner.clone(), plan::with_plan(&owned.meeting, plan))
        })
        .collect();
    let (pen, keeping) = (owned.viewer.pen(&app), app.clone());
    let (scope, source) = (owned.viewer.scope.clone(), owned.meeting.head.id.clone());
    let target = format!("{}?gedaan=series", paths::MEETINGS);
    let to = target.clone();
    let made = app.write(move |db| {
        let known = once.claim(db, &to, pen.now())?;
        if known == Known::New {
            let made: Vec<MeetingId> = drafts.iter().map(|meeting| meeting.head.id.clone()).collect();
            for meeting in drafts {
                fresh::keep(&keeping, db, meeting, &pen)?;
            }
            store::task::carry(db, &scope, &source, &made)?;
        }
        Ok(known)
    });
    match made.await {
        Ok(Known::New) => Ok(Redirect::to(&target).into_response()),
        Ok(Known::Same(target)) => Ok(Redirect::to(&target).into_response()),
        Ok(Known::Different(_)) => sent_before(&app, &owned, form).await,
        Err(store::Error::Refused(refusal)) => {
            problems.add("datum", refusal_in_words(d, &refusal));
            page_of(&app, &owned, form, problems).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Another series was made of this form: that one is kept, and this one may be sent as a second.
async fn sent_before(app: &App, owned: &Owned, mut form: Form) -> Result<Response, Failure> {
    form.set(submission::KEY, submission::new_key(app));
    let mut problems = Problems::default();
    problems.add("datum", &owned.viewer.desk_language().desk().problem.sent_before);
    let mut response = page_of(app, owned, form, problems).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// How many, and every how many weeks.
fn wishes(form: &Form, owned: &Owned, problems: &mut Problems) -> Option<(i32, i32)> {
    let (t, mut wrongs) = (owned.viewer.desk_language().phrases(), Wrongs::default());
    let number = plan::number(form, "aantal", NUMBER, &mut wrongs);
    let weeks = plan::number(form, "weken", EVERY_WEEKS, &mut wrongs);
    problems.extend(wrongs.in_words(|wrong| problem::sentence(wrong, t)));
    number.zip(weeks)
}

fn evenings(app: &App, meeting: &Meeting, number: i32, weeks: i32) -> Vec<Plan> {
    let turns = turns(app, meeting, number, weeks);
    let evening = |turn: &Turn| match turn {
        Turn::Evening(starts) => Some(moved(&meeting.plan, *starts)),
        Turn::Skipped(..) => None,
    };
    turns.iter().filter_map(evening).collect()
}

fn turns(app: &App, meeting: &Meeting, number: i32, weeks: i32) -> Vec<Turn> {
    let (plan, reference) = (&meeting.plan, app.reference());
    series::turns((plan.starts_at, plan.ends_at), number, weeks, plan.region, app.clock.wall(), &reference.almanac())
}

/// The same plan on another evening; what parents asked belongs to the first.
fn moved(plan: &Plan, starts_at: chrono::NaiveDateTime) -> Plan {
    let ends_at = starts_at + (plan.ends_at - plan.starts_at);
    Plan { starts_at, ends_at, parents_question: String::new(), ..plan.clone() }
}

fn value(plan: &Plan) -> String {
    plan.starts_at.format("%Y-%m-%d").to_string()
}

async fn page_of(app: &App, owned: &Owned, form: Form, problems: Problems) -> Result<Response, Failure> {
    let page = DeskPage::of(app, &owned.viewer, "meetings");
    let is_looked = form.typed("look") != "no";
    let turns = match wishes(&form, owned, &mut Problems::default()).filter(|_| is_looked) {
        Some((number, weeks)) => shown(app, owned, &form, turns(app, &owned.meeting, number, weeks)).await?,
        None => Vec::new(),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let new = New {
        action: paths::of_meeting(&owned.meeting.head.id, "reeks"),
        back: paths::meeting(&owned.meeting.head.id),
        title: owned.meeting.plan.working_title.clone(),
        turns,
        page,
        form,
        problems,
    };
    let mut response = page::desk(&new)?;
    *response.status_mut() = status;
    Ok(response)
}

/// Each date with its assessment, whether its room is free, and who is elsewhere.
async fn shown(app: &App, owned: &Owned, form: &Form, turns: Vec<Turn>) -> Result<Vec<Shown>, Failure> {
    let meeting = &owned.meeting;
    let plans: Vec<(Plan, Option<Box<Warning>>)> = turns
        .into_iter()
        .map(|turn| match turn {
            Turn::Evening(starts) => (moved(&meeting.plan, starts), None),
            Turn::Skipped(starts, warning) => (moved(&meeting.plan, starts), Some(warning)),
        })
        .collect();
    let names: Vec<String> = meeting.people.iter().map(|person| person.name_key.clone()).collect();
    let (scope, id, host_id) = (owned.viewer.scope.clone(), meeting.head.id.clone(), meeting.head.host_id.clone());
    let asked: Vec<Plan> = plans.iter().map(|(plan, _)| plan.clone()).collect();
    let (host, found) = app
        .database
        .read(move |db| {
            let host = store::organisation::find(db, &host_id)?;
            let found: Result<Vec<_>, store::Error> = asked
                .iter()
                .map(|plan| {
                    let is_taken = store::meeting::is_room_taken(db, &id, plan)?;
                    let is_busy = store::meeting::is_busy(db, &scope, &id, plan)?;
                    Ok((is_taken, is_busy, store::meeting::people_elsewhere(db, &scope, &id, plan, &names)?))
                })
                .collect();
            Ok((host, found?))
        })
        .await?;
    let (language, reference) = (owned.viewer.desk_language(), app.reference());
    let d = language.desk();
    let kits: Vec<String> = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
    let is_sent = form.all("datum").next().is_some();
    let turn = |((plan, skipped), (is_taken, is_busy, twice)): ((Plan, Option<_>), (bool, bool, Vec<String>))| Shown {
        date: date_in_words(language, plan.starts_at.date()),
        hours: hours(&plan.starts_at.time(), &plan.ends_at.time(), language),
        assessment: Assessment::of(&plan, &kits, &host.communities(), &reference, language),
        skipped: skipped.map(|warning: Box<Warning>| d.series.skipped.of(named_in_words(&warning, language))),
        is_chosen: if is_sent { form.has("datum", &value(&plan)) } else { !is_taken },
        is_taken,
        is_busy,
        twice: (!twice.is_empty()).then(|| d.series.twice.of(twice.join(", "))),
        value: value(&plan),
    };
    Ok(plans.into_iter().zip(found).map(turn).collect())
}
