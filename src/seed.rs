//! Turns the files of `seed-data/` into rows; safe to run twice.

mod demo;
mod kit;
pub mod reference;

use crate::clock::Clock;
use crate::domain::account::Role;
use crate::domain::list::Codes;
use crate::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use crate::domain::region::{Region, Suggestion};
use crate::domain::text::key;
use crate::store::{self, Database, Db};

pub use demo::{DemoAccount, accounts as demo_accounts};
pub use kit::{BadKit, shipped as kits};

/// What can be wrong with the files, or with keeping them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Row(#[from] reference::BadRow),
    #[error(transparent)]
    Kit(#[from] BadKit),
    #[error("demo.toml: {0}")]
    Demo(String),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Holidays, days, regions, contacts and kits: what every planner needs.
pub fn reference_tables(database: &Database) -> Result<(), Error> {
    let shipped = reference::shipped()?;
    let kits = kit::shipped()?;
    database.write_now(|db| {
        let mut changed = store::holiday::put_all(db, &shipped.holidays)?;
        changed += store::holiday::put_windows(db, &shipped.windows)?;
        changed += store::region::put_all(db, &shipped.places)?;
        changed += store::day::put_all(db, &shipped.days)?;
        changed += store::day::put_rules(db, &shipped.weekly_rules)?;
        changed += store::contact::put_all(db, &shipped.contacts)?;
        changed += put_kits(db, &kits)?;
        if changed > 0 { store::revision::raise_reference(db) } else { Ok(()) }
    })?;
    Ok(())
}

/// The demo world: organisations, accounts and meetings around the next summer holiday.
pub fn demo_world(database: &Database, clock: &Clock, password_hash: &str) -> Result<(), Error> {
    let local_contacts = reference::shipped_local_contacts()?;
    let world = demo::read()?;
    database.write_now(|db| {
        if store::organisation::any_demo(db)? {
            return Ok(Ok(()));
        }
        store::contact::put_local(db, &local_contacts)?;
        let made = demo::put(db, &world, clock, password_hash);
        store::revision::raise_reference(db)?;
        made
    })?
}

/// Brings the kits that are new or better than what was shipped before.
fn put_kits(db: &mut Db, kits: &[crate::domain::kit::Kit]) -> Result<usize, store::Error> {
    let kept = store::kit::all(db)?;
    kits.iter().try_fold(0, |changed, kit| Ok(changed + store::kit::put(db, kit, &kept)?))
}

/// The organisation of this name; made, and admitted, when there is none.
pub fn organisation_for(
    database: &Database,
    clock: &Clock,
    role: Role,
    name: &str,
    province: &str,
    municipality: &str,
) -> Result<Organisation, Error> {
    let fresh = OrganisationId::new(clock.millis(), clock.chance());
    let now = clock.utc();
    let kind = if role == Role::Host { OrganisationKind::SelfOrganisation } else { OrganisationKind::ParentingSupport };
    let organisation = database.write_now(|db| {
        if let Some(known) = store::organisation::find_by_name(db, &key(name))? {
            return Ok(known);
        }
        let places = store::region::all(db)?;
        let region = match Region::suggest(province, municipality, &places) {
            Suggestion::Region(region) => region,
            Suggestion::Mixed(_) | Suggestion::Unknown => Region::Middle,
        };
        let row = Organisation {
            id: fresh,
            kind,
            name: name.to_owned(),
            name_key: key(name),
            province: province.to_owned(),
            municipality: municipality.to_owned(),
            region,
            languages: Codes::new(["nl"]),
            communities: Codes::default(),
            is_admitted: true,
            is_demo: false,
            created_at: now,
            version: 1,
            contact_name: String::new(),
            contact_phone: String::new(),
            contact_email: String::new(),
            admitted_by: None,
        };
        store::organisation::put(db, &row)?;
        Ok(row)
    })?;
    Ok(organisation)
}
