//! A self-organisation asks to take part (aanvraag); a coordinator of parenting support in its region lets it in or says why not.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::account::{Account, AccountId, Role};
use super::list::Codes;
use super::organisation::{Organisation, OrganisationId, OrganisationKind};
use super::profile::Profile;
use super::region::Region;
use super::text::key;
use crate::language::{Lang, Language};
use crate::schema::application;

crate::id! {
    /// Names one application.
    ApplicationId
}

crate::coded! {
    pub enum ApplicationState {
        Waiting = "waiting",
        Admitted = "admitted",
        Declined = "declined",
    }
}

#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = application)]
pub struct Application {
    pub id: ApplicationId,
    pub version: i32,
    pub state: ApplicationState,
    pub name: String,
    pub name_key: String,
    pub province: String,
    pub municipality: String,
    /// None where regions meet: then coordinators of every region see it.
    pub region: Option<Region>,
    pub languages: Codes,
    pub communities: Codes,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// What it would like.
    pub wish: String,
    /// The language in which it was filled in.
    pub language: String,
    pub created_at: NaiveDateTime,
    pub decided_at: Option<NaiveDateTime>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    pub declined_because: Option<String>,
    /// What it became.
    pub organisation_id: Option<OrganisationId>,
}

/// What a coordinator confirms or corrects when she lets an organisation in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    pub name: String,
    pub region: Region,
    /// Empty when the contact has none, or when somebody else's account has it already.
    pub email: String,
    /// Who lets it in.
    pub by: OrganisationId,
}

impl Application {
    pub fn new(
        id: ApplicationId,
        profile: Profile,
        wish: String,
        region: Option<Region>,
        language: Lang,
        now: NaiveDateTime,
    ) -> Self {
        Self {
            id,
            version: 1,
            state: ApplicationState::Waiting,
            name: profile.name,
            name_key: profile.name_key,
            province: profile.province,
            municipality: profile.municipality,
            region,
            languages: profile.languages,
            communities: profile.communities,
            contact_name: profile.contact_name,
            contact_phone: profile.contact_phone,
            contact_email: profile.contact_email,
            wish,
            language: language.code.to_owned(),
            created_at: now,
            decided_at: None,
            decided_by: None,
            declined_because: None,
            organisation_id: None,
        }
    }

    pub fn is_waiting(&self) -> bool {
        self.state == ApplicationState::Waiting
    }

    pub fn language(&self) -> Lang {
        Language::find(&self.language).unwrap_or_else(Language::dutch)
    }

    /// The organisation that it becomes, and the account of its contact: without a password, and perhaps without an
    /// address.
    pub fn admit(
        &self,
        admission: &Admission,
        (organisation_id, account_id): (OrganisationId, AccountId),
        now: NaiveDateTime,
    ) -> (Organisation, Account) {
        let organisation = Organisation {
            id: organisation_id.clone(),
            kind: OrganisationKind::SelfOrganisation,
            name: admission.name.clone(),
            name_key: key(&admission.name),
            province: self.province.clone(),
            municipality: self.municipality.clone(),
            region: admission.region,
            languages: self.languages.clone(),
            communities: self.communities.clone(),
            is_admitted: true,
            is_demo: false,
            created_at: now,
            version: 1,
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
            contact_email: admission.email.clone(),
            admitted_by: Some(admission.by.clone()),
        };
        let (name, email) = (self.contact_name.clone(), admission.email.clone());
        let account = Account {
            desk_language: self.language.clone(),
            ..Account::new(account_id, organisation_id, Role::Host, name, email, now)
        };
        (organisation, account)
    }
}
