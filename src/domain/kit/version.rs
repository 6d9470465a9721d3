//! Versions of a kit (versies): a draft is made from the newest, changed, and released when nothing is missing.

use chrono::NaiveDate;

use super::rule::Broken;
use super::translation::{KitText, TextState, Unit, hash_of};
use super::{Kit, MadeFor, Stage, Tip, TipAudience, TipKind};

/// Most sections with tips for parents: a tips sheet has so many blocks.
const MOST_BLOCKS: usize = 5;

/// Why a draft cannot go yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// This text has no Dutch words.
    NoText(String),
    /// Parents would get an empty sheet.
    NoTips,
    /// More sections for parents than a tips sheet has blocks.
    TooManySections(usize),
    /// The day of its next review is past.
    ReviewPast,
    /// Words of this text break a rule.
    BreaksRule(String),
}

/// What of the structure a coordinator changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    pub reviewed_by: String,
    pub reviewed_on: Option<NaiveDate>,
    pub next_review: NaiveDate,
    /// Of each part of the evening, in its order.
    pub minutes: Vec<u16>,
    /// Tips that go.
    pub removed: Vec<String>,
    pub added: Option<NewTip>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewTip {
    pub section: String,
    pub audience: TipAudience,
    pub kind: TipKind,
    pub text: String,
}

/// A draft with another structure, and the keys of the texts that went and came.
#[derive(Clone, Debug, PartialEq)]
pub struct Restructured {
    pub kit: Kit,
    pub removed: Vec<String>,
    pub added: Option<String>,
}

impl Kit {
    /// A draft with this number: the same, to be changed. Translations come along with how far they are.
    pub fn begin_version(&self, number: i32) -> Self {
        let mut draft = self.clone();
        draft.contents.version = number;
        (draft.stage, draft.is_own, draft.revision) = (Stage::Draft, true, 1);
        draft
    }

    /// The draft with another structure.
    pub fn restructured(&self, new: Structure) -> Restructured {
        let mut kit = self.clone();
        let contents = &mut kit.contents;
        contents.reviewed_on = new.reviewed_on.map_or_else(String::new, |day| day.to_string());
        (contents.reviewed_by, contents.next_review) = (new.reviewed_by, new.next_review);
        contents.agenda.iter_mut().zip(&new.minutes).for_each(|(item, minutes)| item.minutes = *minutes);
        contents.minutes = contents.agenda.iter().map(|item| item.minutes).sum();
        contents.tips.retain(|tip| !new.removed.contains(&tip.id));
        let removed: Vec<String> = new.removed.iter().map(|id| format!("tip/{id}")).collect();
        kit.texts.retain(|(_, key), _| !removed.contains(key));
        let added = new.added.map(|added| kit.add(added));
        let mut rows: Vec<String> = kit.contents.tips.iter().flat_map(|tip| tip.rows.iter().cloned()).collect();
        rows.sort();
        rows.dedup();
        kit.contents.source_rows = rows;
        Restructured { kit, removed, added }
    }

    /// Behind the tips of its section; its source is the desk.
    fn add(&mut self, new: NewTip) -> String {
        let stem = format!("{}-{}", self.contents.code.to_lowercase(), new.section);
        let is_free = |id: &String| self.contents.tips.iter().all(|tip| tip.id != *id);
        let id = (1..).map(|number| format!("{stem}-{number}")).find(is_free).expect("numbers do not end");
        let source_hash = hash_of(&new.text);
        let text = KitText { text: new.text, state: TextState::Source, source_hash, ..KitText::default() };
        let key = format!("tip/{id}");
        self.texts.insert(("nl".to_owned(), key.clone()), text);
        let tip = Tip {
            id,
            section: new.section,
            audience: new.audience,
            kind: new.kind,
            source: "own".to_owned(),
            place: String::new(),
            rows: Vec::new(),
        };
        let last = self.contents.tips.iter().rposition(|own| own.section == tip.section);
        self.contents.tips.insert(last.map_or(self.contents.tips.len(), |last| last + 1), tip);
        key
    }

    /// What a new tip would break.
    pub fn broken_by(&self, new: &NewTip) -> Option<Broken> {
        let tip = Tip {
            id: String::new(),
            section: new.section.clone(),
            audience: new.audience,
            kind: new.kind,
            source: String::new(),
            place: String::new(),
            rows: Vec::new(),
        };
        self.broken_rule(&Unit { key: "tip/".to_owned(), audience: new.audience, tip: Some(tip) }, &new.text)
    }

    /// What keeps a draft from being released.
    pub fn unready(&self, today: NaiveDate) -> Vec<Unready> {
        let mut unready = Vec::new();
        for unit in self.units() {
            let text = self.text("nl", &unit.key).map_or("", |text| text.text.as_str());
            if text.trim().is_empty() {
                unready.push(Unready::NoText(unit.key));
            } else if self.broken_rule(&unit, text).is_some() {
                unready.push(Unready::BreaksRule(unit.key));
            }
        }
        if let Some(parents) = self.for_parents(crate::language::Language::dutch()) {
            match parents.sections.len() {
                0 => unready.push(Unready::NoTips),
                1..=MOST_BLOCKS => {}
                many => unready.push(Unready::TooManySections(many)),
            }
        } else if self.contents.made_for == MadeFor::Parents {
            unready.push(Unready::NoTips);
        }
        if self.is_past_review(today) {
            unready.push(Unready::ReviewPast);
        }
        unready
    }
}
