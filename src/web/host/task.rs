//! What must be ready for an evening (klaar voor de avond): the host ticks off her own part, and sees the other side's.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use super::meeting;
use crate::clock;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::task::{Task, TaskItem};
use crate::language::{Lang, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::task::{self as shared, Standing};
use crate::web::{App, paths};

/// What is needed, by whose turn it is; what is still to do stands first.
pub struct Readiness {
    pub own: Vec<Line>,
    pub theirs: Vec<Line>,
    pub is_all_done: bool,
}

/// One thing to do.
pub struct Line {
    pub item: TaskItem,
    pub version: i32,
    pub name: String,
    pub state: String,
    pub badge: &'static str,
    pub is_done: bool,
    pub may_tick: bool,
}

impl Readiness {
    /// `None` when there is nothing left to prepare.
    pub fn of(meeting: &Meeting, side: Side, tasks: &[Task], today: NaiveDate, language: Lang) -> Option<Self> {
        let of = |side: Side| {
            let mut own: Vec<&Task> = tasks.iter().filter(|task| task.is_needed && task.side == side).collect();
            own.sort_by_key(|task| (task.is_done(), task.due_on));
            own.into_iter().map(|task| line(task, today, language)).collect::<Vec<_>>()
        };
        let (own, theirs) = (of(side), of(side.other()));
        let is_all_done = own.iter().all(|line| line.is_done);
        (!meeting.is_cancelled()).then_some(Self { own, theirs, is_all_done })
    }
}

fn line(task: &Task, today: NaiveDate, language: Lang) -> Line {
    let (t, standing) = (language.phrases(), Standing::of(task, today));
    let due = || t.ready.due.of(day_and_month(language, task.due_on));
    let state = match standing {
        Standing::Done(at) => t.ready.done_on.of(day_and_month(language, clock::day_of(at))),
        Standing::Found => t.ready.found.to_string(),
        Standing::Overdue => t.ready.overdue.of(day_and_month(language, task.due_on)),
        Standing::Open | Standing::Past | Standing::NotNeeded => due(),
    };
    Line {
        item: task.item,
        version: task.version,
        name: shared::name(task.item, t),
        state,
        badge: standing.badge(),
        is_done: task.is_done(),
        may_tick: standing != Standing::Found,
    }
}

/// Ticks one thing off, or takes the tick back.
pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _, item)): Path<(String, String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, owned) = (super::written(&code)?, allowed.into_proof());
    let item: TaskItem = item.parse().map_err(|_| Failure::NotFound)?;
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let done_at = form.has("done", "yes").then(|| app.clock.utc());
    match shared::change(&app, &owned, (item, version), shared::tick(done_at)).await {
        Ok(()) => {
            let (page, done) = (
                paths::host_meeting(language, &owned.meeting.head.id),
                if done_at.is_some() { "ready" } else { "unready" },
            );
            Ok(Redirect::to(&format!("{page}?gedaan={done}#ready")).into_response())
        }
        Err(store::Error::Stale(theirs)) => {
            let owned = Owned { meeting: *theirs, ..owned };
            meeting::refuse_stale(&app, &owned, language, form, "ready").await
        }
        Err(other) => Err(other.into()),
    }
}
