//! What is kept, why and for how long (privacyverklaring), in plain words.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::face;
use crate::domain::retention::Kept;
use crate::language::Phrases;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths};

#[derive(Template)]
#[template(path = "privacy/show.html")]
struct Show {
    page: Page,
    /// What is kept, and how long: a row for each of the retention table.
    kept: Vec<(String, String)>,
    address: String,
}

/// `/{lang}/privacy`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = Page::new(&app, language, paths::privacy);
    let address = format!("privacy@{}", face::host_name(&app));
    let mut response = page::public(&Show { kept: kept(page.t), page, address })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

/// The table that the job obeys, and what stays for as long as an organisation takes part.
fn kept(t: &Phrases) -> Vec<(String, String)> {
    let said = |code: &str| t.kept.by_code(code).map_or_else(String::new, ToString::to_string);
    let codes = Kept::ALL.iter().map(|kept| kept.code()).chain(["organisation"]);
    codes.map(|code| (said(code), said(&format!("{code}_long")))).collect()
}
