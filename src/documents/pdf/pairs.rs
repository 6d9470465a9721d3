//! Two languages beside each other (tweetalig): a table of two columns, each in its own direction, its rows numbered alike.

use super::MissingGlyph;
use super::compose::Composer;
use super::flow::{Draw, Item};
use super::grid::Cell;
use super::style::{Ink, RULE, Type, mm};
use super::tree::{Detail, ElementId};
use crate::documents::handout::block::{Pair, Pictogram, Span};
use crate::language::Lang;

impl Composer<'_> {
    pub(super) fn side_by_side(
        &mut self,
        pictogram: Pictogram,
        other: Lang,
        heading: &Pair,
        first: usize,
        rows: &[Pair],
    ) -> Result<(), MissingGlyph> {
        let start = self.made.slices.len();
        let table = self.tree.add(self.parent, "Table");
        self.heads(table, pictogram, other, heading)?;
        for (index, pair) in rows.iter().enumerate() {
            self.numbered(table, other, first + index, pair)?;
        }
        // Air above each section.
        if let Some(top) = self.made.slices.get_mut(start) {
            top.space = self.style.space(2.0);
        }
        Ok(())
    }

    /// The section's name over each column; in the sheet's language it is a heading to jump to.
    fn heads(
        &mut self,
        table: ElementId,
        pictogram: Pictogram,
        other: Lang,
        heading: &Pair,
    ) -> Result<(), MissingGlyph> {
        let (side, kind) = (self.style.pictogram() * 0.7, self.style.tip_heading());
        let (column, offset) = self.halves();
        let hang = side + mm(3.0);
        let row = self.tree.add(table, "TR");
        let head = self.tree.add_with(row, "TH", Detail::ColumnHeader);
        let own = self.tree.add_heading(head, 2);
        let own = self.setting(own, &heading.own, kind, column - hang)?;
        let head = self.tree.add_with(row, "TH", Detail::ColumnHeader);
        let drop = ((side - kind.line_height(self.language.script)) / 2.0).max(0.0);
        let own = Cell::of(self.at_start(hang, column - hang), drop, vec![(own, 0.0)]);
        let x = self.at_start(offset, column);
        let beside = self.speaking(other, |composer| {
            let name = composer.tree.add_in(head, "P", other);
            let text = composer.setting(name, &heading.other, kind.inked(Ink::Text), column)?;
            Ok(Cell::of(x, drop, vec![(text, 0.0)]))
        })?;
        let drawing = Draw::Pictogram { pictogram, side };
        let drawing = Item { element: None, x: self.at_start(0.0, side), y: 0.0, draw: drawing };
        self.band(&[own, beside], vec![drawing], side, 0.0, true);
        self.pad(mm(1.2));
        self.glue();
        Ok(())
    }

    fn numbered(&mut self, table: ElementId, other: Lang, number: usize, pair: &Pair) -> Result<(), MissingGlyph> {
        let body = self.style.body();
        let (column, offset) = self.halves();
        let hang = body.size * if number > 9 { 2.0 } else { 1.45 };
        let row = self.tree.add(table, "TR");
        let mut cells = Vec::with_capacity(4);
        let own = self.tree.add(row, "TD");
        let x = self.at_start(0.0, column);
        cells.extend(self.cell(own, number, &pair.own, body, [x, column, hang])?);
        let beside = self.tree.add_in(row, "TD", other);
        let x = self.at_start(offset, column);
        let bounds = [x, column, hang];
        cells.extend(self.speaking(other, |composer| composer.cell(beside, number, &pair.other, body, bounds))?);
        let rule = self.rule(0.5, RULE);
        self.band(&cells, vec![rule], 0.0, 0.0, true);
        self.pad(mm(1.6));
        Ok(())
    }

    /// A number where the cell's own reading starts, and the text beside it.
    fn cell(
        &mut self,
        element: ElementId,
        number: usize,
        line: &[Span],
        kind: Type,
        [x, column, hang]: [f32; 3],
    ) -> Result<[Cell; 2], MissingGlyph> {
        let width = column - hang;
        let (of_number, of_text) = if self.language.is_rtl() { (x + width, x) } else { (x, x + hang) };
        // The space is for who hears or copies it.
        let digits = [Span::Ltr(number.to_string()), Span::Plain(" ".to_owned())];
        let number = self.setting(element, &digits, kind.bold().inked(Ink::Accent), hang)?;
        let text = self.setting(element, line, kind, width)?;
        let drop = mm(1.4);
        Ok([Cell::of(of_number, drop, vec![(number, 0.0)]), Cell::of(of_text, drop, vec![(text, 0.0)])])
    }

    /// The width of a column, and where the second one begins.
    fn halves(&self) -> (f32, f32) {
        let gutter = mm(7.0);
        let column = (self.width - gutter) / 2.0;
        (column, column + gutter)
    }

    fn glue(&mut self) {
        if let Some(last) = self.made.slices.last_mut() {
            last.is_glued = true;
        }
    }

    /// Sets what follows in another language, without a place of its own in the outline.
    pub(super) fn speaking<T>(&mut self, language: Lang, compose: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.language, language);
        let result = compose(self);
        self.language = outer;
        result
    }
}
