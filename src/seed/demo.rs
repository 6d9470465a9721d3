//! The demo world (`seed-data/demo.toml`), which is the test world too: its dates count from the next summer holiday.

mod file;
mod meeting;

use std::collections::HashMap;

use chrono::Duration;
use file::{DemoApplication, World};

pub use file::DemoAccount;

use super::Error;
use crate::clock::Clock;
use crate::domain::account::{Account, AccountId};
use crate::domain::application::{Application, ApplicationId};
use crate::domain::list::Codes;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::profile::Profile;
use crate::domain::record::Actor;
use crate::domain::text::key;
use crate::language::Language;
use crate::store::{self, Db, Pen};

pub fn read() -> Result<World, Error> {
    toml::from_str(include_str!("../../seed-data/demo.toml")).map_err(|cause| Error::Demo(cause.to_string()))
}

/// Who can sign in to the demo world.
pub fn accounts() -> Result<Vec<DemoAccount>, Error> {
    let mut accounts = read()?.accounts;
    // Who has no address gets in by a link.
    accounts.retain(|account| !account.email.is_empty());
    Ok(accounts)
}

/// Puts the world in: an error of the file comes back inside, one of the database outside.
pub fn put(db: &mut Db, world: &World, clock: &Clock, password_hash: &str) -> Result<Result<(), Error>, store::Error> {
    let now = clock.utc();
    let mut organisations = HashMap::new();
    for wanted in &world.organisations {
        let row = Organisation {
            id: OrganisationId::new(clock.millis(), clock.chance()),
            kind: wanted.kind,
            name: wanted.name.clone(),
            name_key: key(&wanted.name),
            province: wanted.province.clone(),
            municipality: wanted.municipality.clone(),
            region: wanted.region,
            languages: Codes::new(wanted.languages.iter().map(String::as_str)),
            communities: Codes::new(wanted.communities.iter().map(String::as_str)),
            is_admitted: true,
            is_demo: true,
            created_at: now,
            version: 1,
            contact_name: wanted.contact[0].clone(),
            contact_phone: wanted.contact[1].clone(),
            contact_email: wanted.contact[2].clone(),
            admitted_by: None,
        };
        store::organisation::put(db, &row)?;
        organisations.insert(wanted.key.as_str(), row);
    }
    let (with_address, without): (Vec<_>, Vec<_>) = world.accounts.iter().partition(|wanted| !wanted.email.is_empty());
    let mut accounts = Vec::new();
    for wanted in with_address {
        let Some(organisation) = organisations.get(wanted.organisation.as_str()) else {
            return Ok(Err(Error::Demo(format!("account {} has no organisation", wanted.email))));
        };
        let row = wanted.to_account(&organisation.id, password_hash, clock);
        store::account::put(db, &row)?;
        accounts.push(row);
    }
    let holidays = store::holiday::known(db)?;
    for wanted in &world.meetings {
        let (Some(support), Some(host)) =
            (organisations.get(wanted.support.as_str()), organisations.get(wanted.host.as_str()))
        else {
            return Ok(Err(Error::Demo(format!("meeting {:?} has no owners", wanted.working_title))));
        };
        let meeting = match wanted.to_meeting(support, host, &accounts, &holidays, clock) {
            Ok(meeting) => meeting,
            Err(reason) => return Ok(Err(Error::Demo(format!("meeting {:?}: {reason}", wanted.working_title)))),
        };
        let actor = Actor { account_id: None, organisation_id: support.id.clone(), name: String::new() };
        if store::meeting::put(db, &meeting, &Pen::new(actor, clock))? != store::meeting::Put::Kept {
            return Ok(Err(Error::Demo(format!("meeting {:?} is there already", wanted.working_title))));
        }
    }
    // What is drawn here comes last, so that the meetings keep their codes.
    for wanted in without {
        if let Some(organisation) = organisations.get(wanted.organisation.as_str()) {
            store::account::put(db, &wanted.to_account(&organisation.id, password_hash, clock))?;
        }
    }
    for wanted in &world.applications {
        store::application::add(db, &wanted.to_application(clock))?;
    }
    Ok(Ok(()))
}

impl DemoAccount {
    /// Who has no address has no password either.
    fn to_account(&self, organisation_id: &OrganisationId, password_hash: &str, clock: &Clock) -> Account {
        let id = AccountId::new(clock.millis(), clock.chance());
        let email_key = if self.email.is_empty() { id.to_string() } else { key(&self.email) };
        Account {
            id,
            organisation_id: organisation_id.clone(),
            role: self.role,
            name: self.name.clone(),
            email: self.email.clone(),
            email_key,
            password_hash: (!self.email.is_empty()).then(|| password_hash.to_owned()),
            desk_language: self.language.clone(),
            is_active: true,
            is_demo: true,
            created_at: clock.utc(),
            version: 1,
            used_at: None,
            wants_digest: true,
            totp_secret: None,
            totp_confirmed_at: None,
            totp_step: None,
        }
    }
}

impl DemoApplication {
    fn to_application(&self, clock: &Clock) -> Application {
        let [contact_name, contact_phone, contact_email] = self.contact.clone();
        let profile = Profile {
            name: self.name.clone(),
            name_key: key(&self.name),
            province: self.province.clone(),
            municipality: self.municipality.clone(),
            languages: Codes::new(self.languages.iter().map(String::as_str)),
            communities: Codes::new(self.communities.iter().map(String::as_str)),
            contact_name,
            contact_phone,
            contact_email,
        };
        let language = Language::find(&self.language).unwrap_or_else(Language::dutch);
        let id = ApplicationId::new(clock.millis(), clock.chance());
        let sent = clock.utc() - Duration::days(self.days_ago);
        Application::new(id, profile, self.wish.clone(), self.region, language, sent)
    }
}
