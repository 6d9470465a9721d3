//! The secret address of a calendar (agenda-link), as the desk and the host's room share it: made, shown once, ended.

use super::viewer::Viewer;
use super::{App, paths, token};
use crate::clock;
use crate::domain::feed::Holder;
use crate::language::{Lang, date_in_words};
use crate::store;

/// What is told of an address that is kept.
pub struct Shown {
    pub since: String,
    /// The last day on which a calendar asked for it.
    pub used_on: Option<String>,
    /// Only just after it was made: nobody can tell it again.
    pub made: Option<Made>,
}

/// The two ways to write it.
pub struct Made {
    pub https: String,
    pub webcal: String,
}

/// The viewer's own.
pub fn own(viewer: &Viewer) -> Holder {
    Holder::person(&viewer.account)
}

/// Makes a new address; the one before answers no more.
pub async fn make(app: &App, holder: Holder) -> Result<Made, store::Error> {
    let secret = token::from_chance(app.clock.chance());
    let (hash, now) = (token::hash(&secret), app.clock.utc());
    app.database.write(move |db| store::feed::renew(db, &holder, &hash, now)).await?;
    let path = paths::feed(&secret);
    Ok(Made {
        https: format!("{}{path}", app.config.base_url),
        webcal: format!("webcal://{}{path}", app.config.host()),
    })
}

/// Its address answers no more.
pub async fn end(app: &App, holder: Holder) -> Result<(), store::Error> {
    app.database.write(move |db| store::feed::end(db, &holder)).await
}

/// What is kept of it.
pub async fn of(app: &App, holder: Holder, language: Lang, made: Option<Made>) -> Result<Option<Shown>, store::Error> {
    let found = app.database.read(move |db| store::feed::of(db, &holder)).await?;
    Ok(found.map(|feed| Shown {
        since: date_in_words(language, clock::day_of(feed.created_at)),
        used_on: feed.used_on.map(|day| date_in_words(language, day)),
        made,
    }))
}
