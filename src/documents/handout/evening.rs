//! What a handout is made from (de avond): values in one language, gathered by the caller.

use chrono::NaiveDateTime;

use super::contacts::Contacts;
use crate::domain::kit::{ForFacilitator, ForParents, Said};
use crate::domain::logo::Emblem;
use crate::domain::meeting::Standing;
use crate::domain::person::Duty;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::domain::text::Parents;
use crate::language::Lang;

/// All that a handout for parents can say; nothing that staff wrote for each other is among it.
#[derive(Clone, Debug, PartialEq)]
pub struct Evening {
    /// The language of the handout.
    pub language: Lang,
    pub title: Said<Parents>,
    /// Europe/Amsterdam, as on a wall clock.
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    /// `None`: withheld by the host.
    pub place: Option<Place>,
    /// Known even when the place is withheld.
    pub municipality: String,
    pub spoken: Vec<Lang>,
    pub audience: MeetingAudience,
    pub school_phase: SchoolPhase,
    pub childcare_places: i32,
    pub food: Food,
    pub has_interpreter: bool,
    /// `None`: the host's name does not show.
    pub organisation: Option<String>,
    /// The logos of those who organise it: none when the name does not show.
    pub emblems: Vec<Emblem>,
    /// The organisers' own words, as they were written.
    pub lines: Vec<String>,
    pub standing: Standing,
    pub kits: Vec<ForParents>,
    /// The same kits with their Dutch texts, one for one.
    pub kits_in_dutch: Vec<ForParents>,
    pub contacts: Contacts,
    /// Scheme, host and path of the meeting's page in the language.
    pub address_of_page: String,
    /// The same of the page that shows this handout.
    pub address_of_handout: String,
}

/// What the facilitator needs that evening. People are named, and their phone numbers stay with the owners.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    pub language: Lang,
    pub title: Said<Parents>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub place: Place,
    pub spoken: Vec<Lang>,
    pub audience: MeetingAudience,
    pub people: Vec<(Duty, String)>,
    pub has_childcare: bool,
    /// As somebody typed it; empty when nothing was asked.
    pub parents_question: String,
    pub standing: Standing,
    pub kits: Vec<ForFacilitator>,
    /// Whom to call when somebody tells something.
    pub advice: Contacts,
}

/// Where people go; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub venue: String,
    pub room: String,
    pub address: String,
    pub municipality: String,
}
