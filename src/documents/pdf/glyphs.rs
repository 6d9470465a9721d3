//! Which glyphs a document uses (gebruikte tekens): their numbers in the embedded subset and the text they stand for.

use std::collections::BTreeMap;

use super::compose::Text;
use super::fonts::FACES;
use super::paragraph::{Glyph, Paragraph};

/// The used glyphs of each face, in the order of the font, with the text that each stands for.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    faces: [BTreeMap<u16, Used>; FACES],
}

#[derive(Debug)]
struct Used {
    text: Box<str>,
    number: u16,
}

impl Glyphs {
    pub(super) fn note_texts(&mut self, texts: &[Text]) {
        for text in texts {
            self.note(&text.paragraph);
        }
    }

    pub(super) fn note(&mut self, paragraph: &Paragraph) {
        for run in paragraph.lines.iter().flat_map(|line| &line.runs) {
            let face = &mut self.faces[run.face];
            for glyph in &run.glyphs {
                face.entry(glyph.id).or_insert_with(|| Used { text: paragraph.stands_for(glyph).into(), number: 0 });
            }
        }
    }

    /// Numbers the glyphs as they will stand in the subsets; 0 is the box that no page shows.
    pub(super) fn number(&mut self) {
        for face in &mut self.faces {
            for (number, used) in (1..).zip(face.values_mut()) {
                used.number = number;
            }
        }
    }

    pub(super) fn number_of(&self, face: usize, glyph: &Glyph) -> u16 {
        self.faces[face].get(&glyph.id).map_or(0, |used| used.number)
    }

    /// Whether the font's own table tells the text of this glyph; else it must be told beside it.
    pub(super) fn tells(&self, face: usize, glyph: &Glyph, text: &str) -> bool {
        glyph.group == 0 && self.faces[face].get(&glyph.id).is_some_and(|used| &*used.text == text)
    }

    /// The glyphs of a face and what they stand for, in the order of their numbers.
    pub(super) fn of(&self, face: usize) -> impl Iterator<Item = (u16, &str)> {
        self.faces[face].iter().map(|(id, used)| (*id, &*used.text))
    }

    pub(super) fn is_used(&self, face: usize) -> bool {
        !self.faces[face].is_empty()
    }
}
