//! The translation desk (vertalingen): what is still to do in which language, and each text beside the Dutch.

pub mod exchange;
mod form;
mod keeping;
mod line;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done;
use crate::domain::kit::Kit;
use crate::domain::kit::translation::Coverage;
use crate::language::{Lang, Language, Phrase};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Translate};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

pub(super) use form::Typed;
pub(super) use keeping::{Kept, LONGEST, Work, broken_in_words, keep};
pub(super) use line::{Group, Shown, has_problem};

#[derive(Template)]
#[template(path = "translation/index.html")]
struct Index {
    page: DeskPage,
    languages: Vec<Lang>,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    is_draft: bool,
    cells: Vec<Cell>,
}

struct Cell {
    language: Lang,
    href: String,
    coverage: Coverage,
}

impl Cell {
    fn class(&self) -> &'static str {
        match self.coverage {
            coverage if coverage.is_complete() => "badge badge-good",
            coverage if coverage.missing + coverage.outdated > 0 => "badge badge-stop",
            coverage if coverage.ready() > 0 => "badge badge-late",
            _ => "badge badge-quiet",
        }
    }
}

#[derive(Template)]
#[template(path = "translation/edit.html")]
struct Edit {
    page: DeskPage,
    name: String,
    version: i32,
    is_draft: bool,
    is_old: bool,
    /// The language that is written here.
    own: Lang,
    others: Vec<(Lang, String)>,
    coverage: Coverage,
    groups: Vec<Group>,
    action: String,
    file: String,
    upload: String,
    /// On top: a file that could not be taken, or what it brought.
    said: Option<Said>,
}

/// What is said of a file.
pub(super) enum Said {
    Refused(String),
    Brought(String),
}

/// Which texts: a version of a kit, and a language that is not Dutch.
pub(super) struct Asked {
    pub(super) kit: Kit,
    pub(super) language: Lang,
}

impl Asked {
    /// As they are now, also when another instance changed them just now.
    pub(super) async fn find(app: &App, slug: &str, version: i32, language: &str) -> Result<Self, Failure> {
        app.look_around().await?;
        let reference = app.reference();
        let kit = reference.kit(slug, Some(version)).ok_or(Failure::NotFound)?;
        let language = Language::find(language).filter(|language| language.is_written && !language.is_dutch());
        Ok(Self { kit: kit.clone(), language: language.ok_or(Failure::NotFound)? })
    }
}

pub async fn index(
    allowed: Allowed<Translate>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(&app, &allowed, "translations");
    page.done = done.gedaan;
    let reference = app.reference();
    let languages: Vec<Lang> = Language::written().filter(|language| !language.is_dutch()).collect();
    let row = |kit: &Kit| Row {
        name: format!("{} {}", kit.contents.code, kit.title(page.language)),
        is_draft: kit.is_draft(),
        cells: languages.iter().map(|language| cell(kit, language)).collect(),
    };
    let kits = reference.kits().flat_map(|kit| [Some(kit), reference.draft(&kit.slug)]).flatten();
    let rows = kits.map(row).collect();
    page::desk(&Index { rows, languages, page })
}

fn cell(kit: &Kit, language: Lang) -> Cell {
    Cell {
        language,
        href: paths::translation(&kit.slug, kit.contents.version, language),
        coverage: kit.coverage(language),
    }
}

pub async fn edit(
    allowed: Allowed<Translate>,
    State(app): State<App>,
    Path((slug, version, language)): Path<(String, i32, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let asked = Asked::find(&app, &slug, version, &language).await?;
    edit_page(&app, &allowed, &asked, &Typed::default(), None, done.gedaan).await
}

pub async fn update(
    allowed: Allowed<Translate>,
    State(app): State<App>,
    Path((slug, version, language)): Path<(String, i32, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let asked = Asked::find(&app, &slug, version, &language).await?;
    let viewer = allowed.into_proof();
    let mut typed = Typed::of(&form, &asked.kit.units_for_parents());
    let work = Work::translation(asked.kit.clone(), asked.language);
    match keep(&app, &viewer, work, &typed).await? {
        Kept::All => {
            let there = paths::translation(&slug, version, asked.language);
            Ok(Redirect::to(&format!("{there}?gedaan=texts")).into_response())
        }
        Kept::Nothing(problems) => {
            let status = if problems.is_conflict() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            typed.problems = problems;
            let asked = Asked::find(&app, &slug, version, &language).await?;
            let mut response = edit_page(&app, &viewer, &asked, &typed, None, None).await?;
            *response.status_mut() = status;
            Ok(response)
        }
    }
}

/// The texts with what was typed over them.
pub(super) async fn edit_page(
    app: &App,
    viewer: &Viewer,
    asked: &Asked,
    typed: &Typed,
    said: Option<Said>,
    done: Option<String>,
) -> Result<Response, Failure> {
    let Asked { kit, language } = asked;
    let mut page = DeskPage::of(app, viewer, "translations");
    page.done = done;
    let names = organisations_of(app, kit, language.code).await?;
    let reference = app.reference();
    let version = kit.contents.version;
    let shown = Shown {
        kit,
        language,
        typed,
        viewer,
        organisations: &names,
        versions: reference.versions(&kit.slug).collect(),
        d: page.d,
    };
    let there = paths::translation(&kit.slug, version, language);
    let other = |other: Lang| (other, paths::translation(&kit.slug, version, other));
    page::desk(&Edit {
        name: format!("{} {}", kit.contents.code, kit.title(page.language)),
        version,
        is_draft: kit.is_draft(),
        is_old: reference.newest(&kit.slug) > Some(version),
        own: language,
        others: Language::written().filter(|own| !own.is_dutch() && own.code != language.code).map(other).collect(),
        coverage: kit.coverage(language),
        groups: shown.groups(&kit.units_for_parents()),
        file: format!("{there}/{}", exchange::file_name(kit, language)),
        upload: format!("{there}/bestand"),
        action: there,
        said,
        page,
    })
}

/// The organisations of who wrote and read the texts, by account.
pub(super) async fn organisations_of(
    app: &App,
    kit: &Kit,
    language: &str,
) -> Result<BTreeMap<String, String>, Failure> {
    let ids: Vec<_> = kit
        .texts()
        .filter(|(own, _, _)| *own == language)
        .flat_map(|(_, _, text)| [&text.author, &text.reader, &text.approver])
        .flatten()
        .cloned()
        .collect();
    Ok(app.database.read(move |db| store::account::organisations(db, &ids)).await?)
}

impl Edit {
    fn is_refused(&self) -> bool {
        has_problem(&self.groups)
    }

    fn counted(&self) -> [(&'static str, usize); 5] {
        let coverage = self.coverage;
        [
            ("missing", coverage.missing),
            ("outdated", coverage.outdated),
            ("unread", coverage.unread),
            ("read", coverage.read),
            ("approved", coverage.approved),
        ]
        .map(|(code, count)| {
            (self.page.d.translation.by_code(&format!("state_{code}")).map_or("", Phrase::as_str), count)
        })
    }
}
