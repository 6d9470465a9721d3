//! A new version of a kit (versie): begun as a draft, its structure changed by a coordinator, or thrown away.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::kit::version::Unready;
use crate::domain::kit::{Kit, TipAudience, TipKind};
use crate::domain::record::{Deed, Note};
use crate::language::{Desk, Phrase};
use crate::store;
use crate::web::desk::meeting::Done;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, LeadKits};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

use super::structure::{filled, read};

#[derive(Template)]
#[template(path = "kit/edit.html")]
struct Edit {
    page: DeskPage,
    kit: Kit,
    title: String,
    form: Form,
    problems: Problems,
    agenda: Vec<(String, String)>,
    sections: Vec<SectionOfTips>,
    audiences: Vec<(&'static str, &'static str)>,
    kinds: Vec<(&'static str, &'static str)>,
    /// What keeps it from being released.
    unready: Vec<String>,
}

struct SectionOfTips {
    id: String,
    heading: String,
    tips: Vec<(String, String, &'static str)>,
}

impl Edit {
    /// Whether a tip of this section was ticked: then its fold is open.
    fn has_removed(&self, section: &SectionOfTips) -> bool {
        section.tips.iter().any(|(id, _, _)| self.form.has("removed", id))
    }
}

/// As it is now, also when another instance changed it just now.
pub(super) async fn draft_of(app: &App, slug: &str, version: i32) -> Result<Kit, Failure> {
    app.look_around().await?;
    let reference = app.reference();
    let draft = reference.draft(slug).filter(|kit| kit.contents.version == version);
    draft.cloned().ok_or(Failure::NotFound)
}

/// Makes the draft, or leads to the one that is there.
pub async fn create(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path(slug): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let pen = allowed.pen(&app);
    let wanted = slug.clone();
    let version = app
        .write(move |db| {
            let versions: Vec<Kit> = store::kit::all(db)?.into_iter().filter(|kit| kit.slug == wanted).collect();
            let newest = versions.last().ok_or(store::Error::NotFound)?;
            if newest.is_draft() {
                return Ok(newest.contents.version);
            }
            let draft = newest.begin_version(newest.contents.version + 1);
            if !store::kit::version::begin(db, &draft)? {
                return Err(store::Error::Crossed);
            }
            pen.write(db, None, &Note::of(Deed::KitBegun))?;
            store::revision::raise_reference(db)?;
            Ok(draft.contents.version)
        })
        .await?;
    app.look_around().await?;
    Ok(Redirect::to(&paths::of_kit(&slug, version, "")).into_response())
}

pub async fn edit(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let draft = draft_of(&app, &slug, version).await?;
    let form = filled(&draft);
    edit_page(&app, &allowed, draft, form, Problems::default(), done.gedaan)
}

pub async fn update(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    form: Form,
) -> Result<Response, Failure> {
    let draft = draft_of(&app, &slug, version).await?;
    let viewer = allowed.into_proof();
    let structure = match read(&app, &viewer, &draft, &form) {
        Ok(structure) => structure,
        Err(problems) => return edit_page(&app, &viewer, draft, form, problems, None),
    };
    let seen: i32 = form.typed("revision").parse().unwrap_or_default();
    let new = draft.restructured(structure);
    let kept = app
        .write(move |db| {
            let is_kept = store::kit::version::change(db, &new, seen)?;
            if is_kept {
                store::revision::raise_reference(db)?;
            }
            Ok(is_kept)
        })
        .await?;
    app.look_around().await?;
    if kept {
        let there = paths::of_kit(&slug, version, "");
        return Ok(Redirect::to(&format!("{there}?gedaan=changed")).into_response());
    }
    let draft = draft_of(&app, &slug, version).await?;
    let mut again = form;
    again.set("revision", draft.revision.to_string());
    let mut problems = Problems::default();
    problems.add("revision", &viewer.desk_language().desk().problem.changed_meanwhile);
    Ok(page::conflict(edit_page(&app, &viewer, draft, again, problems, None)?))
}

/// The draft's page, which says what keeps it.
pub(super) fn refused(app: &App, viewer: &Viewer, draft: Kit, said: Option<String>) -> Result<Response, Failure> {
    let (form, mut problems) = (filled(&draft), Problems::default());
    let said = said.unwrap_or_else(|| viewer.desk_language().desk().kit_version.not_ready.to_string());
    problems.add("revision", said);
    edit_page(app, viewer, draft, form, problems, None)
}

/// Throws the draft away.
pub async fn delete(
    allowed: Allowed<LeadKits>,
    State(app): State<App>,
    Path((slug, version)): Path<(String, i32)>,
    _: Form,
) -> Result<Response, Failure> {
    draft_of(&app, &slug, version).await?;
    let (pen, wanted) = (allowed.pen(&app), slug.clone());
    app.write(move |db| {
        if store::kit::version::discard(db, &wanted, version)? {
            pen.write(db, None, &Note::of(Deed::KitDiscarded))?;
            store::revision::raise_reference(db)?;
        }
        Ok(())
    })
    .await?;
    app.look_around().await?;
    Ok(Redirect::to(&format!("{}?gedaan=kit_discarded", paths::kit(&slug))).into_response())
}

fn edit_page(
    app: &App,
    viewer: &Viewer,
    draft: Kit,
    form: Form,
    problems: Problems,
    done: Option<String>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(app, viewer, "kits");
    page.done = done;
    let d = page.d;
    let dutch = |key: String| draft.text("nl", &key).map(|text| text.text.clone()).unwrap_or_default();
    let named =
        |prefix: &str, code: &str| d.translation.by_code(&format!("{prefix}_{code}")).map_or("", Phrase::as_str);
    let tips = |section: &str| {
        let tips = draft.contents.tips.iter().filter(|tip| tip.section == section);
        tips.map(|tip| (tip.id.clone(), dutch(format!("tip/{}", tip.id)), named("for", tip.audience.code()))).collect()
    };
    let is_refused = !problems.is_empty();
    let mut response = page::desk(&Edit {
        title: draft.title(page.language),
        agenda: draft
            .contents
            .agenda
            .iter()
            .map(|item| (format!("minutes-{}", item.id), dutch(format!("agenda/{}", item.id))))
            .collect(),
        sections: draft
            .contents
            .sections
            .iter()
            .map(|section| SectionOfTips {
                id: section.id.clone(),
                heading: dutch(format!("section/{}", section.id)),
                tips: tips(&section.id),
            })
            .collect(),
        audiences: TipAudience::ALL.iter().map(|own| (own.code(), named("for", own.code()))).collect(),
        kinds: TipKind::ALL.iter().map(|own| (own.code(), named("noun", own.code()))).collect(),
        unready: draft.unready(app.clock.today()).iter().map(|unready| unready_in_words(unready, &draft, d)).collect(),
        kit: draft,
        form,
        problems,
        page,
    })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn unready_in_words(unready: &Unready, kit: &Kit, d: &'static Desk) -> String {
    let t = &d.kit_version;
    let words = |key: &str| kit.text("nl", key).map_or(key.to_owned(), |text| text.text.clone());
    match unready {
        Unready::NoText(key) => t.no_text.of(key),
        Unready::BreaksRule(key) => t.breaks_rule.of(words(key)),
        Unready::NoTips => t.no_tips.to_string(),
        Unready::TooManySections(many) => t.too_many_sections.of(many),
        Unready::ReviewPast => t.review_past.to_string(),
    }
}
