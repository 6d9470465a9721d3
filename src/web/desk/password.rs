//! Another password (wachtwoord wijzigen): asks for the old one, and ends every other sign-in.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::sign_ins::{done_at, page_of};
use crate::web::App;
use crate::web::entry::arrival::{Arrival, too_often};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::password::{self, Refused};

pub async fn update(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    arrival: Arrival,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let refused = match password::change(&app, &viewer, arrival, &form).await? {
        Ok(jar) => return Ok((jar, Redirect::to(&done_at("password"))).into_response()),
        Err(refused) => refused,
    };
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    match refused {
        Refused::Weak(weakness) => {
            problems.add("new_password", password::in_words(viewer.desk_language().phrases(), weakness));
        }
        Refused::WrongPassword => problems.add("password", &d.security.wrong_password),
        Refused::TooOften => problems.add("password", &d.sign_in.too_often),
    }
    let page = page_of(&app, viewer, problems, "", None).await?;
    Ok(if refused == Refused::TooOften { too_often(page) } else { page })
}
