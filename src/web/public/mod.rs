//! The parents' side (openbare pagina's): no cookie, no script, nothing that only staff may know.

pub mod accessibility;
pub mod agenda;
pub mod explanation;
pub mod face;
pub mod feed;
pub mod handout;
pub mod home;
pub mod invitation;
pub mod join;
pub mod liveness;
pub mod logo;
pub mod pack;
pub mod practical;
pub mod privacy;
pub mod readiness;
pub mod robots;
pub mod security;

use crate::language::{Lang, Language};
use crate::web::failure::Failure;

/// The interface language in an address: one that has pages.
pub(super) fn written(code: &str) -> Result<Lang, Failure> {
    Language::written().find(|language| language.code == code).ok_or(Failure::NotFound)
}
