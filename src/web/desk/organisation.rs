//! One's own organisation: what is kept about it, the form to correct it, and the secret address of its calendar.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done;
use super::upkeep::history::{self, Entry};
use crate::clock;
use crate::domain::feed::Holder;
use crate::domain::organisation::Organisation;
use crate::domain::permission::{self, Action, Relation};
use crate::language::{Lang, day_and_month};
use crate::store;
use crate::web::difference::Difference;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, ChangeProfile, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::profile::{self, Again, Choices, Sent};
use crate::web::viewer::Viewer;
use crate::web::{App, feed, logo, paths};

/// What is kept about an organisation: it sees the same as its partners do.
pub struct Facts {
    pub place: String,
    pub languages: Vec<Lang>,
    pub communities: String,
    pub contact: Contact,
    pub admitted_by: Option<String>,
    pub since: String,
}

pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

impl Contact {
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.phone, &self.email].into_iter().all(String::is_empty)
    }
}

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct Show {
    page: DeskPage,
    viewer: Viewer,
    facts: Facts,
    feed: Option<feed::Shown>,
    logo: Option<logo::Shown>,
    /// Why the file that was sent is none.
    logo_problem: Option<String>,
    may_change: bool,
    may_correct: bool,
    may_see_clearing: bool,
    /// What its people did that was not about a meeting, newest first.
    history: Vec<Entry>,
}

/// What just happened, for the page to tell.
#[derive(Default)]
pub(super) struct Told {
    /// The new secret address of its calendar.
    pub made: Option<feed::Made>,
    pub done: Option<String>,
    /// Why the file that was sent is none.
    pub logo_problem: Option<String>,
}

/// Lines of history that fit a page.
const MOST_TOLD: i64 = 40;

#[derive(Template)]
#[template(path = "organisation/edit.html")]
struct Edit {
    page: DeskPage,
    form: Form,
    problems: Problems,
    differences: Vec<Difference>,
    choices: Choices,
}

impl Facts {
    /// `admitted_by` is the name of who let it in.
    pub fn of(organisation: &Organisation, admitted_by: Option<String>, page: &DeskPage) -> Self {
        let region = page.t.region.by_code(organisation.region.code()).map_or_else(String::new, ToString::to_string);
        let communities = organisation.communities.iter().filter_map(|code| page.t.community.by_code(code));
        Self {
            place: format!("{}, {} ({region})", organisation.municipality, organisation.province),
            languages: organisation.languages(),
            communities: communities.map(ToString::to_string).collect::<Vec<_>>().join(", "),
            contact: Contact {
                name: organisation.contact_name.clone(),
                phone: organisation.contact_phone.clone(),
                email: organisation.contact_email.clone(),
            },
            admitted_by,
            since: format!(
                "{} {}",
                day_and_month(page.language, clock::day_of(organisation.created_at)),
                organisation.created_at.format("%Y")
            ),
        }
    }
}

pub async fn show(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Told { done: done.gedaan, ..Told::default() }).await
}

pub async fn edit(allowed: Allowed<ChangeProfile>, State(app): State<App>) -> Result<Response, Failure> {
    edit_page(&app, &allowed, Again::of(&allowed.organisation))
}

pub async fn update(allowed: Allowed<ChangeProfile>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    match profile::keep(&app, &viewer, viewer.desk_language().phrases(), form).await? {
        Sent::Kept => Ok(Redirect::to(&format!("{}?gedaan=organisation_changed", paths::ORGANISATION)).into_response()),
        Sent::Again(again) => edit_page(&app, &viewer, *again),
    }
}

pub(super) async fn page_of(app: &App, viewer: Viewer, told: Told) -> Result<Response, Failure> {
    let Told { made, done, logo_problem } = told;
    let mut page = DeskPage::of(app, &viewer, "organisation");
    page.done = done;
    let (by, scope) = (viewer.organisation.admitted_by.clone(), viewer.scope.clone());
    let (by, told) = app
        .database
        .read(move |db| {
            let by = by.map(|by| store::organisation::find(db, &by)).transpose()?;
            let told = store::record::of_organisation(db, &scope, MOST_TOLD)?;
            Ok((by, told))
        })
        .await?;
    let logo = logo::of(app, &viewer).await?;
    let feed = feed::of(app, Holder::organisation(&viewer.organisation.id), page.language, made).await?;
    let may = |action| permission::may(viewer.account.role, Relation::None, action);
    page::desk(&Show {
        facts: Facts::of(&viewer.organisation, by.map(|by| by.name), &page),
        feed,
        logo,
        logo_problem,
        may_change: may(Action::ChangeOrganisation),
        may_correct: may(Action::ChangeProfile),
        may_see_clearing: may(Action::SeeClearing),
        history: history::entries(&told, &app.reference(), page.language),
        viewer,
        page,
    })
}

fn edit_page(app: &App, viewer: &Viewer, again: Again) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "organisation");
    let (choices, status) = (Choices::of(app, page.t), again.status);
    let Again { form, problems, differences, .. } = again;
    let mut response = page::desk(&Edit { page, form, problems, differences, choices })?;
    *response.status_mut() = status;
    Ok(response)
}
