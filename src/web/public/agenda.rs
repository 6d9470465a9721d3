//! The public agenda (openbare agenda): what is coming up, by place and by language of the evening, twenty a page.

#[cfg(test)]
mod tests;
mod wish;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use chrono::NaiveTime;

use super::face::Face;
use crate::language::{LANGUAGES, Language};
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, cache, paths};

pub(super) use wish::Wish;

const PAGE: usize = 20;
/// More places than this do not fit in a page of 20 kB: then the visitor types one.
const SHORT_LIST: usize = 40;

/// `/{lang}/`
pub async fn index(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let mut wish = Wish::read(query.as_deref());
    let midnight = app.clock.today().and_time(NaiveTime::MIN);
    let places = app.database.read(move |db| store::meeting::places(db, midnight)).await?;
    wish.spell_as(&places);
    let (filter, (from, after)) = (wish.filter.clone(), wish.start(midnight));
    let most = i64::try_from(PAGE).expect("a page is short") + 1;
    let listed = app.database.read(move |db| store::meeting::agenda(db, &filter, (from, &after), most)).await?;
    let reference = app.reference();
    let faces = listed.iter().map(|one| Face::of_listed(one, &reference, language)).collect();
    let page = Page::new(&app, language, |language| paths::agenda(language) + &wish.query());
    let mut response = page::public(&Index::new(page, app.config.host(), &wish, places, faces))?;
    response.extensions_mut().insert(cache::Public);
    Ok(response)
}

#[derive(Template)]
#[template(path = "agenda/index.html")]
struct Index<'a> {
    page: Page,
    wish: &'a Wish,
    places: Vec<String>,
    has_short_list: bool,
    languages: &'static [Language],
    faces: Vec<Face>,
    /// How many there are, where the page shows them all.
    found: Option<String>,
    first: String,
    later: Option<String>,
    feed: String,
    webcal: String,
}

impl<'a> Index<'a> {
    /// `faces` may hold one more than a page: then there is a next page.
    fn new(page: Page, host: &str, wish: &'a Wish, places: Vec<String>, mut faces: Vec<Face>) -> Self {
        let has_more = faces.len() > PAGE;
        faces.truncate(PAGE);
        let language = page.language;
        let count = i64::try_from(faces.len()).expect("a page is short");
        let is_whole = wish.from.is_none() && !has_more;
        let narrowing = wish.without_start();
        let feed = paths::agenda_feed(language) + &narrowing.query();
        Self {
            wish,
            has_short_list: places.len() <= SHORT_LIST,
            places,
            languages: LANGUAGES,
            found: is_whole.then(|| page.t.agenda.found.count(language, count)),
            first: paths::agenda(language) + &narrowing.query(),
            later: faces.last().filter(|_| has_more).map(|last| paths::agenda(language) + &wish.after(last).query()),
            webcal: format!("webcal://{host}{feed}"),
            feed,
            faces,
            page,
        }
    }
}
