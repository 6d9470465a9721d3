//! What is kept, why and for how long (privacyverklaring), in plain words.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::face;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths};

#[derive(Template)]
#[template(path = "privacy/show.html")]
struct Show {
    page: Page,
    address: String,
}

/// `/{lang}/privacy`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = Page::new(&app, language, paths::privacy);
    let address = format!("privacy@{}", face::host_name(&app));
    let mut response = page::public(&Show { page, address })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}
