//! Who pays what and when (kosten): a page of the meeting that both owners fill in, and agree to with the rest.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use super::meeting::refusal_in_words;
use crate::domain::cost::{self, Cost, CostItem, Payer};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::language::{Desk, Lang, day_and_month, euros};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeMeeting, Owned};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths, telling};

/// The fields of each item: who pays, how much, and by when.
const FIELDS: [(CostItem, [&str; 3]); 5] = [
    (CostItem::Fee, ["fee_payer", "fee_amount", "fee_due"]),
    (CostItem::Food, ["food_payer", "food_amount", "food_due"]),
    (CostItem::Room, ["room_payer", "room_amount", "room_due"]),
    (CostItem::Childcare, ["childcare_payer", "childcare_amount", "childcare_due"]),
    (CostItem::Interpreter, ["interpreter_payer", "interpreter_amount", "interpreter_due"]),
];

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
    let form = of_meeting(&meeting, viewer.desk_language());
    page_of(&app, &viewer, &meeting, form, Problems::default(), StatusCode::OK).await
}

pub async fn update(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let Owned { viewer, meeting, side } = allowed.into_proof();
    let d = viewer.desk_language().desk();
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let mut problems = Problems::default();
    let costs = check(&meeting.head.id, &form, d, &mut problems);
    if !problems.is_empty() {
        return page_of(&app, &viewer, &meeting, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (id, scope, now) = (meeting.head.id.clone(), viewer.scope.clone(), app.clock.utc());
    let (changed, pen, telling) = (id.clone(), viewer.pen(&app), app.clone());
    let settled = app.write(move |db| {
        let done = store::meeting::change(db, &changed, &scope, version, &pen, |meeting| {
            meeting.settle_costs(side, costs, now)
        })?;
        telling::tell(&telling, db, &pen, &done.meeting, &done.notes)
    });
    match settled.await {
        Ok(()) => Ok(Redirect::to(&paths::meeting_done(&id, "costs")).into_response()),
        Err(store::Error::Stale(theirs)) => {
            problems.add("version", &d.problem.changed_meanwhile);
            let mut form = form;
            form.set("version", theirs.head.version.to_string());
            page_of(&app, &viewer, &theirs, form, problems, StatusCode::CONFLICT).await
        }
        Err(store::Error::Refused(refusal)) => {
            problems.add("version", refusal_in_words(d, &refusal));
            page_of(&app, &viewer, &meeting, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The costs, sorted as the store sorts them, or what is wrong beside each field.
fn check(id: &MeetingId, form: &Form, d: &Desk, problems: &mut Problems) -> Vec<Cost> {
    let mut costs = Vec::new();
    for (item, [payer_field, amount_field, due_field]) in FIELDS {
        let (typed_payer, typed_amount) = (form.typed(payer_field), form.typed(amount_field).trim());
        let typed_due = form.typed(due_field).trim();
        if typed_payer.is_empty() {
            if !typed_amount.is_empty() || !typed_due.is_empty() {
                problems.add(payer_field, &d.cost.choose_payer);
            }
            continue;
        }
        let Ok(payer) = typed_payer.parse::<Payer>() else {
            problems.add(payer_field, &d.problem.choose);
            continue;
        };
        let cents = match (payer, cost::cents(typed_amount)) {
            (Payer::Free, None | Some(0)) if typed_amount.is_empty() || cost::cents(typed_amount) == Some(0) => 0,
            (Payer::Free, _) => {
                problems.add(amount_field, &d.cost.free_costs_nothing);
                continue;
            }
            (_, Some(cents)) => cents,
            (_, None) => {
                problems.add(amount_field, &d.cost.amount_wrong);
                continue;
            }
        };
        let due_on = NaiveDate::parse_from_str(typed_due, "%Y-%m-%d").ok();
        let is_year = |due: NaiveDate| (2000..2100).contains(&chrono::Datelike::year(&due));
        if !typed_due.is_empty() && !due_on.is_some_and(is_year) {
            problems.add(due_field, &d.problem.date);
            continue;
        }
        costs.push(Cost { meeting_id: id.clone(), item, payer, cents, due_on });
    }
    costs.sort_by_key(|cost| cost.item.code());
    costs
}

fn of_meeting(meeting: &Meeting, language: Lang) -> Form {
    let mut form = Form::of([("version", meeting.head.version.to_string())]);
    for (item, [payer, amount, due]) in FIELDS {
        let Some(cost) = meeting.costs.iter().find(|cost| cost.item == item) else { continue };
        form.set(payer, cost.payer.code());
        if cost.payer != Payer::Free {
            form.set(amount, euros(cost.cents, language).trim_start_matches(['€', '\u{a0}']));
        }
        form.set(due, cost.due_on.map_or_else(String::new, |due| due.format("%Y-%m-%d").to_string()));
    }
    form
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
