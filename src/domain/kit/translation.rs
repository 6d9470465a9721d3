//! The texts of a kit in each language (vertaling): how far one has come, who may take it further, and what is still to do.

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use super::{Kit, Tip, TipAudience};
use crate::domain::account::AccountId;
use crate::language::Lang;

crate::coded! {
    /// How far a text in a language has come.
    pub enum TextState {
        /// The Dutch text, which leads.
        Source = "source",
        Machine = "machine",
        Translated = "translated",
        /// A community reader read it.
        Read = "read",
        Approved = "approved",
    }
}

impl TextState {
    /// Whether somebody who reads the language has checked it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Source | Self::Read | Self::Approved)
    }
}

/// One text of a kit in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KitText {
    pub text: String,
    pub state: TextState,
    /// Of the Dutch text it was made from; another hash today means it is outdated.
    pub source_hash: String,
    /// 0 as it was shipped; grows with every change by a person.
    pub revision: i32,
    pub changed_at: Option<NaiveDateTime>,
    pub author: Option<AccountId>,
    pub reader: Option<AccountId>,
    pub approver: Option<AccountId>,
}

impl Default for TextState {
    /// Nobody read it.
    fn default() -> Self {
        Self::Machine
    }
}

/// Names the words of a Dutch text: a translation tells with it which ones it was made from.
pub fn hash_of(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

impl KitText {
    /// The Dutch words of a draft, as somebody wrote them; `before` is what stood there.
    pub fn source(text: String, before: Option<&Self>, author: &AccountId, now: NaiveDateTime) -> Self {
        let source_hash = hash_of(&text);
        Self { text, state: TextState::Source, source_hash, ..Self::changed(before, now) }.by(author)
    }

    /// A translation of the Dutch `source`, as somebody wrote it: nobody else has read it yet.
    pub fn translation(
        text: String,
        source: &Self,
        before: Option<&Self>,
        author: &AccountId,
        now: NaiveDateTime,
    ) -> Self {
        let source_hash = source.source_hash.clone();
        Self { text, state: TextState::Translated, source_hash, ..Self::changed(before, now) }.by(author)
    }

    /// What the next person who reads it makes of it. The Dutch leads, and what is approved is finished.
    pub fn next(&self, is_outdated: bool) -> Option<TextState> {
        match self.state {
            TextState::Source => None,
            _ if is_outdated => Some(TextState::Read),
            TextState::Machine | TextState::Translated => Some(TextState::Read),
            TextState::Read => Some(TextState::Approved),
            TextState::Approved => None,
        }
    }

    /// Two pairs of eyes: who wrote a text does not read it for others, and who read it does not approve it. When the
    /// Dutch changed, the same reader may say that it still fits.
    pub fn may_be_confirmed_by(&self, who: &AccountId, is_outdated: bool) -> bool {
        self.author.as_ref() != Some(who) && (is_outdated || self.reader.as_ref() != Some(who))
    }

    /// The same words, one step further by `who`, over the Dutch as it is now; nothing when that is not theirs to say.
    pub fn confirmed(&self, source: &Self, who: &AccountId, now: NaiveDateTime) -> Option<Self> {
        let is_outdated = self.source_hash != source.source_hash;
        let state = self.next(is_outdated).filter(|_| self.may_be_confirmed_by(who, is_outdated))?;
        let (reader, approver) = match state {
            TextState::Approved => (self.reader.clone(), Some(who.clone())),
            _ => (Some(who.clone()), None),
        };
        let source_hash = source.source_hash.clone();
        Some(Self {
            state,
            source_hash,
            reader,
            approver,
            revision: self.revision + 1,
            changed_at: Some(now),
            ..self.clone()
        })
    }

    fn changed(before: Option<&Self>, now: NaiveDateTime) -> Self {
        Self { revision: before.map_or(1, |before| before.revision + 1), changed_at: Some(now), ..Self::default() }
    }

    fn by(mut self, author: &AccountId) -> Self {
        self.author = Some(author.clone());
        self
    }
}

/// One text that a kit has in Dutch, and whom it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As it is kept: "tip/k02-lijf-hoofd".
    pub key: String,
    pub audience: TipAudience,
    /// Of a tip.
    pub tip: Option<Tip>,
}

/// What there is to do in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub all: usize,
    pub missing: usize,
    /// The Dutch changed since.
    pub outdated: usize,
    /// Written by a machine or a person, read by nobody.
    pub unread: usize,
    pub read: usize,
    pub approved: usize,
}

impl Coverage {
    /// Those that parents get without the mark that nobody read them.
    pub fn ready(self) -> usize {
        self.read + self.approved
    }

    pub fn is_complete(self) -> bool {
        self.ready() == self.all
    }
}

impl Kit {
    /// Every text of the kit, in the order of its sheets: titles, sections with their tips, the evening, what never.
    pub fn units(&self) -> Vec<Unit> {
        let plain = |key: String, audience| Unit { key, audience, tip: None };
        let numbered = |noun: &'static str, audience| {
            let keys = (0..).map(move |number| format!("{noun}/{number}"));
            keys.take_while(|key| self.text("nl", key).is_some()).map(move |key| plain(key, audience))
        };
        let mut units = vec![plain("title".to_owned(), TipAudience::Facilitator)];
        units.push(plain("goal".to_owned(), TipAudience::Facilitator));
        units.extend(numbered("public_title", TipAudience::Parents));
        for section in &self.contents.sections {
            let tips = self.contents.tips.iter().filter(|tip| tip.section == section.id);
            let tips: Vec<Unit> = tips
                .map(|tip| Unit { key: format!("tip/{}", tip.id), audience: tip.audience, tip: Some(tip.clone()) })
                .collect();
            // The heading is read by the widest of those who read what stands under it.
            let audience = tips.iter().map(|unit| unit.audience).min().unwrap_or(TipAudience::Professional);
            units.push(plain(format!("section/{}", section.id), audience));
            units.extend(tips);
        }
        let staff = TipAudience::Facilitator;
        units.extend(self.contents.agenda.iter().map(|item| plain(format!("agenda/{}", item.id), staff)));
        units.extend(self.contents.materials.iter().map(|item| plain(format!("material/{}", item.id), staff)));
        units.extend(numbered("never", TipAudience::Professional));
        units
    }

    /// What is translated: all that parents read. Staff read Dutch.
    pub fn units_for_parents(&self) -> Vec<Unit> {
        let units = self.units();
        units.into_iter().filter(|unit| unit.audience == TipAudience::Parents).collect()
    }

    pub fn text(&self, language: &str, key: &str) -> Option<&KitText> {
        self.texts.get(&(language.to_owned(), key.to_owned()))
    }

    pub fn coverage(&self, language: Lang) -> Coverage {
        let units = self.units_for_parents();
        let mut coverage = Coverage { all: units.len(), ..Coverage::default() };
        for unit in units {
            let count = match self.text(language.code, &unit.key) {
                None => &mut coverage.missing,
                Some(text) if self.is_outdated(&unit.key, text) => &mut coverage.outdated,
                Some(text) => match text.state {
                    TextState::Machine | TextState::Translated => &mut coverage.unread,
                    TextState::Read => &mut coverage.read,
                    TextState::Source | TextState::Approved => &mut coverage.approved,
                },
            };
            *count += 1;
        }
        coverage
    }

    /// Whether the Dutch text changed since this one was made from it.
    pub fn is_outdated(&self, key: &str, text: &KitText) -> bool {
        self.text("nl", key).is_some_and(|source| source.source_hash != text.source_hash)
    }
}
