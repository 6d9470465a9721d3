//! Whether everybody can use the pages (toegankelijkheidsverklaring): what is aimed at, what is not right yet, whom to tell.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::face;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths};

/// The European standard for public bodies, and the guidelines that it follows.
const NORMS: &str = "EN 301 549, WCAG 2.2";

#[derive(Template)]
#[template(path = "accessibility/show.html")]
struct Show {
    page: Page,
    norms: &'static str,
    address: String,
}

/// `/{lang}/toegankelijkheid`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = Page::new(&app, language, paths::accessibility);
    let address = format!("toegankelijk@{}", face::host_name(&app));
    let mut response = page::public(&Show { page, norms: NORMS, address })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}
