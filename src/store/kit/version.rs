//! Versions of a kit: one draft at most, which is changed until it is released or thrown away.

use diesel::prelude::*;

use super::text::{self, Place};
use crate::domain::kit::version::Restructured;
use crate::domain::kit::{Kit, Stage};
use crate::schema::{kit, kit_text};
use crate::store::{Db, Error, is_duplicate};

/// The language that leads.
const DUTCH: &str = "nl";

/// Keeps a new draft; says no when somebody else began one just now.
pub fn begin(db: &mut Db, draft: &Kit) -> Result<bool, Error> {
    let begun = db.transaction(|db| super::insert(db, draft));
    match begun {
        Ok(()) => Ok(true),
        Err(Error::Failed(cause)) if cause.downcast_ref::<diesel::result::Error>().is_some_and(is_duplicate) => {
            Ok(false)
        }
        Err(other) => Err(other),
    }
}

/// Keeps what the draft is made of, with the texts that came and without those that went; says no when somebody else
/// changed it since `revision`.
pub fn change(db: &mut Db, new: &Restructured, revision: i32) -> Result<bool, Error> {
    let draft = &new.kit;
    if !super::update_contents(db, draft, revision)? {
        return Ok(false);
    }
    for key in &new.removed {
        text::remove(db, &draft.slug, draft.contents.version, key)?;
    }
    let added = new.added.as_ref().and_then(|key| Some((key, draft.text(DUTCH, key)?)));
    if let Some((key, words)) = added {
        text::put(db, &Place::new(draft, DUTCH, key), words)?;
    }
    Ok(true)
}

/// Lets a draft go as it was at `revision`; says no when it changed meanwhile, or is no draft.
pub fn release(db: &mut Db, slug: &str, version: i32, revision: i32) -> Result<bool, Error> {
    let same = kit::table.find((slug, version)).filter(kit::stage.eq(Stage::Draft).and(kit::revision.eq(revision)));
    Ok(diesel::update(same).set((kit::stage.eq(Stage::Released), kit::revision.eq(kit::revision + 1))).execute(db)?
        == 1)
}

/// Throws a draft away, with its texts; what is released stays.
pub fn discard(db: &mut Db, slug: &str, version: i32) -> Result<bool, Error> {
    let own = kit::table.find((slug, version)).filter(kit::stage.eq(Stage::Draft));
    if diesel::select(diesel::dsl::exists(own)).get_result::<bool>(db)? {
        let texts = kit_text::table.filter(kit_text::slug.eq(slug).and(kit_text::version.eq(version)));
        diesel::delete(texts).execute(db)?;
        diesel::delete(kit::table.find((slug, version))).execute(db)?;
        return Ok(true);
    }
    Ok(false)
}
