//! A themakit (kit): goal, agenda, sections and tips, each tip for one audience, in every language it was written in.

mod reading;
pub mod rule;
pub mod translation;
pub mod version;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::holiday::HolidayKind;
use super::plan::MeetingAudience;
use super::text::{Audience, Facilitator, Parents, Professional, Text};
use super::window::KitWindow;
use crate::language::Lang;

pub use translation::{KitText, TextState};

crate::coded! {
    /// Whom a whole kit is made for; only the first has public titles and parents' handouts.
    pub enum MadeFor {
        Parents = "parents",
        Facilitators = "facilitators",
        SchoolStaff = "school_staff",
        CareWorkers = "care_workers",
    }
}

crate::coded! {
    /// Whom a tip is for.
    pub enum TipAudience {
        Parents = "parents",
        Facilitator = "facilitator",
        Professional = "professional",
    }
}

crate::coded! {
    pub enum TipKind {
        Information = "information",
        Question = "question",
        Approach = "approach",
        Law = "law",
        SafetyStep = "safety_step",
        Figure = "figure",
    }
}

crate::coded! {
    /// Whether a version is still written, or was let go: then its Dutch words stay as they are.
    pub enum Stage {
        Draft = "draft",
        Released = "released",
    }
}

/// What a version of a kit is made of; its words live apart, by language. The shape of `kit.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// K01 to K12, as workers call it.
    pub code: String,
    pub version: i32,
    pub made_for: MadeFor,
    pub audiences: Vec<MeetingAudience>,
    pub minutes: u16,
    /// Published only with a facilitator who followed K10, or with a coordinator's reason.
    pub needs_trained_facilitator: bool,
    /// Empty: nobody yet.
    pub reviewed_by: String,
    pub reviewed_on: String,
    pub next_review: NaiveDate,
    pub source_rows: Vec<String>,
    /// Word stems that no text for parents of this kit may hold.
    pub never_words: Vec<String>,
    pub windows: Vec<Window>,
    pub agenda: Vec<AgendaItem>,
    pub sections: Vec<Section>,
    pub tips: Vec<Tip>,
    pub materials: Vec<Material>,
}

/// When before which holiday the kit is best given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub holiday: HolidayKind,
    pub opens_weeks_before: u8,
    pub closes_weeks_before: u8,
    /// "06-15": month and day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<String>,
    /// The first weeks after the holiday are good too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school_start_weeks: Option<u8>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    pub id: String,
    pub minutes: u16,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub pictogram: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    pub id: String,
    pub section: String,
    pub audience: TipAudience,
    pub kind: TipKind,
    /// S1 the brochure, S2 the factsheet, own.
    pub source: String,
    /// The section of that document.
    pub place: String,
    /// Rows of the inventory of sources.
    pub rows: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    pub id: String,
}

/// One version of a kit with its texts in all languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Kit {
    pub slug: String,
    pub contents: Contents,
    pub stage: Stage,
    /// Made on the desk, not shipped.
    pub is_own: bool,
    /// Grows with every change of the contents.
    pub revision: i32,
    texts: HashMap<(String, String), KitText>,
}

/// A text as it is said in a language: perhaps in Dutch, because nobody wrote or read it there yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<A: Audience> {
    pub text: Text<A>,
    /// The language it is really in.
    pub language: Lang,
    pub is_read: bool,
}

/// What parents see of a kit.
#[derive(Clone, Debug, PartialEq)]
pub struct ForParents {
    pub slug: String,
    pub title: Said<Parents>,
    /// At most five: the blocks of the tips sheet.
    pub sections: Vec<SectionForParents>,
    /// For cards, and to read aloud.
    pub questions: Vec<Said<Parents>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SectionForParents {
    pub pictogram: String,
    pub heading: Said<Parents>,
    pub tips: Vec<TipForParents>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TipForParents {
    pub said: Said<Parents>,
    pub is_law: bool,
}

/// What the facilitator has in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct ForFacilitator {
    pub slug: String,
    pub title: Said<Facilitator>,
    pub goal: Said<Facilitator>,
    pub agenda: Vec<(Said<Facilitator>, u16)>,
    pub questions: Vec<Said<Facilitator>>,
    /// How to lead the talk, section by section.
    pub approach: Vec<(Said<Facilitator>, Vec<Said<Facilitator>>)>,
    pub materials: Vec<Said<Facilitator>>,
    /// Law that nobody read in the parents' language: the interpreter says it.
    pub law: Vec<Said<Facilitator>>,
}

impl ForFacilitator {
    /// Whether anything of it is in another language than this; law is, on purpose.
    pub fn has_other_than(&self, language: Lang) -> bool {
        let agenda = self.agenda.iter().map(|(part, _)| part);
        let approach = self.approach.iter().flat_map(|(section, tips)| std::iter::once(section).chain(tips));
        let all = [&self.title, &self.goal].into_iter().chain(agenda).chain(approach);
        all.chain(&self.questions).chain(&self.materials).any(|said| said.language != language)
    }
}

/// A section with every tip and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionForProfessional {
    pub heading: Said<Professional>,
    pub tips: Vec<(Tip, Said<Professional>)>,
}

/// Everything, for signed-in professionals.
#[derive(Clone, Debug, PartialEq)]
pub struct ForProfessional {
    pub sections: Vec<SectionForProfessional>,
    pub never: Vec<Said<Professional>>,
}

impl Kit {
    pub fn new(slug: String, contents: Contents, texts: HashMap<(String, String), KitText>) -> Self {
        Self { slug, contents, stage: Stage::Released, is_own: false, revision: 1, texts }
    }

    pub fn is_draft(&self) -> bool {
        self.stage == Stage::Draft
    }

    pub fn is_for_parents(&self) -> bool {
        self.contents.made_for == MadeFor::Parents
    }

    pub fn texts(&self) -> impl Iterator<Item = (&str, &str, &KitText)> {
        self.texts.iter().map(|((language, key), text)| (language.as_str(), key.as_str(), text))
    }

    /// Whether its yearly review is past; organisers then see a warning.
    pub fn is_past_review(&self, today: NaiveDate) -> bool {
        self.contents.next_review < today
    }

    /// What staff call it, in Dutch or English; where they have no name for it in that language, its first title for parents.
    pub fn title(&self, language: Lang) -> String {
        let own = self.say::<Facilitator>("title", language);
        let of_parents = || self.public_title(0, language).filter(|title| title.language == language);
        match Some(&own).filter(|own| own.language != language).and_then(|_| of_parents()) {
            Some(title) => title.text.as_str().to_owned(),
            None => own.text.as_str().to_owned(),
        }
    }

    pub fn windows(&self) -> Vec<KitWindow> {
        self.contents.windows.iter().map(Window::to_kit_window).collect()
    }

    /// The approved neutral titles, in their order.
    pub fn public_titles(&self, language: Lang) -> Vec<Said<Parents>> {
        (0..).map_while(|number| self.find::<Parents>(&format!("public_title/{number}"), language)).collect()
    }

    pub fn public_title(&self, number: usize, language: Lang) -> Option<Said<Parents>> {
        self.find(&format!("public_title/{number}"), language)
    }
}

impl ForParents {
    /// Whether any of it was not read by somebody who knows the language.
    pub fn has_unread(&self) -> bool {
        self.sections.iter().any(|section| !section.heading.is_read || section.tips.iter().any(|tip| !tip.said.is_read))
    }
}

impl Said<Parents> {
    pub fn for_facilitator(self) -> Said<Facilitator> {
        Said { text: self.text.for_facilitator(), language: self.language, is_read: self.is_read }
    }
}

impl Window {
    fn to_kit_window(&self) -> KitWindow {
        let not_after = self.not_after.as_deref().and_then(|text| text.split_once('-'));
        KitWindow {
            holiday: self.holiday,
            opens_weeks_before: self.opens_weeks_before,
            closes_weeks_before: self.closes_weeks_before,
            not_after: not_after.and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?))),
            school_start_weeks: self.school_start_weeks,
        }
    }
}
