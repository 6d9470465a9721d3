//! What crawlers may read (zoekmachines).

use axum::response::Response;

use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page;

/// `/robots.txt`. Nothing secret stands in it: addresses that only some people have are not named, but marked themselves.
pub async fn show(_: Allowed<Anyone>) -> Result<Response, Failure> {
    Ok(page::plain("User-agent: *\nDisallow: /desk\nDisallow: /agenda/\nAllow: /\n".to_owned()))
}
