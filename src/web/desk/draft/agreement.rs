//! A side's yes to several drafts at once (samen voorstellen): all that were looked at, or none.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDateTime;

use super::ids;
use crate::domain::Refusal;
use crate::domain::account::{AccountId, Role};
use crate::domain::draft::may_propose;
use crate::domain::meeting::{Meeting, MeetingId, Saying, Side, State as Stage};
use crate::domain::organisation::OrganisationId;
use crate::domain::permission::{self, Action};
use crate::language::date_in_words;
use crate::store;
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
    /// Something was changed since it was looked at, so nothing was proposed.
    is_changed: bool,
}

/// One of them, as the other side will see it.
struct Draft {
    id: String,
    version: i32,
    href: String,
    title: String,
    when: String,
    partner: String,
    place: String,
    has_costs: bool,
    is_draft: bool,
}

impl New {
    fn number(&self) -> u32 {
        u32::try_from(self.ready.len()).unwrap_or(u32::MAX)
    }

    fn has_costs(&self) -> bool {
        self.ready.iter().any(|draft| draft.has_costs)
    }
}

/// What would be proposed, to be sure of it.
pub async fn new(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    confirm(&app, &allowed, ids(&Form::of_query(query.as_deref())), false).await
}

pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let seen = ids(&form);
    let versions: Vec<i32> = form.all("version").filter_map(|version| version.parse().ok()).collect();
    if seen.is_empty() || seen.len() != versions.len() {
        return confirm(&app, &viewer, seen, false).await;
    }
    let asked: BTreeMap<MeetingId, i32> = seen.iter().cloned().zip(versions).collect();
    let (by, pen, now, telling) = (Proposer::of(&viewer), viewer.pen(&app), app.clock.utc(), app.clone());
    let scope = viewer.scope.clone();
    let done = app.write(move |db| {
        let says_yes = |meeting: &mut Meeting| by.propose(meeting, now);
        let proposed = store::draft::propose(db, &scope, &asked, &pen, says_yes)?;
        telling::tell_proposed(&telling, db, &pen, &proposed)
    });
    match done.await {
        Ok(()) => Ok(done_with()),
        Err(store::Error::Stale(_) | store::Error::Refused(_) | store::Error::NotFound) => {
            if are_proposed(&app, &viewer, &seen).await? {
                return Ok(done_with());
            }
            confirm(&app, &viewer, seen, true).await.map(page::conflict)
        }
        Err(other) => Err(other.into()),
    }
}

fn done_with() -> Response {
    Redirect::to(&format!("{}?gedaan=proposed_all", paths::DRAFTS)).into_response()
}

/// Whether the same was sent before: a button that is pressed twice is no change that somebody else made.
async fn are_proposed(app: &App, viewer: &Viewer, asked: &[MeetingId]) -> Result<bool, Failure> {
    let (scope, ids) = (viewer.scope.clone(), asked.to_vec());
    let found = app.database.read(move |db| store::meeting::find_all(db, &ids, &scope)).await?;
    let own = &viewer.organisation.id;
    let is_said = |meeting: &&Meeting| meeting.side_of(own).is_some_and(|side| meeting.has_agreed(side));
    Ok(found.iter().filter(is_said).count() == asked.iter().collect::<BTreeSet<_>>().len())
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

async fn confirm(app: &App, viewer: &Viewer, asked: Vec<MeetingId>, is_changed: bool) -> Result<Response, Failure> {
    let (scope, by) = (viewer.scope.clone(), Proposer::of(viewer));
    let (found, owners) = app
        .database
        .read(move |db| {
            let mut found = store::meeting::find_all(db, &asked, &scope)?;
            found.sort_by(|one, other| (one.plan.starts_at, &one.head.id).cmp(&(other.plan.starts_at, &other.head.id)));
            let ids: Vec<OrganisationId> =
                found.iter().flat_map(|own| [own.head.support_id.clone(), own.head.host_id.clone()]).collect();
            Ok((found, store::organisation::briefly(db, &ids)?))
        })
        .await?;
    let page = DeskPage::of(app, viewer, "meetings");
    let draft = |meeting: &Meeting| {
        let (head, plan) = (&meeting.head, &meeting.plan);
        let partner = if head.support_id == by.organisation { &head.host_id } else { &head.support_id };
        let (from, until) = (plan.starts_at.time(), plan.ends_at.time());
        Draft {
            id: head.id.to_string(),
            version: head.version,
            href: paths::meeting(&head.id),
            title: plan.working_title.clone(),
            when: format!(
                "{}, {}",
                date_in_words(page.language, plan.starts_at.date()),
                hours(&from, &until, page.language)
            ),
            partner: owners.get(partner).map(|own| own.name.clone()).unwrap_or_default(),
            place: if plan.has_place() { format!("{}, {}", plan.venue, plan.municipality) } else { String::new() },
            has_costs: !meeting.costs.is_empty(),
            is_draft: head.state == Stage::Draft,
        }
    };
    let (ready, later): (Vec<&Meeting>, Vec<&Meeting>) = found.iter().partition(|own| by.side(own).is_some());
    let (ready, later) = (ready.into_iter().map(draft).collect(), later.into_iter().map(draft).collect());
    page::desk(&New { page, ready, later, is_changed })
}
