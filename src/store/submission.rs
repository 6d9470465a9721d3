//! Forms that were taken (inzendingen): the same one sent again makes nothing new, and leads to the same place.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Db, Error};
use crate::schema::submission;

/// What a form that comes in is to those that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    New,
    /// The very same was taken before: this is where it led.
    Same(String),
    /// Another was taken under this key, and led here.
    Different(String),
}

/// Takes the key in the transaction of the deed: of two that come at once, the second waits here and then finds the
/// first. When the deed is refused the claim goes with it, and the form may come again.
pub fn claim(db: &mut Db, key: &str, body_hash: &str, target: &str, now: NaiveDateTime) -> Result<Known, Error> {
    let row = (
        submission::key.eq(key),
        submission::body_hash.eq(body_hash),
        submission::target.eq(target),
        submission::created_at.eq(now),
    );
    match db.transaction(|db| diesel::insert_into(submission::table).values(row).execute(db)) {
        Ok(_) => Ok(Known::New),
        Err(cause) if super::is_duplicate(&cause) => find(db, key, body_hash),
        Err(cause) => Err(cause.into()),
    }
}

/// What is known of a form before it is looked at: a deed must still [`claim`].
pub fn find(db: &mut Db, key: &str, body_hash: &str) -> Result<Known, Error> {
    let known: Option<(String, String)> =
        submission::table.find(key).select((submission::body_hash, submission::target)).first(db).optional()?;
    Ok(match known {
        None => Known::New,
        Some((hash, target)) if hash == body_hash => Known::Same(target),
        Some((_, target)) => Known::Different(target),
    })
}
