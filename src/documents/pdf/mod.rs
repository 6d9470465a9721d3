//! Handouts on paper (PDF): blocks in, bytes of a tagged PDF/UA-1 out; the same bytes for the same blocks, always.
//!
//! A sheet goes through five rooms. `compose` and `grid` turn blocks into slices, with `shaper` and `lines` (parley)
//! to break text; `flow` divides slices over pages; `draw` and `script` write the pages as printpdf's operations;
//! `embed` makes the fonts small; `file` and `outline` (lopdf) add what printpdf has no words for: the outline
//! that a screen reader follows, the language, the title.
//!
//! Two things are deliberately done here and not by printpdf. It embeds a font whole and parses it for every
//! document: `embed` keeps small subsets ready. It writes a string for every glyph: `script` writes one for
//! every run. With packed parts that are `kept` between documents, that is two thirds of the time a document took.

mod cards;
mod column;
mod compose;
mod corners;
mod draw;
mod embed;
mod emblems;
mod figure;
mod file;
mod flow;
mod fonts;
mod forms;
mod frames;
mod glyphs;
mod grid;
mod identity;
mod kept;
mod lines;
mod lists;
mod outline;
mod packed;
mod pairs;
mod paragraph;
mod scale;
mod script;
mod shaper;
mod sheet;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod words;

use std::cell::RefCell;

use crate::documents::handout::block::{Format, Sheet};
use crate::language::Lang;

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Neutral: it stands in the window's bar and in the file's properties.
    pub title: &'a str,
    pub language: Lang,
    pub format: Format,
    pub sheets: &'a [Sheet],
    /// 18 points instead of 14.
    pub is_large_print: bool,
}

/// A character that no font on board can draw; better no handout than one with holes in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no glyph for U+{code:04X} ({character:?}) in the fonts for {language}: \"{text}\"", code = u32::from(*character))]
pub struct MissingGlyph {
    pub character: char,
    pub language: Lang,
    /// The text that it stands in.
    pub text: String,
}

/// Prints a document: a tagged PDF/UA-1.
pub fn render(document: &Document<'_>) -> Result<Vec<u8>, MissingGlyph> {
    thread_local! {
        // Fonts are read once for each thread that prints, not once for each document.
        static TYPESETTER: RefCell<lines::Typesetter> = RefCell::new(lines::Typesetter::new());
    }
    TYPESETTER.with_borrow_mut(|typesetter| sheet::render(document, typesetter))
}

/// What tells a document from every other one, known before it is printed.
pub fn fingerprint(document: &Document<'_>) -> [u8; 16] {
    identity::of(document)
}

/// Whether every character of a text can be printed; asked when a text is written, long before it is printed.
pub fn check(language: Lang, text: &str) -> Result<(), MissingGlyph> {
    match fonts::first_missing(language, text) {
        None => Ok(()),
        Some(character) => Err(MissingGlyph { character, language, text: text.to_owned() }),
    }
}
