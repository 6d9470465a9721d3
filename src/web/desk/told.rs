//! "Iemand vertelt u iets" on the desk: for everybody what to do tonight, for professionals the five steps beside it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::language::Phrase;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::told::{self, Line};

#[derive(Template)]
#[template(path = "told/show.html")]
struct Show {
    page: DeskPage,
    contacts: Vec<Line>,
    alarm: String,
    /// Empty for those who are not professionals.
    steps: Vec<&'static Phrase>,
}

pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "told");
    let (reference, d) = (app.reference(), &page.d.told);
    let is_professional = allowed.may_read_professional_texts();
    let steps = [&d.step_1, &d.step_2, &d.step_3, &d.step_4, &d.step_5];
    let contacts = if is_professional { told::for_professionals } else { told::for_volunteers };
    page::desk(&Show {
        contacts: contacts(&reference, page.language),
        alarm: told::alarm(&reference),
        steps: if is_professional { steps.to_vec() } else { Vec::new() },
        page,
    })
}
