//! Finding an evening (avonden zoeken): the best dates of a period with their reasons, and why the others fell away.

mod people;
mod shown;
mod wish;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::domain::meeting::{Meeting, Side};
use crate::domain::suggestion;
use crate::store;
use crate::store::availability::{Where, Who};
use crate::web::beside::Beside;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{Choice, Choices, Planning, partner_choice, weekdays};
use crate::web::problem;
use crate::web::{App, paths};

use people::People;
use shown::Shown;
use wish::Wish;

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
    let mut form = wish::asked(query.as_deref());
    // Whoever searches is usually there; "nobody" is a choice as well.
    if !form.is_asked("person") {
        form.set("person", people.word_of(&allowed.account.name).unwrap_or_default());
    }
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
    if let ([only], "") = (planning.partners.as_slice(), form.typed("partner")) {
        form.set("partner", only.id.to_string());
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

/// Where other days for an evening are looked for; the one that is chosen is filled in on its form.
pub fn other_days(meeting: &Meeting, side: Side) -> String {
    let (head, plan) = (&meeting.head, &meeting.plan);
    let partner = match side {
        Side::Support => &head.host_id,
        Side::Host => &head.support_id,
    };
    let [from, until] = [plan.starts_at, plan.ends_at].map(|at| at.format("%H:%M").to_string());
    let fields = [
        ("partner", partner.as_str()),
        ("bijeenkomst", head.id.as_str()),
        ("audience", plan.audience.code()),
        ("from", &from),
        ("until", &until),
        ("province", &plan.province),
        ("municipality", &plan.municipality),
        ("region", plan.region.code()),
        ("venue", &plan.venue),
        ("room", &plan.room),
    ];
    let kits = meeting.kits.iter().map(|kit| ("kits", kit.slug.as_str()));
    paths::filled(paths::SUGGESTIONS, fields.into_iter().chain(kits).filter(|(_, value)| !value.is_empty()))
}

/// As many queries for one evening as for four hundred.
async fn look(app: &App, allowed: &Allowed<PlanMeeting>, wish: &Wish) -> Result<Shown, Failure> {
    let (scope, period) = (allowed.scope.clone(), wish.moments());
    let (room_key, person) = (wish.room_key.clone(), wish.person.clone());
    let (except, aside) = (wish.meeting.clone(), wish.aside());
    let (busy, limits, beside) = app
        .database
        .read(move |db| {
            let person = person.as_ref().map(|(name, keys)| (name.as_str(), keys.as_slice()));
            let busy =
                store::suggestion::busy(db, &scope, period, &aside, room_key.as_deref(), person, except.as_ref())?;
            let keys: Vec<&str> = person.into_iter().flat_map(|(_, keys)| keys).map(String::as_str).collect();
            let place = room_key.as_deref().map_or(Where::Anywhere, Where::Room);
            let limits = store::availability::limits(db, &scope, period.0, Who::Named(&keys), place)?;
            let beside = Beside::of_host(db, &scope, (&aside.host, &busy), period, except.as_ref())?;
            Ok((busy, limits, beside))
        })
        .await?;
    let reference = app.reference();
    let found = suggestion::find(&wish.search(app.clock.wall()), &reference.almanac(), &busy, &limits);
    Ok(Shown::of(found, wish, &beside, &reference, allowed.desk_language()))
}
