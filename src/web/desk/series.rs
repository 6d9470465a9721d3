//! A series after a meeting (reeks): each date is shown with what is known of it, then ordinary drafts are made together.

mod shown;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::meeting::fresh;
use super::meeting::refusal_in_words;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::plan::Plan;
use crate::domain::series::{self, EVERY_WEEKS, NUMBER, Turn};
use crate::store;
use crate::store::submission::Known;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned, SeeMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan;
use crate::web::problem;
use crate::web::submission::{self, Once};
use crate::web::wrong::Wrongs;
use crate::web::{App, paths};

use shown::Shown;

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
    /// On one of the dates somebody or the room cannot.
    is_to_acknowledge: bool,
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
    if problems.is_empty()
        && !form.is_ticked("acknowledged")
        && let Some(wrong) = shown::in_the_way(&app, &owned, &chosen).await?
    {
        problems.add("acknowledged", problem::sentence(&wrong, owned.viewer.desk_language().phrases()));
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
        Some((number, weeks)) => shown::load(app, owned, &form, turns(app, &owned.meeting, number, weeks)).await?,
        None => Vec::new(),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let new = New {
        action: paths::of_meeting(&owned.meeting.head.id, "reeks"),
        back: paths::meeting(&owned.meeting.head.id),
        title: owned.meeting.plan.working_title.clone(),
        is_to_acknowledge: turns.iter().any(Shown::is_to_acknowledge),
        turns,
        page,
        form,
        problems,
    };
    let mut response = page::desk(&new)?;
    *response.status_mut() = status;
    Ok(response)
}
