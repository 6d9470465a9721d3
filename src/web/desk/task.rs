//! The readiness list on the page of a meeting (gereedheidslijst): who sees to what by when, and changing that.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use super::meeting;
use crate::clock;
use crate::domain::meeting::{Meeting, MeetingId, Side};
use crate::domain::record::{Deed, Note};
use crate::domain::task::{self, Checkpoint, DAYS_BEFORE, Light, Task, TaskItem};
use crate::domain::typed;
use crate::language::{Desk, Lang, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeMeeting, Owned};
use crate::web::task::{self as shared, Standing};
use crate::web::{App, page, paths};

/// The list as the page of a meeting shows it.
pub struct Readiness {
    pub moments: Vec<Moment>,
    pub lines: Vec<Line>,
    /// Both owners by their names, for whose turn it is.
    pub owners: [(Side, String); 2],
    pub may_change: bool,
}

/// Six weeks, two weeks or two days before: a light with its word.
pub struct Moment {
    pub label: String,
    pub date: String,
    pub word: String,
    pub badge: &'static str,
    pub still: String,
}

/// One thing to do.
pub struct Line {
    pub item: TaskItem,
    pub version: i32,
    pub name: String,
    pub side: Side,
    pub owner: String,
    pub due_on: NaiveDate,
    pub due: String,
    pub state: String,
    pub badge: &'static str,
    pub is_needed: bool,
    /// Ticked by hand.
    pub is_done: bool,
    pub may_tick: bool,
}

impl Readiness {
    pub fn of(
        meeting: &Meeting,
        tasks: &[Task],
        owners: [(Side, String); 2],
        today: NaiveDate,
        language: Lang,
    ) -> Self {
        let d = language.desk();
        let moments = task::checkpoints(tasks, meeting.plan.starts_at.date(), today);
        let lines = tasks.iter().map(|task| line(task, &owners, today, language)).collect();
        let may_change = !meeting.is_cancelled();
        Self {
            moments: moments.iter().map(|moment| self::moment(moment, d, language)).collect(),
            lines,
            owners,
            may_change,
        }
    }
}

fn moment(checkpoint: &Checkpoint, d: &Desk, language: Lang) -> Moment {
    let d = &d.task;
    let label = d.by_code(&format!("at_{}", checkpoint.days_before)).map_or_else(String::new, ToString::to_string);
    let still = if checkpoint.open == 0 { d.all_done.to_string() } else { d.still.of(checkpoint.open) };
    let (word, badge) = match checkpoint.light {
        Light::Green => (&d.green, "badge badge-good"),
        Light::Amber => (&d.amber, "badge badge-late"),
        Light::Red => (&d.red, "badge badge-stop"),
    };
    Moment { label, date: day_and_month(language, checkpoint.on), word: word.to_string(), badge, still }
}

fn line(task: &Task, owners: &[(Side, String); 2], today: NaiveDate, language: Lang) -> Line {
    let (d, standing) = (&language.desk().task, Standing::of(task, today));
    let state = match standing {
        Standing::NotNeeded => d.not_needed.to_string(),
        Standing::Done(at) => d.done_on.of(day_and_month(language, clock::day_of(at))),
        Standing::Found => d.found.to_string(),
        Standing::Overdue => d.overdue.to_string(),
        Standing::Open => d.open.to_string(),
        Standing::Past => d.past.to_string(),
    };
    Line {
        item: task.item,
        version: task.version,
        name: shared::name(task.item, language.phrases()),
        side: task.side,
        owner: owners.iter().find(|(side, _)| *side == task.side).map_or_else(String::new, |(_, name)| name.clone()),
        due_on: task.due_on,
        due: day_and_month(language, task.due_on),
        state,
        badge: standing.badge(),
        is_needed: task.is_needed,
        is_done: task.done_at.is_some(),
        may_tick: task.is_needed && standing != Standing::Found,
    }
}

/// Another owner, another due date, or not needed at all.
pub async fn update(
    allowed: Allowed<ChangeMeeting>,
    State(app): State<App>,
    Path((_, item)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let item: TaskItem = item.parse().map_err(|_| Failure::NotFound)?;
    let side: Side = form.typed("owner").parse().map_err(|_| Failure::Refused)?;
    let is_needed = form.is_ticked("needed");
    let meets_on = owned.meeting.plan.starts_at.date();
    let days_before = typed::date(form.typed("due_on")).and_then(|due_on| days_between(due_on, meets_on));
    form.set("item", item.code());
    let Some(days_before) = days_before else {
        let problem = owned.viewer.desk_language().desk().task.due_problem.to_string();
        return meeting::refuse(&app, owned, form, "due_on", problem).await;
    };
    change(&app, owned, item, form, move |task| {
        (task.side, task.days_before, task.is_needed) = (side, days_before, is_needed);
        Note::with(Deed::TaskChanged, task.item)
    })
    .await
}

/// Changes one line if nobody did so meanwhile, and goes back to the list.
pub(super) async fn change(
    app: &App,
    owned: Owned,
    item: TaskItem,
    form: Form,
    decide: impl FnOnce(&mut Task) -> Note + Clone + Send + 'static,
) -> Result<Response, Failure> {
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    match shared::change(app, &owned, (item, version), decide).await {
        Ok(()) => Ok(Redirect::to(&back(&owned.meeting.head.id)).into_response()),
        Err(store::Error::Stale(theirs)) => {
            let problem = owned.viewer.desk_language().desk().task.stale.to_string();
            let field = if form.typed("item").is_empty() { "action" } else { "due_on" };
            let owned = Owned { meeting: *theirs, ..owned };
            meeting::refuse(app, owned, form, field, problem).await.map(page::conflict)
        }
        Err(other) => Err(other.into()),
    }
}

fn back(id: &MeetingId) -> String {
    format!("{}#readiness", paths::meeting_done(id, "task"))
}

/// `None` when it is further away than the list reaches.
fn days_between(due_on: NaiveDate, meets_on: NaiveDate) -> Option<i32> {
    let days = i32::try_from((meets_on - due_on).num_days()).ok()?;
    DAYS_BEFORE.contains(&days).then_some(days)
}
