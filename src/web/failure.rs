//! What a person sees when something does not work: which trouble it is, in their language, never its cause.

use std::hash::{BuildHasher, Hasher, RandomState};

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::page::Page;
use super::{App, paths};
use crate::language::{Lang, Language, Phrase, Phrases};
use crate::store;

/// Three troubles: the user can mend it (`Refused`, `StaleForm`, `SignInEnded`, `TooMuch`), it is not there or not yours
/// (`NotFound`), or it is ours (`Busy`, `Broken`). `Broken` was logged with its cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    NotFound,
    Refused,
    /// With what was typed, so that nothing is lost.
    StaleForm(Vec<String>),
    /// A form came in without a sign-in that is alive.
    SignInEnded {
        words: Vec<String>,
        /// The sign-in page that leads on to where the form stands.
        way_in: String,
    },
    TooMuch,
    Busy,
    /// With the code that the page shows and the log holds, so that somebody can ask about it.
    Broken(String),
    /// Not trouble at all: go to the sign-in page, or to the page of the second step, and then on.
    SignInFirst(String),
}

impl Failure {
    /// Logs the cause of a trouble that is ours.
    pub fn broken(cause: impl std::fmt::Display) -> Self {
        let code = new_code();
        tracing::error!(%cause, code, "a request failed");
        Self::Broken(code)
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused => StatusCode::BAD_REQUEST,
            // Not 401: that asks the browser for a header that it cannot send, and we would have to name its scheme.
            Self::StaleForm(_) | Self::SignInEnded { .. } => StatusCode::FORBIDDEN,
            Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::SignInFirst(_) => StatusCode::SEE_OTHER,
        }
    }

    fn words(&self, t: &'static Phrases) -> (&'static Phrase, &'static Phrase) {
        let t = &t.failure;
        match self {
            Self::NotFound | Self::SignInFirst(_) => (&t.not_found, &t.not_found_text),
            Self::Refused => (&t.refused, &t.refused_text),
            Self::StaleForm(_) => (&t.stale, &t.stale_text),
            Self::SignInEnded { .. } => (&t.ended, &t.ended_text),
            Self::TooMuch => (&t.too_much, &t.too_much_text),
            Self::Busy => (&t.busy, &t.busy_text),
            Self::Broken(_) => (&t.broken, &t.broken_text),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Busy | store::Error::Crossed => Self::Busy,
            // A handler that expects these answers them itself, beside the field.
            store::Error::Refused(_) | store::Error::Stale(_) => Self::Refused,
            store::Error::Failed(cause) => Self::broken(cause),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(cause: askama::Error) -> Self {
        Self::broken(cause)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if let Self::SignInFirst(to) = &self {
            return Redirect::to(to).into_response();
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct Show {
    page: Page,
    title: &'static Phrase,
    text: &'static Phrase,
    code: Option<String>,
    typed: Vec<String>,
    way_in: Option<String>,
}

/// Turns every failed answer into a page in the language of the address.
pub async fn page(State(app): State<App>, request: Request, next: Next) -> Response {
    let language = language_of(request.uri().path(), request.headers().get(header::ACCEPT_LANGUAGE));
    let response = next.run(request).await;
    let status = response.status();
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        None => match status {
            StatusCode::NOT_FOUND => Failure::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooMuch,
            StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED | StatusCode::FORBIDDEN => Failure::Refused,
            StatusCode::INTERNAL_SERVER_ERROR => Failure::broken("an answer without a reason"),
            _ => return response,
        },
    };
    let (title, text) = failure.words(language.phrases());
    let (mut code, mut typed, mut way_in) = (None, Vec::new(), None);
    match &failure {
        Failure::Broken(own) => code = Some(own.clone()),
        Failure::StaleForm(words) => typed.clone_from(words),
        Failure::SignInEnded { words, way_in: to } => (typed, way_in) = (words.clone(), Some(to.clone())),
        _ => {}
    }
    let show = Show { page: Page::new(&app, language, paths::agenda), title, text, code, typed, way_in };
    let Ok(html) = show.render() else { return status.into_response() };
    let mut page = (status, Html(html)).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        page.headers_mut().insert(header::ALLOW, allow.clone());
    }
    if failure == Failure::Busy {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    page.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    page
}

/// Tells one trouble from another: nothing depends on nobody guessing it.
fn new_code() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())[..8].to_owned()
}

/// The language of the address; on other addresses the browser's wish.
pub fn language_of(path: &str, wish: Option<&HeaderValue>) -> Lang {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    Language::written()
        .find(|language| language.code == first)
        .or_else(|| wished(wish?.to_str().ok()?))
        .unwrap_or_else(Language::dutch)
}

/// The written language that a browser likes best (RFC 9110, 12.5.4).
pub fn wished(header: &str) -> Option<Lang> {
    let mut wishes: Vec<(f32, Lang)> = header
        .split(',')
        .take(20)
        .filter_map(|wish| {
            let mut parts = wish.trim().split(';');
            let code = parts.next()?.split('-').next()?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            let language = Language::of_browser(&code)?;
            (weight > 0.0).then_some((weight, language))
        })
        .collect();
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.first().map(|(_, language)| *language)
}
