//! Who pays what (kosten), on the host's phone and in her language: by the rules of the desk.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::evening::Evening;
use super::page::{self, HostPage};
use super::{meeting, refusal};
use crate::domain::cost::{CostItem, Payer};
use crate::domain::meeting::Meeting;
use crate::language::{Lang, Phrase};
use crate::store;
use crate::web::cost::{self, FIELDS};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::problem;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "host/cost.html")]
struct Edit {
    page: HostPage,
    evening: Evening,
    form: Form,
    problems: Problems,
    items: Vec<(&'static Phrase, [&'static str; 3])>,
    payers: Vec<Choice>,
    /// What was agreed before it went out stays.
    is_fixed: Option<String>,
    /// Somebody else kept other costs while this form was open.
    is_stale: bool,
    action: String,
    back: String,
}

impl Edit {
    /// What is filled in, or was typed wrong, stands open.
    fn is_filled(&self, fields: &[&'static str; 3]) -> bool {
        fields.iter().any(|name| !self.form.typed(name).is_empty())
    }
}

struct Choice {
    value: String,
    label: String,
}

/// `/{lang}/wij/{id}/kosten`
pub async fn edit(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let form = cost::of_meeting(&owned.meeting, language);
    page_of(&app, &owned, language, form, Problems::default(), StatusCode::OK).await
}

/// Keeps them; the other side's yes to other costs ends.
pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (language, mut owned) = (super::written(&code)?, allowed.into_proof());
    let (t, id) = (language.phrases(), owned.meeting.head.id.clone());
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let (costs, wrongs) = cost::check(&id, &form);
    let mut problems = wrongs.in_words(|wrong| problem::sentence(wrong, t));
    if !problems.is_empty() {
        return page_of(&app, &owned, language, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match cost::settle(&app, &owned, version, costs).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?gedaan=costs", paths::host_meeting(language, &id))).into_response()),
        Err(store::Error::Stale(theirs)) => {
            problems.add("version", &t.problem.changed_meanwhile);
            form.set("version", theirs.head.version.to_string());
            owned.meeting = *theirs;
            page_of(&app, &owned, language, form, problems, StatusCode::CONFLICT).await
        }
        Err(store::Error::Refused(refusal)) => {
            let partner = meeting::owners(&app, &owned).await?.partner;
            problems.add("version", refusal::refusal_in_words(&refusal, &partner, t));
            page_of(&app, &owned, language, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page_of(
    app: &App,
    owned: &Owned,
    language: Lang,
    form: Form,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (t, agreed) = (language.phrases(), &owned.meeting);
    let owners = meeting::owners(app, owned).await?;
    let payer = |payer: &Payer| Choice {
        value: payer.code().to_owned(),
        label: match payer {
            Payer::Support => t.payer.other.of(&owners.partner),
            Payer::Host => t.payer.own.to_string(),
            Payer::Municipality => t.payer.municipality.to_string(),
            Payer::Free => t.payer.free.to_string(),
        },
    };
    let item = |(item, fields): (CostItem, [&'static str; 3])| Some((t.cost_item.by_code(item.code())?, fields));
    let address = |language| paths::host_of_meeting(language, &agreed.head.id, "kosten");
    let mut response = page::show(&Edit {
        page: HostPage::of(app, &owned.viewer, language, "home", address),
        items: FIELDS.into_iter().filter_map(item).collect(),
        payers: Payer::ALL.iter().map(payer).collect(),
        is_fixed: is_fixed(agreed).then(|| t.refusal.costs_agreed.of(&owners.partner)),
        is_stale: status == StatusCode::CONFLICT,
        action: address(language),
        back: paths::host_meeting(language, &agreed.head.id),
        evening: Evening::of(agreed, owned.side, owners, &app.reference(), language),
        form,
        problems,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

fn is_fixed(meeting: &Meeting) -> bool {
    meeting.is_out() || !meeting.may_change()
}
