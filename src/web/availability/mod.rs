//! Somebody's time (beschikbaarheid), as the desk and the host's room share it: whose it is, what is typed, and what is shown.

mod content;
pub mod import;
pub mod room;
pub mod subscription;
pub mod window;

use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::failure::Failure;
use super::form::{Form, Problems};
use super::viewer::Viewer;
use super::{App, paths};
use crate::domain::availability::{Availability, AvailabilityId};
use crate::language::{Lang, Phrases};
use crate::store::{self, Db};

pub use content::Content;

/// What just happened, in an address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    pub gedaan: String,
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

    /// None: nothing was entered yet. A room that is not the organisation's is not found.
    fn find(&self, db: &mut Db, viewer: &Viewer) -> Result<Option<Availability>, store::Error> {
        match self {
            Self::Own => store::availability::own(db, &viewer.scope, &viewer.account.id),
            Self::Room(id) => store::availability::room(db, &viewer.scope, id).map(Some),
        }
    }
}

/// In which room of the house its pages stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Desk,
    Host,
}

/// Somebody before a page of times.
#[derive(Clone)]
pub struct Time {
    pub viewer: Viewer,
    pub whose: Whose,
    pub language: Lang,
    face: Face,
}

impl Time {
    pub fn at_desk(viewer: Viewer, whose: &str) -> Result<Self, Failure> {
        let language = viewer.desk_language();
        Ok(Self { whose: Whose::asked(whose)?, language, viewer, face: Face::Desk })
    }

    pub fn of_host(viewer: Viewer, language: Lang, whose: &str) -> Result<Self, Failure> {
        Ok(Self { whose: Whose::asked(whose)?, language, viewer, face: Face::Host })
    }

    /// Where a page of times stands in a language.
    pub fn page(&self, whose: &Whose, language: Lang) -> String {
        match whose {
            Whose::Own => self.begin(language),
            Whose::Room(id) => format!("{}/{id}", self.begin(language)),
        }
    }

    /// What the addresses of its forms begin with.
    fn forms(&self) -> String {
        match &self.whose {
            Whose::Own => format!("{}/{}", self.begin(self.language), paths::OWN_TIME),
            Whose::Room(_) => self.page(&self.whose, self.language),
        }
    }

    fn begin(&self, language: Lang) -> String {
        match self.face {
            Face::Desk => paths::AVAILABILITY.to_owned(),
            Face::Host => paths::host_page(language, paths::HOST_TIMES),
        }
    }

    fn t(&self) -> &'static Phrases {
        self.language.phrases()
    }

    /// In the transaction that writes something under it.
    fn find_or_make(&self, db: &mut Db, new: &Availability) -> Result<Availability, store::Error> {
        let viewer = &self.viewer;
        match &self.whose {
            Whose::Own => store::availability::own_or_new(db, &viewer.scope, &viewer.account.id, new),
            Whose::Room(id) => {
                store::hold::organisation(db, viewer.scope.organisation())?;
                store::availability::room(db, &viewer.scope, id)
            }
        }
    }

    /// What one's own begins with.
    fn fresh(&self, app: &App) -> Availability {
        Availability::of_account(
            AvailabilityId::new(app.clock.millis(), app.clock.chance()),
            self.viewer.organisation.id.clone(),
            self.viewer.account.id.clone(),
            app.clock.utc(),
        )
    }

    /// The page with the sentence that says what was done.
    pub fn done(&self, whose: &Whose, what: &str) -> Response {
        Redirect::to(&format!("{}?gedaan={what}", self.page(whose, self.language))).into_response()
    }
}

/// What came of a form that was sent.
pub enum Sent {
    /// The page to go on to, and what it says there.
    Kept(Whose, &'static str),
    /// The form again, with a sentence beside each field that is not right.
    Again(Form, Problems),
}

impl Sent {
    fn kept(time: &Time, what: &'static str) -> Self {
        Self::Kept(time.whose.clone(), what)
    }

    fn again(form: Form, field: &'static str, sentence: impl ToString) -> Self {
        let mut problems = Problems::default();
        problems.add(field, sentence);
        Self::Again(form, problems)
    }
}
