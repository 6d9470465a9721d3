//! The sign-in page (aanmelden) in every language: a link to an e-mail address, or a password.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::arrival::{Arrival, Checked, Let, Proven, check_password, let_in, too_often};
use super::{EntryPage, onward, second_step, written};
use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, Visitor};
use crate::web::page::{self, Page};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "entry/sign_in.html")]
pub(super) struct New {
    pub page: Page,
    pub form_token: String,
    pub form: Form,
    pub problems: Problems,
    /// A link that was opened is used, old or not ours.
    pub is_dead_link: bool,
    pub is_sent: bool,
}

impl New {
    pub(super) fn of(app: &App, viewer: Option<&Viewer>, language: Lang, form: Form) -> Self {
        let EntryPage { page, form_token } = EntryPage::new(app, viewer, language, paths::entry);
        Self { page, form_token, form, problems: Problems::default(), is_dead_link: false, is_sent: false }
    }
}

#[derive(Deserialize)]
pub struct Then {
    #[serde(default)]
    verder: String,
}

/// `/{lang}/in`
pub async fn new(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(then): Query<Then>,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    if let Some(viewer) = &*allowed {
        return Ok(Redirect::to(&onward(&viewer.account, &then.verder, language)).into_response());
    }
    page::desk(&New::of(&app, None, language, Form::of([("verder", then.verder)])))
}

pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    mut form: Form,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let checked = check_password(&app, &arrival, &form.line("email"), form.typed("password")).await?;
    form.set("password", "");
    let t = &language.phrases().entry;
    let mut show = New::of(&app, allowed.as_ref(), language, form);
    match checked {
        Checked::Right(account) => {
            let then = show.form.typed("verder").to_owned();
            match let_in(&app, arrival, Proven { account, link: None, then, door: language }, None).await? {
                Let::In(response) => Ok(response),
                Let::NeedsCode(ticket) => second_step::ask(&app, allowed.as_ref(), language, ticket, None),
                Let::Changed => second_step::too_late(&app, allowed.as_ref(), language),
                Let::WrongCode | Let::TooOften | Let::DeadLink => Err(Failure::Refused),
            }
        }
        Checked::Wrong => {
            show.problems.add("password", &t.wrong);
            let mut response = page::desk(&show)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Checked::TooOften => {
            show.problems.add("password", &t.too_often);
            Ok(too_often(page::desk(&show)?))
        }
    }
}
