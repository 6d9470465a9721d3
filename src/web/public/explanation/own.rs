//! How one's own calendar comes onto a phone (eigen agenda): for whoever has a secret address, which no page can show again.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{Drawing, Program};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths, public};

#[derive(Template)]
#[template(path = "explanation/own.html")]
struct Show {
    page: Page,
    programs: Vec<Program>,
}

/// `/{lang}/agenda-uitleg/eigen`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = public::written(&code)?;
    let page = Page::new(&app, language, paths::own_explanation);
    let mut response = page::public(&Show { programs: super::own_programs(page.t), page })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}
