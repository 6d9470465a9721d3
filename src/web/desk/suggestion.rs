//! Finding an evening (avonden zoeken): the best dates of a period with their reasons, and why the others fell away.

mod shown;
mod wish;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::suggestion;
use crate::store;
use crate::store::availability::{Where, Who};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{Choice, Choices, Planning, partner_choice, weekdays};
use crate::web::problem;

use shown::Shown;
use wish::{People, Wish};

#[derive(Template)]
#[template(path = "suggestion/index.html")]
struct Index {
    page: DeskPage,
    form: Form,
    problems: Problems,
    partners: Vec<Choice>,
    people: Vec<Choice>,
    weekdays: Vec<Choice>,
    choices: Choices,
    /// None: nothing was asked yet, or it could not be.
    shown: Option<Shown>,
}

pub async fn index(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let planning = Planning::load(&app, &allowed, None).await?;
    let (scope, wall) = (allowed.scope.clone(), app.clock.wall());
    let known = app.database.read(move |db| {
        let on_list = store::suggestion::people(db, &scope, wall)?;
        Ok((on_list, store::availability::colleagues(db, &scope)?))
    });
    let (on_list, colleagues) = known.await?;
    let people = People::new(&app, on_list, colleagues.into_iter().map(|(_, name)| name));
    let form = wish::asked(query.as_deref());
    let mut problems = Problems::default();
    let mut shown = None;
    if form.is_ticked("partner") {
        match wish::check(&app, &planning, &people, &form) {
            Ok(wish) => shown = Some(look(&app, &allowed, &wish).await?),
            Err(wrongs) => {
                let language = allowed.desk_language();
                if wish::is_backwards(&form) {
                    problems.add("last", &language.desk().suggestion.backwards);
                }
                problems.extend(wrongs.in_words(|wrong| problem::sentence(wrong, language.phrases())));
            }
        }
    } else if query.is_some_and(|query| !query.is_empty()) {
        problems.add("partner", &allowed.desk_language().phrases().problem.choose_partner);
    }
    let page = DeskPage::of(&app, &allowed, "meetings");
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let index = Index {
        partners: planning.partners.iter().map(|partner| partner_choice(partner, page.language)).collect(),
        people: people.choices(),
        weekdays: weekdays(page.language),
        choices: planning.choices(page.language),
        page,
        form,
        problems,
        shown,
    };
    let mut response = page::desk(&index)?;
    *response.status_mut() = status;
    Ok(response)
}

/// As many queries for one evening as for four hundred.
async fn look(app: &App, allowed: &Allowed<PlanMeeting>, wish: &Wish) -> Result<Shown, Failure> {
    let (scope, period) = (allowed.scope.clone(), wish.moments());
    let (room_key, person) = (wish.room_key.clone(), wish.person.clone());
    let host = wish.host.id.clone();
    let (busy, limits) = app
        .database
        .read(move |db| {
            let person = person.as_ref().map(|(name, key)| (name.as_str(), key.as_str()));
            let busy = store::suggestion::busy(db, &scope, period, &host, room_key.as_deref(), person)?;
            let keys: Vec<&str> = person.into_iter().map(|(_, key)| key).collect();
            let place = room_key.as_deref().map_or(Where::Anywhere, Where::Room);
            Ok((busy, store::availability::limits(db, &scope, period.0, Who::Named(&keys), place)?))
        })
        .await?;
    let reference = app.reference();
    let found = suggestion::find(&wish.search(app.clock.wall()), &reference.almanac(), &busy, &limits);
    Ok(Shown::of(found, wish, &reference, allowed.desk_language()))
}
