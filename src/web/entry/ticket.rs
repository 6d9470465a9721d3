//! What was proved before the code is asked (tussenstand): signed, in the form itself, for ten minutes.

use crate::domain::account::{Account, AccountId};
use crate::web::{App, token};

/// Seconds that somebody has to find the code.
const LASTS: i64 = 600;

#[derive(Clone, Debug)]
pub struct Ticket {
    text: String,
    /// Where they wanted to go.
    pub then: String,
}

/// What a ticket says.
pub struct Read {
    pub account_id: AccountId,
    /// The account as it was: one that changed since asks for the first step again.
    pub version: i32,
    pub link: Option<String>,
}

impl Ticket {
    pub fn new(app: &App, account: &Account, link: Option<String>, then: String) -> Self {
        let until = app.clock.now().timestamp() + LASTS;
        let said = format!("{}~{}~{}~{until}", account.id, account.version, link.unwrap_or_default());
        let signature = token::sign(&app.keys.form, &subject(&said));
        Self { text: format!("{said}~{signature}"), then }
    }

    /// As it stands in the form.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn given(text: &str, then: &str) -> Self {
        Self { text: text.to_owned(), then: then.to_owned() }
    }

    /// Nothing for one that we did not sign, or that is too old.
    pub fn read(&self, app: &App) -> Option<Read> {
        let (said, signature) = self.text.rsplit_once('~')?;
        if !token::is_signed(&app.keys.form, &subject(said), signature) {
            return None;
        }
        let parts: Vec<&str> = said.split('~').collect();
        let [account_id, version, link, until] = parts[..] else { return None };
        let is_fresh = app.clock.now().timestamp() < until.parse().ok()?;
        let link = (!link.is_empty()).then(|| link.to_owned());
        is_fresh.then_some(Read { account_id: account_id.parse().ok()?, version: version.parse().ok()?, link })
    }
}

/// Apart from the tokens of forms, which the same key signs.
fn subject(said: &str) -> String {
    format!("second step {said}")
}
