//! Who pays what and when (kosten): a page of the meeting that both owners fill in, and agree to with the rest.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::refusal_in_words;
use crate::domain::cost::{Cost, CostItem, Payer};
use crate::domain::meeting::Meeting;
use crate::language::{Lang, day_and_month, euros};
use crate::store;
use crate::web::cost::{self, FIELDS};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned};
use crate::web::page::{self, DeskPage};
use crate::web::problem;
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// One agreed item, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub item: String,
    pub payer: String,
    pub amount: String,
    pub due: Option<String>,
}

/// What was agreed so far, in the order of the form.
pub fn lines(costs: &[Cost], support: &str, host: &str, language: Lang) -> Vec<Line> {
    let d = &language.desk().cost;
    let said = |item: &CostItem| costs.iter().find(|cost| cost.item == *item);
    let line = |cost: &Cost| Line {
        item: d.by_code(cost.item.code()).map_or_else(String::new, ToString::to_string),
        payer: match cost.payer {
            Payer::Support => support.to_owned(),
            Payer::Host => host.to_owned(),
            Payer::Municipality => d.municipality.to_string(),
            Payer::Free => d.nobody.to_string(),
        },
        amount: if cost.payer == Payer::Free { String::new() } else { euros(cost.cents, language) },
        due: cost.due_on.map(|due| d.due_on.of(day_and_month(language, due))),
    };
    CostItem::ALL.iter().filter_map(said).map(line).collect()
}

#[derive(Template)]
#[template(path = "meeting/cost.html")]
struct Edit {
    page: DeskPage,
    form: Form,
    problems: Problems,
    action: String,
    back: String,
    title: String,
    items: Vec<(String, [&'static str; 3])>,
    payers: Vec<Choice>,
    is_out: bool,
    /// What somebody else kept while this form was open.
    theirs: Option<Vec<Line>>,
}

struct Choice {
    value: String,
    label: String,
}

pub async fn edit(allowed: Allowed<ChangeMeeting>, State(app): State<App>) -> Result<Response, Failure> {
    let Owned { viewer, meeting, .. } = allowed.into_proof();
    let form = cost::of_meeting(&meeting, viewer.desk_language());
    page_of(&app, &viewer, &meeting, form, Problems::default(), StatusCode::OK).await
}

pub async fn update(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (viewer, meeting) = (&owned.viewer, &owned.meeting);
    let (t, d) = (viewer.desk_language().phrases(), viewer.desk_language().desk());
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let (costs, wrongs) = cost::check(&meeting.head.id, &form);
    let mut problems = wrongs.in_words(|wrong| problem::sentence(wrong, t));
    if !problems.is_empty() {
        return page_of(&app, viewer, meeting, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match cost::settle(&app, &owned, version, costs).await {
        Ok(()) => Ok(Redirect::to(&paths::meeting_done(&meeting.head.id, "costs")).into_response()),
        Err(store::Error::Stale(theirs)) => {
            problems.add("version", &d.problem.changed_meanwhile);
            let mut form = form;
            form.set("version", theirs.head.version.to_string());
            page_of(&app, viewer, &theirs, form, problems, StatusCode::CONFLICT).await
        }
        Err(store::Error::Refused(refusal)) => {
            problems.add("version", refusal_in_words(d, &refusal));
            page_of(&app, viewer, meeting, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page_of(
    app: &App,
    viewer: &Viewer,
    meeting: &Meeting,
    form: Form,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "meetings");
    let (support_id, host_id) = (meeting.head.support_id.clone(), meeting.head.host_id.clone());
    let (support, host) = app
        .database
        .read(move |db| Ok((store::organisation::find(db, &support_id)?, store::organisation::find(db, &host_id)?)))
        .await?;
    let d = &page.d.cost;
    let item = |(item, fields): (CostItem, [&'static str; 3])| {
        (d.by_code(item.code()).map_or_else(String::new, ToString::to_string), fields)
    };
    let payer = |payer: &Payer| Choice {
        value: payer.code().to_owned(),
        label: match payer {
            Payer::Support => support.name.clone(),
            Payer::Host => host.name.clone(),
            Payer::Municipality => d.municipality.to_string(),
            Payer::Free => d.nobody.to_string(),
        },
    };
    let edit = Edit {
        action: paths::of_meeting(&meeting.head.id, "kosten"),
        back: paths::meeting(&meeting.head.id),
        title: meeting.plan.working_title.clone(),
        items: FIELDS.into_iter().map(item).collect(),
        payers: Payer::ALL.iter().map(payer).collect(),
        is_out: meeting.is_out(),
        theirs: (status == StatusCode::CONFLICT)
            .then(|| lines(&meeting.costs, &support.name, &host.name, page.language)),
        page,
        form,
        problems,
    };
    let mut response = page::desk(&edit)?;
    *response.status_mut() = status;
    Ok(response)
}
