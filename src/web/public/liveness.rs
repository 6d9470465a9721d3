//! Whether the planner lives (levensteken), for whoever watches over it.

use axum::response::Response;

use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page;

/// `/livez`
pub async fn show(_: Allowed<Anyone>) -> Result<Response, Failure> {
    Ok(page::plain("ok\n".to_owned()))
}
