//! What the planner knows and seldom changes: kits, holidays, days, regions, contacts. Read once, kept by revision.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::contact::{Contact, LocalContact};
use crate::domain::day::{Day, WeeklyRule};
use crate::domain::holiday::Holidays;
use crate::domain::kit::Kit;
use crate::domain::region::RegionPlace;
use crate::domain::suggestion::Almanac;
use crate::store::{self, Database, Db};

pub struct Reference {
    /// Every version, by code and version.
    kits: Vec<Kit>,
    pub holidays: Holidays,
    pub days: Vec<Day>,
    pub weekly: Vec<WeeklyRule>,
    pub places: Vec<RegionPlace>,
    pub contacts: Vec<Contact>,
    pub local_contacts: Vec<LocalContact>,
}

impl Reference {
    fn load(db: &mut Db) -> Result<Self, store::Error> {
        Ok(Self {
            kits: store::kit::all(db)?,
            holidays: store::holiday::known(db)?,
            days: store::day::all(db)?,
            weekly: store::day::rules(db)?,
            places: store::region::all(db)?,
            contacts: store::contact::all(db)?,
            local_contacts: store::contact::all_local(db)?,
        })
    }

    /// What is known of the year.
    pub fn almanac(&self) -> Almanac<'_> {
        Almanac { holidays: &self.holidays, days: &self.days, weekly: &self.weekly }
    }

    /// The newest released version of each kit.
    pub fn kits(&self) -> impl Iterator<Item = &Kit> {
        self.kits.iter().filter(|kit| self.newest(&kit.slug) == Some(kit.contents.version))
    }

    /// The pinned version, else the newest.
    pub fn kit(&self, slug: &str, pinned: Option<i32>) -> Option<&Kit> {
        let version = pinned.or_else(|| self.newest(slug))?;
        self.kits.iter().find(|kit| kit.slug == slug && kit.contents.version == version)
    }

    /// Codes of those of these kits that ask for a trained facilitator.
    pub fn trained_only<'a>(&self, slugs: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let kits = slugs.into_iter().filter_map(|slug| self.kit(slug, None));
        kits.filter(|kit| kit.contents.needs_trained_facilitator).map(|kit| kit.contents.code.clone()).collect()
    }

    /// The newest that was released.
    pub fn newest(&self, slug: &str) -> Option<i32> {
        self.versions(slug).filter(|kit| !kit.is_draft()).map(|kit| kit.contents.version).max()
    }

    /// All of them, drafts too, the oldest first.
    pub fn versions<'a>(&'a self, slug: &'a str) -> impl Iterator<Item = &'a Kit> {
        self.kits.iter().filter(move |kit| kit.slug == slug)
    }

    /// The one that is being written.
    pub fn draft(&self, slug: &str) -> Option<&Kit> {
        self.kits.iter().find(|kit| kit.slug == slug && kit.is_draft())
    }
}

/// The reference as last read, and the revisions at which it was.
pub struct Kept(RwLock<(store::revision::Revisions, Arc<Reference>)>);

impl Kept {
    pub async fn load(database: &Database) -> Result<Self, store::Error> {
        // The revision is read first: a change in between is then noticed a second later, not missed.
        let read = database.read(|db| Ok((store::revision::current(db)?, Arc::new(Reference::load(db)?)))).await?;
        Ok(Self(RwLock::new(read)))
    }

    pub fn current(&self) -> Arc<Reference> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// Whether anything public changed since the last look.
    pub async fn look_around(&self, database: &Database) -> Result<bool, store::Error> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).0;
        let now = database.read(store::revision::current).await?;
        if now == known {
            return Ok(false);
        }
        let reference = if now.reference == known.reference {
            self.current()
        } else {
            Arc::new(database.read(Reference::load).await?)
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = (now, reference);
        Ok(true)
    }
}
