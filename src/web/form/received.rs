//! What came in (binnengekomen): the body of a POST, read once, up to its limit, before anybody decides about it.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;

use super::{Form, Upload};
use crate::domain::text::CleanText;
use crate::web::failure::Failure;

/// More fields than any form of ours has (a season of sixty evenings has the most), and more files.
const MOST_FIELDS: usize = 1300;
const MOST_FILES: usize = 4;
/// Longer than any form that is only typed.
const MOST_TYPED: usize = 64 * 1024;
/// A file, and what is typed beside it.
const MOST_WITH_FILES: usize = 1024 * 1024;
/// Of a file that is too large this much is thrown away: a browser that cannot finish sending never shows our answer.
const MOST_WASTE: usize = 8 * 1024 * 1024;
const LONGEST_FILE_NAME: usize = 60;

const TYPED: &str = "application/x-www-form-urlencoded";
const WITH_FILES: &str = "multipart/form-data";

/// What the form of a route may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    Words,
    Files,
}

/// What came, so that a guard who lets nobody in can give back what was typed.
#[derive(Clone)]
struct Sent(Result<Form, Failure>);

/// The pattern of the address that a POST is for.
#[derive(Clone, Copy)]
pub struct SentTo(pub &'static str);

/// Around every POST.
pub async fn receive(pattern: &'static str, takes: Takes, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(SentTo(pattern));
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let read = if kind.starts_with(TYPED) {
        read(body, MOST_TYPED, 0).await
    } else if kind.starts_with(WITH_FILES) && takes == Takes::Files {
        read(body, MOST_WITH_FILES, MOST_WASTE).await
    } else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    let Ok(bytes) = read else { return Failure::TooMuch.into_response() };
    let sent = if kind.starts_with(TYPED) { typed(&bytes) } else { with_files(kind, bytes).await };
    parts.extensions.insert(Sent(sent));
    next.run(Request::from_parts(parts, Body::empty())).await
}

/// The form of this request, whoever sent it. What is no form has no fields that we can read.
pub(super) fn form_of(parts: &Parts) -> Result<Form, Failure> {
    parts.extensions.get().map_or(Err(Failure::Refused), |Sent(form)| form.clone())
}

async fn read(mut body: Body, most: usize, most_waste: usize) -> Result<Vec<u8>, Failure> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(|_| Failure::TooMuch)?.into_data() else { continue };
        length += piece.len();
        if length <= most {
            bytes.extend_from_slice(&piece);
        } else if length > most + most_waste {
            break;
        }
    }
    if length <= most { Ok(bytes) } else { Err(Failure::TooMuch) }
}

fn typed(body: &[u8]) -> Result<Form, Failure> {
    let text = std::str::from_utf8(body).map_err(|_| Failure::Refused)?;
    let mut form = Form::default();
    for (number, (name, value)) in form_urlencoded::parse(text.as_bytes()).enumerate() {
        if number == MOST_FIELDS {
            return Err(Failure::TooMuch);
        }
        form.fields.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    Ok(form)
}

async fn with_files(kind: &str, body: Vec<u8>) -> Result<Form, Failure> {
    let request = Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(body));
    let request = request.map_err(|_| Failure::Refused)?;
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Failure::Refused)?;
    let (mut form, mut fields, mut files) = (Form::default(), 0, 0);
    while let Some(part) = parts.next_field().await.map_err(|_| Failure::Refused)? {
        let name = part.name().ok_or(Failure::Refused)?.to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| Failure::Refused)?;
        match file_name {
            Some(file_name) => {
                files += 1;
                // A field in which nothing was chosen.
                if !(file_name.is_empty() && bytes.is_empty()) {
                    // Its own copy: a piece of the body would keep all of it alive.
                    let upload = Upload { name: shown(&file_name), bytes: Bytes::copy_from_slice(&bytes) };
                    form.files.entry(name).or_insert(upload);
                }
            }
            None => {
                fields += 1;
                let value = String::from_utf8(bytes.into()).map_err(|_| Failure::Refused)?;
                form.fields.entry(name).or_default().push(value);
            }
        }
        if fields > MOST_FIELDS || files > MOST_FILES {
            return Err(Failure::TooMuch);
        }
    }
    Ok(form)
}

/// A file name as a person may read it: one line, and not without end.
fn shown(file_name: &str) -> String {
    CleanText::line(file_name).as_str().chars().take(LONGEST_FILE_NAME).collect()
}
