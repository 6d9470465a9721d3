//! Ticking off what is ready (afvinken), and taking the tick back.

use axum::extract::{Path, State};
use axum::response::Response;

use super::task;
use crate::domain::record::{Deed, Note};
use crate::domain::task::TaskItem;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeMeeting};

pub async fn update(
    allowed: Allowed<ChangeMeeting>,
    State(app): State<App>,
    Path((_, item)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let item: TaskItem = item.parse().map_err(|_| Failure::NotFound)?;
    let now = form.has("done", "yes").then(|| app.clock.utc());
    task::change(&app, allowed.into_proof(), item, form, move |task| {
        task.done_at = now;
        Note::with(if now.is_some() { Deed::TaskDone } else { Deed::TaskChanged }, task.item)
    })
    .await
}
