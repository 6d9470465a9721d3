//! The host's room (wij): what a contact person of a self-organisation needs, in every written language, on a phone.

pub mod access;
pub mod account;
pub mod agreement;
pub mod announcement;
pub mod answer;
pub mod availability;
pub mod board;
pub mod calendar;
pub mod cancellation;
pub mod change;
pub mod colleague;
pub mod cost;
pub mod digest;
pub mod erasure;
mod evening;
pub mod export;
pub mod feed;
pub mod home;
pub mod invitation;
pub mod language;
pub mod logo;
pub mod meeting;
pub mod organisation;
pub mod page;
pub mod password;
pub mod proposal;
mod refusal;
pub mod reply;
pub mod second_step;
pub mod sign_ins;
pub mod suggestion;
pub mod task;
pub mod told;
pub mod visibility;
pub mod waiting;

use crate::language::Lang;
use crate::web::failure::Failure;
use crate::web::public;

/// The interface language in an address.
fn written(code: &str) -> Result<Lang, Failure> {
    public::written(code)
}
