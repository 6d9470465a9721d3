//! Handouts (hand-outs): what each kind says, as blocks that the page and the PDF both draw.
//!
//! A kind is one file with a `KIND`, one row in [`KINDS`], and one phrase for its title.

mod bilingual;
pub mod block;
pub mod board;
mod cards;
pub mod carried;
mod contacts;
mod evaluation;
mod evening;
pub mod figure;
mod flyer;
mod line;
pub mod pictogram;
mod picture;
mod poster;
mod run_sheet;
mod safety;
mod statement;
#[cfg(test)]
mod tests;
mod tips;

use std::marker::PhantomData;

use chrono::NaiveDate;

use block::{Format, Sheet};

use super::pdf::{self, Document, MissingGlyph};
use super::raster;
use crate::domain::text::{Audience, Facilitator, Owners, Parents};
use crate::language::{Lang, Phrase, Phrases};

pub use contacts::{Contacts, FOR_ADVICE};
pub use evening::{Briefing, Evening, Place};
pub use statement::Terms;

/// Every kind of handout.
pub static KINDS: [Kind; 13] = [
    tips::KIND,
    tips::LARGE,
    bilingual::KIND,
    bilingual::LARGE,
    flyer::KIND,
    poster::KIND,
    picture::KIND,
    cards::KIND,
    evaluation::KIND,
    run_sheet::KIND,
    safety::FACILITATOR,
    safety::VOLUNTEER,
    statement::KIND,
];

/// One row of [`KINDS`].
#[derive(Debug)]
pub struct Kind {
    /// In addresses and file names: neutral, and the same for ever, because codes on paper point at it.
    pub word: &'static str,
    pub title: fn(&'static Phrases) -> &'static Phrase,
    pub format: Format,
    pub is_large_print: bool,
    /// Each text with the Dutch one beside it: there is none in Dutch itself.
    pub is_beside_dutch: bool,
    /// Ends with numbers to call.
    pub has_contacts: bool,
    pub compose: Compose,
}

/// How a kind is made: from what parents may see, from what the facilitator has in hand, or from what was agreed.
#[derive(Clone, Copy, Debug)]
pub enum Compose {
    Parents(fn(&Evening) -> Result<Handout<Parents>, Refusal>),
    Facilitator(fn(&Briefing) -> Result<Handout<Facilitator>, Refusal>),
    Owners(fn(&Terms) -> Result<Handout<Owners>, Refusal>),
}

impl Kind {
    pub fn find(word: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.word == word)
    }

    /// Whether there is a sheet of this kind in the language.
    pub fn is_made_in(&self, language: Lang) -> bool {
        !(self.is_beside_dutch && language.is_dutch())
    }
}

/// Why there is nothing to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A number that would stand on it was last tried more than 18 months ago; a wrong number is worse than none.
    StaleContact,
    /// No kit of the evening has texts for parents.
    NoTips,
    /// Beside Dutch stands another language, or nothing.
    OnlyDutch,
    /// No kit of the evening has questions for parents.
    NoCards,
}

impl Refusal {
    /// The sentence that parents read instead.
    pub fn said(self, phrases: &'static Phrases) -> &'static Phrase {
        match self {
            Self::StaleContact => &phrases.handout.contacts_stale,
            Self::NoTips => &phrases.handout.no_tips,
            Self::OnlyDutch => &phrases.handout.only_dutch,
            Self::NoCards => &phrases.handout.no_cards,
        }
    }
}

/// A handout for one audience. What is for facilitators cannot be passed where parents' handouts are asked:
///
/// ```compile_fail
/// use aantafel::documents::handout::Handout;
/// use aantafel::domain::text::{Facilitator, Parents};
/// fn give_to_parents(_: &Handout<Parents>) {}
/// fn slip(run_sheet: &Handout<Facilitator>) {
///     give_to_parents(run_sheet);
/// }
/// ```
///
/// ```
/// use aantafel::documents::handout::Handout;
/// use aantafel::domain::text::Parents;
/// fn give_to_parents(_: &Handout<Parents>) {}
/// fn hand_out(tips: &Handout<Parents>) {
///     give_to_parents(tips);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Handout<A: Audience> {
    title: String,
    language: Lang,
    format: Format,
    is_large_print: bool,
    sheets: Vec<Sheet>,
    file_name: String,
    audience: PhantomData<A>,
}

impl<A: Audience> Handout<A> {
    /// Only the kinds make one. A `day` stands in the file's name, so that two flyers can lie in one folder.
    fn new(kind: &Kind, language: Lang, about: &str, day: Option<NaiveDate>, sheets: Vec<Sheet>) -> Self {
        let day = day.map(|day| format!("-{day}")).unwrap_or_default();
        Self {
            title: format!("{} · {about}", (kind.title)(language.phrases())),
            language,
            format: kind.format,
            is_large_print: kind.is_large_print,
            sheets,
            file_name: format!("{}{day}-{language}.{}", kind.word, kind.format.suffix()),
            audience: PhantomData,
        }
    }

    /// Neutral: it stands in a window's bar and in the file's properties.
    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn language(&self) -> Lang {
        self.language
    }

    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Neutral, in ASCII: "flyer-2027-05-12-ar.pdf".
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    pub fn is_picture(&self) -> bool {
        self.format == Format::Phone
    }

    pub fn content_type(&self) -> &'static str {
        self.format.content_type()
    }

    /// Makes its file, a PDF or a picture of one: the same blocks that the page shows.
    pub fn print(&self) -> Result<Vec<u8>, MissingGlyph> {
        let printed = pdf::render(&self.document())?;
        Ok(match self.format {
            Format::A4 | Format::Wide | Format::A5 => printed,
            Format::Phone => raster::first_page(printed),
        })
    }

    /// The same for the same file, and for no other; nothing is printed to know it.
    pub fn fingerprint(&self) -> [u8; 16] {
        pdf::fingerprint(&self.document())
    }

    fn document(&self) -> Document<'_> {
        Document {
            title: &self.title,
            language: self.language,
            format: self.format,
            sheets: &self.sheets,
            is_large_print: self.is_large_print,
        }
    }
}
