//! Whether the planner can do its work (gereedheid), for whoever sends it visitors.

use axum::extract::State;
use axum::response::Response;

use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page;

/// `/readyz`: the database answers.
pub async fn show(_: Allowed<Anyone>, State(app): State<App>) -> Result<Response, Failure> {
    match app.database.read(store::revision::current).await {
        Ok(_) => Ok(page::plain("ok\n".to_owned())),
        Err(cause) => {
            tracing::warn!(%cause, "not ready: the database does not answer");
            Err(Failure::Busy)
        }
    }
}
