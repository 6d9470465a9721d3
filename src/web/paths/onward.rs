//! Where somebody goes on to after signing in (verder): only addresses of ours, with nothing hidden in them.

use super::{DESK, SIGN_IN, entry, host, new_password};
use crate::language::{Lang, Language};

pub fn sign_in_then(asked: &str) -> String {
    format!("{SIGN_IN}?verder={}", encoded(asked))
}

/// Where somebody signs in who asked for this: in the language of the host's pages, or at the desk.
pub fn sign_in_for(asked: &str) -> String {
    let code = asked.strip_prefix('/').and_then(|rest| {
        let (code, rest) = rest.split_once('/')?;
        let is_host = rest.split(['/', '?']).next() == Some("wij");
        (is_host && (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
    });
    match code {
        Some(code) => format!("/{code}/in?verder={}", encoded(asked)),
        None => sign_in_then(asked),
    }
}

/// The sign-in page in a language, and where to go on.
pub fn entry_then(language: Lang, asked: &str) -> String {
    format!("{}?verder={}", entry(language), encoded(asked))
}

fn encoded(asked: &str) -> String {
    form_urlencoded::byte_serialize(asked.as_bytes()).collect()
}

/// An address to go on to after signing in: a path on the desk, on a host's pages or where one chooses a password.
pub fn desk_path(asked: &str) -> &str {
    own_path(asked).unwrap_or(DESK)
}

/// The same, where nothing else is asked for too.
pub fn own_path(asked: &str) -> Option<&str> {
    let begins = |home: &str| {
        asked.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with('?'))
    };
    let is_entered = |language| begins(&host(language)) || asked == new_password(language);
    let is_ours = begins(DESK) || Language::written().any(is_entered);
    let is_plain = asked.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.?=&%".contains(&byte));
    (is_ours && is_plain && !asked.contains("//") && !asked.contains("..")).then_some(asked)
}
