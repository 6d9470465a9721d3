//! Taking one's own account away (wissen), as the desk and the host's room share it: who may, and why not.

use chrono::Duration;

use super::App;
use super::entry::arrival::{Arrival, Checked, check_password};
use super::failure::Failure;
use super::form::Form;
use super::viewer::Viewer;
use crate::documents::message as letter;
use crate::domain::account::AccountId;
use crate::domain::record::{Deed, Note};
use crate::domain::text::CleanText;
use crate::language::Language;
use crate::store::{self, Db};

/// Who has no password shows it by having come in just now.
const FRESH: Duration = Duration::minutes(15);

/// Why nothing was taken away; each room has its own sentence for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    NotSure,
    WrongPassword,
    TooOften,
    /// Without a password, and came in too long ago.
    NotFresh,
    LastOne,
}

impl Refused {
    pub fn is_about_password(self) -> bool {
        matches!(self, Self::WrongPassword | Self::TooOften)
    }
}

/// Takes the viewer's account away, who is sure of it and proved who they are.
pub async fn erase(app: &App, viewer: &Viewer, arrival: &Arrival, form: &Form) -> Result<Result<(), Refused>, Failure> {
    if !form.is_ticked("sure") {
        return Ok(Err(Refused::NotSure));
    }
    if viewer.account.password_hash.is_some() {
        let who = CleanText::line(&viewer.account.email_key);
        match check_password(app, arrival, &who, form.typed("password")).await? {
            Checked::Right(_) => {}
            Checked::Wrong => return Ok(Err(Refused::WrongPassword)),
            Checked::TooOften => return Ok(Err(Refused::TooOften)),
        }
    } else if !is_fresh(app, viewer).await? {
        return Ok(Err(Refused::NotFresh));
    }
    let (scope, id, name) = (viewer.scope.clone(), viewer.account.id.clone(), viewer.account.name.clone());
    // The deed is written down without a name: taking it away is what was asked.
    let pen = viewer.pen(app).without_name();
    let is_erased = app.write(move |db| {
        let is_erased = store::erasure::erase(db, &scope, &id)?;
        if is_erased {
            take_out_of_letters(db, &id, &name)?;
            pen.write(db, None, &Note::of(Deed::AccountLeft))?;
        }
        Ok(is_erased)
    });
    Ok(if is_erased.await? { Ok(()) } else { Err(Refused::LastOne) })
}

/// What others are told of her deeds still reaches them, of her organisation.
fn take_out_of_letters(db: &mut Db, id: &AccountId, name: &str) -> Result<(), store::Error> {
    for message in store::erasure::told_by(db, id)? {
        let language = Language::find(&message.language).unwrap_or(Language::dutch());
        let (text, html) = letter::without_doer(&message.text, &message.html, language, name);
        store::erasure::rewrite(db, &message, &text, &html)?;
    }
    Ok(())
}

async fn is_fresh(app: &App, viewer: &Viewer) -> Result<bool, Failure> {
    let (hash, now) = (viewer.token_hash.clone(), app.clock.utc());
    let found = app.database.read(move |db| store::sign_in::find(db, &hash)).await?;
    Ok(found.is_some_and(|found| now < found.sign_in.created_at + FRESH))
}
