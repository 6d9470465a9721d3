//! What is remembered: one file a noun, each the only place that asks the database about it.

pub mod account;
pub mod announcement;
pub mod answer_link;
pub mod application;
pub mod availability;
pub mod board;
pub mod clash;
pub mod colleague;
pub mod contact;
pub mod database;
pub mod day;
pub mod departure;
pub mod draft;
pub mod erasure;
pub mod feed;
pub mod hold;
pub mod holiday;
pub mod job;
pub mod kit;
pub mod logo;
pub mod meeting;
pub mod meeting_set;
pub mod organisation;
pub mod outbox;
pub mod pack;
pub mod partner;
pub mod proposal;
pub mod record;
pub mod region;
pub mod retention;
pub mod revision;
mod scope;
pub mod season;
pub mod second_step;
pub mod server_key;
pub mod sign_in;
pub mod sign_in_link;
pub mod submission;
pub mod suggestion;
pub mod task;
pub mod upkeep;

use crate::domain::Refusal;
use crate::domain::meeting::Meeting;

pub use database::{Address, Database, Db};
pub use record::Pen;
pub use scope::Scope;

/// What a query can end in besides its answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such row, or it is not the viewer's: the two must look alike.
    #[error("not found")]
    NotFound,
    /// A rule of the domain says no; the user can mend it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Somebody else changed the meeting since the form was opened.
    #[error("changed meanwhile")]
    Stale(Box<Meeting>),
    /// All connections are taken, or somebody holds a row for too long; trying again later helps.
    #[error("the database is busy")]
    Busy,
    /// Two writes crossed and the database took this one back; [`Database::write`] begins it anew.
    #[error("two writes crossed")]
    Crossed,
    #[error(transparent)]
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

impl From<diesel::result::Error> for Error {
    fn from(cause: diesel::result::Error) -> Self {
        match cause {
            diesel::result::Error::NotFound => Self::NotFound,
            other if is_crossed(&other) => Self::Crossed,
            other if is_busy(&other) => Self::Busy,
            other => Self::Failed(Box::new(other)),
        }
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Busy
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Whether the database ended a transaction for the sake of another (PostgreSQL's 40001 and 40P01).
fn is_crossed(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(DatabaseErrorKind::Unknown, said) => said.message() == "deadlock detected",
        _ => false,
    }
}

/// Whether waiting for a lock took too long. Diesel gives no code for it, so the words of the databases tell.
fn is_busy(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    const BUSY: [&str; 4] = [
        "canceling statement due to lock timeout",
        "canceling statement due to statement timeout",
        "database is locked",
        "database table is locked",
    ];
    match error {
        Error::DatabaseError(DatabaseErrorKind::Unknown, said) => BUSY.contains(&said.message()),
        _ => false,
    }
}

/// Whether an insert failed because a row with this key is already there.
fn is_duplicate(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    matches!(error, Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}
