//! Meetings as feeds have them, kept as text (geschreven): after one change one is written anew, not a thousand.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDateTime;

use crate::documents::calendar::{self, Entry};
use crate::domain::meeting::MeetingId;
use crate::language::Lang;
use crate::store::meeting::{Mark, OnAgenda};
use crate::web::public::face::Face;
use crate::web::{App, Reference, feed};

/// All texts together may take this much.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// The same meeting is the same in every feed of a language, whoever's feed it is.
#[derive(Default)]
pub struct Written(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// The titles are from here: with others nothing counts any more.
    reference: Option<Arc<Reference>>,
    bytes: usize,
    lines: HashMap<(&'static str, MeetingId), Lines>,
}

/// One meeting of one version.
#[derive(Clone)]
pub struct Lines {
    version: i32,
    pub changed_at: NaiveDateTime,
    /// Empty: no calendar can hold it; it is left out and does not break the others.
    pub text: Arc<str>,
}

impl Lines {
    /// Of a meeting that is kept nowhere.
    pub fn of_entry(entry: &Entry) -> Self {
        Self { version: 0, changed_at: entry.changed_at.naive_utc(), text: calendar::lines(entry).into() }
    }
}

impl Written {
    /// What is kept of each of these, in their order.
    pub fn find(&self, reference: &Arc<Reference>, language: Lang, marks: &[Mark]) -> Vec<Option<Lines>> {
        let kept = self.lock();
        if !kept.is_of(reference) {
            return vec![None; marks.len()];
        }
        let of = |(id, version): &Mark| {
            let lines = kept.lines.get(&(language.code, id.clone()))?;
            (lines.version == *version).then(|| lines.clone())
        };
        marks.iter().map(of).collect()
    }

    /// Writes these, and keeps them.
    pub fn write(
        &self,
        app: &App,
        reference: &Arc<Reference>,
        language: Lang,
        rows: &[OnAgenda],
    ) -> HashMap<MeetingId, Lines> {
        let write = |row: &OnAgenda| {
            let entry = feed::entry(app, &Face::of_listed(row, reference, language), row.head.state);
            let text = entry.as_ref().map_or_else(String::new, calendar::lines).into();
            (row.head.id.clone(), Lines { version: row.head.version, changed_at: row.head.changed_at, text })
        };
        let new: HashMap<MeetingId, Lines> = rows.iter().map(write).collect();
        let size = |lines: &Lines| lines.text.len() + 128;
        let mut kept = self.lock();
        let bytes: usize = new.values().map(size).sum();
        if !kept.is_of(reference) || kept.bytes + bytes > MOST_BYTES {
            *kept = Kept { reference: Some(reference.clone()), ..Kept::default() };
        }
        kept.bytes += bytes;
        for (id, lines) in &new {
            let old = kept.lines.insert((language.code, id.clone()), lines.clone());
            kept.bytes -= old.as_ref().map_or(0, size);
        }
        new
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn is_of(&self, reference: &Arc<Reference>) -> bool {
        self.reference.as_ref().is_some_and(|own| Arc::ptr_eq(own, reference))
    }
}
