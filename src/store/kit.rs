//! Kits: the structure of each version in one row, its texts a row per language and key.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Db, Error};
use crate::domain::kit::{Contents, Kit, KitText, TextState};
use crate::schema::{kit, kit_text};

/// Keeps a version with its texts; one that is there already is replaced, so that seeding twice changes nothing.
pub fn put(db: &mut Db, kit: &Kit) -> Result<(), Error> {
    let version = kit.contents.version;
    let contents = serde_json::to_string(&kit.contents).map_err(|cause| Error::Failed(Box::new(cause)))?;
    diesel::delete(kit::table.find((&kit.slug, version))).execute(db)?;
    diesel::insert_into(kit::table)
        .values((
            kit::slug.eq(&kit.slug),
            kit::version.eq(version),
            kit::code.eq(&kit.contents.code),
            kit::contents.eq(contents),
        ))
        .execute(db)?;
    for (language, key, text) in kit.texts() {
        diesel::insert_into(kit_text::table)
            .values((
                kit_text::slug.eq(&kit.slug),
                kit_text::version.eq(version),
                kit_text::language.eq(language),
                kit_text::key.eq(key),
                kit_text::text.eq(&text.text),
                kit_text::state.eq(text.state),
                kit_text::source_hash.eq(&text.source_hash),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Every version of every kit, by code and version: a dozen, so they are read together and kept in memory.
pub fn all(db: &mut Db) -> Result<Vec<Kit>, Error> {
    type Row = (String, i32, String, String, String, TextState, String);
    let mut texts: HashMap<(String, i32), HashMap<(String, String), KitText>> = HashMap::new();
    for (slug, version, language, key, text, state, source_hash) in kit_text::table
        .select((
            kit_text::slug,
            kit_text::version,
            kit_text::language,
            kit_text::key,
            kit_text::text,
            kit_text::state,
            kit_text::source_hash,
        ))
        .load::<Row>(db)?
    {
        texts.entry((slug, version)).or_default().insert((language, key), KitText { text, state, source_hash });
    }
    let rows: Vec<(String, i32, String)> =
        kit::table.order((kit::code, kit::version)).select((kit::slug, kit::version, kit::contents)).load(db)?;
    rows.into_iter()
        .map(|(slug, version, contents)| {
            let contents: Contents = serde_json::from_str(&contents).map_err(|cause| Error::Failed(Box::new(cause)))?;
            let texts = texts.remove(&(slug.clone(), version)).unwrap_or_default();
            Ok(Kit::new(slug, contents, texts))
        })
        .collect()
}
