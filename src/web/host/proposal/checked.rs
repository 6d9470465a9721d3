//! The fields of a proposal: what they say, or a sentence beside each that is not right.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::list::Codes;
use crate::domain::neutral::loaded_word;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::plan::{MeetingAudience, Plan, hours_of, is_too_far};
use crate::domain::proposal::{MOST_WISHES, Proposal, Proposing};
use crate::domain::region::{Region, Suggestion, provinces};
use crate::domain::text::{LONGEST_LINE, LONGEST_TEXT};
use crate::domain::typed;
use crate::domain::warning::Loudness;
use crate::language::{LANGUAGES, Lang, Phrases, date_in_words};
use crate::store::availability::{Where, Who, limits};
use crate::web::assessment::Assessment;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::problem;
use crate::web::viewer::Viewer;
use crate::web::{App, Reference};

pub const DATES: [&str; MOST_WISHES] = ["date_1", "date_2", "date_3"];
const FROM: [&str; MOST_WISHES] = ["from_1", "from_2", "from_3"];
const UNTIL: [&str; MOST_WISHES] = ["until_1", "until_2", "until_3"];

/// Set on a form when more evenings were chosen than it has room for.
pub const CUT: &str = "cut";

/// All that she asked before, but for the day.
pub fn again(form: &mut Form, before: &Proposal) {
    let head = &before.head;
    for (name, value) in [
        ("partner", head.support_id.to_string()),
        ("audience", head.audience.code().to_owned()),
        ("expected", head.expected.to_string()),
        ("province", head.province.clone()),
        ("municipality", head.municipality.clone()),
        ("venue", head.venue.clone()),
        ("question", head.parents_question.clone()),
    ] {
        form.set(name, value);
    }
    form.set_all("languages", head.languages.iter());
    if let Some(wish) = before.wishes.first() {
        for (name, at) in [(FROM[0], wish.starts_at), (UNTIL[0], wish.ends_at)] {
            form.set(name, at.format("%H:%M").to_string());
        }
    }
}

/// The evenings that she chose from the good ones: days, all at the same hours. What is no day or hour is left out.
pub fn fill(form: &mut Form, chosen: &Form) {
    let hours = [("from", FROM), ("until", UNTIL)];
    let days: Vec<NaiveDate> = chosen.all("day").filter_map(typed::date).collect();
    for (number, day) in days.iter().enumerate().take(MOST_WISHES) {
        form.set(DATES[number], day.format("%Y-%m-%d").to_string());
        for (name, fields) in hours {
            if let Some(hour) = typed::time(chosen.typed(name)) {
                form.set(fields[number], hour.format("%H:%M").to_string());
            }
        }
    }
    if days.len() > MOST_WISHES {
        form.set(CUT, "yes");
    }
}

pub fn check(
    app: &App,
    form: &Form,
    partners: &[Organisation],
    language: Lang,
) -> Result<(OrganisationId, Proposing), Problems> {
    let (t, today, reference) = (language.phrases(), app.clock.today(), app.reference());
    let mut problems = Problems::default();
    let chosen = form.typed("partner");
    let partner = partners.iter().find(|partner| partner.id.as_str() == chosen).map(|partner| partner.id.clone());
    if partner.is_none() {
        problems.add("partner", &t.problem.choose);
    }
    let wishes = wishes(form, app.clock.wall(), t, &mut problems);
    let languages: Vec<_> = LANGUAGES.iter().filter(|language| form.has("languages", language.code)).collect();
    if languages.is_empty() {
        problems.add("languages", &t.problem.choose);
    }
    let audience: Option<MeetingAudience> = form.typed("audience").parse().ok();
    let audience = audience.filter(|audience| audience.is_parents());
    if audience.is_none() {
        problems.add("audience", &t.problem.choose);
    }
    let expected = typed::number(form.typed("expected")).filter(|number| (1..=500).contains(number));
    if expected.is_none() {
        problems.add("expected", t.problem.number.with(&[("least", &1), ("most", &500)]));
    }
    let province = form.line("province").into_string();
    if !provinces(&reference.places).contains(&province.as_str()) {
        problems.add("province", &t.problem.choose);
    }
    let (municipality, venue, question) = (form.line("municipality"), form.line("venue"), form.lines("question"));
    problem::check(&mut problems, "municipality", &municipality, (true, LONGEST_LINE), t, today);
    problem::check(&mut problems, "venue", &venue, (false, LONGEST_LINE), t, today);
    problem::check(&mut problems, "question", &question, (false, LONGEST_TEXT), t, today);
    if loaded_word(venue.as_str()).is_some() {
        problems.add("venue", &t.problem.other_words);
    }
    match (partner, audience, expected) {
        (Some(partner), Some(audience), Some(expected)) if problems.is_empty() => {
            let proposing = Proposing {
                languages: Codes::new(languages.iter().map(|language| language.code)),
                audience,
                expected,
                province,
                municipality: municipality.into_string(),
                venue: venue.into_string(),
                parents_question: question.into_string(),
                wishes,
            };
            Ok((partner, proposing))
        }
        _ => Err(problems),
    }
}

/// What is to be acknowledged: hours at which she or the room cannot, as she said herself, and days on which her parents
/// cannot.
pub async fn heed(
    app: &App,
    viewer: &Viewer,
    form: &Form,
    proposing: &Proposing,
    language: Lang,
) -> Result<Option<Problems>, Failure> {
    let since = proposing.wishes.iter().map(|(starts, _)| *starts).min();
    let Some(since) = since.filter(|_| !form.is_ticked("acknowledged")) else { return Ok(None) };
    let (scope, account) = (viewer.scope.clone(), viewer.account.id.clone());
    let room = Plan::room_key(&proposing.municipality, &proposing.venue, "");
    let limits = app.database.read(move |db| limits(db, &scope, since, Who::Account(&account), Where::Room(&room)));
    let limits = limits.await?;
    let t = &language.phrases().availability;
    let away = |wish: &&(NaiveDateTime, NaiveDateTime)| limits.iter().any(|limit| !limit.is_free(wish.0, wish.1));
    let days: Vec<String> =
        proposing.wishes.iter().filter(away).map(|(starts, _)| date_in_words(language, starts.date())).collect();
    let away = (!days.is_empty()).then(|| t.wish_away.of(days.join(language.script.comma())));
    let minded = to_mind(&app.reference(), &viewer.organisation, proposing, language);
    let minded = (!minded.is_empty()).then(|| t.wish_minded.of(minded.join(" ")));
    let said: Vec<String> = [away, minded].into_iter().flatten().collect();
    let mut problems = Problems::default();
    if !said.is_empty() {
        problems.add("acknowledged", said.join(" "));
    }
    Ok(Some(problems).filter(|problems| !problems.is_empty()))
}

/// Why parents of her community cannot come on days that she wishes.
fn to_mind(reference: &Reference, own: &Organisation, proposing: &Proposing, language: Lang) -> Vec<String> {
    let region = match Region::suggest(&proposing.province, &proposing.municipality, &reference.places) {
        Suggestion::Region(region) => region,
        Suggestion::Mixed(_) | Suggestion::Unknown => own.region,
    };
    let communities = own.communities();
    let said = proposing.wishes.iter().filter_map(|(starts, ends)| {
        let assessment = Assessment::of_evening((*starts, *ends), region, &[], &communities, reference, language);
        let strong = assessment.warnings.into_iter().filter(|said| said.loudness == Loudness::Strong);
        let why: Vec<String> = strong.map(|said| said.sentence).collect();
        (!why.is_empty()).then(|| format!("{}: {}", date_in_words(language, starts.date()), why.join(" ")))
    });
    said.collect()
}

/// The days that were filled in; the first is needed.
fn wishes(
    form: &Form,
    wall: NaiveDateTime,
    t: &Phrases,
    problems: &mut Problems,
) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut wishes: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
    for (number, date) in DATES.into_iter().enumerate().take(MOST_WISHES) {
        if number > 0 && form.typed(date).trim().is_empty() {
            continue;
        }
        let Some(wish) = wish(form, number, wall, t, problems) else { continue };
        if wishes.iter().any(|(starts, _)| *starts == wish.0) {
            problems.add(date, &t.proposal.date_twice);
        }
        wishes.push(wish);
    }
    wishes
}

fn wish(
    form: &Form,
    number: usize,
    wall: NaiveDateTime,
    t: &Phrases,
    problems: &mut Problems,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let day = typed::date(form.typed(DATES[number]));
    let mut hour = |name: &'static str| {
        // What was left empty is as the first.
        let typed = form.typed(name).trim();
        let first = name.replace(['2', '3'], "1");
        let typed = if typed.is_empty() { form.typed(&first).trim() } else { typed };
        let hour = typed::time(typed);
        if hour.is_none() {
            problems.add(name, &t.problem.time);
        }
        hour
    };
    let (from, until) = (hour(FROM[number]), hour(UNTIL[number]));
    let is_to_come = |day: &NaiveDate| *day >= wall.date() && !is_too_far(day.and_time(NaiveTime::MIN), wall);
    let Some(day) = day.filter(is_to_come) else {
        problems.add(DATES[number], &t.problem.date);
        return None;
    };
    let from = from?;
    if day.and_time(from) <= wall || is_too_far(day.and_time(from), wall) {
        problems.add(DATES[number], &t.problem.date);
        return None;
    }
    let hours = hours_of(day, from, until?);
    if hours.is_none() {
        problems.add(UNTIL[number], &t.problem.length);
    }
    hours
}
