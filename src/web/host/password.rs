//! The host's own password (wachtwoord): a first one, or another, in her language.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::account::{HERE, page_of};
use crate::web::entry::arrival::{Arrival, too_often};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::password::{self, Refused};
use crate::web::{App, paths};

pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let (t, mut problems) = (language.phrases(), Problems::default());
    if viewer.account.email.is_empty() {
        // Nobody signs in with a password alone.
        problems.add("new_password", &t.own.needs_email);
        return page_of(&app, &viewer, language, problems.into()).await;
    }
    let refused = match password::change(&app, &viewer, arrival, &form).await? {
        Ok(jar) => {
            let page = format!("{}?gedaan=password", paths::host_page(language, HERE));
            return Ok((jar, Redirect::to(&page)).into_response());
        }
        Err(refused) => refused,
    };
    match refused {
        Refused::Weak(weakness) => problems.add("new_password", password::in_words(t, weakness)),
        Refused::WrongPassword => problems.add("password", &t.own.wrong_password),
        Refused::TooOften => problems.add("password", &t.entry.too_often),
    }
    let page = page_of(&app, &viewer, language, problems.into()).await?;
    Ok(if refused == Refused::TooOften { too_often(page) } else { page })
}
