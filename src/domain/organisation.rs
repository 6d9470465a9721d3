//! An organisation (organisatie): parenting support, or a self-organisation (zelforganisatie) of a community.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::day::Community;
use super::list::Codes;
use super::region::Region;
use crate::language::{Lang, Language};
use crate::schema::organisation;

crate::id! {
    /// Names one organisation.
    OrganisationId
}

crate::coded! {
    pub enum OrganisationKind {
        ParentingSupport = "parenting_support",
        SelfOrganisation = "self_organisation",
    }
}

#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation)]
pub struct Organisation {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    pub name_key: String,
    pub province: String,
    pub municipality: String,
    pub region: Region,
    pub languages: Codes,
    pub communities: Codes,
    pub is_admitted: bool,
    pub is_demo: bool,
    pub created_at: NaiveDateTime,
    /// Grows with every change, so that a form that was opened earlier is noticed.
    pub version: i32,
    /// Whom the other owner of a meeting calls or writes to.
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// The parenting-support organisation that let it in.
    pub admitted_by: Option<OrganisationId>,
}

impl Organisation {
    pub fn is_self_organisation(&self) -> bool {
        self.kind == OrganisationKind::SelfOrganisation
    }

    pub fn languages(&self) -> Vec<Lang> {
        self.languages.iter().filter_map(Language::find).collect()
    }

    /// The communities of the organisation; never of a person.
    pub fn communities(&self) -> Vec<Community> {
        self.communities.iter().filter_map(|code| code.parse().ok()).collect()
    }
}
