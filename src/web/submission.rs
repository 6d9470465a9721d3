//! A form that makes something is taken once (inzending): a double click, "back" and a lost answer make nothing twice.
//!
//! The page that shows the form draws a key ([`new_key`]) into a hidden field [`KEY`]. The handler does three things:
//!
//! ```text
//! let once = Once::of(&form, KEY, viewer.account.id.as_str())?;
//! match once.look(&app).await? {                               // before the fields are checked
//!     Known::New => {}
//!     Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
//!     Known::Different(made) => /* 409: the form with what was typed, a new key, a link to what was made */,
//! }
//! app.write(move |db| match once.claim(db, &target, now)? {    // in the transaction of the deed
//!     Known::New => { the deed; Ok(Known::New) }
//!     known => Ok(known),
//! })
//! ```

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::form::Form;
use super::{App, token};
use crate::domain::id::{has_uuid_form, uuid_v7};
use crate::store::submission::{self, Known};
use crate::store::{self, Db};

/// The hidden field with the key of a form.
pub const KEY: &str = "key";

/// For a form that is about to be shown.
pub fn new_key(app: &App) -> String {
    uuid_v7(app.clock.millis(), app.clock.chance())
}

/// The key under which a form is taken, and a fingerprint of all its fields but the token, and of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    key: String,
    body_hash: String,
}

impl Once {
    /// `by` is who sends it: somebody else's key is another key.
    pub fn of(form: &Form, field: &str, by: &str) -> Result<Self, Failure> {
        let drawn = form.typed(field);
        if !has_uuid_form(drawn) {
            return Err(Failure::Refused);
        }
        let mut body = Sha256::new();
        for (name, value) in form.each() {
            // With the lengths, no two forms have the same bytes.
            body.update([name.len().to_be_bytes(), value.len().to_be_bytes()].concat());
            body.update(name.as_bytes());
            body.update(value.as_bytes());
        }
        for (name, file) in form.files() {
            body.update([name.len().to_be_bytes(), file.bytes.len().to_be_bytes()].concat());
            body.update(name.as_bytes());
            body.update(&file.bytes);
        }
        Ok(Self { key: token::hash(&format!("{by} {drawn}")), body_hash: token::hex(&body.finalize()) })
    }

    /// Whether it came before, for the answer to what is sent again long after.
    pub async fn look(&self, app: &App) -> Result<Known, store::Error> {
        let once = self.clone();
        app.database.read(move |db| submission::find(db, &once.key, &once.body_hash)).await
    }

    /// See [`submission::claim`].
    pub fn claim(&self, db: &mut Db, target: &str, now: NaiveDateTime) -> Result<Known, store::Error> {
        submission::claim(db, &self.key, &self.body_hash, target, now)
    }
}
