//! Getting in (binnenkomen): in every language, by a link that was handed out, a link that is asked for, or a password.

pub mod arrival;
pub mod asked;
pub mod code;
pub mod link;
pub mod password;
pub mod second_step;
pub mod sign_in;
mod ticket;

use crate::domain::account::{Account, AccountId, Role};
use crate::domain::sign_in_link::{Purpose, SignInLink};
use crate::language::{Lang, Language};
use crate::store::{self, Db};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::viewer::Viewer;
use crate::web::{App, form, paths, token};

/// Makes a link that signs this account in, and gives its address without the host. Nobody can read it again: only its
/// hash is kept. An entry or an invitation ends the account's earlier links and sign-ins.
pub fn new_link(
    app: &App,
    db: &mut Db,
    account_id: &AccountId,
    purpose: Purpose,
    by: Option<&AccountId>,
) -> Result<String, store::Error> {
    let account = store::account::find(db, account_id)?;
    let secret = token::from_chance(app.clock.chance());
    let link = SignInLink::new(token::hash(&secret), account.id.clone(), purpose, by.cloned(), app.clock.utc());
    store::sign_in_link::put(db, &link)?;
    Ok(paths::entry_link(account.language(), &secret))
}

/// Where somebody begins: a host on the simple pages in her language, others at the desk.
pub fn home_of(account: &Account) -> String {
    match account.role {
        Role::Host => paths::host(account.language()),
        _ => paths::DESK.to_owned(),
    }
}

/// Where somebody goes on to: the page that was asked for. The desk itself is no page in particular: who asks for it begins
/// at home. A host who came in by a page in a language of her own goes on in that one, whatever her account says.
pub fn onward(account: &Account, then: &str, door: Lang) -> String {
    match paths::own_path(then).filter(|then| *then != paths::DESK) {
        Some(then) => then.to_owned(),
        None if account.role == Role::Host && !door.is_dutch() => paths::host(door),
        None => home_of(account),
    }
}

/// A page at the door: in the language of its address, the same in the others, with the token of its forms.
pub struct EntryPage {
    pub page: Page,
    pub form_token: String,
}

impl EntryPage {
    pub fn new(app: &App, viewer: Option<&Viewer>, language: Lang, address: impl Fn(Lang) -> String) -> Self {
        Self { page: Page::new(app, language, address), form_token: form::token_for(app, viewer) }
    }
}

/// The interface language in an address: one that has pages.
fn written(code: &str) -> Result<Lang, Failure> {
    Language::written().find(|language| language.code == code).ok_or(Failure::NotFound)
}
