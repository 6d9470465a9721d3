//! What stands side by side (raster): a tip and its drawing, facts, tables, contacts, a code and its address.

use super::MissingGlyph;
use super::compose::{Composer, is_blank};
use super::emblems::LOWEST;
use super::flow::{Draw, Frame, Item, Look, Slice};
use super::fonts;
use super::lines::Side;
use super::style::{Ink, WHITE, mm};
use super::tree::{Detail, ElementId};
use crate::documents::handout::block::{ContactLine, Line, Pictogram, Span};
use crate::domain::logo::Emblem;

/// Texts below one another in one column of a band.
pub(super) struct Cell {
    x: f32,
    /// From the top of the band.
    drop: f32,
    /// Texts, and the air above each.
    texts: Vec<(usize, f32)>,
    /// Stands over all lines of its neighbour and moves none of them.
    floats: bool,
}

impl Cell {
    pub(super) fn of(x: f32, drop: f32, texts: Vec<(usize, f32)>) -> Self {
        Self { x, drop, texts, floats: false }
    }
}

impl Composer<'_> {
    pub(super) fn tip(&mut self, pictogram: Pictogram, heading: &Line, lines: &[Line]) -> Result<(), MissingGlyph> {
        let (side, gutter) = (self.style.pictogram(), self.style.gutter());
        let width = self.width - side - gutter;
        let mut texts = Vec::new();
        if !is_blank(heading) {
            let element = self.tree.add_heading(self.parent, 2);
            texts.push((self.setting(element, heading, self.style.tip_heading(), width)?, 0.0));
        }
        for line in lines.iter().filter(|line| !is_blank(line)) {
            let element = self.tree.add(self.parent, "P");
            let above = if texts.len() > 1 { self.style.space(0.35) } else { self.style.space(0.1) };
            texts.push((self.setting(element, line, self.style.body(), width)?, above));
        }
        let drawing =
            Item { element: None, x: self.at_start(0.0, side), y: mm(0.6), draw: Draw::Pictogram { pictogram, side } };
        let cell = Cell::of(self.at_start(side + gutter, width), 0.0, texts);
        self.band(&[cell], vec![drawing], side + mm(0.6), self.style.space(2.0), true);
        Ok(())
    }

    pub(super) fn contacts(&mut self, contacts: &[ContactLine]) -> Result<(), MissingGlyph> {
        if contacts.is_empty() {
            return Ok(());
        }
        let start = self.made.slices.len();
        let frame = Frame { look: Look::Card, x: self.left, width: self.width };
        self.made.slices.push(Slice {
            height: mm(3.0),
            space: self.style.space(2.2),
            is_glued: true,
            ..Slice::default()
        });
        let list = self.tree.add_with(self.parent, "L", Detail::PlainList);
        self.inset(mm(4.5), |composer| -> Result<(), MissingGlyph> {
            let number = composer.style.number();
            let longest = contacts.iter().map(|contact| fonts::rough_width(&contact.value) * 1.08 * number.size);
            let column = longest.filter(|width| *width <= composer.width * 0.5).fold(0.0, f32::max);
            for (index, contact) in contacts.iter().enumerate() {
                composer.contact(list, contact, column, index == 0)?;
            }
            Ok(())
        })?;
        self.pad(mm(2.2));
        self.frame(start, frame);
        // The numbers stay together: one that is on the next page is one that is not found.
        let last = self.made.slices.len() - 1;
        for slice in &mut self.made.slices[start..last] {
            slice.is_glued = true;
        }
        Ok(())
    }

    fn contact(
        &mut self,
        list: ElementId,
        contact: &ContactLine,
        column: f32,
        is_first: bool,
    ) -> Result<(), MissingGlyph> {
        let (body, number) = (self.style.body(), self.style.number());
        let item = self.tree.add(list, "LI");
        let content = self.tree.add(item, "LBody");
        let is_beside = fonts::rough_width(&contact.value) * 1.08 * number.size <= column;
        let width = if is_beside { self.width - column - mm(4.0) } else { self.width };
        let mut texts = Vec::new();
        let name = self.tree.add(content, "P");
        let name = self.setting(name, &contact.name, body.bold(), width)?;
        texts.push((name, 0.0));
        let value = self.tree.add(content, "P");
        let span = [Span::Ltr(contact.value.clone())];
        let side = if is_beside { Side::End } else { Side::Start };
        let width_of_value = if is_beside { column } else { width };
        let value = self.setting_on(value, &span, number, width_of_value, side)?;
        if !is_beside {
            texts.push((value, 0.0));
        }
        if !is_blank(&contact.note) {
            let note = self.tree.add(content, "P");
            texts.push((self.setting(note, &contact.note, body, width)?, 0.0));
        }
        let drop = if is_first { 0.0 } else { mm(1.4) };
        let mut cells = vec![Cell::of(self.at_start(0.0, width), drop, texts)];
        if is_beside {
            // On the line of the name: halfway down, programs that read line by line put it inside the note.
            let below = self.baseline_of(name) - self.baseline_of(value);
            let x = self.at_start(self.width - column, column);
            cells.push(Cell { x, drop: drop + below, texts: vec![(value, 0.0)], floats: true });
        }
        let rule = (!is_first).then(|| self.rule(0.6, WHITE));
        self.band(&cells, rule.into_iter().collect(), 0.0, 0.0, true);
        self.pad(mm(0.8));
        Ok(())
    }

    /// A code, the words beside it, and the logos below the words when there is room for them.
    pub(super) fn qr(
        &mut self,
        address: &str,
        caption: &Line,
        alternative: &str,
        emblems: &[Emblem],
    ) -> Result<(), MissingGlyph> {
        let (side, gutter) = (self.style.qr(), self.style.gutter());
        let width = self.width - side - gutter;
        let detail = Detail::Figure { alternative: alternative.to_owned(), bounds: [0.0; 4] };
        let figure = self.tree.add_with(self.parent, "Figure", detail);
        let code = self.made.codes.len();
        self.made.codes.push(address.to_owned());
        let item = Item { element: Some(figure), x: self.at_start(0.0, side), y: 0.0, draw: Draw::Qr { code, side } };
        let mut texts = Vec::new();
        if !is_blank(caption) {
            let element = self.tree.add(self.parent, "P");
            texts.push((self.setting(element, caption, self.style.body().bold(), width)?, 0.0));
        }
        let element = self.tree.add(self.parent, "P");
        let shown = address.strip_prefix("https://").unwrap_or(address).to_owned();
        let kind = self.style.body().inked(Ink::Accent);
        texts.push((self.setting(element, &[Span::Ltr(shown)], kind, width)?, mm(0.8)));
        let (words, between) = (self.height_of(&texts), mm(3.0));
        let room = (side - words - between).min(self.style.logo());
        let has_room = !emblems.is_empty() && room >= LOWEST;
        let beside = if has_room { words + between + room } else { words };
        let drop = ((side - beside) / 2.0).max(0.0);
        let mut items = vec![item];
        if has_room {
            items.extend(self.logos_within(emblems, [side + gutter, width], [drop + words + between, room]));
        }
        let cell = Cell::of(self.at_start(side + gutter, width), drop, texts);
        self.band(&[cell], items, side, self.style.space(2.2), true);
        if !has_room {
            self.logos(emblems);
        }
        Ok(())
    }

    pub(super) fn rule(&self, thickness: f32, colour: [f32; 3]) -> Item {
        Item { element: None, x: self.left, y: 0.0, draw: Draw::Rule { width: self.width, thickness, colour } }
    }

    fn height_of(&self, texts: &[(usize, f32)]) -> f32 {
        texts.iter().map(|(text, above)| self.made.texts[*text].paragraph.height() + above).sum()
    }

    fn baseline_of(&self, text: usize) -> f32 {
        self.made.texts[text].paragraph.lines.first().map_or(0.0, |line| line.baseline)
    }

    /// Cuts cells side by side into slices, line by line, so that even an endless cell can be divided over pages.
    pub(super) fn band(&mut self, cells: &[Cell], items: Vec<Item>, height: f32, space: f32, is_glued: bool) {
        let mut slices = vec![Slice { space, items, ..Slice::default() }];
        for cell in cells {
            let mut index = 0;
            for (text, above) in &cell.texts {
                let Some(setting) = self.made.texts.get(*text) else { continue };
                let (element, line_height) = (setting.element, setting.paragraph.line_height);
                for line in 0..setting.paragraph.lines.len() {
                    if slices.len() <= index {
                        slices.push(Slice::default());
                    }
                    let mut y = if line == 0 { *above } else { 0.0 };
                    if index == 0 {
                        y += cell.drop;
                    }
                    let slice = &mut slices[index];
                    if !cell.floats {
                        slice.height = slice.height.max(y + line_height);
                    }
                    slice.items.push(Item {
                        element: Some(element),
                        x: cell.x,
                        y,
                        draw: Draw::Line { text: *text, line },
                    });
                    index += 1;
                }
            }
        }
        let sum: f32 = slices.iter().map(|slice| slice.height).sum();
        let count = slices.len();
        for (index, slice) in slices.iter_mut().enumerate() {
            slice.is_glued = is_glued && index + 1 < count;
        }
        if let Some(last) = slices.last_mut() {
            last.height += (height - sum).max(0.0);
        }
        self.made.slices.append(&mut slices);
    }
}
