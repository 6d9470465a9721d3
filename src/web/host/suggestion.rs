//! Good evenings for a host (goede avonden): the best dates before the holiday for her own community, to propose up to three.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::page::{self, HostPage};
use crate::domain::clash::Aside;
use crate::domain::day::Weekday;
use crate::domain::suggestion::{self, Found, RuledOut, Search, Suggestion, USUAL_LEAD_DAYS, Why, usual_period};
use crate::domain::typed;
use crate::language::{Lang, date_in_words, day_and_month, time};
use crate::store;
use crate::store::availability::{Where, Who};
use crate::web::assessment::{Assessment, merit_in_words, span};
use crate::web::beside::{Beside, Note, Telling};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::wrong::Wrongs;
use crate::web::{App, Reference, paths, plan, problem};

/// Days that are named one by one.
const MOST_NAMED: usize = 6;

/// No board looks further ahead.
const MOST_WEEKS: i64 = 200;

#[derive(Template)]
#[template(path = "host/suggestions.html")]
struct Index {
    page: HostPage,
    form: Form,
    problems: Problems,
    weekdays: Vec<plan::Choice>,
    cards: Vec<Card>,
    /// Whether an evening among them is close to another.
    is_any_close: bool,
    /// Why all of them are good: said once.
    reason: Option<String>,
    merits: Vec<String>,
    /// The first and the last day that she came for, and both in words.
    weeks: Option<(NaiveDate, NaiveDate, String)>,
    /// The days on which she said that she or her room cannot.
    left_out: Option<String>,
}

/// One evening that she may propose.
struct Card {
    /// "2027-05-12".
    day: String,
    date: String,
    hours: String,
    assessment: Assessment,
    merits: Vec<String>,
    has_another_that_day: bool,
    /// Her other evenings close to it.
    beside: Vec<Note>,
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
    let mut wrongs = Wrongs::default();
    let weeks = weeks(&form, app.clock.today());
    let (mut cards, left_out) = match plan::hours(&form, &mut wrongs) {
        Some(hours) => look(&app, &allowed, &form, (weeks, hours), language).await?,
        None => (Vec::new(), None),
    };
    let (reason, merits) = (reason_of_all(&mut cards), merits_of_all(&mut cards));
    let weeks = weeks.map(|(first, last)| (first, last, span(first, last, language)));
    let problems = wrongs.in_words(|wrong| problem::sentence(wrong, language.phrases()));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let address = |language| paths::host_page(language, "avonden");
    let page = HostPage::of(&app, &allowed, language, "proposal", address);
    let weekdays = plan::weekdays(language);
    let is_any_close = cards.iter().any(|card| card.beside.iter().any(|note| note.is_close));
    let mut response =
        page::show(&Index { page, form, problems, weekdays, cards, is_any_close, reason, merits, weeks, left_out })?;
    *response.status_mut() = status;
    Ok(response)
}

/// What is left of the weeks that the address names; what it does not know is as if nothing was asked.
fn weeks(form: &Form, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = typed::date(form.typed("first")).zip(typed::date(form.typed("last")))?;
    let is_near = last <= today + TimeDelta::weeks(MOST_WEEKS);
    (first <= last && today <= last && is_near).then_some((first.max(today), last))
}

/// The best evenings in her own region, for her own community, in order of date.
async fn look(
    app: &App,
    allowed: &Allowed<SeeHostPages>,
    form: &Form,
    (weeks, (from, until)): (Option<(NaiveDate, NaiveDate)>, (NaiveTime, NaiveTime)),
    language: Lang,
) -> Result<(Vec<Card>, Option<String>), Failure> {
    let (own, reference) = (&allowed.organisation, app.reference());
    let usual = || usual_period(app.clock.today(), own.region, &reference.holidays);
    let (first_day, last_day) = weeks.unwrap_or_else(usual);
    let wished: Vec<Weekday> = form.all("weekdays").filter_map(|code| code.parse().ok()).collect();
    // A week that looks quiet must be, from its Monday to its Sunday.
    let whole = (first_day - TimeDelta::days(7), last_day + TimeDelta::days(8));
    let moments = (whole.0.and_time(NaiveTime::MIN), whole.1.and_time(NaiveTime::MIN));
    let (scope, account) = (allowed.scope.clone(), allowed.account.id.clone());
    let aside =
        Aside { host: own.id.clone(), municipality: own.municipality.clone(), languages: own.languages.clone() };
    let read = app.database.read(move |db| {
        let busy = store::suggestion::busy(db, &scope, moments, &aside, None, None, None)?;
        let limits = store::availability::limits(db, &scope, moments.0, Who::Account(&account), Where::OwnRooms)?;
        let beside = Beside::of_host(db, &scope, (&aside.host, &busy), moments, None)?;
        Ok((busy, limits, (aside, beside)))
    });
    let (busy, limits, (aside, beside)) = read.await?;
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
    let Found { mut suggestions, ruled_out, .. } = suggestion::find(&search, &reference.almanac(), &busy, &limits);
    suggestions.sort_by_key(|one| one.starts);
    let telling = Telling::HOST.on_card();
    let beside = |one: &Suggestion| beside.notes((&aside, &own.name), (one.starts, one.ends), telling, language);
    let cards = suggestions.iter().map(|one| Card::of(one, beside(one), &reference, language)).collect();
    Ok((cards, left_out(&ruled_out, language)))
}

/// The reason of every card, taken out of them when it is the same.
fn reason_of_all(cards: &mut [Card]) -> Option<String> {
    let reason = cards.first().map(|card| card.assessment.reason.clone())?;
    let is_of_all = cards.len() > 1 && cards.iter().all(|card| card.assessment.reason == reason);
    is_of_all.then(|| {
        cards.iter_mut().for_each(|card| card.assessment.reason.clear());
        reason
    })
}

/// What is good about each of them, taken out of the cards.
fn merits_of_all(cards: &mut [Card]) -> Vec<String> {
    let [first, others @ ..] = &*cards else { return Vec::new() };
    let is_of_all = |merit: &&String| others.iter().all(|card| card.merits.contains(merit));
    let shared: Vec<String> = first.merits.iter().filter(|_| !others.is_empty()).filter(is_of_all).cloned().collect();
    cards.iter_mut().for_each(|card| card.merits.retain(|merit| !shared.contains(merit)));
    shared
}

/// The first few of the days that were good but for her own hours, and how many more.
fn left_out(ruled_out: &[RuledOut], language: Lang) -> Option<String> {
    let t = &language.phrases().availability;
    let days: Vec<String> = ruled_out
        .iter()
        .filter(|one| matches!(one.why, Why::Away(_) | Why::RoomTaken))
        .map(|one| day_and_month(language, one.date))
        .collect();
    let (named, more) = days.split_at(days.len().min(MOST_NAMED));
    let said = (!named.is_empty()).then(|| t.left_out.of(named.join(language.script.comma())))?;
    let more = i64::try_from(more.len()).ok().filter(|more| *more > 0).map(|more| t.left_more.count(language, more));
    Some(more.map_or(said.clone(), |more| format!("{said} {more}")))
}

impl Card {
    fn of(one: &Suggestion, beside: Vec<Note>, reference: &Reference, language: Lang) -> Self {
        let (from, until) = (time(language, one.starts.time()), time(language, one.ends.time()));
        Self {
            day: one.starts.format("%Y-%m-%d").to_string(),
            date: date_in_words(language, one.starts.date()),
            hours: language.phrases().meeting.hours.with(&[("from", &from), ("until", &until)]),
            assessment: Assessment::said(&one.judgement, &one.warnings, reference, language),
            has_another_that_day: one.has_another_that_day,
            beside,
            merits: one.merits.iter().map(|merit| merit_in_words(*merit, language)).collect(),
        }
    }
}
