//! The form of a meeting as it is: every field filled with what the row holds.

use super::region::confirm;
use super::{KIT_FIELDS, people};
use crate::domain::meeting::{Draft, Meeting};
use crate::domain::plan::Plan;
use crate::web::form::Form;

/// The form of a meeting as it is.
pub fn of_meeting(meeting: &Meeting) -> Form {
    let plan = &meeting.plan;
    let mut form = Form::of([
        ("id", meeting.head.id.to_string()),
        ("version", meeting.head.version.to_string()),
        ("working_title", plan.working_title.clone()),
        ("date", plan.starts_at.format("%Y-%m-%d").to_string()),
        ("from", plan.starts_at.format("%H:%M").to_string()),
        ("until", plan.ends_at.format("%H:%M").to_string()),
        ("venue", plan.venue.clone()),
        ("room", plan.room.clone()),
        ("address", plan.address.clone()),
        ("province", plan.province.clone()),
        ("municipality", plan.municipality.clone()),
        ("region", plan.region.code().to_owned()),
        ("audience", plan.audience.code().to_owned()),
        ("school_phase", plan.school_phase.code().to_owned()),
        ("capacity", plan.capacity.to_string()),
        ("childcare_places", plan.childcare_places.to_string()),
        ("food", plan.food.code().to_owned()),
        ("title", format!("{}/{}", plan.title_kit, plan.title_number)),
        ("parents_question", plan.parents_question.clone()),
        ("line_one", plan.line_one.clone()),
        ("line_two", plan.line_two.clone()),
        ("note", plan.note.clone()),
    ]);
    form.extend("languages", plan.languages.iter());
    for (name, kit) in KIT_FIELDS.iter().zip(&meeting.kits) {
        form.set(name, kit.slug.clone());
    }
    for title in &meeting.titles {
        form.set(&format!("own_title_{}", title.language), title.title.clone());
        form.set(&format!("own_title_{}_reader", title.language), title.read_by.clone());
    }
    people::fill(&mut form, &meeting.people);
    confirm(&mut form);
    form
}

/// The same with what is staged: who goes on with a staged change sees that.
pub fn as_staged(meeting: &Meeting) -> Form {
    match &meeting.staged {
        Some(staged) => of_meeting(&Meeting { plan: staged.plan.clone(), ..meeting.clone() }),
        None => of_meeting(meeting),
    }
}

/// The same evening with another plan: kits, titles and people go along.
pub fn with_plan(meeting: &Meeting, plan: Plan) -> Draft {
    Draft {
        plan,
        kits: meeting.kits.iter().map(|kit| kit.slug.clone()).collect(),
        titles: meeting.titles.clone(),
        people: meeting.people.clone(),
    }
}
