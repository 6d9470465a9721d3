//! Kits: the structure of each version in one row, its texts a row per language and key.

pub mod text;
pub mod version;

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::kit::{Contents, Kit, KitText, Stage};
use crate::schema::{kit, kit_text};

/// Brings a shipped version: what is new, and what was shipped before and nobody changed here. Work of people stays, and
/// so does a version that was made here. Says how many rows changed.
pub fn put(db: &mut Db, shipped: &Kit, kept: &[Kit]) -> Result<usize, Error> {
    let same = |own: &&Kit| own.slug == shipped.slug && own.contents.version == shipped.contents.version;
    let kept = kept.iter().find(same);
    match kept {
        None => {
            insert(db, shipped)?;
            return Ok(1);
        }
        Some(kept) if kept.is_own => return Ok(0),
        Some(kept) if kept.contents != shipped.contents => update_contents(db, shipped, kept.revision)?,
        Some(_) => true,
    };
    let mut changed = usize::from(kept.is_some_and(|kept| kept.contents != shipped.contents));
    for (language, key, text) in shipped.texts() {
        let own = kept.and_then(|kept| kept.text(language, key));
        if own.is_none_or(|own| own.revision == 0 && own != text) {
            text::put(db, &text::Place::new(shipped, language, key), text)?;
            changed += 1;
        }
    }
    Ok(changed)
}

pub(super) fn insert(db: &mut Db, new: &Kit) -> Result<(), Error> {
    diesel::insert_into(kit::table)
        .values((
            kit::slug.eq(&new.slug),
            kit::version.eq(new.contents.version),
            kit::code.eq(&new.contents.code),
            kit::contents.eq(in_json(&new.contents)?),
            kit::stage.eq(new.stage),
            kit::is_own.eq(new.is_own),
            kit::revision.eq(new.revision),
        ))
        .execute(db)?;
    for (language, key, text) in new.texts() {
        text::put(db, &text::Place::new(new, language, key), text)?;
    }
    Ok(())
}

/// Whether nobody else changed the structure since `revision`.
pub(super) fn update_contents(db: &mut Db, new: &Kit, revision: i32) -> Result<bool, Error> {
    let row = kit::table.find((&new.slug, new.contents.version)).filter(kit::revision.eq(revision));
    let set = (kit::contents.eq(in_json(&new.contents)?), kit::revision.eq(kit::revision + 1));
    Ok(diesel::update(row).set(set).execute(db)? == 1)
}

/// Every version of every kit, by code and version: a few dozen, so they are read together and kept in memory.
pub fn all(db: &mut Db) -> Result<Vec<Kit>, Error> {
    let mut texts: HashMap<(String, i32), HashMap<(String, String), KitText>> = HashMap::new();
    for row in kit_text::table.select(text::Row::as_select()).load(db)? {
        let text::Row { slug, version, language, key, .. } = &row;
        let (version, key) = ((slug.clone(), *version), (language.clone(), key.clone()));
        texts.entry(version).or_default().insert(key, row.into_text());
    }
    type Row = (String, i32, String, Stage, bool, i32);
    let rows: Vec<Row> = kit::table
        .order((kit::code, kit::version))
        .select((kit::slug, kit::version, kit::contents, kit::stage, kit::is_own, kit::revision))
        .load(db)?;
    rows.into_iter()
        .map(|(slug, version, contents, stage, is_own, revision)| {
            let texts = texts.remove(&(slug.clone(), version)).unwrap_or_default();
            let mut kit = Kit::new(slug, from_json(&contents)?, texts);
            (kit.stage, kit.is_own, kit.revision) = (stage, is_own, revision);
            Ok(kit)
        })
        .collect()
}

fn in_json(contents: &Contents) -> Result<String, Error> {
    serde_json::to_string(contents).map_err(|cause| Error::Failed(Box::new(cause)))
}

fn from_json(contents: &str) -> Result<Contents, Error> {
    serde_json::from_str(contents).map_err(|cause| Error::Failed(Box::new(cause)))
}
