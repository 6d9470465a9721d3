//! When one can, and when the organisation's rooms can (beschikbaarheid): one's own page, and one for each room.

pub mod import;
pub mod subscription;
mod view;
pub mod window;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::domain::availability::{Availability, AvailabilityId};
use crate::domain::plan::Plan;
use crate::domain::text::LONGEST_LINE;
use crate::store::{self, Db};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page;
use crate::web::viewer::Viewer;
use crate::web::{App, paths, problem, wrong};

use view::Show;

#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    gedaan: String,
}

/// Whose time an address names. Nobody opens a colleague's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    Own,
    Room(AvailabilityId),
}

impl Whose {
    fn asked(text: &str) -> Result<Self, Failure> {
        if text == paths::OWN_TIME {
            return Ok(Self::Own);
        }
        text.parse().map(Self::Room).map_err(|_| Failure::NotFound)
    }

    /// The page that it stands on.
    fn page(&self) -> String {
        match self {
            Self::Own => paths::AVAILABILITY.to_owned(),
            Self::Room(id) => paths::availability(id.as_str()),
        }
    }

    /// None: nothing was entered yet. A room that is not the organisation's is not found.
    fn find(&self, db: &mut Db, viewer: &Viewer) -> Result<Option<Availability>, store::Error> {
        match self {
            Self::Own => store::availability::own(db, &viewer.scope, &viewer.account.id),
            Self::Room(id) => store::availability::room(db, &viewer.scope, id).map(Some),
        }
    }

    /// In the transaction that writes something under it.
    fn find_or_make(&self, db: &mut Db, viewer: &Viewer, new: &Availability) -> Result<Availability, store::Error> {
        match self {
            Self::Own => store::availability::own_or_new(db, &viewer.scope, &viewer.account.id, new),
            Self::Room(id) => {
                store::hold::organisation(db, viewer.scope.organisation())?;
                store::availability::room(db, &viewer.scope, id)
            }
        }
    }
}

pub async fn index(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Whose::Own, Form::default(), Problems::default(), &done.gedaan).await
}

pub async fn show(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let whose = Whose::asked(&whose)?;
    page_of(&app, allowed.into_proof(), whose, Form::default(), Problems::default(), &done.gedaan).await
}

/// Adds a room.
pub async fn create(allowed: Allowed<PlanMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (language, mut problems) = (viewer.desk_language(), Problems::default());
    let mut line = |name: &'static str, is_needed: bool| {
        let text = form.line(name);
        if let Some(wrong) = wrong::text(&text, is_needed, LONGEST_LINE, app.clock.today()) {
            problems.add(name, problem::sentence(&wrong, language.phrases()));
        }
        text.into_string()
    };
    let (municipality, venue, room) = (line("municipality", true), line("venue", true), line("room", false));
    if !problems.is_empty() {
        return page_of(&app, viewer, Whose::Own, form, problems, "").await;
    }
    let row = Availability {
        account_id: None,
        room_key: Some(Plan::room_key(&municipality, &venue, &room)),
        municipality,
        venue,
        room,
        ..fresh(&app, &viewer)
    };
    let (id, scope) = (row.id.clone(), viewer.scope.clone());
    match app.write(move |db| store::availability::add_room(db, &scope, &row)).await? {
        store::availability::Added::Kept => Ok(done_at(&Whose::Room(id), "room")),
        // Who sends it twice has it once.
        store::availability::Added::Known(id) => Ok(done_at(&Whose::Room(id), "room")),
        store::availability::Added::TooMany => {
            problems.add("venue", &language.desk().availability.too_many);
            page_of(&app, viewer, Whose::Own, form, problems, "").await
        }
    }
}

/// Takes a room off the list.
pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let Whose::Room(id) = Whose::asked(&whose)? else { return Err(Failure::NotFound) };
    let scope = allowed.scope.clone();
    app.write(move |db| store::availability::remove_room(db, &scope, &id)).await?;
    Ok(done_at(&Whose::Own, "room_removed"))
}

/// The page, after something was refused too.
async fn page_of(
    app: &App,
    viewer: Viewer,
    whose: Whose,
    form: Form,
    problems: Problems,
    done: &str,
) -> Result<Response, Failure> {
    let is_refused = !problems.is_empty();
    let mut response = page::desk(&Show::load(app, viewer, whose, form, problems, done).await?)?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What one's own begins with.
fn fresh(app: &App, viewer: &Viewer) -> Availability {
    Availability::of_account(
        AvailabilityId::new(app.clock.millis(), app.clock.chance()),
        viewer.organisation.id.clone(),
        viewer.account.id.clone(),
        app.clock.utc(),
    )
}

/// The page with the sentence that says what just happened.
fn done_at(whose: &Whose, what: &str) -> Response {
    Redirect::to(&format!("{}?gedaan={what}", whose.page())).into_response()
}
