//! One's own password (wachtwoord), as the sign-in pages, the desk and the host's room share it: weighing it, and keeping it.

use axum_extra::extract::CookieJar;

use super::App;
use super::entry::arrival::{Arrival, Checked, check_password, renew};
use super::failure::Failure;
use super::form::Form;
use super::viewer::Viewer;
use crate::domain::password::{self, Weakness};
use crate::domain::text::CleanText;
use crate::language::{Phrase, Phrases};
use crate::store;

/// Why nothing was kept; each room has its own sentence for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Weak(Weakness),
    WrongPassword,
    TooOften,
}

/// Keeps a new password, and ends every other sign-in. Who has one already types it too.
pub async fn change(
    app: &App,
    viewer: &Viewer,
    arrival: Arrival,
    form: &Form,
) -> Result<Result<CookieJar, Refused>, Failure> {
    let typed = form.typed("new_password").to_owned();
    if let Some(weakness) = weakness(viewer, &typed) {
        return Ok(Err(Refused::Weak(weakness)));
    }
    if viewer.account.password_hash.is_some() {
        let who = CleanText::line(&viewer.account.email_key);
        match check_password(app, &arrival, &who, form.typed("password")).await? {
            Checked::Right(_) => {}
            Checked::Wrong => return Ok(Err(Refused::WrongPassword)),
            Checked::TooOften => return Ok(Err(Refused::TooOften)),
        }
    }
    let (hash, id) = (hashed(app, typed).await?, viewer.account.id.clone());
    Ok(Ok(renew(app, arrival, viewer, move |db| store::account::set_password(db, &id, &hash)).await?))
}

/// What is wrong with a new password of this viewer.
fn weakness(viewer: &Viewer, typed: &str) -> Option<Weakness> {
    let own = [viewer.account.name.as_str(), &viewer.account.email, &viewer.organisation.name, "aantafel"];
    password::weakness(typed, &own)
}

pub fn in_words(t: &'static Phrases, weakness: Weakness) -> &'static Phrase {
    match weakness {
        Weakness::TooShort => &t.entry.password_short,
        Weakness::TooLong => &t.entry.password_long,
        Weakness::Common => &t.entry.password_common,
        Weakness::Own => &t.entry.password_own,
    }
}

/// Off the request threads and behind the gate.
pub async fn hashed(app: &App, typed: String) -> Result<String, Failure> {
    let _turn = app.passwords.acquire().await.map_err(Failure::broken)?;
    let salt = app.clock.chance();
    tokio::task::spawn_blocking(move || password::hash(&typed, salt)).await.map_err(Failure::broken)
}
