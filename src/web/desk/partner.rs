//! The organisations that one's own has to do with (partners): contact, what is kept about them, meetings together, what happened.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;

use super::meeting::view::{state_badge, state_name};
use super::organisation::Facts;
use crate::clock;
use crate::domain::meeting::{Agreement, Head};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::permission::{self, Action, Relation};
use crate::language::{Lang, day_and_month};
use crate::store;
use crate::store::partner::Shared;
use crate::store::record::Told;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeePartner};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths, record};

const MOST_MEETINGS: i64 = 50;
/// What happened last.
const MOST_TOLD: i64 = 60;
/// So much of it that nobody has to open anything.
const NEWEST: usize = 8;

#[derive(Template)]
#[template(path = "partner/index.html")]
struct Index {
    page: DeskPage,
    partners: Vec<Line>,
}

/// One partner in the list.
struct Line {
    href: String,
    name: String,
    place: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "partner/show.html")]
struct Show {
    page: DeskPage,
    partner: Organisation,
    facts: Facts,
    meetings: Vec<Together>,
    /// The newest, and what came before.
    history: Vec<Event>,
    earlier: Vec<Event>,
    /// Where its host's link is made.
    entry: Option<String>,
}

/// A meeting that both own.
struct Together {
    href: String,
    title: String,
    date: String,
    state: String,
    badge: &'static str,
    agreement: String,
}

/// What somebody of the two did, and to which meeting.
struct Event {
    on: NaiveDate,
    day: String,
    sentence: String,
    meeting: Option<(String, String)>,
}

pub async fn index(allowed: Allowed<SeePartner>, State(app): State<App>) -> Result<Response, Failure> {
    let scope = allowed.scope.clone();
    let listed = app.database.read(move |db| store::partner::list(db, &scope)).await?;
    let line = |one: &Organisation| Line {
        href: paths::partner(&one.id),
        name: one.name.clone(),
        place: one.municipality.clone(),
        contact: one.contact_name.clone(),
    };
    let partners = listed.iter().map(line).collect();
    page::desk(&Index { page: DeskPage::of(&app, &allowed, "partners"), partners })
}

pub async fn show(
    allowed: Allowed<SeePartner>,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let scope = allowed.scope.clone();
    let (partner, admitted_by, meetings, told) = app
        .database
        .read(move |db| {
            let partner = store::partner::find(db, &scope, &id)?;
            let by = partner.admitted_by.as_ref().map(|by| store::organisation::find(db, by)).transpose()?;
            let meetings = store::partner::meetings(db, &scope, &id, MOST_MEETINGS)?;
            let told = store::partner::history(db, &scope, &id, MOST_TOLD)?;
            Ok((partner, by.map(|by| by.name), meetings, told))
        })
        .await?;
    let page = DeskPage::of(&app, &allowed, "partners");
    let names = [&allowed.organisation, &partner].map(|one| (one.id.clone(), one.name.clone()));
    let mut history: Vec<Event> = told.iter().map(|told| event(told, &meetings, page.language)).collect();
    let earlier = history.split_off(NEWEST.min(history.len()));
    let meetings = meetings.iter().map(|listed| together(listed, &names, &page)).collect();
    let facts = Facts::of(&partner, admitted_by, &page);
    let hands_over = permission::may(allowed.account.role, Relation::None, Action::HandOverEntry);
    let is_theirs = partner.admitted_by.as_ref().is_none_or(|by| *by == allowed.organisation.id);
    let entry =
        (hands_over && is_theirs && partner.is_self_organisation()).then(|| paths::of_partner(&partner.id, "toegang"));
    page::desk(&Show { page, partner, facts, meetings, history, earlier, entry })
}

fn together(listed: &Shared, names: &[(OrganisationId, String)], page: &DeskPage) -> Together {
    let (d, language): (_, Lang) = (page.d, page.language);
    let date = listed.plan.starts_at.date();
    Together {
        href: paths::meeting(&listed.head.id),
        title: listed.plan.working_title.clone(),
        date: format!("{} {}", day_and_month(language, date), date.format("%Y")),
        state: state_name(listed.head.state, language),
        badge: state_badge(listed.head.state),
        agreement: agreement(&listed.head, &listed.agreements, names, &d.partner),
    }
}

fn event(told: &Told, meetings: &[Shared], language: Lang) -> Event {
    let on = clock::day_of(told.record.at);
    let shared = meetings.iter().find(|shared| told.record.meeting_id.as_ref() == Some(&shared.head.id));
    Event {
        on,
        day: format!("{} {}", day_and_month(language, on), on.format("%Y")),
        sentence: record::sentence(told, language),
        meeting: shared.map(|shared| (paths::meeting(&shared.head.id), shared.plan.working_title.clone())),
    }
}

/// Whose yes there is.
fn agreement(
    head: &Head,
    agreements: &[Agreement],
    names: &[(OrganisationId, String)],
    d: &crate::language::DeskPartnerPhrases,
) -> String {
    let said =
        |id: &OrganisationId| agreements.iter().any(|yes| yes.organisation_id == *id && yes.withdrawn_at.is_none());
    let name = |id: &OrganisationId| {
        names.iter().find(|(own, _)| own == id).map_or_else(String::new, |(_, name)| name.clone())
    };
    match (said(&head.support_id), said(&head.host_id)) {
        (true, true) => d.both.to_string(),
        (true, false) => d.one.of(name(&head.support_id)),
        (false, true) => d.one.of(name(&head.host_id)),
        (false, false) => d.none.to_string(),
    }
}
