//! One text of a kit in one language: kept when nobody else changed it since it was read.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::domain::account::AccountId;
use crate::domain::kit::{Kit, KitText, TextState};
use crate::schema::kit_text;
use crate::store::{Db, Error};

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub slug: String,
    pub version: i32,
    pub language: String,
    pub key: String,
}

impl Place {
    pub fn new(kit: &Kit, language: &str, key: &str) -> Self {
        Self {
            slug: kit.slug.clone(),
            version: kit.contents.version,
            language: language.to_owned(),
            key: key.to_owned(),
        }
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = kit_text, treat_none_as_null = true)]
pub(super) struct Row {
    pub(super) slug: String,
    pub(super) version: i32,
    pub(super) language: String,
    pub(super) key: String,
    text: String,
    state: TextState,
    source_hash: String,
    revision: i32,
    changed_at: Option<NaiveDateTime>,
    author_id: Option<AccountId>,
    reader_id: Option<AccountId>,
    approver_id: Option<AccountId>,
}

impl Row {
    fn of(place: &Place, text: &KitText) -> Self {
        Self {
            slug: place.slug.clone(),
            version: place.version,
            language: place.language.clone(),
            key: place.key.clone(),
            text: text.text.clone(),
            state: text.state,
            source_hash: text.source_hash.clone(),
            revision: text.revision,
            changed_at: text.changed_at,
            author_id: text.author.clone(),
            reader_id: text.reader.clone(),
            approver_id: text.approver.clone(),
        }
    }

    pub(super) fn into_text(self) -> KitText {
        KitText {
            text: self.text,
            state: self.state,
            source_hash: self.source_hash,
            revision: self.revision,
            changed_at: self.changed_at,
            author: self.author_id,
            reader: self.reader_id,
            approver: self.approver_id,
        }
    }
}

/// As it is now; nothing when the language has no such text.
pub fn find(db: &mut Db, place: &Place) -> Result<Option<KitText>, Error> {
    let key = (&place.slug, place.version, &place.language, &place.key);
    Ok(kit_text::table.find(key).select(Row::as_select()).first(db).optional()?.map(Row::into_text))
}

/// Keeps a text instead of what stood there at `seen`, the revision that its writer saw; `None` when there was nothing.
/// Says no when somebody else was first.
pub fn keep(db: &mut Db, place: &Place, seen: Option<i32>, text: &KitText) -> Result<bool, Error> {
    let row = Row::of(place, text);
    let key = (&place.slug, place.version, &place.language, &place.key);
    Ok(match seen {
        Some(seen) => {
            let same = kit_text::table.find(key).filter(kit_text::revision.eq(seen));
            diesel::update(same).set(&row).execute(db)? == 1
        }
        None if find(db, place)?.is_some() => false,
        None => {
            diesel::insert_into(kit_text::table).values(&row).execute(db)?;
            true
        }
    })
}

/// Whatever stood there.
pub(super) fn put(db: &mut Db, place: &Place, text: &KitText) -> Result<(), Error> {
    let key = (&place.slug, place.version, &place.language, &place.key);
    diesel::delete(kit_text::table.find(key)).execute(db)?;
    diesel::insert_into(kit_text::table).values(Row::of(place, text)).execute(db)?;
    Ok(())
}

/// Takes a text that the structure no longer has out of every language.
pub(super) fn remove(db: &mut Db, slug: &str, version: i32, key: &str) -> Result<(), Error> {
    let rows = kit_text::table.filter(kit_text::slug.eq(slug).and(kit_text::version.eq(version)));
    diesel::delete(rows.filter(kit_text::key.eq(key))).execute(db)?;
    Ok(())
}
