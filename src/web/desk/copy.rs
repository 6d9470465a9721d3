//! Copying to a next date or next year (kopie): kits, roles, the readiness list and practical things; never sign-ups, agreements, costs or links.

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::domain::meeting::MeetingId;
use crate::domain::plan::MeetingAudience;
use crate::domain::series;
use crate::language::date_in_words;
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
    let d = language.desk();
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
        lead = d.set.lead.of(&meeting.plan.working_title);
    } else if wanted.jaar == "volgend" {
        let reference = app.reference();
        let (starts_at, region) = (meeting.plan.starts_at, meeting.plan.region);
        lead = match series::next_year(starts_at, region, app.clock.wall(), &reference.holidays) {
            Some(next) => {
                form.set("date", next.format("%Y-%m-%d").to_string());
                let was = date_in_words(language, starts_at.date());
                d.series.next_year_lead.with(&[("was", &was), ("becomes", &date_in_words(language, next.date()))])
            }
            None => d.series.next_year_unknown.to_string(),
        };
    }
    let origin = Origin { action: paths::MEETINGS.to_owned(), back: paths::meeting(&meeting.head.id), lead };
    let planning = Planning::load(&app, &owned.viewer, None).await?.from(origin);
    planning.page(&app, &owned.viewer, form, Problems::default())
}
