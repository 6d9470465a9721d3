//! Telephone numbers on the desk (contacten): the national ones, and help near home; changed, and confirmed by who tried them.

mod effect;
mod form;
pub mod near;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use effect::Proposed;

use super::meeting::Done;
use crate::domain::contact::{Channel, Contact, Cost, LocalContact};
use crate::domain::kit::translation::hash_of;
use crate::language::{Phrase, date_in_words};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, KeepReference};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, Reference, paths};

#[derive(Template)]
#[template(path = "contact/index.html")]
struct Index {
    page: DeskPage,
    municipality: String,
    near: Vec<Line>,
    national: Vec<Line>,
}

struct Line {
    href: String,
    name: String,
    value: String,
    hours: String,
    /// For whom it is.
    marks: String,
    confirmed: String,
    badge: &'static str,
}

pub async fn index(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let mut page = DeskPage::of(&app, &allowed, "upkeep");
    page.done = done.gedaan;
    let (reference, today) = (app.reference(), app.clock.today());
    let near = near_home(&reference, &allowed).map(|own| near_line(own, &page, today)).collect();
    let national = reference.contacts.iter().map(|own| line(own, &page, today)).collect();
    page::desk(&Index { municipality: allowed.organisation.municipality.clone(), near, national, page })
}

/// Help in the municipality of the viewer's organisation: that of others is others' to keep.
pub fn near_home<'a>(reference: &'a Reference, viewer: &'a Viewer) -> impl Iterator<Item = &'a LocalContact> {
    reference.local_contacts.iter().filter(|own| own.is_in(&viewer.organisation.municipality))
}

fn line(own: &Contact, page: &DeskPage, today: NaiveDate) -> Line {
    let t = &page.d.contact;
    let marks = [
        (own.for_parents, &t.for_parents),
        (own.for_help_page, &t.for_practical),
        (own.for_professionals, &t.for_professionals),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, said)| said.as_str()).collect();
    let (confirmed, badge) = confirmed(own.confirmed_on, own.is_confirmed(today), page);
    Line {
        href: paths::contact(&own.key),
        name: own.name_nl.clone(),
        value: own.value.clone(),
        hours: own.hours.as_str().to_owned(),
        marks: marks.join(", "),
        confirmed,
        badge,
    }
}

fn near_line(own: &LocalContact, page: &DeskPage, today: NaiveDate) -> Line {
    let (confirmed, badge) = confirmed(own.confirmed_on, own.is_confirmed(today), page);
    Line {
        href: paths::near_contact(&own.key),
        name: own.name.clone(),
        value: if own.phone.is_empty() { own.address.clone() } else { own.phone.clone() },
        hours: own.hours.as_str().to_owned(),
        marks: page.d.contact.by_code(own.kind.code()).map_or_else(String::new, ToString::to_string),
        confirmed,
        badge,
    }
}

fn confirmed(on: Option<NaiveDate>, is_confirmed: bool, page: &DeskPage) -> (String, &'static str) {
    let t = &page.d.contact;
    let said = match on {
        None => t.never_confirmed.to_string(),
        Some(day) => date_in_words(page.language, day),
    };
    (said, if is_confirmed { "badge badge-good" } else { "badge badge-late" })
}

#[derive(Template)]
#[template(path = "contact/edit.html")]
struct Edit {
    page: DeskPage,
    contact: Contact,
    form: Form,
    problems: Problems,
    costs: Vec<(&'static str, &'static str)>,
    action: String,
    seen: String,
    is_web: bool,
    /// Somebody else was first: what is there now.
    differences: Vec<(String, String, String)>,
}

pub async fn edit(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let contact = find(&app, &key)?;
    let form = form::filled(&contact, app.clock.today());
    edit_page(&app, &allowed, contact, form, Problems::default())
}

/// Shows what changes before it is kept.
pub async fn update(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let (contact, viewer) = (find(&app, &key)?, allowed.into_proof());
    if form.is_ticked("again") {
        return edit_page(&app, &viewer, contact, form, Problems::default());
    }
    let is_seen = form.typed("seen") == seen(&contact);
    match form::read(&form, &contact, &viewer, app.clock.today()) {
        Err(problems) => {
            let mut response = edit_page(&app, &viewer, contact, form, problems)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        // Sent twice: it is so already.
        Ok(changed) if changed == contact => Ok(kept()),
        // That somebody tried it changes nothing that was printed; what does is looked at first.
        Ok(changed) if is_seen && changed.differs_from(&contact) && !form.is_ticked("looked") => {
            let action = paths::contact(&contact.key);
            effect::page(&app, &viewer, &Proposed::National { was: contact, becomes: changed }, action, &form).await
        }
        Ok(changed) => {
            let (known, new, pen) = (contact.clone(), changed.clone(), viewer.pen(&app));
            let keep = move |db: &mut store::Db| Ok(is_seen && store::contact::correct(db, &new, &known, &pen)?);
            if app.write(keep).await? {
                app.look_around().await?;
                return Ok(kept());
            }
            app.look_around().await?;
            let now = find(&app, &key)?;
            if now == changed {
                // The same form, sent twice at once.
                return Ok(kept());
            }
            let mut form = form;
            form.set("meanwhile", "yes");
            Ok(page::conflict(edit_page(&app, &viewer, now, form, Problems::default())?))
        }
    }
}

fn kept() -> Response {
    Redirect::to(&format!("{}?gedaan=contact", paths::CONTACTS)).into_response()
}

fn edit_page(
    app: &App,
    viewer: &Viewer,
    contact: Contact,
    form: Form,
    problems: Problems,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let t = &page.d.contact;
    let cost = |cost: &Cost| (cost.code(), t.by_code(cost.code()).map_or("", Phrase::as_str));
    let theirs = form::filled(&contact, app.clock.today());
    let differences =
        if form.is_ticked("meanwhile") { form::differences(&theirs, &form, page.language) } else { Vec::new() };
    page::desk(&Edit {
        costs: Cost::ALL.iter().map(cost).collect(),
        action: paths::contact(&contact.key),
        seen: seen(&contact),
        is_web: contact.channel == Channel::Web,
        contact,
        form,
        problems,
        differences,
        page,
    })
}

/// What somebody saw of it.
fn seen(contact: &Contact) -> String {
    hash_of(&format!("{contact:?}"))
}

fn find(app: &App, key: &str) -> Result<Contact, Failure> {
    app.reference().contacts.iter().find(|own| own.key == key).cloned().ok_or(Failure::NotFound)
}
