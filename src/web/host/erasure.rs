//! Taking the host's own account away (wissen), in her language.

use axum::extract::{Path, State};
use axum::response::Response;

use super::account::page_of;
use crate::web::App;
use crate::web::desk::sign_in::goodbye;
use crate::web::entry::arrival::{Arrival, too_often};
use crate::web::erasure::{self, Refused};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};

pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let Err(refused) = erasure::erase(&app, &viewer, &arrival, &form).await? else {
        return Ok(goodbye(&app, arrival.jar, &viewer, Some(language)));
    };
    let (t, mut problems) = (language.phrases(), Problems::default());
    let sentence = match refused {
        Refused::NotSure => &t.own.tick,
        Refused::WrongPassword => &t.own.wrong_password,
        Refused::TooOften => &t.entry.too_often,
        Refused::NotFresh => &t.own.sign_in_again,
        Refused::LastOne => &t.own.last_host,
    };
    // Her password stands on the page twice: to change it, and here.
    problems.add(if refused.is_about_password() { "erase_password" } else { "sure" }, sentence);
    let page = page_of(&app, &viewer, language, problems.into()).await?;
    Ok(if refused == Refused::TooOften { too_often(page) } else { page })
}
