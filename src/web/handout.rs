//! Handouts as an answer (hand-outs): the page and the PDF of the same value, for the public and for the desk.

pub mod drawing;
mod gathered;
pub mod offered;

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::failure::Failure;
use super::guard::{Allowed, Anyone, SeeMeeting};
use super::page::{self, Page};
use super::{App, cache, heavy, token};
pub(super) use crate::documents::handout::Refusal;
use crate::documents::handout::block::{Block, Span};
use crate::documents::handout::{Handout, Kind};
use crate::documents::pdf::MissingGlyph;
use crate::domain::text::{Audience, Parents};
use crate::language::Phrase;
use drawing::Sheet;
pub(super) use gathered::{briefing, evening, terms};

/// The proofs that open handouts for `A`. What nobody was asked for opens parents' handouts, and no others:
///
/// ```compile_fail
/// use aantafel::domain::text::Facilitator;
/// use aantafel::web::guard::{Allowed, Anyone};
/// use aantafel::web::handout::Opens;
/// fn serve<A, P: Opens<A>>(_: &P) {}
/// fn public_page(proof: &Allowed<Anyone>) {
///     serve::<Facilitator, _>(proof);
/// }
/// ```
///
/// ```
/// use aantafel::domain::text::{Facilitator, Parents};
/// use aantafel::web::guard::{Allowed, Anyone, SeeMeeting};
/// use aantafel::web::handout::Opens;
/// fn serve<A, P: Opens<A>>(_: &P) {}
/// fn public_page(proof: &Allowed<Anyone>) {
///     serve::<Parents, _>(proof);
/// }
/// fn desk(proof: &Allowed<SeeMeeting>) {
///     serve::<Facilitator, _>(proof);
/// }
/// ```
pub trait Opens<A>: Sync {}

impl Opens<Parents> for Allowed<Anyone> {}
impl<A: Audience> Opens<A> for Allowed<SeeMeeting> {}

/// The last part of an address: a kind's word, and how its file ends when that is asked.
pub(super) struct Asked {
    pub(super) kind: &'static Kind,
    is_file: bool,
    /// The tags of what the asker has already.
    known: Option<HeaderValue>,
}

impl Asked {
    pub(super) fn parse(file: &str) -> Result<Self, Failure> {
        let (word, suffix) = file.split_once('.').map_or((file, None), |(word, suffix)| (word, Some(suffix)));
        let kind = Kind::find(word).filter(|kind| suffix.is_none_or(|suffix| suffix == kind.format.suffix()));
        Ok(Self { kind: kind.ok_or(Failure::NotFound)?, is_file: suffix.is_some(), known: None })
    }

    /// By a browser that may have the file already.
    pub(super) fn by(self, headers: &HeaderMap) -> Self {
        Self { known: headers.get(header::IF_NONE_MATCH).cloned(), ..self }
    }
}

/// What stands around a handout.
pub(super) struct Around {
    pub(super) page: Page,
    /// Where the same is to be had as a file.
    pub(super) file: String,
    /// Where the reader came from.
    pub(super) back: String,
    /// Not for search engines.
    pub(super) is_hidden: bool,
    /// Staff are told which character is missing from the fonts.
    pub(super) is_for_staff: bool,
}

/// The page or the file of a handout that the `proof` opens; a page that says why not when there is none.
pub(super) async fn answer<A, P>(
    _proof: &P,
    app: &App,
    asked: &Asked,
    composed: Result<Handout<A>, Refusal>,
    around: Around,
) -> Result<Response, Failure>
where
    A: Audience + Clone + Send + Sync + 'static,
    P: Opens<A>,
{
    let handout = match composed {
        Ok(handout) => handout,
        Err(refusal) => return refused(asked, refusal, around),
    };
    if !asked.is_file {
        return page::public(&Show::of(&handout, around));
    }
    let tag = tag_of(&handout);
    if asked.known.as_ref().is_some_and(|known| cache::is_known(known, &tag)) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let printed = handout.clone();
    match heavy::in_turn(app, move || printed.print()).await? {
        Ok(bytes) => Ok(as_file(bytes, &handout, tag)),
        Err(missing) => unprintable(&handout, &missing, around),
    }
}

/// What the file is called in caches: who has it needs no print of it.
fn tag_of<A: Audience>(handout: &Handout<A>) -> HeaderValue {
    let tag = format!("\"{}\"", token::hex(&handout.fingerprint()));
    HeaderValue::try_from(tag).expect("hexadecimal fits a header")
}

fn as_file<A: Audience>(bytes: Vec<u8>, handout: &Handout<A>, tag: HeaderValue) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(handout.content_type()));
    let disposition = HeaderValue::try_from(format!("inline; filename=\"{}\"", handout.file_name()));
    headers.insert(header::ETAG, tag);
    headers.insert(header::CONTENT_DISPOSITION, disposition.expect("file names of handouts are ASCII"));
    response
}

/// A page with the sentence that says why; not with 200 where a file was asked, or a phone would save it as one.
fn refused(asked: &Asked, refusal: Refusal, around: Around) -> Result<Response, Failure> {
    let t = around.page.t;
    let title = (asked.kind.title)(t).to_string();
    let notices = vec![refusal.said(t).to_string()];
    let response = page::public(&Show::around(around, &title, notices))?;
    Ok(if asked.is_file { with_conflict(response) } else { response })
}

/// The same blocks as a page, which needs no fonts of ours.
fn unprintable<A: Audience>(handout: &Handout<A>, missing: &MissingGlyph, around: Around) -> Result<Response, Failure> {
    tracing::error!(%missing, "a handout cannot be printed");
    let is_for_staff = around.is_for_staff;
    let mut show = Show::of(handout, around);
    show.file = None;
    show.notices.push(show.page.t.handout.not_printable.to_string());
    if is_for_staff {
        show.notices.push(missing.to_string());
    }
    page::public(&show).map(with_conflict)
}

fn with_conflict(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

#[derive(Template)]
#[template(path = "handout/show.html")]
struct Show<'a> {
    page: Page,
    title: &'a str,
    notices: Vec<String>,
    sheets: Vec<Sheet<'a>>,
    file: Option<File>,
    back: String,
    is_hidden: bool,
    /// Cards have no heading of their own.
    has_heading: bool,
}

/// Where a handout is to be had as a file.
struct File {
    address: String,
    content_type: &'static str,
    label: &'static Phrase,
}

impl<'a> Show<'a> {
    fn of<A: Audience>(handout: &'a Handout<A>, around: Around) -> Self {
        let t = around.page.t;
        let label = if handout.is_picture() { &t.handout.as_picture } else { &t.handout.as_pdf };
        let file = Some(File { address: around.file.clone(), content_type: handout.content_type(), label });
        let sheets = handout.sheets().iter().map(|sheet| Sheet::of(sheet, handout.language())).collect();
        let has_heading = handout.sheets().iter().any(|sheet| matches!(sheet.blocks[..], [Block::Heading { .. }, ..]));
        Self { sheets, file, has_heading, ..Self::around(around, handout.title(), Vec::new()) }
    }

    /// Nothing but what it says.
    fn around(around: Around, title: &'a str, notices: Vec<String>) -> Self {
        let Around { page, back, is_hidden, .. } = around;
        Self { page, title, notices, sheets: Vec::new(), file: None, back, is_hidden, has_heading: false }
    }
}
