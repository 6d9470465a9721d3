//! One line of the readiness list (taak), as the desk and the host's room share it: how it stands, and changing it.

use chrono::{NaiveDate, NaiveDateTime};

use super::App;
use super::guard::Owned;
use crate::domain::record::{Deed, Note};
use crate::domain::task::{Task, TaskItem};
use crate::language::Phrases;
use crate::store;

/// How a line stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    NotNeeded,
    Done(NaiveDateTime),
    /// The evening names who does it.
    Found,
    Overdue,
    Open,
    /// It was never ticked off, and the evening is over.
    Past,
}

impl Standing {
    pub fn of(task: &Task, today: NaiveDate) -> Self {
        match task.done_at {
            _ if !task.is_needed => Self::NotNeeded,
            Some(at) => Self::Done(at),
            None if task.is_found => Self::Found,
            None if task.is_past(today) => Self::Past,
            None if task.is_overdue(today) => Self::Overdue,
            None => Self::Open,
        }
    }

    pub fn badge(self) -> &'static str {
        match self {
            Self::NotNeeded | Self::Open | Self::Past => "badge badge-quiet",
            Self::Done(_) | Self::Found => "badge badge-good",
            Self::Overdue => "badge badge-stop",
        }
    }
}

pub fn name(item: TaskItem, t: &Phrases) -> String {
    t.task_item.by_code(item.code()).map_or_else(String::new, ToString::to_string)
}

/// Ticks a line off at this moment, or takes the tick back.
pub fn tick(done_at: Option<NaiveDateTime>) -> impl FnOnce(&mut Task) -> Note + Clone + Send + 'static {
    move |task| {
        task.done_at = done_at;
        Note::with(if done_at.is_some() { Deed::TaskDone } else { Deed::TaskChanged }, task.item)
    }
}

/// Changes one line, if nobody did so since `version`, and writes down what was done.
pub async fn change(
    app: &App,
    owned: &Owned,
    (item, version): (TaskItem, i32),
    decide: impl FnOnce(&mut Task) -> Note + Clone + Send + 'static,
) -> Result<(), store::Error> {
    let (id, scope, pen) = (owned.meeting.head.id.clone(), owned.viewer.scope.clone(), owned.viewer.pen(app));
    app.write(move |db| store::task::change(db, &scope, &id, (item, version), &pen, decide)).await
}
