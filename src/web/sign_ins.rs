//! Where somebody is signed in (aanmeldingen), as the desk and the host's room share it: each browser, and ending one or all.

use super::viewer::Viewer;
use super::{App, token};
use crate::clock;
use crate::domain::account::SignIn;
use crate::language::{Lang, Phrase, day_and_month, time};
use crate::store;

/// One browser.
pub struct Line {
    pub which: String,
    /// Empty when it did not say.
    pub device: String,
    pub since: Moment,
    pub seen: Moment,
    pub is_this: bool,
}

/// A day and an hour, as a wall clock showed them.
pub struct Moment {
    pub date: String,
    pub time: String,
}

impl Moment {
    /// In a phrase with a day and an hour.
    pub fn said(&self, phrase: &Phrase) -> String {
        phrase.with(&[("date", &self.date), ("time", &self.time)])
    }
}

/// Which one is ended when all are.
pub const ALL: &str = "all";

/// The viewer's own that still live.
pub async fn lines(app: &App, viewer: &Viewer, language: Lang) -> Result<Vec<Line>, store::Error> {
    let (id, now) = (viewer.account.id.clone(), app.clock.utc());
    let found = app.database.read(move |db| store::sign_in::of_account(db, &id, now)).await?;
    Ok(found.into_iter().map(|row| line(language, row, &viewer.token_hash)).collect())
}

fn line(language: Lang, sign_in: SignIn, own: &str) -> Line {
    let said = |at| {
        let wall = clock::wall_of(at);
        Moment { date: day_and_month(language, wall.date()), time: time(language, wall.time()) }
    };
    Line {
        is_this: sign_in.token_hash == own,
        since: said(sign_in.created_at),
        seen: said(sign_in.seen_at),
        device: sign_in.device,
        which: sign_in.token_hash,
    }
}

/// Ends one, or with [`ALL`] every one and the links besides; says whether the viewer's own is among them.
pub async fn end(app: &App, viewer: &Viewer, which: &str) -> Result<bool, store::Error> {
    let (id, which) = (viewer.account.id.clone(), which.to_owned());
    let is_all = which == ALL;
    if !is_all && !token::is_hash(&which) {
        return Ok(false);
    }
    let is_own = is_all || which == viewer.token_hash;
    app.database
        .write(move |db| {
            if is_all {
                store::colleague::put_out(db, &id)?;
                return store::sign_in_link::forget_all(db, &id);
            }
            if store::sign_in::end_of(db, &id, &which)? {
                store::sign_in_link::forget_device(db, &which)?;
            }
            Ok(())
        })
        .await?;
    Ok(is_own)
}
