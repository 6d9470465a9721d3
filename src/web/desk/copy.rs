//! Copying to a next date or next year (kopie): kits, roles, the readiness list and practical things; never sign-ups, agreements, costs or links.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::plan::MeetingAudience;
use crate::domain::series::{self, NextYear};
use crate::language::{Lang, date_in_words};
use crate::web::assessment::warning_in_words;
use crate::web::failure::Failure;
use crate::web::form::Problems;
use crate::web::guard::{Allowed, SeeMeeting};
use crate::web::plan::{self, Origin, Planning};
use crate::web::{App, paths};

#[derive(Deserialize)]
pub struct Wanted {
    /// "volgend": the same weeks before the next summer holiday.
    #[serde(default)]
    jaar: String,
    /// Another evening of the same set, for these.
    #[serde(default)]
    doelgroep: String,
}

/// A new form with what can be carried over; the question is asked anew, and the date unless next year was asked for.
pub async fn new(
    allowed: Allowed<SeeMeeting>,
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let (meeting, language) = (&owned.meeting, owned.viewer.desk_language());
    let mut form = plan::of_meeting(meeting);
    form.set("id", MeetingId::new(app.clock.millis(), app.clock.chance()).to_string());
    form.set("version", "0");
    form.set("partner", meeting.owner(owned.side.other()).to_string());
    form.set("copy_of", meeting.head.id.to_string());
    for asked_anew in ["date", "parents_question"] {
        form.set(asked_anew, "");
    }
    let mut lead = String::new();
    if let Ok(audience) = wanted.doelgroep.parse::<MeetingAudience>() {
        form.set("audience", audience.code());
        form.set("set_with", meeting.head.id.to_string());
        lead = language.desk().set.lead.of(&meeting.plan.working_title);
    } else if wanted.jaar == "volgend" {
        let next = next_year(&app, meeting);
        if let Some(next) = &next {
            form.set("date", next.starts.format("%Y-%m-%d").to_string());
        }
        lead = next_year_in_words(meeting, next.as_ref(), language);
    }
    let origin = Origin { action: paths::MEETINGS.to_owned(), back: paths::meeting(&meeting.head.id), lead };
    let planning = Planning::load(&app, &owned.viewer, None).await?.from(origin);
    planning.page(&app, &owned.viewer, form, Problems::default()).await
}

/// The evening that keeps the weeks before the summer holiday.
pub fn next_year(app: &App, meeting: &Meeting) -> Option<NextYear> {
    let (plan, reference) = (&meeting.plan, app.reference());
    let kits = meeting.kits.iter().filter_map(|kit| Some(reference.kit(&kit.slug, None)?.windows()));
    let (hours, kits) = ((plan.starts_at, plan.ends_at), kits.collect::<Vec<_>>());
    series::next_year(hours, plan.region, &kits, app.clock.wall(), &reference.almanac())
}

/// When it was, what becomes of it, and what was in the way.
pub fn next_year_in_words(meeting: &Meeting, next: Option<&NextYear>, language: Lang) -> String {
    let d = &language.desk().series;
    let Some(next) = next else { return d.next_year_unknown.to_string() };
    let (was, becomes) =
        (date_in_words(language, meeting.plan.starts_at.date()), date_in_words(language, next.starts.date()));
    match &next.instead_of {
        None => d.next_year_lead.with(&[("was", &was), ("becomes", &becomes)]),
        Some((kept, because)) => d.next_year_moved.with(&[
            ("was", &was),
            ("kept", &date_in_words(language, kept.date())),
            ("because", &warning_in_words(because, language)),
            ("becomes", &becomes),
        ]),
    }
}
