//! The secret address of a calendar (agenda-link), as the desk and the host's room share it: made, shown once, ended.

use super::public::explanation::{self, Program};
use super::public::face::Face;
use super::viewer::Viewer;
use super::{App, paths, token};
use crate::clock;
use crate::documents::calendar::Entry;
use crate::domain::feed::{Feed, Holder};
use crate::domain::meeting::State;
use crate::language::{Lang, date_in_words};
use crate::store;

/// The hidden field with the mark of the address that the page knew of; empty when there was none.
pub const KNOWN: &str = "known";

/// What is told of an address that is kept.
pub struct Shown {
    /// Tells it from the one that comes after it.
    pub mark: String,
    pub since: String,
    /// The last day on which a calendar asked for it.
    pub used_on: Option<String>,
    /// Only just after it was made: nobody can tell it again.
    pub made: Option<Made>,
}

/// The two ways to write it, and how it comes into a calendar: whoever leaves the page to read that does not see it again.
pub struct Made {
    pub https: String,
    pub webcal: String,
    pub programs: Vec<Program>,
}

/// The viewer's own.
pub fn own(viewer: &Viewer) -> Holder {
    Holder::person(&viewer.account)
}

/// Makes a new address; the one before answers no more. `None`: the form is older than what is kept, because it was sent
/// twice or the page was loaded again; then the address that a phone may have by now stays what it is.
pub async fn make(app: &App, holder: Holder, language: Lang, known: &str) -> Result<Option<Made>, store::Error> {
    let secret = token::from_chance(app.clock.chance());
    let (hash, now, known) = (token::hash(&secret), app.clock.utc(), known.to_owned());
    let is_expected = move |feed: Option<&Feed>| feed.map(mark_of).unwrap_or_default() == known;
    let is_made = app.database.write(move |db| store::feed::renew_if(db, &holder, &hash, now, is_expected)).await?;
    let path = paths::feed(&secret);
    Ok(is_made.then(|| Made {
        https: format!("{}{path}", app.config.base_url),
        webcal: format!("webcal://{}{path}", app.config.host()),
        programs: explanation::own_programs(language.phrases()),
    }))
}

/// Its address answers no more.
pub async fn end(app: &App, holder: Holder) -> Result<(), store::Error> {
    app.database.write(move |db| store::feed::end(db, &holder)).await
}

/// What is kept of it.
pub async fn of(app: &App, holder: Holder, language: Lang, made: Option<Made>) -> Result<Option<Shown>, store::Error> {
    let found = app.database.read(move |db| store::feed::of(db, &holder)).await?;
    Ok(found.map(|feed| Shown {
        mark: mark_of(&feed),
        since: date_in_words(language, clock::day_of(feed.created_at)),
        used_on: feed.used_on.map(|day| date_in_words(language, day)),
        made,
    }))
}

/// A meeting as those who plan it keep it in a calendar: what is not agreed yet says so before its title.
pub fn entry(app: &App, face: &Face, state: State) -> Option<Entry> {
    let mut entry = face.entry(app)?;
    let t = face.language.phrases();
    match state {
        State::Draft => entry.summary = t.own_feed.not_agreed.of(&entry.summary),
        State::Proposed => entry.summary = format!("{}: {}", t.board.proposed, entry.summary),
        State::Agreed | State::Published | State::Held | State::Reported | State::Cancelled => {}
    }
    Some(entry)
}

/// Of the hash that is kept: nobody finds the address by it.
fn mark_of(feed: &Feed) -> String {
    token::hash(&feed.token_hash)
}
