//! How one's own calendar comes onto a phone (eigen agenda): for whoever has a secret address, which no page can show again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::{Drawing, Program};
use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths, public};

#[derive(Template)]
#[template(path = "explanation/own.html")]
struct Show {
    page: Page,
    programs: Vec<Program>,
    /// The page where one came from.
    back: String,
}

#[derive(Deserialize)]
pub struct Came {
    #[serde(default)]
    van: String,
}

/// `/{lang}/agenda-uitleg/eigen`
pub async fn show(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(came): Query<Came>,
) -> Result<Response, Failure> {
    let language = public::written(&code)?;
    let (back, van) = back(&came.van, language);
    let page = Page::new(&app, language, |language| match van {
        Some(van) => paths::own_explanation_from(language, van),
        None => paths::own_explanation(language),
    });
    let mut response = page::public(&Show { programs: super::own_programs(page.t), back, page })?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

/// The page with the address: by a word of ours alone, so that nobody is led elsewhere. Parents have none, and go on to the
/// evenings.
fn back(van: &str, language: Lang) -> (String, Option<&'static str>) {
    match van {
        "wij" => (format!("{}#feed", paths::host_page(language, "account")), Some("wij")),
        "organisatie" => (paths::ORGANISATION.to_owned(), Some("organisatie")),
        "aanmeldingen" => (paths::SIGN_INS.to_owned(), Some("aanmeldingen")),
        _ => (paths::agenda(language), None),
    }
}
