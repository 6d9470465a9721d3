//! "Iemand vertelt u iets" for hosts: what to do tonight and whom to call. It keeps nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::page::{self, HostPage};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::told::{self, Line};
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "host/told.html")]
struct Show {
    page: HostPage,
    contacts: Vec<Line>,
    alarm: String,
}

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let page = HostPage::of(&app, &allowed, language, "told", |language| paths::host_page(language, "verteld"));
    let reference = app.reference();
    page::show(&Show { contacts: told::for_volunteers(&reference, language), alarm: told::alarm(&reference), page })
}
