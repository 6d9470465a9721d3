//! The Dutch words of a draft (brontekst): every text of the kit, for whom it is, beside what the last version said.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::version::draft_of;
use crate::domain::kit::Kit;
use crate::language::Language;
use crate::web::desk::meeting::Done;
use crate::web::desk::translation::{Group, Kept, Shown, Typed, Work, has_problem, keep};
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadKits};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "kit/source.html")]
struct Edit {
    page: DeskPage,
    name: String,
    version: i32,
    groups: Vec<Group>,
    action: String,
    back: String,
}

impl Edit {
    fn is_refused(&self) -> bool {
        has_problem(&self.groups)
    }
}

pub async fn edit(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let draft = draft_of(&app, &slug, version).await?;
    edit_page(&app, &allowed, &draft, &Typed::default(), done.gedaan)
}

pub async fn update(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    form: Form,
) -> Result<Response, Failure> {
    let draft = draft_of(&app, &slug, version).await?;
    let viewer = allowed.into_proof();
    let mut typed = Typed::of(&form, &draft.units());
    match keep(&app, &viewer, Work::source(draft.clone()), &typed).await? {
        Kept::All => {
            let there = paths::of_kit(&slug, version, "/teksten");
            Ok(Redirect::to(&format!("{there}?gedaan=texts")).into_response())
        }
        Kept::Nothing(problems) => {
            let status = if problems.is_conflict() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            typed.problems = problems;
            let draft = draft_of(&app, &slug, version).await?;
            let mut response = edit_page(&app, &viewer, &draft, &typed, None)?;
            *response.status_mut() = status;
            Ok(response)
        }
    }
}

fn edit_page(
    app: &App,
    viewer: &Viewer,
    draft: &Kit,
    typed: &Typed,
    done: Option<String>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(app, viewer, "kits");
    page.done = done;
    let reference = app.reference();
    let version = draft.contents.version;
    let shown = Shown {
        kit: draft,
        language: Language::dutch(),
        typed,
        viewer,
        organisations: &BTreeMap::new(),
        versions: reference.versions(&draft.slug).collect(),
        d: page.d,
    };
    let mut groups = shown.groups(&draft.units());
    let before = reference.kit(&draft.slug, None);
    for line in groups.iter_mut().flat_map(|group| &mut group.lines) {
        line.source =
            before.and_then(|kit| kit.text("nl", &line.key)).map(|text| text.text.clone()).unwrap_or_default();
    }
    page::desk(&Edit {
        name: format!("{} {}", draft.contents.code, draft.title(page.language)),
        version,
        groups,
        action: paths::of_kit(&draft.slug, version, "/teksten"),
        back: paths::of_kit(&draft.slug, version, ""),
        page,
    })
}
