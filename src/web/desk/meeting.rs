//! Meetings on the desk (bijeenkomsten): the list, the form, the page of one.

mod form;
pub(super) mod fresh;
pub(super) mod line;
mod next;
pub(super) mod prefill;
mod prints;
mod sections;
pub(super) mod view;
mod yes;

use askama::Template;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use line::Line;
use view::Show;
pub use view::refusal_in_words;

use super::meeting_set;
use crate::domain::Refusal;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::store;
use crate::store::submission::Known;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned, PlanMeeting, SeeMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{self, Checked, Planning};
use crate::web::submission::Once;
use crate::web::{App, deed, paths};

/// More than a page of the list shows.
pub(super) const MOST_LISTED: i64 = 200;

#[derive(Template)]
#[template(path = "meeting/index.html")]
struct Index {
    page: DeskPage,
    lines: Vec<Line>,
    is_past: bool,
}

#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    eerder: Option<String>,
    #[serde(default)]
    gedaan: Option<String>,
}

#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    pub(super) gedaan: Option<String>,
}

pub async fn index(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let is_past = which.eerder.is_some();
    let lines = line::lines(&app, &allowed, is_past, MOST_LISTED).await?;
    let mut page = DeskPage::of(&app, &allowed, "meetings");
    page.done = which.gedaan;
    page::desk(&Index { page, lines, is_past })
}

/// A blank form, but for what the address fills in.
pub async fn new(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let planning = Planning::load(&app, &allowed, None).await?;
    let mut form = planning.blank();
    prefill::fill(&mut form, query.as_deref());
    let partner = planning.partners.iter().find(|partner| partner.id.as_str() == form.typed("partner"));
    if let Some(partner) = partner.filter(|_| form.typed("working_title").is_empty()) {
        form.set("working_title", allowed.desk_language().desk().proposal.working_title.of(&partner.name));
    }
    form.set("id", MeetingId::new(app.clock.millis(), app.clock.chance()).to_string());
    planning.page(&app, &allowed, form, Problems::default()).await
}

pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let planning = Planning::load(&app, &viewer, None).await?;
    let id: MeetingId = form.typed("id").parse().map_err(|_| Failure::Refused)?;
    let once = Once::of(&form, "id", viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(made) => return planning.sent_before_page(&app, &viewer, form, made).await,
    }
    let Checked { draft, partner, .. } = match planning.check(&app, &viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err(again) => return planning.refused(&app, &viewer, again).await,
    };
    let mut problems = Problems::default();
    let set_with = meeting_set::wanted(&app, &viewer, &form, &partner, &mut problems).await?;
    if !problems.is_empty() {
        return planning.page(&app, &viewer, form, problems).await;
    }
    let meeting = fresh::draw(&app, &viewer, id.clone(), partner, draft);
    let (scope, made) = (viewer.scope.clone(), id);
    let copy_of: Option<MeetingId> = form.typed("copy_of").parse().ok();
    let (pen, keeping, target) = (viewer.pen(&app), app.clone(), paths::meeting_done(&made, "created"));
    let to = target.clone();
    let put = app.write(move |db| {
        let known = once.claim(db, &to, pen.now())?;
        if known == Known::New {
            fresh::keep(&keeping, db, meeting, &pen)?;
            if let Some(source) = copy_of {
                store::task::carry(db, &scope, &source, std::slice::from_ref(&made))?;
            }
            if let Some(with) = set_with {
                store::meeting_set::add(db, &scope, &with, &made, &pen)?;
            }
        }
        Ok(known)
    });
    match put.await {
        Ok(Known::Different(made)) => planning.sent_before_page(&app, &viewer, form, made).await,
        Ok(Known::New | Known::Same(_)) => Ok(Redirect::to(&target).into_response()),
        Err(store::Error::Refused(refusal)) => {
            problems.add("room", view::refusal_in_words(viewer.desk_language().desk(), &refusal));
            planning.page(&app, &viewer, form, problems).await
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn show(
    allowed: Allowed<SeeMeeting>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let mut page = DeskPage::of(&app, &owned.viewer, "meetings");
    page.done = done.gedaan;
    page::desk(&Show::of(&app, page, owned, Form::default(), Problems::default()).await?)
}

/// With another day, when the address names one: it was looked for among the good ones.
pub async fn edit(
    allowed: Allowed<ChangeMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Owned { viewer, meeting, .. } = allowed.into_proof();
    if !meeting.may_change() {
        return Ok(Redirect::to(&paths::meeting(&meeting.head.id)).into_response());
    }
    let (mut form, asked) = (plan::as_staged(&meeting), Form::of_query(query.as_deref()));
    for name in ["date", "from", "until"].into_iter().filter(|name| asked.is_ticked(name)) {
        form.set(name, asked.line(name).into_string());
    }
    let planning = Planning::load(&app, &viewer, Some(meeting)).await?;
    planning.page(&app, &viewer, form, Problems::default()).await
}

pub async fn update(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (viewer, id) = (&owned.viewer, owned.meeting.head.id.clone());
    let planning = Planning::load(&app, viewer, Some(owned.meeting.clone())).await?;
    let Checked { draft, version, .. } = match planning.check(&app, viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err(again) => return planning.refused(&app, viewer, again).await,
    };
    match plan::change(&app, &owned, version, draft).await {
        Ok(true) => {
            Ok(Redirect::to(&format!("{}?gedaan=change_staged", paths::of_meeting(&id, "change"))).into_response())
        }
        Ok(false) => Ok(Redirect::to(&paths::meeting_done(&id, "changed")).into_response()),
        Err(store::Error::Stale(theirs)) => planning.stale_page(&app, viewer, form, *theirs).await,
        Err(store::Error::Refused(refusal)) => {
            let field = match refusal {
                Refusal::RoomTaken => "room",
                Refusal::NeedsTrainedFacilitator(_) => "facilitator_1",
                Refusal::ParentsInvited => "audience",
                _ => "date",
            };
            let mut problems = Problems::default();
            problems.add(field, view::refusal_in_words(viewer.desk_language().desk(), &refusal));
            planning.page(&app, viewer, form, problems).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Does one thing to a meeting that the viewer owns, and tells what came of it.
pub async fn act(
    app: &App,
    owned: Owned,
    form: Form,
    done: &str,
    decide: impl FnOnce(&mut Meeting) -> Result<(), Refusal> + Clone + Send + 'static,
) -> Result<Response, Failure> {
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let id = owned.meeting.head.id.clone();
    match deed::change(app, &owned, version, decide).await {
        Ok(_) => Ok(Redirect::to(&paths::meeting_done(&id, done)).into_response()),
        Err(store::Error::Stale(theirs)) => {
            let sentence = owned.viewer.desk_language().desk().problem.changed_meanwhile.to_string();
            refuse(app, Owned { meeting: *theirs, ..owned }, form, "action", sentence).await.map(page::conflict)
        }
        Err(store::Error::Refused(refusal)) => {
            let sentence = view::refusal_in_words(owned.viewer.desk_language().desk(), &refusal);
            let field = match refusal {
                Refusal::NeedsReason => "reason",
                Refusal::NeedsTrainedFacilitator(_) => "override_because",
                _ => "action",
            };
            refuse(app, owned, form, field, sentence).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of the meeting again, with what was typed and what is wrong with it.
pub async fn refuse(
    app: &App,
    owned: Owned,
    form: Form,
    field: &'static str,
    sentence: impl ToString,
) -> Result<Response, Failure> {
    let mut problems = Problems::default();
    problems.add(field, sentence);
    let page = DeskPage::of(app, &owned.viewer, "meetings");
    let mut response = page::desk(&Show::of(app, page, owned, form, problems).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
