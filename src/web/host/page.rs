//! What every page of the host has: its language, the same page in the others, the form token, what just happened.

use askama::Template;
use axum::response::Response;

use crate::language::{Lang, Language, Phrases};
use crate::web::failure::Failure;
use crate::web::viewer::Viewer;
use crate::web::{App, assets, form, page, paths};

/// A page for hosts, and for those who come in by a link.
#[derive(Clone, Debug)]
pub struct HostPage {
    pub language: Lang,
    pub t: &'static Phrases,
    pub viewer: Option<Viewer>,
    pub form_token: String,
    /// The same page in each written language.
    pub alternates: Vec<(Lang, String)>,
    /// What just happened, as a code of the phrases.
    pub done: Option<String>,
    /// The one of the menu that is open.
    pub at: &'static str,
}

impl HostPage {
    /// `address` is where the same page stands in a language.
    pub fn of(app: &App, viewer: &Viewer, language: Lang, at: &'static str, address: impl Fn(Lang) -> String) -> Self {
        Self::new(app, Some(viewer), language, at, address)
    }

    /// Without a menu: nobody is asked to be signed in.
    pub fn for_visitor(app: &App, viewer: Option<&Viewer>, language: Lang, address: impl Fn(Lang) -> String) -> Self {
        // The token is that of the browser, the page that of anybody.
        Self { viewer: None, ..Self::new(app, viewer, language, "", address) }
    }

    fn new(
        app: &App,
        viewer: Option<&Viewer>,
        language: Lang,
        at: &'static str,
        address: impl Fn(Lang) -> String,
    ) -> Self {
        Self {
            language,
            t: language.phrases(),
            viewer: viewer.cloned(),
            form_token: form::token_for(app, viewer),
            alternates: Language::written().map(|language| (language, address(language))).collect(),
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

    /// This page's own address.
    pub fn here(&self) -> &str {
        let own = self.alternates.iter().find(|(language, _)| *language == self.language);
        own.map_or("", |(_, address)| address)
    }

    pub fn home(&self) -> String {
        paths::host(self.language)
    }

    /// One of the host's pages: voorstel, organisatie, verteld ...
    pub fn to(&self, what: &str) -> String {
        paths::host_page(self.language, what)
    }

    /// How her own calendar comes onto her phone.
    pub fn own_explanation(&self) -> String {
        paths::own_explanation_from(self.language, "wij")
    }

    /// The sentence that says what just happened.
    pub fn said(&self) -> Option<&'static str> {
        self.t.host_done.by_code(self.done.as_deref()?).map(|phrase| phrase.as_str())
    }
}

/// Never kept by a browser, and its forms tell where they come from.
pub fn show(template: &impl Template) -> Result<Response, Failure> {
    page::desk(template)
}
