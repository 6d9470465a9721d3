//! Getting in (binnenkomen): in every language, by a link that was handed out, a link that is asked for, or a password.

use crate::domain::account::AccountId;
use crate::domain::sign_in_link::{Purpose, SignInLink};
use crate::store::{self, Db};
use crate::web::{App, paths, token};

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
