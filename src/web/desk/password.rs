//! Another password (wachtwoord wijzigen): asks for the old one, and ends every other sign-in.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::{done_at, page_of};
use crate::domain::text::CleanText;
use crate::store;
use crate::web::App;
use crate::web::entry::arrival::{Arrival, check_password, renew};
use crate::web::entry::password::{hashed, in_words, weakness};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};

pub async fn update(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    let typed = form.typed("new_password").to_owned();
    if let Some(weakness) = weakness(&viewer, &typed) {
        problems.add("new_password", in_words(viewer.desk_language().phrases(), weakness));
        return page_of(&app, viewer, problems, "").await;
    }
    let who = CleanText::line(&viewer.account.email_key);
    let checked = check_password(&app, &arrival, &who, form.typed("password")).await?;
    if let Err(unproven) = checked.or_problem(&d.security.wrong_password, &d.sign_in.too_often) {
        problems.add("password", unproven.sentence);
        return Ok(unproven.answer(page_of(&app, viewer, problems, "").await?));
    }
    let (hash, id) = (hashed(&app, typed).await?, viewer.account.id.clone());
    let jar = renew(&app, arrival, &viewer, move |db| store::account::set_password(db, &id, &hash)).await?;
    Ok((jar, Redirect::to(&done_at("password"))).into_response())
}
