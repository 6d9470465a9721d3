//! The host's first page (overzicht): what waits for her, then what is coming.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::page::{self, HostPage};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "host/home.html")]
struct Show {
    page: HostPage,
}

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page::show(&Show { page: HostPage::of(&app, &allowed, language, "home", paths::host) })
}
