//! A link that signs in (inloglink): opening it shows a button, pressing the button uses it. Mail scanners press nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::arrival::{Arrival, Let, Proven, let_in};
use super::sign_in::New;
use super::{EntryPage, second_step, written};
use crate::domain::sign_in_link::Purpose;
use crate::language::Lang;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Visitor};
use crate::web::page::{self, Page};
use crate::web::viewer::Viewer;
use crate::web::{App, paths, token};

#[derive(Template)]
#[template(path = "entry/link.html")]
struct Show {
    page: Page,
    form_token: String,
    action: String,
    /// Who gets in, of which organisation.
    who: String,
    /// Whether it opens again on the phone that uses it now.
    is_key: bool,
}

/// `/{lang}/in/{token}`
pub async fn show(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, secret)): Path<(String, String)>,
    arrival: Arrival,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let (hash, device, now) = (token::hash(&secret), arrival.cookie_hash(&app), app.clock.utc());
    let found = app.database.read(move |db| store::sign_in_link::find(db, &hash)).await?;
    match found.filter(|(link, ..)| link.opens_for(device.as_deref(), now)) {
        Some((link, account, organisation)) => {
            let address = |language| paths::entry_link(language, &secret);
            let EntryPage { page, form_token } = EntryPage::new(&app, allowed.as_ref(), language, address);
            let t = &language.phrases().entry;
            page::desk(&Show {
                page,
                form_token,
                action: address(language),
                who: t.you_are.with(&[("name", &account.name), ("organisation", &organisation.name)]),
                is_key: link.purpose == Purpose::Entry,
            })
        }
        None => dead(&app, allowed.as_ref(), language),
    }
}

pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path((code, secret)): Path<(String, String)>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let (hash, device, now) = (token::hash(&secret), arrival.cookie_hash(&app), app.clock.utc());
    let wanted = hash.clone();
    let found = app.database.read(move |db| store::sign_in_link::find(db, &wanted)).await?;
    let Some((_, account, _)) = found.filter(|(link, ..)| link.opens_for(device.as_deref(), now)) else {
        return dead(&app, allowed.as_ref(), language);
    };
    let proven = Proven { account, link: Some(hash), then: form.typed("verder").to_owned(), door: language };
    match let_in(&app, arrival, proven, None).await? {
        Let::In(response) => Ok(response),
        Let::NeedsCode(ticket) => second_step::ask(&app, allowed.as_ref(), language, ticket, None),
        Let::WrongCode | Let::TooOften | Let::DeadLink | Let::Changed => dead(&app, allowed.as_ref(), language),
    }
}

/// Used, too old, or never ours: the page says the same, and how to get a new one.
pub(super) fn dead(app: &App, viewer: Option<&Viewer>, language: Lang) -> Result<Response, Failure> {
    let show = New { is_dead_link: true, ..New::of(app, viewer, language, Form::default()) };
    let mut response = page::desk(&show)?;
    *response.status_mut() = StatusCode::GONE;
    Ok(response)
}
