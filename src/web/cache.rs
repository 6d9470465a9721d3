//! Answers that are asked for again (voorraad): by their tag or their time; the public ones are kept until something public changes.

mod changed;

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use super::{App, paths, token};
pub use changed::Changed;

/// All answers together may take this much.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// A longer answer is made anew each time.
const LONGEST: usize = 1024 * 1024;
/// Shorter text is not worth compressing.
const SHORTEST_GZIP: usize = 512;

/// Longer than any page of ours.
const LONG_TEXT: usize = 64 * 1024;

/// Answers by address, all of one generation and one minute.
#[derive(Default)]
pub struct Cache {
    generation: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    generation: u64,
    minute: i64,
    bytes: usize,
    answers: HashMap<String, Answer>,
}

#[derive(Clone)]
struct Answer {
    headers: HeaderMap,
    plain: Bytes,
    gzip: Option<Bytes>,
    changed: Option<Changed>,
}

impl Cache {
    /// Something public changed: what was made before counts no more, also what is being made just now.
    pub fn forget(&self) {
        self.generation.fetch_add(1, Ordering::SeqCst);
    }

    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    fn find(&self, key: &str, minute: i64) -> Option<Answer> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = kept.generation == self.generation() && kept.minute == minute;
        is_current.then(|| kept.answers.get(key).cloned()).flatten()
    }

    fn keep(&self, generation: u64, minute: i64, key: String, answer: Answer) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if generation != self.generation() {
            return;
        }
        let size = key.len() + answer.plain.len() + answer.gzip.as_ref().map_or(0, Bytes::len) + 512;
        if kept.generation != generation || kept.minute != minute || kept.bytes + size > MOST_BYTES {
            *kept = Kept { generation, minute, ..Kept::default() };
        }
        kept.bytes += size;
        kept.answers.insert(key, answer);
    }
}

/// Set by a handler whose answer depends on its address, the revision and the minute alone.
#[derive(Clone, Copy)]
pub struct Public;

/// Set by a handler whose answer is for who has its secret address alone: it has its tag and its time as the public ones
/// have, and is kept nowhere.
#[derive(Clone, Copy)]
pub struct Private;

/// Answers from memory when it can; else keeps what the handler made, if that is public. Gives both kinds their ETag.
pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let is_asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    if !is_asked || path.starts_with(paths::DESK) {
        return next.run(request).await;
    }
    let is_head = request.method() == Method::HEAD;
    // A secret address is looked for in no memory, and put in none.
    let key = (!path.starts_with(paths::FEEDS)).then(|| key_of(request.uri()));
    // What is over, and what is next, is told by the minute.
    let now = app.clock.now();
    let minute = now.timestamp() / 60;
    let asked = Asked::from(request.headers());
    if let Some(answer) = key.as_ref().and_then(|key| app.cache.find(key, minute)) {
        return answer.give(&asked, is_head, now);
    }
    let generation = app.cache.generation();
    // What is kept must have its body, also when only the head was asked for.
    *request.method_mut() = Method::GET;
    let response = next.run(request).await;
    let is_public = response.extensions().get::<Public>().is_some();
    let is_ours = is_public || response.extensions().get::<Private>().is_some();
    if response.status() != StatusCode::OK || !is_ours {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let answer = Answer::new(parts.headers, parts.extensions.get().copied(), body.to_bytes());
    if let Some(key) = key.filter(|_| is_public && answer.plain.len() <= LONGEST) {
        app.cache.keep(generation, minute, key, answer.clone());
    }
    answer.give(&asked, is_head, now)
}

/// The address as far as it decides over the answer: pages and papers of a meeting ask nothing more than their path, and
/// whoever adds something to it does not have them made anew.
fn key_of(address: &Uri) -> String {
    let is_of_meeting = address.path().split('/').nth(2) == Some("m");
    let whole = address.path_and_query().filter(|_| !is_of_meeting).map(PathAndQuery::as_str);
    whole.unwrap_or_else(|| address.path()).to_owned()
}

/// Whether one of the tags of an `If-None-Match` is this one (RFC 9110, 13.1.2).
pub fn is_known(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let (known, tag) = (known.to_str().unwrap_or_default(), tag.to_str().unwrap_or_default());
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*")
}

/// What of the request decides over the form of the answer.
struct Asked {
    if_none_match: Option<HeaderValue>,
    if_modified_since: Option<HeaderValue>,
    takes_gzip: bool,
}

impl From<&HeaderMap> for Asked {
    fn from(headers: &HeaderMap) -> Self {
        let encodings = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            if_none_match: headers.get(header::IF_NONE_MATCH).cloned(),
            if_modified_since: headers.get(header::IF_MODIFIED_SINCE).cloned(),
            takes_gzip: encodings.split(',').any(|encoding| {
                let mut parts = encoding.trim().split(';');
                parts.next() == Some("gzip")
                    && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            }),
        }
    }
}

impl Asked {
    /// Whether who asks has this already. A tag is surer than a time, so where there is one the time says nothing (RFC 9110, 13.1.3).
    fn has(&self, tag: Option<&HeaderValue>, changed: Option<Changed>) -> bool {
        match (&self.if_none_match, &self.if_modified_since) {
            (Some(known), _) => tag.is_some_and(|tag| is_known(known, tag)),
            (None, Some(since)) => changed.is_some_and(|changed| changed.is_known(since)),
            (None, None) => false,
        }
    }
}

impl Answer {
    fn new(mut headers: HeaderMap, changed: Option<Changed>, plain: Bytes) -> Self {
        // A paper has a tag of its own, known before it is printed.
        headers.entry(header::ETAG).or_insert_with(|| {
            let tag = format!("\"{}\"", &token::hex(&Sha256::digest(&plain))[..24]);
            HeaderValue::from_str(&tag).expect("hexadecimal fits a header")
        });
        headers.remove(header::CONTENT_LENGTH);
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        let is_text = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("text/") || kind.starts_with("image/svg"));
        let gzip = (is_text && plain.len() >= SHORTEST_GZIP).then(|| compress(&plain)).flatten();
        if is_text {
            headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        Self { headers, plain, gzip, changed }
    }

    fn give(self, asked: &Asked, is_head: bool, now: DateTime<Utc>) -> Response {
        let Self { mut headers, plain, gzip, changed } = self;
        if let Some(changed) = changed {
            headers.insert(header::LAST_MODIFIED, changed.written(now));
        }
        if asked.has(headers.get(header::ETAG), changed) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let body = match gzip {
            Some(gzip) if asked.takes_gzip => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                gzip
            }
            _ => plain,
        };
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        if is_head { (headers, ()).into_response() } else { (headers, body).into_response() }
    }
}

fn compress(plain: &[u8]) -> Option<Bytes> {
    // A long feed is made anew after every change: there the time counts more than the last tenth.
    let level = if plain.len() > LONG_TEXT { Compression::fast() } else { Compression::default() };
    let mut gzip = GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
    gzip.write_all(plain).ok()?;
    Some(gzip.finish().ok()?.into())
}
