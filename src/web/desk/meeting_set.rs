//! Which meetings belong together (bij elkaar): seen on the desk only, with what a set still misses.

use std::collections::BTreeSet;

use axum::extract::State as With;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::view::{state_badge, state_name};
use super::meeting::{self, refusal_in_words};
use crate::domain::meeting::{Meeting, MeetingId, State};
use crate::domain::meeting_set::{self, Member, WHOLE};
use crate::domain::organisation::OrganisationId;
use crate::domain::plan::MeetingAudience;
use crate::domain::record::{Deed, Note};
use crate::language::{Desk, Lang, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned};
use crate::web::viewer::Viewer;
use crate::web::{App, page, paths};

/// As many as a set can be chosen from.
const MOST_CHOICES: i64 = 30;
/// As many are asked about when an evening was just made.
const MOST_OFFERED: usize = 6;

/// The part of a meeting's page about its set.
pub struct Section {
    pub members: Vec<Line>,
    pub missing: Vec<Missing>,
    pub choices: Vec<Choice>,
    /// It was just made, and other drafts of the two are there: do they belong together?
    pub offered: Vec<Choice>,
    /// It is out, and a half of its set has no date.
    pub is_asking: bool,
}

pub struct Line {
    pub href: String,
    pub audience: String,
    pub title: String,
    pub date: String,
    pub state: String,
    pub state_badge: &'static str,
    pub is_this: bool,
}

/// An evening that a set has not got, and where it is planned.
pub struct Missing {
    pub sentence: String,
    pub plan: String,
    pub href: String,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

impl Section {
    /// None: an evening for professionals belongs to no set.
    pub async fn of(
        app: &App,
        viewer: &Viewer,
        (meeting, is_new): (&Meeting, bool),
        language: Lang,
    ) -> Result<Option<Self>, Failure> {
        if !meeting.plan.audience.is_parents() {
            return Ok(None);
        }
        let (scope, row) = (viewer.scope.clone(), meeting.clone());
        let (members, others) = app
            .database
            .read(move |db| {
                let members = store::meeting_set::members(db, &scope, &row.head.id)?;
                Ok((members, store::meeting_set::candidates(db, &scope, &row, MOST_CHOICES)?))
            })
            .await?;
        let d = language.desk();
        let id = &meeting.head.id;
        let known = if members.is_empty() { vec![member_of(meeting)] } else { members.clone() };
        let missing = if meeting.is_cancelled() { Vec::new() } else { missing_of(&known, id, d) };
        let own = members.iter().filter(|member| member.meeting_id != *id).map(|member| (member, true));
        let choices = own.chain(others.iter().map(|member| (member, false)));
        let choice = |member: &Member, is_chosen| Choice {
            value: member.meeting_id.to_string(),
            label: label(member, language),
            is_chosen,
        };
        let drafts = others.iter().filter(|other| is_new && members.is_empty() && other.state == State::Draft);
        Ok(Some(Self {
            offered: drafts.take(MOST_OFFERED).map(|member| choice(member, false)).collect(),
            is_asking: !members.is_empty() && meeting.head.state == State::Published && !missing.is_empty(),
            missing,
            choices: choices.map(|(member, is_chosen)| choice(member, is_chosen)).collect(),
            members: members.iter().map(|member| line(member, id, language)).collect(),
        }))
    }
}

pub async fn update(allowed: Allowed<ChangeMeeting>, With(app): With<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let chosen: Result<BTreeSet<MeetingId>, _> = form.all("with").map(str::parse).collect();
    let mut chosen = chosen.map_err(|_| Failure::NotFound)?;
    let id = owned.meeting.head.id.clone();
    chosen.remove(&id);
    let chosen: Vec<MeetingId> = chosen.into_iter().collect();
    let (scope, pen, changed) = (owned.viewer.scope.clone(), owned.viewer.pen(&app), id.clone());
    let settled = app.write(move |db| {
        let done = store::meeting::change(db, &changed, &scope, version, &pen, |meeting| {
            meeting.notes.push(Note::of(Deed::SetChanged));
            Ok(())
        })?;
        store::meeting_set::settle(db, &scope, &done.meeting, &chosen, &pen)
    });
    let d = owned.viewer.desk_language().desk();
    match settled.await {
        Ok(()) => Ok(Redirect::to(&paths::meeting_done(&id, "set")).into_response()),
        Err(store::Error::Stale(theirs)) => {
            let owned = Owned { meeting: *theirs, ..owned };
            let sentence = &d.problem.changed_meanwhile;
            meeting::refuse(&app, owned, form, "action", sentence).await.map(page::conflict)
        }
        Err(store::Error::Refused(refusal)) => {
            meeting::refuse(&app, owned, form, "action", refusal_in_words(d, &refusal)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The meeting to whose set a new one is added, if its form says so; a sentence when the owners are not the same.
pub async fn wanted(
    app: &App,
    viewer: &Viewer,
    form: &Form,
    partner: &OrganisationId,
    problems: &mut Problems,
) -> Result<Option<MeetingId>, Failure> {
    if form.typed("set_with").is_empty() {
        return Ok(None);
    }
    let id: MeetingId = form.typed("set_with").parse().map_err(|_| Failure::NotFound)?;
    let (scope, wanted) = (viewer.scope.clone(), id.clone());
    let row = app.database.read(move |db| store::meeting::find(db, &wanted, &scope)).await?;
    if row.side_of(partner).is_none() {
        problems.add("partner", &viewer.desk_language().desk().set.other_partner);
    }
    Ok(Some(id))
}

/// Of each set with something out: what it misses, for the desk's first page.
pub async fn incomplete(app: &App, viewer: &Viewer) -> Result<Vec<(String, Vec<Missing>)>, Failure> {
    let (scope, wall, language) = (viewer.scope.clone(), app.clock.wall(), viewer.desk_language());
    let sets = app.database.read(move |db| store::meeting_set::published(db, &scope, wall)).await?;
    let of_set = |members: &Vec<Member>| {
        let out = members.iter().find(|member| member.state == State::Published)?;
        let missing = missing_of(members, &out.meeting_id, language.desk());
        (!missing.is_empty()).then(|| (out.working_title.clone(), missing))
    };
    Ok(sets.iter().filter_map(of_set).collect())
}

fn missing_of(members: &[Member], from: &MeetingId, d: &Desk) -> Vec<Missing> {
    let is_half = members.iter().any(|member| WHOLE.contains(&member.audience));
    let said = |prefix: &str, audience: MeetingAudience| {
        d.set.by_code(&format!("{prefix}_{}", audience.code())).map_or_else(String::new, ToString::to_string)
    };
    let missing = meeting_set::missing(members).into_iter().filter(|_| is_half);
    missing
        .map(|audience| Missing {
            sentence: said("missing", audience),
            plan: said("plan", audience),
            href: format!("{}?doelgroep={}", paths::of_meeting(from, "copy"), audience.code()),
        })
        .collect()
}

fn member_of(meeting: &Meeting) -> Member {
    Member {
        meeting_id: meeting.head.id.clone(),
        audience: meeting.plan.audience,
        state: meeting.head.state,
        starts_at: meeting.plan.starts_at,
        working_title: meeting.plan.working_title.clone(),
    }
}

fn line(member: &Member, this: &MeetingId, language: Lang) -> Line {
    Line {
        href: paths::meeting(&member.meeting_id),
        audience: audience(member, language),
        title: member.working_title.clone(),
        date: day_and_month(language, member.starts_at.date()),
        state: state_name(member.state, language),
        state_badge: state_badge(member.state),
        is_this: member.meeting_id == *this,
    }
}

/// "20 mei, Moeders: Praten met je kind".
fn label(member: &Member, language: Lang) -> String {
    let date = day_and_month(language, member.starts_at.date());
    format!("{date}, {}: {}", audience(member, language), member.working_title)
}

fn audience(member: &Member, language: Lang) -> String {
    let names = &language.phrases().audience;
    names.by_code(member.audience.code()).map_or_else(String::new, ToString::to_string)
}
