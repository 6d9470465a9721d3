//! What every page has: its language, its phrases, the same page in the other languages, the style sheet.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::failure::Failure;
use super::viewer::Viewer;
use super::{App, assets, form, paths};
use crate::domain::permission::{self, Action, Relation};
use crate::language::{Desk, Lang, Language, Phrases};

/// A page for parents.
#[derive(Clone, Debug)]
pub struct Page {
    pub language: Lang,
    pub t: &'static Phrases,
    /// The same page in each written language.
    pub alternates: Vec<(Lang, String)>,
    pub base_url: String,
    /// The help page shows its own way out; elsewhere it is linked.
    pub is_practical: bool,
}

impl Page {
    pub fn new(app: &App, language: Lang, address: impl Fn(Lang) -> String) -> Self {
        Self {
            language,
            t: language.phrases(),
            alternates: Language::written().map(|language| (language, address(language))).collect(),
            base_url: app.config.base_url.clone(),
            is_practical: false,
        }
    }

    pub fn stylesheet(&self) -> &'static str {
        assets::stylesheet()
    }

    pub fn agenda(&self) -> String {
        paths::agenda(self.language)
    }

    pub fn join(&self) -> String {
        paths::join(self.language)
    }

    pub fn privacy(&self) -> String {
        paths::privacy(self.language)
    }

    pub fn accessibility(&self) -> String {
        paths::accessibility(self.language)
    }

    pub fn practical(&self) -> String {
        paths::practical(self.language)
    }

    /// How an evening comes into a phone's calendar.
    pub fn explanation(&self) -> String {
        paths::explanation(self.language)
    }
}

/// A page of the desk.
#[derive(Clone, Debug)]
pub struct DeskPage {
    /// Dutch or English.
    pub language: Lang,
    pub d: &'static Desk,
    pub t: &'static Phrases,
    pub viewer: Option<Viewer>,
    pub form_token: String,
    /// What just happened, as a code of the desk's phrases.
    pub done: Option<String>,
    /// The one of the menu that is open.
    pub at: &'static str,
}

impl DeskPage {
    pub fn of(app: &App, viewer: &Viewer, at: &'static str) -> Self {
        Self::new(app, viewer.language(), Some(viewer), at)
    }

    /// What staff call a language, where that is not what its speakers call it.
    pub fn other_name(&self, language: &Language) -> Option<&'static str> {
        let name = if self.language.is_dutch() { language.dutch_name } else { language.english_name };
        (name != language.own_name).then_some(name)
    }

    /// The sign-in page: nobody is known yet.
    pub fn for_visitor(app: &App, language: Lang) -> Self {
        Self::new(app, language, None, "")
    }

    fn new(app: &App, language: Lang, viewer: Option<&Viewer>, at: &'static str) -> Self {
        let language = language.for_desk();
        Self {
            language,
            d: language.desk(),
            t: language.phrases(),
            form_token: form::token_for(app, viewer),
            viewer: viewer.cloned(),
            done: None,
            at,
        }
    }

    pub fn stylesheet(&self) -> &'static str {
        assets::stylesheet()
    }

    pub fn desk_stylesheet(&self) -> &'static str {
        assets::desk_stylesheet()
    }

    /// How one's own calendar comes onto a phone.
    pub fn own_explanation(&self) -> String {
        let from = if self.at == "organisation" { "organisatie" } else { "aanmeldingen" };
        paths::own_explanation_from(self.language, from)
    }

    /// The simple pages in her own language, for a host.
    pub fn host_pages(&self) -> Option<String> {
        let viewer = self.viewer.as_ref()?;
        let may = permission::may(viewer.account.role, Relation::None, Action::SeeHostPages);
        may.then(|| paths::host(viewer.language()))
    }

    /// Who reads the desk in her own language may read it in the other one.
    pub fn has_other_language(&self) -> bool {
        self.viewer.as_ref().is_some_and(|viewer| viewer.language() == viewer.desk_language())
    }

    /// This page, to come back to in the other language.
    pub fn asked(&self) -> Option<&str> {
        self.viewer.as_ref()?.asked.as_deref()
    }

    /// Whether the menu of planners is theirs.
    pub fn is_planner(&self) -> bool {
        let may = |role| permission::may(role, Relation::None, Action::PlanMeeting);
        self.viewer.as_ref().is_some_and(|viewer| may(viewer.account.role))
    }

    /// The menu's word for proposals, with how many wait.
    pub fn proposals(&self) -> String {
        match self.viewer.as_ref().map(|viewer| viewer.proposals) {
            Some(waiting) if waiting > 0 => self.d.proposal.menu.of(waiting),
            _ => self.d.proposal.title.to_string(),
        }
    }

    /// Whether the menu of coordinators is theirs.
    pub fn decides(&self) -> bool {
        let may = |role| permission::may(role, Relation::None, Action::DecideApplication);
        self.viewer.as_ref().is_some_and(|viewer| may(viewer.account.role))
    }

    /// Whether holidays, days and telephone numbers are theirs to keep.
    pub fn keeps_reference(&self) -> bool {
        let may = |role| permission::may(role, Relation::None, Action::KeepReference);
        self.viewer.as_ref().is_some_and(|viewer| may(viewer.account.role))
    }

    /// The sentence that says what just happened.
    pub fn said(&self) -> Option<&'static str> {
        self.d.done.by_code(self.done.as_deref()?).map(|phrase| phrase.as_str())
    }
}

/// A public page: cached by revision, and free to be kept a moment by the browser.
pub fn public(template: &impl Template) -> Result<Response, Failure> {
    Ok(Html(template.render()?).into_response())
}

/// A page of the desk: never kept, and its forms tell where they come from.
pub fn desk(template: &impl Template) -> Result<Response, Failure> {
    let mut response = Html(template.render()?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    Ok(response)
}

/// Marks a refused form as one that somebody else was ahead of.
pub fn conflict(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// A few lines for a machine.
pub fn plain(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}
