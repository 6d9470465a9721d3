//! Help near home (hulp dichtbij): parenting support and school attendance in one's own municipality, added and changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::effect::{self, Proposed};
use super::{form, kept, near_home};
use crate::domain::contact::{LocalContact, LocalContactKind};
use crate::domain::id::{has_uuid_form, uuid_v7};
use crate::domain::kit::translation::hash_of;
use crate::domain::list::Codes;
use crate::language::{LANGUAGES, Lang, Phrase};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, KeepReference};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "contact/near.html")]
struct Edit {
    page: DeskPage,
    title: String,
    municipality: String,
    form: Form,
    problems: Problems,
    kinds: Vec<(&'static str, &'static str)>,
    languages: Vec<(&'static str, &'static str)>,
    action: String,
    seen: String,
    /// Somebody else was first: what is there now.
    differences: Vec<(String, String, String)>,
}

pub async fn new(allowed: Allowed<KeepReference>, State(app): State<App>) -> Result<Response, Failure> {
    let today = app.clock.today();
    let form = form::filled_near(&blank(&app, &allowed, String::new()), today);
    edit_page(&app, &allowed, None, form, Problems::default())
}

/// The key was drawn with the form: sent twice, it is the same contact.
pub async fn create(allowed: Allowed<KeepReference>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    app.look_around().await?;
    let viewer = allowed.into_proof();
    let key = form.typed("key").to_owned();
    if !has_uuid_form(&key) {
        return Err(Failure::Refused);
    }
    if near_home(&app.reference(), &viewer).any(|own| own.key == key) {
        return Ok(kept());
    }
    let own = blank(&app, &viewer, key);
    keep(&app, viewer, own, None, form).await
}

pub async fn edit(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let own = find(&app, &allowed, &key)?;
    let form = form::filled_near(&own, app.clock.today());
    edit_page(&app, &allowed, Some(&own), form, Problems::default())
}

pub async fn update(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let viewer = allowed.into_proof();
    let own = find(&app, &viewer, &key)?;
    keep(&app, viewer, own.clone(), Some(own), form).await
}

async fn keep(
    app: &App,
    viewer: Viewer,
    own: LocalContact,
    known: Option<LocalContact>,
    mut form: Form,
) -> Result<Response, Failure> {
    if form.is_ticked("again") {
        return edit_page(app, &viewer, known.as_ref(), form, Problems::default());
    }
    let is_seen = known.as_ref().is_none_or(|known| form.typed("seen") == seen(known));
    match form::read_near(&form, &own, &viewer, app.clock.today()) {
        Err(problems) => {
            let mut response = edit_page(app, &viewer, known.as_ref(), form, problems)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        // Sent twice: it is so already.
        Ok(changed) if known.as_ref() == Some(&changed) => Ok(kept()),
        Ok(changed) if is_seen && !form.is_ticked("looked") && differs(&changed, known.as_ref()) => {
            let action = action_of(known.as_ref());
            effect::page(app, &viewer, &Proposed::Near { was: known, becomes: changed }, action, &form).await
        }
        Ok(changed) => {
            let (pen, key, was, new) = (viewer.pen(app), own.key.clone(), known.clone(), changed.clone());
            let keep =
                move |db: &mut store::Db| Ok(is_seen && store::contact::correct_local(db, &new, was.as_ref(), &pen)?);
            if app.write(keep).await? {
                app.look_around().await?;
                return Ok(kept());
            }
            app.look_around().await?;
            let now = find(app, &viewer, &key)?;
            if known.is_none() || now == changed {
                // The same form, sent twice at once.
                return Ok(kept());
            }
            form.set("meanwhile", "yes");
            Ok(page::conflict(edit_page(app, &viewer, Some(&now), form, Problems::default())?))
        }
    }
}

/// That somebody tried it changes nothing that was printed.
fn differs(changed: &LocalContact, known: Option<&LocalContact>) -> bool {
    known.is_none_or(|known| changed.differs_from(known))
}

fn action_of(known: Option<&LocalContact>) -> String {
    known.map_or_else(|| paths::NEAR_CONTACTS.to_owned(), |known| paths::near_contact(&known.key))
}

fn edit_page(
    app: &App,
    viewer: &Viewer,
    known: Option<&LocalContact>,
    mut form: Form,
    problems: Problems,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let t = &page.d.contact;
    if known.is_none() && !has_uuid_form(form.typed("key")) {
        form.set("key", uuid_v7(app.clock.millis(), app.clock.chance()));
    }
    let kind = |kind: &LocalContactKind| (kind.code(), t.by_code(kind.code()).map_or("", Phrase::as_str));
    let spoken = |language: Lang| (language.code, language.staff_name(page.language));
    let theirs = known.map(|known| form::filled_near(known, app.clock.today()));
    let differences = theirs.filter(|_| form.is_ticked("meanwhile"));
    page::desk(&Edit {
        title: known.map_or_else(|| t.near_new.to_string(), |known| known.name.clone()),
        municipality: viewer.organisation.municipality.clone(),
        kinds: LocalContactKind::ALL.iter().map(kind).collect(),
        languages: LANGUAGES.iter().map(spoken).collect(),
        action: action_of(known),
        seen: known.map_or_else(String::new, seen),
        differences: differences.map_or_else(Vec::new, |theirs| form::differences(&theirs, &form, page.language)),
        form,
        problems,
        page,
    })
}

/// A new one, in the municipality of the viewer's organisation.
fn blank(app: &App, viewer: &Viewer, key: String) -> LocalContact {
    LocalContact {
        key,
        kind: LocalContactKind::ParentingSupport,
        municipality: viewer.organisation.municipality.clone(),
        name: String::new(),
        person: String::new(),
        address: String::new(),
        hours: "".parse().expect("no hours are hours"),
        phone: String::new(),
        languages: Codes::new(["nl"]),
        source: super::super::upkeep::proposed::source(app, false),
        confirmed_on: None,
    }
}

fn seen(own: &LocalContact) -> String {
    hash_of(&format!("{own:?}"))
}

/// In one's own municipality: what is elsewhere is not there.
fn find(app: &App, viewer: &Viewer, key: &str) -> Result<LocalContact, Failure> {
    near_home(&app.reference(), viewer).find(|own| own.key == key).cloned().ok_or(Failure::NotFound)
}
