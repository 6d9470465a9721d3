//! Ticking off what is ready (afvinken), and taking the tick back.

use axum::extract::{Path, State};
use axum::response::Response;

use super::task;
use crate::domain::task::TaskItem;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeMeeting};
use crate::web::task as shared;

pub async fn update(
    allowed: Allowed<ChangeMeeting>,
    State(app): State<App>,
    Path((_, item)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let item: TaskItem = item.parse().map_err(|_| Failure::NotFound)?;
    let done_at = form.has("done", "yes").then(|| app.clock.utc());
    task::change(&app, allowed.into_proof(), item, form, shared::tick(done_at)).await
}
