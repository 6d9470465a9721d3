//! Faces and boxes to tally in (gezichtjes): a table with a face over each column and a question before each row.

use super::MissingGlyph;
use super::compose::Composer;
use super::flow::{Draw, Item};
use super::grid::Cell;
use super::paragraph::Paragraph;
use super::style::{Ink, mm};
use super::tree::Detail;
use crate::documents::handout::block::{Answer, Line};

const FACE: f32 = mm(21.0);
/// The same face once more in each box, so that no row has to be followed with a finger.
const SMALL_FACE: f32 = mm(8.0);
const GAP: f32 = mm(4.0);
const ROW: f32 = mm(41.0);

impl Composer<'_> {
    pub(super) fn scale(&mut self, answers: &[Answer; 3], questions: &[Line]) -> Result<(), MissingGlyph> {
        let asking = self.width * 0.34;
        let column = (self.width - asking) / answers.len() as f32 - GAP;
        let start_of = |index: usize| asking + GAP + (column + GAP) * index as f32;
        let table = self.tree.add(self.parent, "Table");
        let row = self.tree.add(table, "TR");
        self.tree.add(row, "TD");
        let (mut cells, mut faces) = (Vec::new(), Vec::new());
        for (index, answer) in answers.iter().enumerate() {
            let head = self.tree.add_with(row, "TH", Detail::ColumnHeader);
            let detail = Detail::Figure { alternative: answer.alternative.clone(), bounds: [0.0; 4] };
            let figure = self.tree.add_with(head, "Figure", detail);
            let x = self.at_start(start_of(index), column);
            let draw = Draw::Face { face: answer.face, side: FACE };
            faces.push(Item { element: Some(figure), x: x + (column - FACE) / 2.0, y: 0.0, draw });
            let word = self.tree.add(head, "P");
            let text = self.setting(word, &answer.word, self.style.body().bold(), column)?;
            let aside = (column - widest(&self.made.texts[text].paragraph)) / 2.0;
            let x = if self.language.is_rtl() { x - aside } else { x + aside };
            cells.push(Cell::of(x, FACE + mm(1.0), vec![(text, 0.0)]));
        }
        self.band(&cells, faces, FACE, self.style.space(1.6), true);
        for question in questions {
            let row = self.tree.add(table, "TR");
            let head = self.tree.add_with(row, "TH", Detail::RowHeader);
            let text = self.setting(head, question, self.style.tip_heading().inked(Ink::Text), asking)?;
            let drop = ((ROW - self.made.texts[text].paragraph.height()) / 2.0).max(0.0);
            let mut boxes = Vec::with_capacity(2 * answers.len());
            for (index, answer) in answers.iter().enumerate() {
                self.tree.add(row, "TD");
                let x = self.at_start(start_of(index), column);
                let item = |x: f32, y: f32, draw: Draw| Item { element: None, x, y, draw };
                boxes.push(item(x, 0.0, Draw::Room { width: column, height: ROW }));
                let face = Draw::Face { face: answer.face, side: SMALL_FACE };
                boxes.push(item(self.at_start(start_of(index) + mm(2.0), SMALL_FACE), mm(2.0), face));
            }
            let cell = Cell::of(self.at_start(0.0, asking), drop, vec![(text, 0.0)]);
            self.band(&[cell], boxes, ROW, self.style.space(1.2), true);
            if let Some(last) = self.made.slices.last_mut() {
                last.is_glued = false;
            }
        }
        Ok(())
    }
}

/// How far the longest line of a text reaches.
pub(super) fn widest(paragraph: &Paragraph) -> f32 {
    let width = |line: &super::paragraph::SetLine| -> f32 {
        line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum()
    };
    paragraph.lines.iter().map(width).fold(0.0, f32::max)
}
