//! A side's yes to several drafts at once (samen voorstellen): all that were looked at, or none.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDateTime;

use super::ids;
use crate::domain::Refusal;
use crate::domain::account::{AccountId, Role};
use crate::domain::draft::may_propose;
use crate::domain::meeting::{Meeting, MeetingId, Saying, Side, State as Stage};
use crate::domain::organisation::OrganisationId;
use crate::domain::permission::{self, Action};
use crate::domain::season::MOST_ROWS;
use crate::domain::window::Colour;
use crate::language::{Phrase, date_in_words};
use crate::store;
use crate::web::assessment::Assessment;
use crate::web::beside::{Beside, Note, Telling};
use crate::web::desk::meeting::view::hours;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths, telling};

#[derive(Template)]
#[template(path = "draft/agreement.html")]
struct New {
    page: DeskPage,
    ready: Vec<Draft>,
    later: Vec<Draft>,
    /// Why nothing was proposed.
    problem: Option<&'static Phrase>,
    /// Without one the message waits for somebody to send it on.
    has_server: bool,
}

/// One of them, as the other side will see it.
struct Draft {
    id: String,
    /// What is ticked: the meeting, as it was looked at.
    seen: String,
    is_chosen: bool,
    assessment: Assessment,
    href: String,
    title: String,
    when: String,
    partner: String,
    place: String,
    has_costs: bool,
    is_draft: bool,
    /// What else is then or close to it, the others of this page too.
    beside: Vec<Note>,
}

impl New {
    fn has_costs(&self) -> bool {
        self.ready.iter().any(|draft| draft.has_costs)
    }

    /// Some ask the same people again within a few days.
    fn has_close(&self) -> bool {
        self.ready.iter().flat_map(|draft| &draft.beside).any(|note| note.is_close)
    }
}

/// What would be proposed, to be sure of it.
pub async fn new(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let asked = ids(&Form::of_query(query.as_deref()));
    page::desk(&New::of(&app, &allowed, asked, None).await?)
}

pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let (viewer, shown, chosen) = (allowed.into_proof(), ids(&form), chosen(&form));
    let d = &viewer.desk_language().desk().draft;
    if chosen.is_empty() {
        let problem = Some(&d.propose_choose).filter(|_| !shown.is_empty());
        let new = New::of(&app, &viewer, shown, problem.map(|problem| (problem, chosen))).await?;
        let mut response = page::desk(&new)?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    let (by, pen, now, telling) = (Proposer::of(&viewer), viewer.pen(&app), app.clock.utc(), app.clone());
    let (scope, asked) = (viewer.scope.clone(), chosen.clone());
    let done = app.write(move |db| {
        let says_yes = |meeting: &mut Meeting| by.propose(meeting, now);
        let proposed = store::draft::propose(db, &scope, &asked, &pen, says_yes)?;
        telling::tell_proposed(&telling, db, &pen, &proposed)
    });
    match done.await {
        Ok(()) => Ok(done_with()),
        Err(store::Error::Stale(_) | store::Error::Refused(_) | store::Error::NotFound) => {
            if are_proposed(&app, &viewer, &chosen).await? {
                return Ok(done_with());
            }
            let new = New::of(&app, &viewer, shown, Some((&d.propose_changed, chosen))).await?;
            page::desk(&new).map(page::conflict)
        }
        Err(other) => Err(other.into()),
    }
}

/// What is ticked, each at the version that was looked at.
fn chosen(form: &Form) -> BTreeMap<MeetingId, i32> {
    let parts = |seen: &str| {
        let (id, version) = seen.split_once('/')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    form.all("evening").filter_map(parts).take(MOST_ROWS).collect()
}

fn done_with() -> Response {
    Redirect::to(&format!("{}?gedaan=proposed_all", paths::DRAFTS)).into_response()
}

/// Whether the same was sent before: a button that is pressed twice is no change that somebody else made.
async fn are_proposed(app: &App, viewer: &Viewer, asked: &BTreeMap<MeetingId, i32>) -> Result<bool, Failure> {
    let (scope, ids) = (viewer.scope.clone(), asked.keys().cloned().collect::<Vec<_>>());
    let found = app.database.read(move |db| store::meeting::find_all(db, &ids, &scope)).await?;
    let own = &viewer.organisation.id;
    let is_said = |meeting: &&Meeting| meeting.side_of(own).is_some_and(|side| meeting.has_agreed(side));
    Ok(found.iter().filter(is_said).count() == asked.len())
}

/// Who says yes, and for which organisation.
#[derive(Clone)]
struct Proposer {
    account: AccountId,
    role: Role,
    organisation: OrganisationId,
}

impl Proposer {
    fn of(viewer: &Viewer) -> Self {
        let (account, role) = (viewer.account.id.clone(), viewer.account.role);
        Self { account, role, organisation: viewer.organisation.id.clone() }
    }

    /// The side that they may propose it for.
    fn side(&self, meeting: &Meeting) -> Option<Side> {
        let is_theirs = |side: &Side| permission::may(self.role, side.relation(), Action::AgreeToMeeting);
        meeting.side_of(&self.organisation).filter(is_theirs).filter(|side| may_propose(meeting, *side))
    }

    fn propose(&self, meeting: &mut Meeting, now: NaiveDateTime) -> Result<(), Refusal> {
        let side = self.side(meeting).ok_or(Refusal::WrongState)?;
        meeting.agree(side, Saying::SignedIn(self.account.clone()), now)
    }
}

impl New {
    /// `refused` is why, and what was ticked then; else all are but those that are too close to the holiday.
    async fn of(
        app: &App,
        viewer: &Viewer,
        asked: Vec<MeetingId>,
        refused: Option<(&'static Phrase, BTreeMap<MeetingId, i32>)>,
    ) -> Result<Self, Failure> {
        let (scope, by, reference) = (viewer.scope.clone(), Proposer::of(viewer), app.reference());
        let (mut found, owners, around) = app
            .database
            .read(move |db| {
                let found = store::meeting::find_all(db, &asked, &scope)?;
                let owners = found.iter().flat_map(|own| [own.head.support_id.clone(), own.head.host_id.clone()]);
                let owners = store::organisation::briefly(db, &owners.collect::<Vec<_>>())?;
                let around = Beside::of_all(db, &scope, &found)?;
                Ok((found, owners, around))
            })
            .await?;
        found.sort_by(|one, other| (one.plan.starts_at, &one.head.id).cmp(&(other.plan.starts_at, &other.head.id)));
        let page = DeskPage::of(app, viewer, "meetings");
        let (problem, chosen) = refused.unzip();
        let draft = |meeting: &Meeting| {
            let (head, plan) = (&meeting.head, &meeting.plan);
            let partner = if head.support_id == by.organisation { &head.host_id } else { &head.support_id };
            let communities = owners.get(&head.host_id).map_or(&[][..], |host| &host.communities);
            let kits: Vec<String> = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
            let assessment = Assessment::of(plan, &kits, communities, &reference, page.language);
            let is_chosen = match &chosen {
                Some(chosen) => chosen.contains_key(&head.id),
                None => assessment.colour != Colour::TooLate,
            };
            let day = date_in_words(page.language, plan.starts_at.date());
            let host = owners.get(&head.host_id).map_or("", |host| &host.name);
            Draft {
                beside: around.notes_of(meeting, host, Telling::DESK.on_card(), page.language),
                id: head.id.to_string(),
                seen: format!("{}/{}", head.id, head.version),
                is_chosen,
                assessment,
                href: paths::meeting(&head.id),
                title: plan.working_title.clone(),
                when: format!("{day}, {}", hours(&plan.starts_at.time(), &plan.ends_at.time(), page.language)),
                partner: owners.get(partner).map(|own| own.name.clone()).unwrap_or_default(),
                place: format!("{}, {}", plan.venue, plan.municipality),
                has_costs: !meeting.costs.is_empty(),
                is_draft: head.state == Stage::Draft,
            }
        };
        let (ready, later): (Vec<&Meeting>, Vec<&Meeting>) = found.iter().partition(|own| by.side(own).is_some());
        let (ready, later) = (ready.into_iter().map(draft).collect(), later.into_iter().map(draft).collect());
        Ok(Self { page, ready, later, problem, has_server: app.config.smtp_url.is_some() })
    }
}
