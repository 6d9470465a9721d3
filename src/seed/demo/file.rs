//! The shape of `seed-data/demo.toml`.

use serde::Deserialize;

use crate::domain::account::Role;
use crate::domain::day::Weekday;
use crate::domain::meeting::{State, Visibility};
use crate::domain::organisation::OrganisationKind;
use crate::domain::person::Duty;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::domain::region::Region;

/// One account of the demo world, as printed at the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoAccount {
    pub email: String,
    pub organisation: String,
    pub role: Role,
    pub name: String,
    pub language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    pub(super) organisations: Vec<DemoOrganisation>,
    pub(super) accounts: Vec<DemoAccount>,
    pub(super) meetings: Vec<DemoMeeting>,
    pub(super) applications: Vec<DemoApplication>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoOrganisation {
    pub(super) key: String,
    pub(super) kind: OrganisationKind,
    pub(super) name: String,
    pub(super) province: String,
    pub(super) municipality: String,
    pub(super) region: Region,
    pub(super) languages: Vec<String>,
    pub(super) communities: Vec<String>,
    /// Name, telephone and e-mail of whom to call.
    #[serde(default)]
    pub(super) contact: [String; 3],
}

/// An organisation that would like to take part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoApplication {
    pub(super) name: String,
    pub(super) province: String,
    pub(super) municipality: String,
    pub(super) region: Option<Region>,
    pub(super) languages: Vec<String>,
    pub(super) communities: Vec<String>,
    pub(super) contact: [String; 3],
    pub(super) wish: String,
    pub(super) language: String,
    pub(super) days_ago: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DemoSide {
    Support,
    Host,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoMeeting {
    pub(super) support: String,
    pub(super) host: String,
    pub(super) state: State,
    #[serde(default)]
    pub(super) was_published: bool,
    #[serde(default)]
    pub(super) cancelled_because: String,
    pub(super) proposed_by: DemoSide,
    pub(super) weeks_before_summer: Option<i64>,
    pub(super) weeks_from_today: Option<i64>,
    pub(super) weekday: Weekday,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) working_title: String,
    pub(super) kits: Vec<String>,
    pub(super) title_kit: String,
    pub(super) title_number: i32,
    pub(super) venue: String,
    pub(super) room: String,
    pub(super) address: String,
    pub(super) province: String,
    pub(super) municipality: String,
    pub(super) region: Region,
    pub(super) languages: Vec<String>,
    pub(super) audience: MeetingAudience,
    pub(super) school_phase: SchoolPhase,
    pub(super) capacity: i32,
    pub(super) childcare_places: i32,
    pub(super) food: Food,
    pub(super) parents_question: String,
    pub(super) note: String,
    pub(super) visibility: Visibility,
    pub(super) shows_place: bool,
    pub(super) shows_organisation: bool,
    #[serde(default)]
    pub(super) is_override: bool,
    #[serde(default)]
    pub(super) override_because: String,
    /// The host's yes came by phone, with this person.
    #[serde(default)]
    pub(super) phone_with: String,
    /// One side wants to move it by so many days; the other said yes to it.
    pub(super) moves_days: Option<i64>,
    #[serde(default)]
    pub(super) people: Vec<DemoPerson>,
    #[serde(default)]
    pub(super) own_titles: Vec<DemoTitle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoPerson {
    pub(super) duty: Duty,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) phone: String,
    pub(super) is_trained: bool,
    pub(super) is_independent: bool,
    pub(super) has_certificate: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemoTitle {
    pub(super) language: String,
    pub(super) title: String,
    pub(super) read_by: String,
}
