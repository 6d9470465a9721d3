//! Secrets in the browser's hands: made by chance, kept as hashes; and form tokens, which are signed.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 256 bits in hexadecimal.
pub fn from_chance(chance: [u8; 32]) -> String {
    hex(&chance)
}

/// What the database keeps of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Whether this could be what [`hash`] gives.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Signs what a form belongs to: the sign-in of the viewer, or an hour for visitors.
pub fn sign(key: &[u8], subject: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(subject.as_bytes());
    hex(&mac.finalize().into_bytes())
}

pub fn is_signed(key: &[u8], subject: &str, signature: &str) -> bool {
    sign(key, subject).as_bytes().ct_eq(signature.as_bytes()).into()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string");
        out
    })
}
