//! A season at once (seizoen): rows from a spreadsheet, or of last year, mended cell by cell and made all together or not at all.

mod again;
mod alike;
mod card;
mod care;
mod checked;
mod filled;
mod found;
mod interpreter;
mod meanwhile;
mod partner;
mod pasted;
mod row;
pub mod sheet;
mod shown;
mod spoken;
mod theme;
mod title;
mod unknown;

use std::collections::HashSet;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use again::Asked;
use checked::{Looked, look};
use filled::Reading;
use found::Found;
use pasted::Heading;
use row::Table;
use shown::page_of;

use super::meeting::{fresh, refusal_in_words};
use crate::domain::clash::OwnEvening;
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::task::TaskItem;
use crate::store;
use crate::store::submission::Known;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::plan::Planning;
use crate::web::problem;
use crate::web::submission::{self, Once};
use crate::web::viewer::Viewer;
use crate::web::wrong::Wrong;

/// The hidden fields with what the page showed to be in the way.
const SEEN: &str = "seen";

/// What a look at the rows found.
struct Season {
    form: Form,
    problems: Problems,
    asked: Vec<Heading>,
    /// Nothing in the paste says what its columns hold.
    is_headless: bool,
    looked: Vec<Looked>,
    /// Nothing was sent yet: what is missing is still to be filled in, and is not wrong.
    is_first: bool,
    /// There was nothing to begin from.
    is_empty: bool,
}

pub async fn new(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let planning = Planning::load(&app, &allowed, None).await?;
    let mut season = Season {
        form: Form::of([(submission::KEY, submission::new_key(&app))]),
        problems: Problems::default(),
        asked: Vec::new(),
        is_headless: false,
        looked: Vec::new(),
        is_first: true,
        is_empty: false,
    };
    let table = if let Some(found) = Found::of(query.as_deref()) {
        Some(found.rows(&planning, &app.reference(), allowed.desk_language()))
    } else if let Some(asked) = Asked::of(query.as_deref()) {
        Some(asked.rows(&app, &allowed, &planning).await?)
    } else {
        None
    };
    if let Some(table) = table {
        season.is_empty = table.rows.is_empty();
        season.looked = look(&app, &allowed, &planning, table.rows, &season.form).await?;
    }
    page_of(&app, &allowed, &planning, season, None, StatusCode::OK).await
}

/// Looks at the rows; when they were looked at before and all is right, makes all evenings or none.
pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let planning = Planning::load(&app, &viewer, None).await?;
    // Who says anew what a column holds sees what that makes of the rows first.
    if !form.is_ticked("make") || pasted::is_said_anew(&form) {
        let season = read(&app, &viewer, &planning, form).await?;
        let is_right = season.problems.is_empty() && !season.looked.iter().any(Looked::has_problems);
        let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        return page_of(&app, &viewer, &planning, season, None, status).await;
    }
    let once = Once::of(&form, submission::KEY, viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(made) | Known::Different(made) if super::draft::are_gone(&app, &viewer, &made).await? => {
            return thrown_away(&app, &viewer, &planning, form).await;
        }
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(made) => return sent_before(&app, &viewer, &planning, form, made).await,
    }
    let mut season = read(&app, &viewer, &planning, form.clone()).await?;
    require(&mut season, &viewer);
    if !season.problems.is_empty() || season.looked.iter().any(Looked::has_problems) {
        // What is in the way may be what the same form, sent twice, made a moment ago.
        if let Known::Same(target) = once.look(&app).await? {
            return Ok(Redirect::to(&target).into_response());
        }
        return page_of(&app, &viewer, &planning, season, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let ids: Vec<&MeetingId> = season.looked.iter().filter(|one| one.row.is_on).map(|one| &one.id).collect();
    let target = super::draft::made(&ids);
    match keep(&app, &viewer, season.looked, once, &target).await {
        Ok(Known::New) => Ok(Redirect::to(&target).into_response()),
        Ok(Known::Same(target)) => Ok(Redirect::to(&target).into_response()),
        Ok(Known::Different(made)) => sent_before(&app, &viewer, &planning, form, made).await,
        Err(store::Error::Refused(refusal)) => {
            // Somebody was first: another look says at which row.
            let mut again = read(&app, &viewer, &planning, form).await?;
            if !again.looked.iter().any(Looked::has_problems) {
                again.problems.add("rows", refusal_in_words(viewer.desk_language().desk(), &refusal));
            }
            page_of(&app, &viewer, &planning, again, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// In one transaction: the form's claim, the drafts in their rooms, and their readiness lists.
async fn keep(
    app: &App,
    viewer: &Viewer,
    looked: Vec<Looked>,
    once: Once,
    target: &str,
) -> Result<Known, store::Error> {
    let mut drafts: Vec<(Meeting, Option<MeetingId>)> = Vec::new();
    let mut needs: Vec<(MeetingId, TaskItem, bool)> = Vec::new();
    for one in looked.into_iter().filter(|one| one.row.is_on) {
        let Some((partner, draft)) = one.draft else { continue };
        let own = care::needs(&one.row, &draft.plan);
        needs.extend(own.into_iter().map(|(item, is_needed)| (one.id.clone(), item, is_needed)));
        drafts.push((fresh::draw(app, viewer, one.id, partner, draft), one.source));
    }
    let (pen, scope, keeping, to) = (viewer.pen(app), viewer.scope.clone(), app.clone(), target.to_owned());
    app.write(move |db| {
        let known = once.claim(db, &to, pen.now())?;
        if known == Known::New {
            let mut pairs = Vec::new();
            for (meeting, source) in drafts {
                pairs.extend(source.map(|source| (source, meeting.head.id.clone())));
                fresh::keep(&keeping, db, meeting, &pen)?;
            }
            store::task::carry_each(db, &scope, &pairs)?;
            store::task::need_each(db, &scope, &needs)?;
        }
        Ok(known)
    })
    .await
}

async fn read(app: &App, viewer: &Viewer, planning: &Planning, form: Form) -> Result<Season, Failure> {
    let mut problems = Problems::default();
    let Table { rows, asked, is_headless } = Table::of(&form, &Reading::new(app, viewer, planning), &mut problems);
    let mut looked = look(app, viewer, planning, rows, &form).await?;
    if form.typed("fill") == "all" {
        let rows = looked.into_iter().map(Looked::into_offered).collect();
        looked = look(app, viewer, planning, rows, &form).await?;
    }
    Ok(Season { form, problems, asked, is_headless, looked, is_first: false, is_empty: false })
}

/// What is asked when it comes to making them.
fn require(season: &mut Season, viewer: &Viewer) {
    let (d, t) = (viewer.desk_language().desk(), viewer.desk_language().phrases());
    let is_on = |one: &&Looked| one.row.is_on;
    if season.looked.iter().filter(is_on).count() == 0 {
        season.problems.add("rows", &d.season.none_on);
    }
    let on = || season.looked.iter().filter(is_on);
    let names = |of: fn(&Looked) -> &Vec<String>| {
        let mut names: Vec<String> = on().flat_map(|one| of(one).clone()).collect();
        names.sort();
        names.dedup();
        names.join(", ")
    };
    let (twice, away) = (names(|one| &one.twice), names(|one| &one.away));
    let beside: Vec<OwnEvening> = on().flat_map(|one| one.beside.clone()).collect();
    let wrong = if !twice.is_empty() {
        Some(Wrong::PeopleTwice(twice))
    } else if !beside.is_empty() {
        Some(Wrong::HostTwice(beside))
    } else if !away.is_empty() {
        Some(Wrong::PeopleAway(away))
    } else {
        on().any(|one| one.is_room_away).then_some(Wrong::RoomAway)
    };
    let rows_of = |is_it: fn(&Looked) -> bool| {
        let rows = season.looked.iter().enumerate().filter(|(_, one)| one.row.is_on && is_it(one));
        rows.map(|(at, one)| one.row.number(at).to_string()).collect::<Vec<_>>().join(", ")
    };
    let sentence = match wrong {
        Some(wrong) => {
            let rows = rows_of(Looked::is_to_acknowledge);
            Some(format!("{} {}", problem::sentence(&wrong, t), d.season.see_rows.of(rows)))
        }
        None => Some(rows_of(|one| !one.rows_beside.is_empty()))
            .filter(|rows| !rows.is_empty())
            .map(|rows| d.season.rows_then.of(rows)),
    };
    if let Some(sentence) = sentence.filter(|_| !is_acknowledged(season)) {
        season.form.set("acknowledged", "");
        season.problems.add("acknowledged", sentence);
    }
}

/// Ticked for all that is in the way: what came up since the page was shown was not seen.
fn is_acknowledged(season: &Season) -> bool {
    let seen: HashSet<&str> = season.form.all(SEEN).flat_map(str::lines).collect();
    let is_seen = |clash: String| seen.contains(clash.as_str());
    season.form.is_ticked("acknowledged") && season.looked.iter().flat_map(Looked::clashes).all(is_seen)
}

/// Other rows were made of this form: those are kept, and these may be sent as a second season.
async fn sent_before(
    app: &App,
    viewer: &Viewer,
    planning: &Planning,
    mut form: Form,
    made: String,
) -> Result<Response, Failure> {
    form.set(submission::KEY, submission::new_key(app));
    let season = read(app, viewer, planning, form).await?;
    page_of(app, viewer, planning, season, Some(made), StatusCode::CONFLICT).await
}

/// What was made with this form is gone: whoever went back to it wants it anew, and is asked once more.
async fn thrown_away(app: &App, viewer: &Viewer, planning: &Planning, mut form: Form) -> Result<Response, Failure> {
    form.set(submission::KEY, submission::new_key(app));
    let mut season = read(app, viewer, planning, form).await?;
    season.problems.add("rows", &viewer.desk_language().desk().season.thrown_away);
    page_of(app, viewer, planning, season, None, StatusCode::CONFLICT).await
}
