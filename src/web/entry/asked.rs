//! A link that somebody asks for (vraag om een link): the answer is the same for known and unknown addresses.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::arrival::{Arrival, may_ask, too_often};
use super::sign_in::New;
use super::written;
use crate::domain::account::Account;
use crate::language::Language;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Visitor};
use crate::web::page;
use crate::web::{App, paths, telling, token};

pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let language = written(&code)?;
    let (t, email) = (&language.phrases().entry, form.line("link_email"));
    let mut show = New::of(&app, allowed.as_ref(), language, form);
    if !email.as_str().contains('@') {
        show.problems.add("link_email", &t.email_needed);
        let mut response = page::desk(&show)?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    }
    if !may_ask(&app, &arrival, &email).await? {
        show.problems.add("link_email", &t.too_often);
        return Ok(too_often(page::desk(&show)?));
    }
    // The answer does not wait for it, so that the time tells nothing either.
    tokio::spawn(send(app.clone(), email.key()));
    show.is_sent = true;
    page::desk(&show)
}

/// Writes the same for an address that nobody has: who asks for something else at once waits as long for the database.
async fn send(app: App, email: String) {
    let sending = app.clone();
    let written = app.database.write(move |db| {
        let account = store::account::find_by_email(db, &email)?;
        let (secret, now) = (token::from_chance(sending.clock.chance()), sending.clock.utc());
        store::sign_in_link::put_asked(db, &token::hash(&secret), account.as_ref().map(|account| &account.id), now)?;
        let language = account.as_ref().map_or_else(Language::dutch, Account::language);
        telling::tell_sign_in_link(&sending, db, account.as_ref(), &paths::entry_link(language, &secret))
    });
    if let Err(cause) = written.await {
        tracing::error!(%cause, "a link that was asked for was not sent");
    }
}
