//! Taking a proposal over (overnemen): the planner's form filled with a wish, and a meeting made of it.

mod filled;

use axum::extract::{Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use filled::Follows;

use super::meeting::{fresh, prefill, view};
use crate::domain::Refusal;
use crate::domain::meeting::MeetingId;
use crate::domain::message::MessageKind;
use crate::domain::organisation::Organisation;
use crate::domain::proposal::Proposal;
use crate::store;
use crate::store::submission::Known;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, DecideProposal, Offered};
use crate::web::plan::{Checked, Origin, Planning};
use crate::web::submission::Once;
use crate::web::viewer::Viewer;
use crate::web::{App, paths, telling};

#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    wens: i32,
}

pub async fn new(
    allowed: Allowed<DecideProposal>,
    State(app): State<App>,
    Query(which): Query<Which>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Offered { viewer, proposal, .. } = allowed.into_proof();
    if !proposal.is_open() {
        return Ok(Redirect::to(&paths::proposal(&proposal.head.id)).into_response());
    }
    let host = host_of(&app, &proposal).await?;
    let (scope, host_id) = (viewer.scope.clone(), host.id.clone());
    let last = app.database.read(move |db| filled::last(db, &scope, &host_id)).await?;
    let planning = planning(&app, &viewer, &proposal, &host).await?;
    let (mut form, language) = (planning.blank(), viewer.desk_language());
    filled::of_proposal(&mut form, &proposal, which.wens);
    form.set("working_title", language.desk().proposal.working_title.of(&host.name));
    prefill::fill(&mut form, query.as_deref());
    let reference = app.reference();
    let follows = Follows { host: &host, last: last.as_ref(), reference: &reference, language };
    follows.fill(&mut form, &Form::of_query(query.as_deref()));
    form.set("id", MeetingId::new(app.clock.millis(), app.clock.chance()).to_string());
    planning.page(&app, &viewer, form, Problems::default()).await
}

/// The meeting and the end of the proposal in one transaction. Nobody has said yes yet: both sides agree afterwards.
pub async fn create(
    allowed: Allowed<DecideProposal>,
    State(app): State<App>,
    mut form: Form,
) -> Result<Response, Failure> {
    let Offered { viewer, proposal, .. } = allowed.into_proof();
    let d = viewer.desk_language().desk();
    let host = host_of(&app, &proposal).await?;
    let planning = planning(&app, &viewer, &proposal, &host).await?;
    let reference = app.reference();
    // What follows from the last evening was filled in when the form was opened.
    Follows { host: &host, last: None, reference: &reference, language: viewer.desk_language() }.rename(&mut form);
    filled::title(&mut form);
    let id: MeetingId = form.typed("id").parse().map_err(|_| Failure::Refused)?;
    let once = Once::of(&form, "id", viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(made) => return planning.sent_before_page(&app, &viewer, form, made).await,
    }
    let version: i32 = form.typed("proposal_version").parse().map_err(|_| Failure::Refused)?;
    let Checked { draft, partner, .. } = match planning.check(&app, &viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err(again) => {
            let (id, scope) = (proposal.head.id.clone(), viewer.scope.clone());
            let now = app.database.read(move |db| store::proposal::find(db, &id, &scope)).await?;
            if now.is_open() {
                return planning.refused(&app, &viewer, again).await;
            }
            // Who was first made an evening at this hour: not that is told, but that the proposal was decided.
            let mut problems = Problems::default();
            problems.add("version", view::refusal_in_words(d, &Refusal::ProposalChanged));
            return planning.page(&app, &viewer, form, problems).await;
        }
    };
    let mut problems = Problems::default();
    if partner != proposal.head.host_id {
        problems.add("partner", &d.proposal.other_partner);
        return planning.page(&app, &viewer, form, problems).await;
    }
    let meeting = fresh::draw(&app, &viewer, id.clone(), partner, draft);
    let (scope, pen, telling) = (viewer.scope.clone(), viewer.pen(&app), app.clone());
    let (proposal_id, made, offered) = (proposal.head.id.clone(), id.clone(), proposal.head.clone());
    let target = paths::meeting_done(&id, "adopted");
    let to = target.clone();
    let adopted = app.write(move |db| {
        let known = once.claim(db, &to, pen.now())?;
        if known != Known::New {
            return Ok(known);
        }
        store::proposal::adopt(db, &proposal_id, &scope, version, &pen, &made, |db| {
            fresh::keep(&telling, db, meeting, &pen).map(|_| ())
        })?;
        telling::tell_wish_decided(&telling, db, &pen, MessageKind::WishAdopted, &offered)?;
        Ok(known)
    });
    match adopted.await {
        Ok(Known::Different(made)) => planning.sent_before_page(&app, &viewer, form, made).await,
        Ok(Known::New | Known::Same(_)) => Ok(Redirect::to(&target).into_response()),
        Err(store::Error::Refused(refusal)) => {
            let field = if refusal == Refusal::ProposalChanged { "version" } else { "room" };
            problems.add(field, view::refusal_in_words(d, &refusal));
            planning.page(&app, &viewer, form, problems).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn host_of(app: &App, proposal: &Proposal) -> Result<Organisation, Failure> {
    let host_id = proposal.head.host_id.clone();
    Ok(app.database.read(move |db| store::organisation::find(db, &host_id)).await?)
}

/// The form of an evening that answers a proposal.
async fn planning(app: &App, viewer: &Viewer, proposal: &Proposal, host: &Organisation) -> Result<Planning, Failure> {
    Ok(Planning::load(app, viewer, None).await?.from(Origin {
        action: paths::of_proposal(&proposal.head.id, "overname"),
        back: paths::proposal(&proposal.head.id),
        lead: viewer.desk_language().desk().proposal.lead.of(&host.name),
    }))
}
