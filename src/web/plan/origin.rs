//! What a new meeting starts from (uitgangspunt): nothing but what is usual, a proposal, or another meeting.

use super::Planning;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::web::form::Form;

/// What a new meeting is made of, when not of nothing: where its form goes, and what stands above it.
pub struct Origin {
    pub action: String,
    pub back: String,
    pub lead: String,
}

impl Planning {
    pub fn from(self, origin: Origin) -> Self {
        Self { origin: Some(origin), ..self }
    }

    /// A new form, filled with what is usual.
    pub fn blank(&self) -> Form {
        Form::of([
            ("from", "19:30".to_owned()),
            ("until", "21:30".to_owned()),
            ("audience", MeetingAudience::ParentsTogether.code().to_owned()),
            ("school_phase", SchoolPhase::All.code().to_owned()),
            ("capacity", "20".to_owned()),
            ("childcare_places", "0".to_owned()),
            ("food", Food::Drinks.code().to_owned()),
            ("version", "0".to_owned()),
            ("languages", "nl".to_owned()),
        ])
    }
}
