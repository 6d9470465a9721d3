//! A kit as each audience reads it, in a language: the only doors from the stored texts to a page or a sheet.

use super::{
    ForFacilitator, ForParents, ForProfessional, Kit, Said, SectionForParents, SectionForProfessional, Tip,
    TipAudience, TipForParents, TipKind,
};
use crate::domain::text::{Audience, Parents, Text};
use crate::language::{Lang, Language};

/// The section of dialogue questions: on cards and run sheet, not on the tips sheet.
const QUESTIONS: &str = "vragen";

impl Kit {
    /// The only way to the texts for parents: takes what is marked for them, and nothing else.
    pub fn for_parents(&self, language: Lang) -> Option<ForParents> {
        if !self.is_for_parents() {
            return None;
        }
        let tip = |tip: &&Tip| tip.audience == TipAudience::Parents;
        let sections = self.contents.sections.iter().filter(|section| section.id != QUESTIONS).filter_map(|section| {
            let tips: Vec<_> = self
                .contents
                .tips
                .iter()
                .filter(tip)
                .filter(|tip| tip.section == section.id)
                .map(|tip| TipForParents { said: self.say_tip(tip, language), is_law: tip.kind == TipKind::Law })
                .collect();
            let heading = self.say(&format!("section/{}", section.id), language);
            (!tips.is_empty()).then(|| SectionForParents { pictogram: section.pictogram.clone(), heading, tips })
        });
        Some(ForParents {
            slug: self.slug.clone(),
            title: self.public_title(0, language)?,
            sections: sections.collect(),
            questions: self.questions(language),
        })
    }

    /// How many of the texts for parents are in Dutch when their sheets are made in a language, and how many there are.
    pub fn in_dutch(&self, language: Lang) -> (usize, usize) {
        let Some(sheet) = self.for_parents(language) else { return (0, 0) };
        let said = |said: &Said<Parents>| said.language;
        let tips = sheet.sections.iter().flat_map(|section| section.tips.iter().map(|tip| said(&tip.said)));
        let headings = sheet.sections.iter().map(|section| said(&section.heading));
        let all: Vec<Lang> = headings.chain(tips).chain(sheet.questions.iter().map(said)).collect();
        (all.iter().filter(|own| **own != language).count(), all.len())
    }

    /// What the run sheet prints; `language` is the staff's, `spoken` the languages of the evening.
    pub fn for_facilitator(&self, language: Lang, spoken: &[Lang]) -> ForFacilitator {
        let approach = self.contents.sections.iter().filter_map(|section| {
            let tips: Vec<_> = self
                .contents
                .tips
                .iter()
                .filter(|tip| tip.section == section.id && tip.audience == TipAudience::Facilitator)
                .map(|tip| self.say_tip(tip, language))
                .collect();
            (!tips.is_empty()).then(|| (self.say(&format!("section/{}", section.id), language), tips))
        });
        let unread_law = self.contents.tips.iter().filter(|tip| {
            tip.audience == TipAudience::Parents
                && tip.kind == TipKind::Law
                && spoken.iter().any(|spoken| !self.is_law_read(tip, spoken))
        });
        ForFacilitator {
            slug: self.slug.clone(),
            title: self.say("title", language),
            goal: self.say("goal", language),
            agenda: self
                .contents
                .agenda
                .iter()
                .map(|item| (self.say(&format!("agenda/{}", item.id), language), item.minutes))
                .collect(),
            questions: self.questions(language).into_iter().map(Said::for_facilitator).collect(),
            approach: approach.collect(),
            materials: self
                .contents
                .materials
                .iter()
                .map(|material| self.say(&format!("material/{}", material.id), language))
                .collect(),
            law: unread_law.map(|tip| self.say_tip::<Parents>(tip, Language::dutch()).for_facilitator()).collect(),
        }
    }

    /// Every tip of every audience, with where it came from.
    pub fn for_professional(&self, language: Lang) -> ForProfessional {
        let sections = self.contents.sections.iter().map(|section| {
            let tips = self.contents.tips.iter().filter(|tip| tip.section == section.id);
            let tips = tips.map(|tip| (tip.clone(), self.say_tip(tip, language))).collect();
            SectionForProfessional { heading: self.say(&format!("section/{}", section.id), language), tips }
        });
        let never = (0..).map_while(|number| self.find(&format!("never/{number}"), language));
        ForProfessional { sections: sections.collect(), never: never.collect() }
    }

    fn questions(&self, language: Lang) -> Vec<Said<Parents>> {
        let is_question = |tip: &&Tip| tip.section == QUESTIONS && tip.audience == TipAudience::Parents;
        self.contents.tips.iter().filter(is_question).map(|tip| self.say_tip(tip, language)).collect()
    }

    /// Law that nobody read in the language is said in Dutch (product.md 4.5).
    fn say_tip<A: Audience>(&self, tip: &Tip, language: Lang) -> Said<A> {
        let is_dutch_only = tip.kind == TipKind::Law && !self.is_law_read(tip, language);
        self.say(&format!("tip/{}", tip.id), if is_dutch_only { Language::dutch() } else { language })
    }

    fn is_law_read(&self, tip: &Tip, language: Lang) -> bool {
        self.texts
            .get(&(language.code.to_owned(), format!("tip/{}", tip.id)))
            .is_some_and(|text| text.state.is_read() && !self.is_outdated(&format!("tip/{}", tip.id), text))
    }

    pub(super) fn say<A: Audience>(&self, key: &str, language: Lang) -> Said<A> {
        self.find(key, language).unwrap_or_else(|| Said {
            text: Text::new(""),
            language: Language::dutch(),
            is_read: true,
        })
    }

    /// The text in the language, else in Dutch.
    pub(super) fn find<A: Audience>(&self, key: &str, language: Lang) -> Option<Said<A>> {
        [language, Language::dutch()].into_iter().find_map(|language| {
            let text = self.texts.get(&(language.code.to_owned(), key.to_owned()))?;
            Some(Said {
                text: Text::new(text.text.clone()),
                language,
                is_read: text.state.is_read() && !self.is_outdated(key, text),
            })
        })
    }
}
