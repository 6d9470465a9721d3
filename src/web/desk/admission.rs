//! Letting a self-organisation in (toelating): its row, an account for its contact, and the link to hand over.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::application;
use super::entry::handed;
use crate::domain::Refusal;
use crate::domain::account::AccountId;
use crate::domain::application::Admission;
use crate::domain::neutral::loaded_word;
use crate::domain::organisation::OrganisationId;
use crate::domain::sign_in_link::Purpose;
use crate::domain::text::LONGEST_LINE;
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, DecideApplication};
use crate::web::{App, entry, paths, profile, telling};

pub async fn create(
    allowed: Allowed<DecideApplication>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (application, version) = match application::undecided(&app, &viewer, &id, &form).await? {
        Ok(undecided) => undecided,
        Err(decided) => return Ok(decided),
    };
    let mut problems = Problems::default();
    let Some(admission) = check(&form, &viewer.organisation.id, viewer.desk_language().phrases(), &mut problems) else {
        return application::page_of(&app, viewer, application, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let draw = || (app.clock.millis(), app.clock.chance());
    let ids = (OrganisationId::new(draw().0, draw().1), AccountId::new(draw().0, draw().1));
    let (scope, pen, telling, wanted) = (viewer.scope.clone(), viewer.pen(&app), app.clone(), application.id.clone());
    let by = viewer.account.id.clone();
    let done = app
        .write(move |db| {
            let made = store::application::admit(db, &scope, (&wanted, version), &admission, ids, &pen)?;
            let Some((organisation, account)) = made else { return Ok(None) };
            let link = entry::new_link(&telling, db, &account.id, Purpose::Entry, Some(&by))?;
            telling::tell_admitted(&telling, db, &pen, &account, &link)?;
            Ok(Some((organisation, account, link)))
        })
        .await;
    match done {
        // The link is shown once; from the partner's page it can be renewed.
        Ok(Some((organisation, account, link))) => {
            let back = paths::partner(&organisation.id);
            handed(&app, &viewer, account, link, Purpose::Entry, &back)
        }
        Ok(None) => application::decided_meanwhile(&app, viewer, &id).await,
        Err(store::Error::Refused(refusal)) => {
            let field = if refusal == Refusal::EmailKnown { "contact_email" } else { "name" };
            problems.add(field, super::meeting::refusal_in_words(viewer.desk_language().desk(), &refusal));
            application::page_of(&app, viewer, application, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The name and the region are confirmed, never taken over in silence.
fn check(
    form: &Form,
    by: &OrganisationId,
    t: &'static crate::language::Phrases,
    problems: &mut Problems,
) -> Option<Admission> {
    let name = form.line("name");
    if name.is_empty() {
        problems.add("name", &t.problem.needed);
    } else if name.length() > LONGEST_LINE {
        problems.add("name", t.problem.too_long.of(LONGEST_LINE));
    } else if let Some(word) = loaded_word(name.as_str()) {
        problems.add("name", t.problem.loaded_word.of(word));
    }
    let region = form.typed("region").parse().ok();
    if region.is_none() {
        problems.add("region", &t.problem.choose);
    }
    let email = profile::check_email(form, t, problems);
    let (name, by) = (name.into_string(), by.clone());
    region.filter(|_| problems.is_empty()).map(|region| Admission { name, region, email, by })
}
