//! Letting a draft of a kit go (vrijgave): from then on evenings that go out get it, and those that are out keep theirs.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::version::{draft_of, refused};
use crate::domain::record::{Deed, Note};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadKits};
use crate::web::{App, page, paths};

/// Not while something is missing, and only what the coordinator saw.
pub async fn create(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    form: Form,
) -> Result<Response, Failure> {
    let draft = draft_of(&app, &slug, version).await?;
    let viewer = allowed.into_proof();
    if !draft.unready(app.clock.today()).is_empty() {
        return refused(&app, &viewer, draft, None);
    }
    let seen: i32 = form.typed("revision").parse().unwrap_or_default();
    let (pen, wanted) = (viewer.pen(&app), slug.clone());
    let is_released = app
        .write(move |db| {
            let is_released = store::kit::version::release(db, &wanted, version, seen)?;
            if is_released {
                pen.write(db, None, &Note::of(Deed::KitReleased))?;
                store::revision::raise_reference(db)?;
            }
            Ok(is_released)
        })
        .await?;
    app.look_around().await?;
    if is_released {
        return Ok(Redirect::to(&format!("{}?gedaan=kit_released", paths::kit(&slug))).into_response());
    }
    let draft = draft_of(&app, &slug, version).await?;
    let said = viewer.desk_language().desk().problem.changed_meanwhile.to_string();
    Ok(page::conflict(refused(&app, &viewer, draft, Some(said))?))
}
