//! Tables (tabellen): the facts of a flyer, label and value; the agenda of a run sheet, with a header.

use super::MissingGlyph;
use super::compose::Composer;
use super::grid::Cell;
use super::style::{Ink, RULE, mm};
use super::tree::{Detail, ElementId};
use super::{fonts, words};
use crate::documents::handout::block::{Block, Line};

/// How wide the widest label of all facts on a sheet is, in ems: their values begin on one line.
pub(super) fn widest_label(blocks: &[Block]) -> f32 {
    let facts = blocks.iter().filter_map(|block| match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    });
    facts.flatten().map(|(label, _)| fonts::rough_width(&words::plain(label))).fold(0.0, f32::max)
}

/// The rows of each table with this header: from page to page their columns are equally wide.
pub(super) fn alike<'a>(blocks: &'a [Block], header: &[Line]) -> Vec<&'a [Line]> {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table { header: own, rows } if own.as_slice() == header => Some(rows),
        _ => None,
    });
    tables.flatten().map(Vec::as_slice).collect()
}

impl Composer<'_> {
    pub(super) fn facts(&mut self, facts: &[(Line, Line)]) -> Result<(), MissingGlyph> {
        if facts.is_empty() {
            return Ok(());
        }
        let body = self.style.body();
        let enlarged = body.size * fonts::enlargement(self.language.script);
        let label_width = (self.widest_label * enlarged * 1.1).clamp(mm(18.0), self.width * 0.38);
        let offset = label_width + self.style.gutter();
        let width = self.width - offset;
        let table = self.tree.add(self.parent, "Table");
        for (index, (label, value)) in facts.iter().enumerate() {
            let row = self.tree.add(table, "TR");
            let header = self.tree.add_with(row, "TH", Detail::RowHeader);
            let name = self.setting(header, label, body.bold().inked(Ink::Accent), label_width)?;
            let cell = self.tree.add(row, "TD");
            let content = self.setting(cell, value, body, width)?;
            let cells = [
                Cell::of(self.at_start(0.0, label_width), mm(1.3), vec![(name, 0.0)]),
                Cell::of(self.at_start(offset, width), mm(1.3), vec![(content, 0.0)]),
            ];
            let rule = (index > 0).then(|| self.rule(0.5, RULE));
            let above = if index == 0 { self.style.space(1.2) } else { 0.0 };
            self.band(&cells, rule.into_iter().collect(), 0.0, above, true);
            self.pad(mm(1.3));
        }
        Ok(())
    }

    /// `alike` are the rows of all tables that have the same columns.
    pub(super) fn table(&mut self, header: &[Line], rows: &[Vec<Line>], alike: &[&[Line]]) -> Result<(), MissingGlyph> {
        let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
        if columns == 0 {
            return Ok(());
        }
        let widths = self.columns(header, alike, columns);
        let table = self.tree.add(self.parent, "Table");
        if !header.is_empty() {
            self.row(table, header, &widths, true, self.style.space(1.6))?;
        }
        for (index, row) in rows.iter().enumerate() {
            let above = if header.is_empty() && index == 0 { self.style.space(1.6) } else { 0.0 };
            self.row(table, row, &widths, false, above)?;
            // The last row does not stand alone on a page; where rows are high, nor does the first with the header.
            let is_first = index == 0 && self.style.width > self.style.height;
            if (is_first || index + 2 == rows.len())
                && index + 1 < rows.len()
                && let Some(slice) = self.made.slices.last_mut()
            {
                slice.is_glued = true;
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        table: ElementId,
        lines: &[Line],
        widths: &[f32],
        is_header: bool,
        above: f32,
    ) -> Result<(), MissingGlyph> {
        let row = self.tree.add(table, "TR");
        let kind = if is_header { self.style.body().bold().inked(Ink::Accent) } else { self.style.body() };
        let empty = Line::new();
        let mut offset = 0.0;
        let mut cells = Vec::with_capacity(widths.len());
        for (index, width) in widths.iter().enumerate() {
            let element =
                if is_header { self.tree.add_with(row, "TH", Detail::ColumnHeader) } else { self.tree.add(row, "TD") };
            let line = lines.get(index).unwrap_or(&empty);
            let inner = (width - mm(3.0)).max(mm(6.0));
            let text = self.setting(element, line, kind, inner)?;
            cells.push(Cell::of(self.at_start(offset, inner), mm(1.2), vec![(text, 0.0)]));
            offset += width;
        }
        let rule = if is_header { None } else { Some(self.rule(0.5, RULE)) };
        self.band(&cells, rule.into_iter().collect(), 0.0, above, true);
        self.pad(mm(1.2));
        if let Some(last) = self.made.slices.last_mut() {
            last.is_glued = is_header;
        }
        Ok(())
    }

    /// Each column gets what its text wants, as long as that fits; else they share what there is.
    fn columns(&self, header: &[Line], rows: &[&[Line]], columns: usize) -> Vec<f32> {
        let enlarged = self.style.body().size * fonts::enlargement(self.language.script);
        let mut wanted = vec![mm(14.0); columns];
        for row in rows.iter().copied().chain([header]) {
            for (width, line) in wanted.iter_mut().zip(row) {
                let text = words::plain(line);
                // Beyond some thirty letters a column may as well break its lines.
                *width = width.max((fonts::rough_width(&text) * enlarged * 1.1).min(self.width * 0.6) + mm(4.0));
            }
        }
        let sum: f32 = wanted.iter().sum();
        let widest = wanted.iter().copied().fold(0.0, f32::max);
        if sum <= self.width {
            let spare = self.width - sum;
            if let Some(column) = wanted.iter_mut().rev().find(|width| **width >= widest) {
                *column += spare;
            }
            return wanted;
        }
        // The narrow columns keep their width; the wide ones give.
        let fair = self.width / columns as f32;
        let narrow: f32 = wanted.iter().filter(|width| **width <= fair).sum();
        let wide: f32 = wanted.iter().filter(|width| **width > fair).sum();
        let share = (self.width - narrow) / wide;
        wanted.iter().map(|width| if *width <= fair { *width } else { width * share }).collect()
    }
}
