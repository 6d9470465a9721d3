//! One evening of the host (avond): the one thing to do next on top, then what is agreed, then what she may decide.

mod said;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use said::{asked, needs_interpreter, noted, planned, step};

use super::evening::{Evening, Owners};
use super::page::{self, HostPage};
use super::refusal::refusal_in_words;
use super::task::Readiness;
use crate::domain::Refusal;
use crate::domain::clash::Aside;
use crate::domain::meeting::{Meeting, Visibility};
use crate::language::{Lang, Phrase};
use crate::store;
use crate::web::assessment::Assessment;
use crate::web::beside::{Beside, Note, Telling};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::handout::drawing;
use crate::web::handout::offered::{self, Offer};
use crate::web::hearers::Hearers;
use crate::web::page::conflict;
use crate::web::{App, deed, paths, record};

#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    pub gedaan: Option<String>,
}

#[derive(Template)]
#[template(path = "host/meeting.html")]
struct Show {
    page: HostPage,
    evening: Evening,
    form: Form,
    problems: Problems,
    step: String,
    /// What must be ready, until the evening is over.
    ready: Option<Readiness>,
    /// Her yes is asked: to the evening, or to a change of it.
    asks_yes: bool,
    /// Whether the day fits, and what else is close to it: what she should know before she says it.
    assessment: Option<Assessment>,
    beside: Vec<Note>,
    may_reply: bool,
    may_cancel: bool,
    /// That the other side noted her yes after a phone call.
    noted: Option<String>,
    may_undo: bool,
    replied: Option<String>,
    /// The days that she named when she asked for another.
    wrote: String,
    has_message: bool,
    is_public: bool,
    shows_place: bool,
    shows_organisation: bool,
    may_open: bool,
    cancelled_because: Option<String>,
    override_because: Option<String>,
    may_change: bool,
    /// What she prints before the evening.
    prints: Vec<Offer>,
    /// Before it is out.
    may_settle: bool,
    /// Who hears of a staged change, and whether she may take it back.
    hearers: Option<Hearers>,
    may_drop: bool,
    /// What parents open, once it is out.
    share: Option<Share>,
    /// The file for a phone's calendar, while the evening is ahead.
    calendar: Option<String>,
    /// What both agreed, to print and sign.
    statement: String,
    history: Vec<record::Line>,
}

struct Share {
    address: String,
    sheets: Vec<(&'static Phrase, String)>,
}

pub async fn show(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page::show(&Show::of(&app, &allowed, language, Form::default(), Problems::default(), done.gedaan).await?)
}

/// Does one thing to the evening, and goes back to its page.
pub(super) async fn act(
    app: &App,
    mut owned: Owned,
    language: Lang,
    form: Form,
    done: &str,
    decide: impl FnOnce(&mut Meeting) -> Result<(), Refusal> + Clone + Send + 'static,
) -> Result<Response, Failure> {
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let t = language.phrases();
    match deed::change(app, &owned, version, decide).await {
        Ok(_) => {
            let page = paths::host_meeting(language, &owned.meeting.head.id);
            Ok(Redirect::to(&format!("{page}?gedaan={done}")).into_response())
        }
        Err(store::Error::Stale(theirs)) => {
            owned.meeting = *theirs;
            refuse_stale(app, &owned, language, form, "action").await
        }
        Err(store::Error::Refused(refusal)) => {
            let partner = owners(app, &owned).await?.partner;
            let field = if refusal == Refusal::NeedsReason { "reason" } else { "action" };
            refuse(app, &owned, language, form, field, refusal_in_words(&refusal, &partner, t)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The page again, with what was typed and a sentence beside it.
pub(super) async fn refuse(
    app: &App,
    owned: &Owned,
    language: Lang,
    form: Form,
    field: &'static str,
    sentence: impl ToString,
) -> Result<Response, Failure> {
    let mut problems = Problems::default();
    problems.add(field, sentence);
    let mut response = page::show(&Show::of(app, owned, language, form, problems, None).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// As [`refuse`], when somebody else was first: `owned` is the evening as it is now.
pub(super) async fn refuse_stale(
    app: &App,
    owned: &Owned,
    language: Lang,
    form: Form,
    field: &'static str,
) -> Result<Response, Failure> {
    let sentence = &language.phrases().refusal.changed;
    refuse(app, owned, language, form, field, sentence).await.map(conflict)
}

pub(super) async fn owners(app: &App, owned: &Owned) -> Result<Owners, Failure> {
    let (meeting, side) = (owned.meeting.clone(), owned.side);
    Ok(app.database.read(move |db| Owners::read(db, &meeting, side)).await?)
}

impl Show {
    async fn of(
        app: &App,
        owned: &Owned,
        language: Lang,
        form: Form,
        problems: Problems,
        done: Option<String>,
    ) -> Result<Self, Failure> {
        let Owned { viewer, meeting, side } = owned;
        let (side, id) = (*side, meeting.head.id.clone());
        let owners = owners(app, owned).await?;
        let (scope, own) = (viewer.scope.clone(), meeting.clone());
        let is_over = meeting.is_over(app.clock.wall());
        let asks_yes = meeting.may_agree(side) && !is_over;
        let hours = (planned(meeting).starts_at, planned(meeting).ends_at);
        let period = if asks_yes { vec![hours] } else { Vec::new() };
        let (messages, told, tasks, around) = app
            .database
            .read(move |db| {
                let messages = store::announcement::of_meeting(db, &scope, &own.head.id)?;
                let told = store::record::of_meeting(db, &scope, &own.head.id)?;
                let around = Beside::read(db, &scope, &own.head.host_id, &period, Some(&own.head.id))?;
                Ok((messages, told, store::task::of_meeting(db, &scope, &own)?, around))
            })
            .await?;
        let mut page = HostPage::of(app, viewer, language, "home", |language| paths::host_meeting(language, &id));
        page.done = done;
        let head = &meeting.head;
        let is_told = messages.iter().all(crate::domain::announcement::Announcement::is_told);
        let aside = Aside::of(&head.host_id, planned(meeting));
        let mut evening = Evening::of(meeting, side, owners, &app.reference(), language);
        let t = language.phrases();
        if needs_interpreter(meeting, &tasks) && !meeting.is_cancelled() && !is_over {
            evening.facts.push((&t.run_sheet.interpreter, t.evening.interpreter_needed.to_string()));
        }
        Ok(Self {
            step: step(meeting, side, &evening, is_told, is_over),
            ready: Readiness::of(meeting, side, &tasks, app.clock.today(), language).filter(|_| !is_over),
            asks_yes,
            assessment: asks_yes.then(|| {
                let kits: Vec<String> = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
                let communities = viewer.organisation.communities();
                Assessment::of(planned(meeting), &kits, &communities, &app.reference(), language)
            }),
            beside: around.notes((&aside, &viewer.organisation.name), hours, Telling::HOST, language),
            may_reply: meeting.may_reply(side) && !is_over,
            may_cancel: meeting.may_cancel() && !is_over,
            noted: noted(meeting, side, &evening),
            may_undo: meeting.noted_yes(side).is_some_and(|yes| yes.may_undo),
            replied: asked(meeting, side, &evening),
            wrote: meeting.reply(side).map_or_else(String::new, |reply| reply.text.clone()),
            has_message: !messages.is_empty(),
            is_public: head.visibility == Visibility::Public,
            shows_place: head.shows_place,
            shows_organisation: head.shows_organisation,
            may_open: !meeting.is_cancelled() && !is_over && meeting.plan.audience.is_parents(),
            cancelled_because: head.cancelled_because.clone(),
            override_because: head.override_because.clone(),
            may_change: meeting.may_change() && !is_over,
            prints: if meeting.is_cancelled() || is_over { Vec::new() } else { offered::for_hosts(meeting, language) },
            may_settle: meeting.may_change() && !meeting.is_out() && !is_over,
            hearers: Hearers::find(app, owned).await?,
            may_drop: meeting.staged_by() == Some(side),
            calendar: (!meeting.is_cancelled() && !is_over).then(|| calendar(meeting, &evening)),
            share: share(app, meeting, &evening, is_over),
            statement: format!("{}?taal={language}", paths::of_meeting(&head.id, "afspraak")),
            history: record::lines(&told, language),
            page,
            evening,
            form,
            problems,
        })
    }

    /// The languages in which parents hear of it, each by its own name.
    fn heard_in(&self, hearers: &Hearers) -> String {
        hearers.languages.iter().map(|language| language.own_name).collect::<Vec<_>>().join(" \u{b7} ")
    }

    fn action(&self, what: &str) -> String {
        paths::host_of_meeting(self.page.language, &self.evening.face.id, what)
    }
}

/// That of parents once it is out: it opens in every browser on a phone, also where she is not signed in.
fn calendar(meeting: &Meeting, evening: &Evening) -> String {
    if meeting.is_out() {
        paths::invitation_calendar(evening.language, &evening.face.key)
    } else {
        paths::host_of_meeting(evening.language, &evening.face.id, "agenda.ics")
    }
}

fn share(app: &App, meeting: &Meeting, evening: &Evening, is_over: bool) -> Option<Share> {
    let is_shared = meeting.is_out() && !meeting.is_cancelled() && !is_over && meeting.plan.audience.is_parents();
    is_shared.then(|| Share {
        address: format!("{}{}", app.config.base_url, evening.public()),
        sheets: invitation_sheets(meeting, evening, app),
    })
}

fn invitation_sheets(meeting: &Meeting, evening: &Evening, app: &App) -> Vec<(&'static Phrase, String)> {
    crate::web::public::invitation::handouts(meeting, &evening.face, &app.reference())
        .into_iter()
        .filter(|(_, address)| address.ends_with(".pdf"))
        .collect()
}
