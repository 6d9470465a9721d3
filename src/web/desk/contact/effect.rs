//! What a correction of a number does (gevolg), shown before it is kept: what changes, on which sheets and pages it stands, and for which evenings.

use std::borrow::Cow;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;

use super::form;
use crate::documents::handout::carried::{is_near_printed_alike, is_printed_alike, kinds_with, kinds_with_near};
use crate::documents::handout::{Compose, FOR_ADVICE, Kind};
use crate::domain::contact::{Contact, LocalContact};
use crate::domain::kit::Kit;
use crate::domain::text::key;
use crate::language::{Lang, Language, date_in_words};
use crate::store;
use crate::store::meeting::Coming;
use crate::web::desk::upkeep::proposed::Changed;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, Reference, paths};

/// More evenings than these nobody prints for again; the rest is told as a number.
const MOST_SHOWN: usize = 40;

/// A contact as it is and as it will be.
pub enum Proposed {
    National {
        was: Contact,
        becomes: Contact,
    },
    /// None: it is not there yet.
    Near {
        was: Option<LocalContact>,
        becomes: LocalContact,
    },
}

#[derive(Template)]
#[template(path = "contact/effect.html")]
struct Show {
    page: DeskPage,
    name: String,
    action: String,
    carried: Vec<(&'static str, String)>,
    changes: Vec<Changed>,
    kinds: Vec<String>,
    /// Codes of the kits whose sheets carry it; empty when only cards for who leads do.
    kits: String,
    languages: Vec<Lang>,
    pages: Vec<(String, &'static str)>,
    is_printed_alike: bool,
    is_untried: bool,
    is_again_printable: bool,
    touched: Vec<Touched>,
    more: i64,
    /// Evenings of others: their number and nothing else.
    others: i64,
}

/// One evening of one's own whose sheets carry it.
struct Touched {
    href: String,
    title: String,
    date: String,
}

/// Nothing is kept: the form is carried on, to where it is kept and back to where it is typed.
pub async fn page(
    app: &App,
    viewer: &Viewer,
    proposed: &Proposed,
    action: String,
    sent: &Form,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let (scope, today) = (viewer.scope.clone(), app.clock.today());
    let from = today.and_hms_opt(0, 0, 0).expect("midnight is a time");
    let coming = app.database.read(move |db| store::meeting::coming(db, &scope, from)).await?;
    let reference = app.reference();
    let kinds = proposed.kinds();
    let is_printed_alike = proposed.is_printed_alike();
    let is_touched = |one: &&Coming| !is_printed_alike && proposed.is_on_paper_of(one, &kinds, &reference);
    let (own, others): (Vec<&Coming>, Vec<&Coming>) =
        coming.iter().filter(is_touched).partition(|one| one.own.is_some());
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let evening = |one: &&Coming| {
        let (id, title) = one.own.as_ref()?;
        let date = date_in_words(page.language, one.starts_at.date());
        Some(Touched { href: paths::meeting(id), title: title.clone(), date })
    };
    let is_for_parents = |kind: &&Kind| matches!(kind.compose, Compose::Parents(_));
    let kits = reference.kits().filter(|kit| kinds.iter().any(is_for_parents) && has_sheet(kit));
    page::desk(&Show {
        name: proposed.name().into_owned(),
        action,
        carried: form::carried(sent),
        changes: proposed.changes(&page, today),
        kits: kits.map(|kit| kit.contents.code.as_str()).collect::<Vec<_>>().join(", "),
        kinds: kinds.iter().map(|kind| (kind.title)(page.t).to_string()).collect(),
        languages: Language::written().collect(),
        pages: proposed.pages(&page),
        is_printed_alike,
        is_untried: !kinds.is_empty() && proposed.is_untried(),
        is_again_printable: !kinds.is_empty() && proposed.is_again_printable(today),
        touched: own.iter().take(MOST_SHOWN).filter_map(evening).collect(),
        more: count(own.len().saturating_sub(MOST_SHOWN)),
        others: count(others.len()),
        page,
    })
}

/// Whether there is anything in it for parents.
fn has_sheet(kit: &Kit) -> bool {
    kit.for_parents(Language::dutch()).is_some()
}

impl Proposed {
    fn name(&self) -> Cow<'_, str> {
        match self {
            Self::National { was, .. } => Cow::Borrowed(&was.name_nl),
            Self::Near { becomes, .. } => Cow::Borrowed(&becomes.name),
        }
    }

    /// Those that carry it now, or will.
    fn kinds(&self) -> Vec<&'static Kind> {
        match self {
            Self::National { becomes, .. } => kinds_with(becomes),
            Self::Near { was, becomes } => {
                let will = kinds_with_near(becomes);
                was.as_ref().filter(|_| will.is_empty()).map_or(will, kinds_with_near)
            }
        }
    }

    fn is_printed_alike(&self) -> bool {
        match self {
            Self::National { was, becomes } => is_printed_alike(was, becomes),
            Self::Near { was: Some(was), becomes } => is_near_printed_alike(was, becomes),
            Self::Near { was: None, becomes } => kinds_with_near(becomes).is_empty(),
        }
    }

    fn is_on_paper_of(&self, one: &Coming, kinds: &[&'static Kind], reference: &Reference) -> bool {
        let is_there = match self {
            Self::National { .. } => true,
            Self::Near { becomes, .. } => key(&becomes.municipality) == key(&one.municipality),
        };
        let has_sheets = || one.kits.iter().filter_map(|slug| reference.kit(slug, None)).any(has_sheet);
        let carries = |kind: &&Kind| match kind.compose {
            Compose::Parents(_) => one.audience.is_parents() && has_sheets(),
            Compose::Facilitator(_) => true,
            Compose::Owners(_) => false,
        };
        is_there && kinds.iter().any(&carries)
    }

    fn confirmed(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::National { was, becomes } => (was.confirmed_on, becomes.confirmed_on),
            Self::Near { was, becomes } => (was.as_ref().and_then(|was| was.confirmed_on), becomes.confirmed_on),
        }
    }

    /// A new number, that nobody tried.
    fn is_untried(&self) -> bool {
        !self.is_printed_alike() && self.confirmed().1.is_none()
    }

    fn is_again_printable(&self, today: NaiveDate) -> bool {
        match self {
            Self::National { was, becomes } => was.is_stale(today) && !becomes.is_stale(today),
            Self::Near { was, becomes } => {
                was.as_ref().is_some_and(|was| was.is_stale(today)) && !becomes.is_stale(today)
            }
        }
    }

    /// Field by field, and whether somebody tried it.
    fn changes(&self, page: &DeskPage, today: NaiveDate) -> Vec<Changed> {
        let (was, becomes) = match self {
            Self::National { was, becomes } => (form::filled(was, today), form::filled(becomes, today)),
            Self::Near { was: Some(was), becomes } => {
                (form::filled_near(was, today), form::filled_near(becomes, today))
            }
            Self::Near { was: None, becomes } => (Form::default(), form::filled_near(becomes, today)),
        };
        let some = |value: String| Some(value).filter(|value| !value.is_empty());
        let changed = |(what, was, becomes)| Changed { what, was: some(was), becomes: some(becomes) };
        let mut changes: Vec<Changed> =
            form::differences(&was, &becomes, page.language).into_iter().map(changed).collect();
        let (was, becomes) = self.confirmed();
        if was != becomes {
            let t = &page.d.contact;
            let said = |day: Option<NaiveDate>| {
                Some(day.map_or_else(|| t.never_confirmed.to_string(), |day| date_in_words(page.language, day)))
            };
            changes.push(Changed { what: t.confirmed_at.to_string(), was: said(was), becomes: said(becomes) });
        }
        changes
    }

    /// The pages on which it stands besides.
    fn pages(&self, page: &DeskPage) -> Vec<(String, &'static str)> {
        let Self::National { becomes, .. } = self else { return Vec::new() };
        let is_told = becomes.for_professionals || FOR_ADVICE.contains(&becomes.key.as_str());
        let practical =
            becomes.for_help_page.then(|| (paths::practical(page.language), page.t.practical.title.as_str()));
        let told = is_told.then(|| ("/desk/verteld".to_owned(), page.d.told.title.as_str()));
        practical.into_iter().chain(told).collect()
    }
}
