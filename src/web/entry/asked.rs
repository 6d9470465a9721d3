//! A link that somebody asks for (vraag om een link): the answer is the same for known and unknown addresses.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::arrival::{Arrival, may_ask, too_often};
use super::sign_in::New;
use super::{new_link, written};
use crate::domain::sign_in_link::Purpose;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Visitor};
use crate::web::page;
use crate::web::{App, telling};

/// A link leaves so long after it was asked for at least, and some two seconds later at most.
const SHORTEST_WHILE: Duration = Duration::from_millis(250);

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

/// After a while, as long as chance has it: writing takes the database a moment, and who asks for something else at once
/// must not find it busy for a known address only.
async fn send(app: App, email: String) {
    let [chance] = app.clock.chance();
    tokio::time::sleep(SHORTEST_WHILE + Duration::from_millis(u64::from(chance) * 8)).await;
    let sending = app.clone();
    let written = app.database.write(move |db| {
        let Some(account) = store::account::find_by_email(db, &email)? else { return Ok(()) };
        let path = new_link(&sending, db, &account.id, Purpose::Asked, None)?;
        telling::tell_sign_in_link(&sending, db, &account, &path)
    });
    if let Err(cause) = written.await {
        tracing::error!(%cause, "a link that was asked for was not sent");
    }
}
