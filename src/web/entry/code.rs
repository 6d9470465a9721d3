//! A code of the second step as it was typed (code): of the app, or one of the recovery codes; each counts once.

use chrono::NaiveDateTime;

use crate::domain::account::{Account, AccountId};
use crate::domain::second_step;
use crate::store::{self, Db};
use crate::web::token;

#[derive(Clone)]
pub enum Code {
    /// Of this time step of the app.
    Step(i64),
    /// The hash of a recovery code.
    Recovery(String),
    Wrong,
}

impl Code {
    pub fn read(account: &Account, typed: &str, unix_seconds: i64) -> Self {
        if second_step::looks_like_recovery(typed) {
            return Self::Recovery(hash(&account.id, typed));
        }
        let secret = account.totp_secret.as_deref().unwrap_or_default();
        second_step::step_of(secret, typed, unix_seconds).map_or(Self::Wrong, Self::Step)
    }

    /// Uses it up; false when it is wrong or was used.
    pub fn take(&self, db: &mut Db, id: &AccountId, now: NaiveDateTime) -> Result<bool, store::Error> {
        match self {
            Self::Step(step) => store::second_step::use_step(db, id, *step),
            Self::Recovery(hash) => store::second_step::use_recovery_code(db, id, hash, now),
            Self::Wrong => Ok(false),
        }
    }
}

/// What the database keeps of a recovery code.
pub fn hash(id: &AccountId, code: &str) -> String {
    token::hash(&format!("{id} {}", second_step::bare(code)))
}
