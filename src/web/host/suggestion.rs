//! Good evenings for a host (goede avonden): the best dates before the holiday for her own community, to propose up to three.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::page::{self, HostPage};
use crate::domain::day::Weekday;
use crate::domain::plan::hours_of;
use crate::domain::suggestion::{self, Almanac, Search, Suggestion, USUAL_LEAD_DAYS, usual_period};
use crate::domain::typed;
use crate::language::{Lang, date_in_words, time};
use crate::store;
use crate::web::assessment::{Assessment, merit_in_words, span};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::plan::{Choice, weekdays};
use crate::web::{App, Reference, paths};

/// No board looks further ahead.
const MOST_WEEKS: i64 = 200;

#[derive(Template)]
#[template(path = "host/suggestions.html")]
struct Index {
    page: HostPage,
    form: Form,
    problems: Problems,
    weekdays: Vec<Choice>,
    cards: Vec<Card>,
    /// The first and the last day that she came for, and both in words.
    weeks: Option<(NaiveDate, NaiveDate, String)>,
}

/// One evening that she may propose.
struct Card {
    /// "2027-05-12".
    day: String,
    date: String,
    hours: String,
    assessment: Assessment,
    merits: Vec<String>,
}

/// `/{lang}/wij/avonden`: at the usual hours of an evening, or at those that she asks for.
pub async fn index(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let mut form = Form::of_query(query.as_deref());
    for (name, usual) in [("from", "19:30"), ("until", "21:30")] {
        if form.typed(name).is_empty() {
            form.set(name, usual);
        }
    }
    let mut problems = Problems::default();
    let weeks = weeks(&form, app.clock.today());
    let cards = match hours(&form, app.clock.today(), language, &mut problems) {
        Some(hours) => look(&app, &allowed, &form, (weeks, hours), language).await?,
        None => Vec::new(),
    };
    let weeks = weeks.map(|(first, last)| (first, last, span(first, last, language)));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let address = |language| paths::host_page(language, "avonden");
    let page = HostPage::of(&app, &allowed, language, "proposal", address);
    let mut response = page::show(&Index { page, form, problems, weekdays: weekdays(language), cards, weeks })?;
    *response.status_mut() = status;
    Ok(response)
}

/// What is left of the weeks that the address names; what it does not know is as if nothing was asked.
fn weeks(form: &Form, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = typed::date(form.typed("first")).zip(typed::date(form.typed("last")))?;
    let is_near = last <= today + TimeDelta::weeks(MOST_WEEKS);
    (first <= last && today <= last && is_near).then_some((first.max(today), last))
}

fn hours(form: &Form, day: NaiveDate, language: Lang, problems: &mut Problems) -> Option<(NaiveTime, NaiveTime)> {
    let t = &language.phrases().problem;
    let mut hour = |name: &'static str| {
        let hour = typed::time(form.typed(name));
        if hour.is_none() {
            problems.add(name, &t.time);
        }
        hour
    };
    let (from, until) = (hour("from"), hour("until"));
    let (from, until) = from.zip(until)?;
    if hours_of(day, from, until).is_none() {
        problems.add("until", &t.length);
        return None;
    }
    Some((from, until))
}

/// The best evenings in her own region, for her own community, in order of date.
async fn look(
    app: &App,
    allowed: &Allowed<SeeHostPages>,
    form: &Form,
    (weeks, (from, until)): (Option<(NaiveDate, NaiveDate)>, (NaiveTime, NaiveTime)),
    language: Lang,
) -> Result<Vec<Card>, Failure> {
    let (own, reference) = (&allowed.organisation, app.reference());
    let usual = || usual_period(app.clock.today(), own.region, &reference.holidays);
    let (first_day, last_day) = weeks.unwrap_or_else(usual);
    let wished: Vec<Weekday> = form.all("weekdays").filter_map(|code| code.parse().ok()).collect();
    // A week that looks quiet must be, from its Monday to its Sunday.
    let whole = (first_day - TimeDelta::days(7), last_day + TimeDelta::days(8));
    let moments = (whole.0.and_time(NaiveTime::MIN), whole.1.and_time(NaiveTime::MIN));
    let (scope, host) = (allowed.scope.clone(), own.id.clone());
    let busy = app.database.read(move |db| store::suggestion::busy(db, &scope, moments, &host, None, None)).await?;
    let search = Search {
        region: own.region,
        communities: &own.communities(),
        kits: &[],
        weekdays: &wished,
        from,
        until,
        wall: app.clock.wall(),
        lead_days: USUAL_LEAD_DAYS,
        first_day,
        last_day,
        has_room: false,
    };
    let almanac = Almanac { holidays: &reference.holidays, days: &reference.days, weekly: &reference.weekly };
    let mut found = suggestion::find(&search, &almanac, &busy, &[]).suggestions;
    found.sort_by_key(|one| one.starts);
    Ok(found.iter().map(|one| Card::of(one, &reference, language)).collect())
}

impl Card {
    fn of(one: &Suggestion, reference: &Reference, language: Lang) -> Self {
        let (from, until) = (time(language, one.starts.time()), time(language, one.ends.time()));
        Self {
            day: one.starts.format("%Y-%m-%d").to_string(),
            date: date_in_words(language, one.starts.date()),
            hours: language.phrases().meeting.hours.with(&[("from", &from), ("until", &until)]),
            assessment: Assessment::said(&one.judgement, &one.warnings, reference, language),
            merits: one.merits.iter().map(|merit| merit_in_words(*merit, language)).collect(),
        }
    }
}
