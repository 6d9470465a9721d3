//! One text beside its source (regel): the words, how far they are, who is to read them, and what was typed over them.

use std::collections::BTreeMap;

use super::form::{Typed, field, seen};
use crate::clock;
use crate::domain::account::AccountId;
use crate::domain::kit::translation::{KitText, Unit};
use crate::domain::kit::{Kit, TextState, TipKind};
use crate::language::{Desk, Lang, Phrase, day_and_month};
use crate::web::viewer::Viewer;

/// The lines under one heading.
pub struct Group {
    pub heading: String,
    /// A section's own heading; else one of the desk's.
    pub is_dutch: bool,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub key: String,
    pub id: String,
    pub seen_name: String,
    pub tick_name: String,
    /// What kind of text it is: "Titel", "Tip, wet".
    pub noun: &'static str,
    /// Whom it is for, where that differs within a page.
    pub audience: &'static str,
    pub source: String,
    /// What the Dutch was when this text was made from it.
    pub source_before: Option<String>,
    pub typed: String,
    pub seen: String,
    pub badge: &'static str,
    pub state: &'static str,
    /// "De Lindeboom, 21 november".
    pub written_by: Option<String>,
    pub read_by: Option<String>,
    /// What a tick says; none when there is nothing to confirm, or not by this reader.
    pub confirm: Option<String>,
    pub is_own: bool,
    pub is_ticked: bool,
    pub is_law: bool,
    pub problem: Option<String>,
    /// What stands there now, when somebody else changed it or a file brings something else.
    pub now: Option<String>,
}

/// Whether something is not right with any of them.
pub fn has_problem(groups: &[Group]) -> bool {
    groups.iter().flat_map(|group| &group.lines).any(|line| line.problem.is_some())
}

/// A version of a kit in one language, as somebody sees it who writes or reads it.
pub struct Shown<'a> {
    pub kit: &'a Kit,
    pub language: Lang,
    pub typed: &'a Typed,
    pub viewer: &'a Viewer,
    /// Of who wrote and read the texts, by account.
    pub organisations: &'a BTreeMap<String, String>,
    /// Every version of the kit.
    pub versions: Vec<&'a Kit>,
    pub d: &'static Desk,
}

impl Shown<'_> {
    /// The texts under the headings of the sheets.
    pub fn groups(&self, units: &[Unit]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for unit in units {
            let ((heading, is_dutch), line) = (self.heading(unit), self.line(unit));
            match groups.last_mut().filter(|group| group.heading == heading) {
                Some(group) => group.lines.push(line),
                None => groups.push(Group { heading, is_dutch, lines: vec![line] }),
            }
        }
        groups
    }

    fn heading(&self, unit: &Unit) -> (String, bool) {
        let section = match (&unit.tip, unit.key.split_once('/')) {
            (Some(tip), _) => Some(tip.section.as_str()),
            (None, Some(("section", id))) => Some(id),
            _ => None,
        };
        match section {
            Some(id) => (self.dutch(&format!("section/{id}")), true),
            None => (self.phrase("group", noun(unit)).to_owned(), false),
        }
    }

    fn line(&self, unit: &Unit) -> Line {
        let own = &self.viewer.account.id;
        let stored = self.kit.text(self.language.code, &unit.key);
        let is_outdated = stored.is_some_and(|text| self.kit.is_outdated(&unit.key, text));
        let in_field = self.typed.texts.get(&unit.key).map(|text| text.as_str().to_owned());
        let words = stored.map(|text| text.text.clone()).unwrap_or_default();
        let is_other = in_field.as_ref().is_some_and(|typed| *typed != words);
        let tells_now = self.typed.is_from_file || self.typed.problems.is_conflict();
        let (badge, state) = self.badge(stored, is_outdated);
        Line {
            key: unit.key.clone(),
            id: field("text", &unit.key),
            seen_name: field("seen", &unit.key),
            tick_name: field("ok", &unit.key),
            noun: self.phrase("noun", unit.tip.as_ref().map_or(noun(unit), |tip| tip.kind.code())),
            audience: self.phrase("for", unit.audience.code()),
            source: self.dutch(&unit.key),
            source_before: stored.filter(|_| is_outdated).and_then(|text| self.made_from(&unit.key, text)),
            seen: seen(stored),
            badge,
            state,
            written_by: stored.and_then(|text| self.by(text, text.author.as_ref()?, text.reader.is_none())),
            read_by: stored.and_then(|text| self.by(text, text.approver.as_ref().or(text.reader.as_ref())?, true)),
            confirm: stored.and_then(|text| confirm(text, own, is_outdated, self.d)),
            is_own: stored.is_some_and(|text| text.author.as_ref() == Some(own)),
            is_ticked: self.typed.ticked.contains(&unit.key),
            is_law: unit.tip.as_ref().is_some_and(|tip| tip.kind == TipKind::Law),
            problem: self.typed.problems.of(&unit.key).cloned(),
            now: (is_other && tells_now && !words.is_empty()).then(|| words.clone()),
            typed: in_field.unwrap_or(words),
        }
    }

    fn phrase(&self, prefix: &str, code: &str) -> &'static str {
        self.d.translation.by_code(&format!("{prefix}_{code}")).map_or("", Phrase::as_str)
    }

    fn dutch(&self, key: &str) -> String {
        self.kit.text("nl", key).map(|text| text.text.clone()).unwrap_or_default()
    }

    /// "De Lindeboom, 21 november": the organisation, not the person. The day is that of the last step.
    fn by(&self, text: &KitText, who: &AccountId, is_last: bool) -> Option<String> {
        let is_own = *who == self.viewer.account.id;
        let organisation = self.organisations.get(who.as_str()).cloned();
        let who = if is_own { Some(self.d.translation.you.to_string()) } else { organisation }?;
        let day =
            text.changed_at.filter(|_| is_last).map(|at| day_and_month(self.viewer.desk_language(), clock::day_of(at)));
        Some(day.map_or_else(|| who.clone(), |day| format!("{who}, {day}")))
    }

    fn badge(&self, stored: Option<&KitText>, is_outdated: bool) -> (&'static str, &'static str) {
        let (class, code) = match stored.map(|text| text.state) {
            None => ("badge badge-stop", "missing"),
            Some(_) if is_outdated => ("badge badge-stop", "outdated"),
            Some(state @ (TextState::Machine | TextState::Translated)) => ("badge badge-late", state.code()),
            Some(state) => ("badge badge-good", state.code()),
        };
        (class, self.phrase("state", code))
    }

    /// The Dutch words that a text was made from, in whichever version had them.
    fn made_from(&self, key: &str, text: &KitText) -> Option<String> {
        let dutch = self.versions.iter().filter_map(|kit| kit.text("nl", key));
        dutch.filter(|dutch| dutch.source_hash == text.source_hash).map(|dutch| dutch.text.clone()).next_back()
    }
}

fn noun(unit: &Unit) -> &str {
    unit.key.split('/').next().unwrap_or_default()
}

/// What a reader says by ticking.
fn confirm(text: &KitText, who: &AccountId, is_outdated: bool, d: &'static Desk) -> Option<String> {
    let next = text.next(is_outdated).filter(|_| text.may_be_confirmed_by(who, is_outdated))?;
    let t = &d.translation;
    Some(match next {
        TextState::Approved => t.tick_approved.to_string(),
        _ if is_outdated => t.tick_still.to_string(),
        _ => t.tick_read.to_string(),
    })
}
