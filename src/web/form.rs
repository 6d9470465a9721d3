//! Forms: what was typed, what is wrong with it, and the token that shows the form was ours.

mod received;
mod words;

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::request::Parts;

use super::failure::Failure;
use super::viewer::Viewer;
use super::{App, token};
use crate::domain::text::CleanText;

pub use received::{SentTo, Takes, receive};

/// The fields of a form whose token was right. The only way to read a body; every POST ends in one. A form that makes
/// something is taken once: see [`super::submission`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Upload>,
}

/// A file that came with a form. It is gone when the form is refused: a browser gives no file twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// As the browser calls it: to tell the user which file it was, and never part of a path.
    pub name: String,
    pub bytes: Bytes,
}

/// The hidden field that every form carries.
pub const TOKEN: &str = "form_token";
/// A visitor's form lives this many hours.
const VISITOR_HOURS: i64 = 12;

impl Form {
    pub fn of<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            form.fields.entry(name.to_owned()).or_default().push(value);
        }
        form
    }

    /// What an address asks for.
    pub fn of_query(query: Option<&str>) -> Self {
        let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned();
        let mut form = Self::default();
        for (name, value) in asked {
            form.fields.entry(name).or_default().push(value);
        }
        form
    }

    /// What was typed, as it was typed; empty when the field is missing.
    pub fn typed(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// One clean line.
    pub fn line(&self, name: &str) -> CleanText {
        CleanText::line(self.typed(name))
    }

    pub fn lines(&self, name: &str) -> CleanText {
        CleanText::lines(self.typed(name))
    }

    /// The values of ticked boxes.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.get(name).into_iter().flatten().map(String::as_str)
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|own| own == value)
    }

    /// Whether the field was sent, also when it is empty.
    pub fn is_asked(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.typed(name).is_empty()
    }

    /// The file that was chosen; a field without one sends an empty name.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name)
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &Upload)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// Every field but the token, in a fixed order.
    pub fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter().filter(|(name, _)| *name != TOKEN);
        fields.flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    pub fn extend<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        self.fields.entry(name.to_owned()).or_default().extend(values.map(str::to_owned));
    }

    /// Instead of the values it had.
    pub fn set_all<'a>(&mut self, name: &str, values: impl Iterator<Item = &'a str>) {
        self.fields.insert(name.to_owned(), values.map(str::to_owned).collect());
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.insert(name.to_owned(), vec![value.into()]);
    }
}

/// Set by the policy of public pages: they read no cookie, so their forms carry a visitor's token, whoever sends them.
#[derive(Clone, Copy)]
pub struct AskedOfAnyone;

/// What was put into words in the form of a request that is refused; no matter who sent it, or for what.
pub fn words(parts: &Parts) -> Vec<String> {
    received::form_of(parts).map_or_else(|_| Vec::new(), |form| words::of(&form.fields))
}

impl FromRequest<App> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let (parts, _) = request.into_parts();
        let viewer = match parts.extensions.get::<AskedOfAnyone>() {
            Some(AskedOfAnyone) => None,
            None => Viewer::find(&parts, app).await?,
        };
        let form = received::form_of(&parts)?;
        if is_ours(app, viewer.as_ref(), form.typed(TOKEN)) {
            Ok(form)
        } else {
            Err(Failure::StaleForm(words::of(&form.fields)))
        }
    }
}

/// The token of a form for this viewer.
pub fn token_for(app: &App, viewer: Option<&Viewer>) -> String {
    token::sign(&app.keys.form, &subject(viewer, hour(app)))
}

fn is_ours(app: &App, viewer: Option<&Viewer>, given: &str) -> bool {
    match viewer {
        Some(_) => token::is_signed(&app.keys.form, &subject(viewer, 0), given),
        None => (0..VISITOR_HOURS).any(|ago| token::is_signed(&app.keys.form, &subject(None, hour(app) - ago), given)),
    }
}

fn subject(viewer: Option<&Viewer>, hour: i64) -> String {
    match viewer {
        Some(viewer) => format!("signed in {}", viewer.token_hash),
        None => format!("visitor {hour}"),
    }
}

fn hour(app: &App) -> i64 {
    app.clock.now().timestamp() / 3600
}

/// What is wrong, beside which field, in the user's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(&'static str, String)>);

impl Problems {
    /// The first trouble of a field is the one that is told.
    pub fn add(&mut self, field: &'static str, sentence: impl ToString) {
        if self.of(field).is_none() {
            self.0.push((field, sentence.to_string()));
        }
    }

    pub fn extend(&mut self, others: Self) {
        others.0.into_iter().for_each(|(field, sentence)| self.add(field, sentence));
    }

    pub fn of(&self, field: &str) -> Option<&String> {
        self.0.iter().find(|(own, _)| *own == field).map(|(_, sentence)| sentence)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn each(&self) -> impl Iterator<Item = (&'static str, &String)> {
        self.0.iter().map(|(field, sentence)| (*field, sentence))
    }
}
