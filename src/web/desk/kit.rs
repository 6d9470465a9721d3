//! Kits on the desk (themakits): for workers everything, for hosts what parents and facilitators read.

pub mod issue;
pub mod source;
mod structure;
pub mod version;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::kit::{ForFacilitator, ForParents, ForProfessional, Kit};
use crate::domain::permission::{self, Action, Relation};
use crate::language::{Language, date_in_words};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths};

struct Line {
    href: String,
    code: String,
    title: String,
    made_for: String,
    minutes: u16,
    languages: String,
    is_reviewed: bool,
    is_past_review: bool,
}

#[derive(Template)]
#[template(path = "kit/index.html")]
struct Index {
    page: DeskPage,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "kit/show.html")]
struct Show {
    page: DeskPage,
    kit: Kit,
    title: String,
    made_for: String,
    next_review: String,
    is_past_review: bool,
    parents: Option<ForParents>,
    facilitator: ForFacilitator,
    /// Only for those who may read it.
    professional: Option<ForProfessional>,
    versions: Vec<Version>,
    /// Who may make a new version.
    may_lead: bool,
    has_draft: bool,
    is_old: bool,
    begin: String,
    /// Of the draft that is shown: where it is changed.
    change: String,
}

/// One version in the list.
struct Version {
    number: i32,
    href: String,
    is_draft: bool,
    is_newest: bool,
    is_shown: bool,
}

/// Which version is asked; none is the newest.
#[derive(Deserialize)]
pub struct Wanted {
    versie: Option<i32>,
    gedaan: Option<String>,
}

pub async fn index(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    let page = DeskPage::of(&app, &allowed, "kits");
    let (reference, today) = (app.reference(), app.clock.today());
    let line = |kit: &Kit| Line {
        href: paths::kit(&kit.slug),
        code: kit.contents.code.clone(),
        title: kit.title(page.language),
        made_for: made_for(&page, kit),
        minutes: kit.contents.minutes,
        languages: Language::written()
            .filter(|language| kit.texts().any(|(own, key, _)| own == language.code && key == "title"))
            .map(|language| language.code)
            .collect::<Vec<_>>()
            .join(" "),
        is_reviewed: !kit.contents.reviewed_by.is_empty(),
        is_past_review: kit.is_past_review(today),
    };
    let lines = reference.kits().map(line).collect();
    page::desk(&Index { page, lines })
}

pub async fn show(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(&app, &allowed, "kits");
    page.done = wanted.gedaan;
    let reference = app.reference();
    let kit = reference.kit(&slug, wanted.versie).ok_or(Failure::NotFound)?;
    let (newest, shown) = (reference.newest(&slug), kit.contents.version);
    let version = |own: &Kit| Version {
        number: own.contents.version,
        href: paths::kit_version(&slug, own.contents.version),
        is_draft: own.is_draft(),
        is_newest: newest == Some(own.contents.version),
        is_shown: own.contents.version == shown,
    };
    page::desk(&Show {
        title: kit.title(page.language),
        made_for: made_for(&page, kit),
        next_review: date_in_words(page.language, kit.contents.next_review),
        is_past_review: kit.is_past_review(app.clock.today()),
        parents: kit.for_parents(page.language),
        facilitator: kit.for_facilitator(page.language, &[]),
        professional: allowed.may_read_professional_texts().then(|| kit.for_professional(page.language)),
        versions: reference.versions(&slug).map(version).collect(),
        may_lead: permission::may(allowed.account.role, Relation::None, Action::LeadKits),
        has_draft: reference.draft(&slug).is_some(),
        is_old: newest > Some(shown),
        begin: format!("{}/versies", paths::kit(&slug)),
        change: paths::of_kit(&slug, shown, ""),
        kit: kit.clone(),
        page,
    })
}

fn made_for(page: &DeskPage, kit: &Kit) -> String {
    page.d.made_for.by_code(kit.contents.made_for.code()).map_or_else(String::new, ToString::to_string)
}
