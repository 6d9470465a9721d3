//! Taking a proposal over (overnemen): the planner's form filled with a wish, and a meeting made of it.

use axum::extract::{Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::meeting::{fresh, prefill, view};
use crate::domain::Refusal;
use crate::domain::meeting::MeetingId;
use crate::domain::message::MessageKind;
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
    let (planning, host) = planning(&app, &viewer, &proposal).await?;
    let mut form = planning.blank();
    fill(&mut form, &proposal, which.wens);
    prefill::fill(&mut form, query.as_deref());
    form.set("working_title", viewer.desk_language().desk().proposal.working_title.of(host));
    form.set("id", MeetingId::new(app.clock.millis(), app.clock.chance()).to_string());
    planning.page(&app, &viewer, form, Problems::default())
}

/// The meeting and the end of the proposal in one transaction. Nobody has said yes yet: both sides agree afterwards.
pub async fn create(allowed: Allowed<DecideProposal>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let Offered { viewer, proposal, .. } = allowed.into_proof();
    let d = viewer.desk_language().desk();
    let (planning, _) = planning(&app, &viewer, &proposal).await?;
    let id: MeetingId = form.typed("id").parse().map_err(|_| Failure::Refused)?;
    let once = Once::of(&form, "id", viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(made) => return planning.sent_before_page(&app, &viewer, form, made),
    }
    let version: i32 = form.typed("proposal_version").parse().map_err(|_| Failure::Refused)?;
    let Checked { draft, partner, .. } = match planning.check(&app, &viewer, &id, &form).await? {
        Ok(checked) => checked,
        Err(again) => return planning.refused(&app, &viewer, again),
    };
    let mut problems = Problems::default();
    if partner != proposal.head.host_id {
        problems.add("partner", &d.proposal.other_partner);
        return planning.page(&app, &viewer, form, problems);
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
        Ok(Known::Different(made)) => planning.sent_before_page(&app, &viewer, form, made),
        Ok(Known::New | Known::Same(_)) => Ok(Redirect::to(&target).into_response()),
        Err(store::Error::Refused(refusal)) => {
            let field = if refusal == Refusal::ProposalChanged { "version" } else { "room" };
            problems.add(field, view::refusal_in_words(d, &refusal));
            planning.page(&app, &viewer, form, problems)
        }
        Err(other) => Err(other.into()),
    }
}

async fn planning(app: &App, viewer: &Viewer, proposal: &Proposal) -> Result<(Planning, String), Failure> {
    let host_id = proposal.head.host_id.clone();
    let host = app.database.read(move |db| store::organisation::find(db, &host_id)).await?.name;
    let planning = Planning::load(app, viewer, None).await?.from(Origin {
        action: paths::of_proposal(&proposal.head.id, "overname"),
        back: paths::proposal(&proposal.head.id),
        lead: viewer.desk_language().desk().proposal.lead.of(&host),
    });
    Ok((planning, host))
}

/// What the proposal says already; without a wish the date stays open.
fn fill(form: &mut Form, proposal: &Proposal, position: i32) {
    let head = &proposal.head;
    for (name, value) in [
        ("proposal_version", head.version.to_string()),
        ("partner", head.host_id.to_string()),
        ("audience", head.audience.code().to_owned()),
        ("capacity", head.expected.to_string()),
        ("province", head.province.clone()),
        ("municipality", head.municipality.clone()),
        ("venue", head.venue.clone()),
        ("parents_question", head.parents_question.clone()),
    ] {
        form.set(name, value);
    }
    form.set_all("languages", head.languages.iter());
    if let Some(wish) = proposal.wish(position) {
        form.set("date", wish.starts_at.format("%Y-%m-%d").to_string());
        form.set("from", wish.starts_at.format("%H:%M").to_string());
        form.set("until", wish.ends_at.format("%H:%M").to_string());
    }
}
