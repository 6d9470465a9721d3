//! Inviting a colleague (collega), as the desk and the host's room share it: what is wrong with a form, the account, the link.

use chrono::NaiveDate;

use super::entry::new_link;
use super::failure::Failure;
use super::form::Form;
use super::submission::Once;
use super::viewer::Viewer;
use super::{App, paths, telling};
use crate::domain::Refusal;
use crate::domain::account::{Account, AccountId, Role};
use crate::domain::detail::personal_detail;
use crate::domain::email::is_email;
use crate::domain::record::{Deed, Note};
use crate::domain::sign_in_link::Purpose;
use crate::domain::text::LONGEST_LINE;
use crate::language::{Lang, Language};
use crate::store;
use crate::store::colleague::{Change, Done};
use crate::store::submission::Known;

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    pub name: String,
    /// Empty for a host without one.
    pub email: String,
    pub role: Role,
    pub language: Lang,
}

/// What is wrong with a field; each room has its own sentence for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    NameNeeded,
    NameLong,
    /// A number or an address stands where a name does.
    NotAName,
    EmailNeeded,
    NotAnEmail,
}

impl Wrong {
    pub fn field(self) -> &'static str {
        match self {
            Self::NameNeeded | Self::NameLong | Self::NotAName => "name",
            Self::EmailNeeded | Self::NotAnEmail => "email",
        }
    }
}

/// Who it is, or what is wrong with what was typed.
pub fn check(form: &Form, role: Role, own: Lang, today: NaiveDate) -> Result<Invited, Vec<Wrong>> {
    let (name, email) = (form.line("name"), form.line("email"));
    let mut wrong = Vec::new();
    if name.is_empty() {
        wrong.push(Wrong::NameNeeded);
    } else if name.length() > LONGEST_LINE {
        wrong.push(Wrong::NameLong);
    } else if personal_detail(name.as_str(), today).is_some() {
        wrong.push(Wrong::NotAName);
    }
    if email.is_empty() && role != Role::Host {
        wrong.push(Wrong::EmailNeeded);
    } else if !email.is_empty() && !is_email(email.as_str()) {
        wrong.push(Wrong::NotAnEmail);
    }
    let language = Language::written().find(|language| language.code == form.typed("language")).unwrap_or(own);
    match wrong.is_empty() {
        true => Ok(Invited { name: name.into_string(), email: email.into_string(), role, language }),
        false => Err(wrong),
    }
}

/// An account without a password, and the path of a link that is shown once; or what is known of a form that
/// came before. An address that is another's is refused.
pub async fn invite(
    app: &App,
    viewer: &Viewer,
    invited: Invited,
    purpose: Purpose,
    once: Once,
) -> Result<Result<(Account, String), Known>, store::Error> {
    let Invited { name, email, role, language } = invited;
    let id = AccountId::new(app.clock.millis(), app.clock.chance());
    let mut row = Account::new(id, viewer.organisation.id.clone(), role, name, email, app.clock.utc());
    row.desk_language = language.code.to_owned();
    let (pen, making, by) = (viewer.pen(app), app.clone(), viewer.account.id.clone());
    app.database
        .write(move |db| {
            match once.claim(db, paths::COLLEAGUES, pen.now())? {
                Known::New => {}
                known => return Ok(Err(known)),
            }
            if !store::colleague::put(db, &row)? {
                return Err(store::Error::Refused(Refusal::EmailKnown));
            }
            pen.write(db, None, &Note::with(Deed::ColleagueInvited, row.role.code()))?;
            let path = new_link(&making, db, &row.id, purpose, Some(&by))?;
            telling::tell_invited(&making, db, &pen, &row, &path)?;
            Ok(Ok((row, path)))
        })
        .await
}

/// A new link for a colleague; the one before opens nothing any more.
pub async fn renew(
    app: &App,
    viewer: &Viewer,
    id: AccountId,
    purpose: Purpose,
) -> Result<(Account, String), store::Error> {
    let (scope, pen, making, by) = (viewer.scope.clone(), viewer.pen(app), app.clone(), viewer.account.id.clone());
    app.database
        .write(move |db| {
            let account = store::colleague::find(db, &scope, &id)?;
            // Who chose a password has come in: another link would let in whoever holds it.
            if !account.is_active || account.password_hash.is_some() {
                return Err(store::Error::NotFound);
            }
            pen.write(db, None, &Note::of(Deed::LinkRenewed))?;
            let path = new_link(&making, db, &account.id, purpose, Some(&by))?;
            telling::tell_invited(&making, db, &pen, &account, &path)?;
            Ok((account, path))
        })
        .await
}

/// What a form asks for: the change, what is written down of it, and the word of what came of it.
pub struct Asked {
    change: Change,
    note: Note,
    pub done: &'static str,
}

/// Another role, of those that the organisation gives.
pub fn role(viewer: &Viewer, form: &Form) -> Option<Asked> {
    let role: Role = form.typed("role").parse().ok()?;
    let is_given = Role::of_kind(viewer.organisation.kind).contains(&role);
    is_given.then(|| Asked {
        change: Change::Role(role),
        note: Note::with(Deed::RoleChanged, role.code()),
        done: "role",
    })
}

/// Switching an account on or off.
pub fn access(form: &Form) -> Asked {
    let (change, deed, done) = match form.typed("access") {
        "on" => (Change::SwitchOn, Deed::AccountSwitchedOn, "on"),
        _ => (Change::SwitchOff, Deed::AccountSwitchedOff, "off"),
    };
    Asked { change, note: Note::of(deed), done }
}

/// Does what was asked to a colleague's account, if nobody changed it since the form was opened.
pub async fn act(app: &App, viewer: &Viewer, id: &str, form: &Form, asked: Asked) -> Result<Done, Failure> {
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    let version = form.typed("version").parse().unwrap_or(0);
    Ok(change(app, viewer, (id, version), asked.change, asked.note).await?)
}

async fn change(
    app: &App,
    viewer: &Viewer,
    (id, version): (AccountId, i32),
    change: Change,
    note: Note,
) -> Result<Done, store::Error> {
    let (scope, pen) = (viewer.scope.clone(), viewer.pen(app));
    app.database
        .write(move |db| {
            let done = store::colleague::change(db, &scope, &id, version, change)?;
            if done == Done::Kept {
                pen.write(db, None, &note)?;
            }
            Ok(done)
        })
        .await
}

/// The viewer leaves: the account is switched off, and signed out everywhere.
pub async fn leave(app: &App, viewer: &Viewer) -> Result<Done, store::Error> {
    let own = (viewer.account.id.clone(), viewer.account.version);
    change(app, viewer, own, Change::SwitchOff, Note::of(Deed::AccountLeft)).await
}
