//! From blocks to slices (opmaak van een blad): running text, lists, notes; what stands side by side is in `grid`.

use std::slice;

use super::MissingGlyph;
use super::figure::Drawn;
use super::flow::{Draw, Frame, Item, Look, Slice};
use super::lines::{Side, Typesetter};
use super::lists::Mark;
use super::paragraph::Paragraph;
use super::style::{ACCENT, Ink, Style, Type, mm};
use super::tree::{ElementId, Tree};
use super::{table, words};
use crate::documents::handout::block::{Block, Line, Span};
use crate::domain::logo::Logo;
use crate::language::Lang;

/// A text of the sheet and the elements that its pieces belong to.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) paragraph: Paragraph,
    pub(super) element: ElementId,
    /// One for each language in [`Paragraph::other`].
    pub(super) spans: Vec<ElementId>,
}

/// All that a sheet shows, before it is divided over pages.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) slices: Vec<Slice>,
    pub(super) texts: Vec<Text>,
    pub(super) frames: Vec<Frame>,
    /// The addresses of the QR codes.
    pub(super) codes: Vec<String>,
    pub(super) logos: Vec<Logo>,
    pub(super) figures: Vec<Drawn>,
}

/// Sets blocks below one another in one column.
pub(super) struct Composer<'a> {
    pub(super) typesetter: &'a mut Typesetter,
    pub(super) tree: &'a mut Tree,
    pub(super) style: Style,
    pub(super) language: Lang,
    /// What new elements hang under.
    pub(super) parent: ElementId,
    pub(super) left: f32,
    pub(super) width: f32,
    /// Of all facts on the sheet, in ems.
    pub(super) widest_label: f32,
    pub(super) made: Composed,
}

impl Composer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Result<(), MissingGlyph> {
        let mut blocks = blocks;
        if self.style.is_flyer {
            let head = blocks.iter().take_while(|block| is_head(block)).count();
            self.head(&blocks[..head])?;
            blocks = &blocks[head..];
        }
        let mut before: Option<&Block> = None;
        let all = blocks;
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            let start = self.made.slices.len();
            match (before, block) {
                // What a tip says in another language stands under its words, not under its drawing.
                (Some(Block::Tip { .. }), Block::InLanguage(language, blocks)) => {
                    let aside = self.style.pictogram() + self.style.gutter();
                    self.hang(aside, |composer| composer.in_language(language, blocks))?;
                }
                // Logos stand beside a code when they fit there: that saves a line of a flyer.
                (_, Block::Qr { address, caption, alternative }) => {
                    let emblems = match blocks.next_if(|next| matches!(next, Block::Emblems(_))) {
                        Some(Block::Emblems(emblems)) => emblems.as_slice(),
                        _ => &[],
                    };
                    self.qr(address, caption, alternative, emblems)?;
                }
                (_, Block::Table { header, rows }) => self.table(header, rows, &table::alike(all, header))?,
                _ => self.block(block)?,
            }
            if let Some(Block::Heading { level: 2.., .. }) = before
                && let Some(first) = self.made.slices.get_mut(start)
            {
                first.space *= 0.5;
            }
            before = Some(block);
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), MissingGlyph> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(line) => self.paragraph(line, self.style.body(), 1.1),
            Block::Lead(line) => self.paragraph(line, self.style.lead(), 1.2),
            Block::Note(line) => self.note(line),
            Block::List(lines) => self.list(lines, Mark::Bullet),
            Block::Checklist(lines) => self.list(lines, Mark::Box),
            Block::Tip { pictogram, heading, lines } => self.tip(*pictogram, heading, lines),
            Block::Facts(facts) => self.facts(facts),
            Block::Table { header, rows } => self.table(header, rows, &table::alike(slice::from_ref(block), header)),
            Block::Contacts(contacts) => self.contacts(contacts),
            Block::Qr { address, caption, alternative } => self.qr(address, caption, alternative, &[]),
            Block::InLanguage(language, blocks) => self.in_language(language, blocks),
            Block::Cards(cards) => self.cards(cards),
            Block::Scale { answers, questions } => self.scale(answers, questions),
            Block::Figure(figure) => self.figure(figure),
            Block::Steps(lines) => self.list(lines, Mark::Number),
            Block::Emblems(emblems) => {
                self.logos(emblems);
                Ok(())
            }
            Block::SideBySide { pictogram, other, heading, first, rows } => {
                self.side_by_side(*pictogram, other, heading, *first, rows)
            }
        }
    }

    /// The title of a flyer and what stands right below it, white on the accent colour.
    fn head(&mut self, blocks: &[Block]) -> Result<(), MissingGlyph> {
        let start = self.made.slices.len();
        let (mut leads, mut texts) = (start, self.made.texts.len());
        for block in blocks {
            match block {
                Block::Heading { level, text } => {
                    let element = self.tree.add_heading(self.parent, *level);
                    self.text(element, text, self.style.heading(*level).inked(Ink::White), 0.0, true)?;
                    (leads, texts) = (self.made.slices.len(), self.made.texts.len());
                }
                Block::Lead(line) => {
                    let element = self.tree.add(self.parent, "P");
                    let kind = self.style.lead().bold().inked(Ink::White);
                    let above = if self.made.slices.len() == leads { 1.3 } else { 0.5 };
                    self.text(element, line, kind, self.style.space(above), true)?;
                }
                _ => {}
            }
        }
        if self.made.slices.len() > start {
            self.emblem(leads, texts);
            self.pad(mm(5.0));
            self.frame(start, Frame { look: Look::Head, x: 0.0, width: self.style.width });
            self.pad(mm(3.0));
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, line: &Line) -> Result<(), MissingGlyph> {
        if is_blank(line) {
            return Ok(());
        }
        let kind = self.style.heading(level);
        let element = self.tree.add_heading(self.parent, level);
        if level <= 1 {
            let bar = Draw::Rule { width: mm(16.0), thickness: mm(1.3), colour: ACCENT };
            let item = Item { element: None, x: self.at_start(0.0, mm(16.0)), y: 0.0, draw: bar };
            let slice =
                Slice { height: mm(4.2), space: self.style.space(2.4), is_glued: true, items: vec![item], frame: None };
            self.made.slices.push(slice);
        }
        let above = match level {
            0 | 1 => 0.0,
            2 => 2.6,
            _ => 1.9,
        };
        self.text(element, line, kind, self.style.space(above), true)
    }

    fn paragraph(&mut self, line: &Line, kind: Type, above: f32) -> Result<(), MissingGlyph> {
        if is_blank(line) {
            return Ok(());
        }
        let element = self.tree.add(self.parent, "P");
        self.text(element, line, kind, self.style.space(above), false)
    }

    fn note(&mut self, line: &Line) -> Result<(), MissingGlyph> {
        if is_blank(line) {
            return Ok(());
        }
        let (inset, start) = (mm(4.0), self.made.slices.len());
        let frame =
            Frame { look: Look::Note { bar_is_right: self.language.is_rtl() }, x: self.left, width: self.width };
        self.made.slices.push(Slice {
            space: self.style.space(1.8),
            height: mm(1.8),
            is_glued: true,
            ..Slice::default()
        });
        let element = self.tree.add(self.parent, "P");
        self.inset(inset, |composer| composer.text(element, line, composer.style.body(), 0.0, false))?;
        self.pad(mm(1.8));
        self.frame(start, frame);
        Ok(())
    }

    fn in_language(&mut self, language: Lang, blocks: &[Block]) -> Result<(), MissingGlyph> {
        let element = self.tree.add_in(self.parent, "Div", language);
        let outer = (self.parent, self.language);
        (self.parent, self.language) = (element, language);
        let result = blocks.iter().try_for_each(|block| self.block(block));
        (self.parent, self.language) = outer;
        result
    }

    /// Sets a text in the full column, each line a slice; never a single line alone on a page.
    pub(super) fn text(
        &mut self,
        element: ElementId,
        line: &[Span],
        kind: Type,
        above: f32,
        is_glued: bool,
    ) -> Result<(), MissingGlyph> {
        let text = self.setting(element, line, kind, self.width)?;
        let paragraph = &self.made.texts[text].paragraph;
        let (count, height) = (paragraph.lines.len(), paragraph.line_height);
        for index in 0..count {
            let draw = Draw::Line { text, line: index };
            self.made.slices.push(Slice {
                height,
                space: if index == 0 { above } else { 0.0 },
                is_glued: is_glued || (count > 1 && (index == 0 || index + 2 == count)),
                items: vec![Item { element: Some(element), x: self.left, y: 0.0, draw }],
                frame: None,
            });
        }
        Ok(())
    }

    /// Shapes a text and keeps it; the number is what [`Draw::Line`] names.
    pub(super) fn setting(
        &mut self,
        element: ElementId,
        line: &[Span],
        kind: Type,
        width: f32,
    ) -> Result<usize, MissingGlyph> {
        self.setting_on(element, line, kind, width, Side::Start)
    }

    pub(super) fn setting_on(
        &mut self,
        element: ElementId,
        line: &[Span],
        kind: Type,
        width: f32,
        side: Side,
    ) -> Result<usize, MissingGlyph> {
        let paragraph = self.typesetter.set(line, self.language, kind, width, side)?;
        let spans = paragraph.other.iter().map(|language| self.tree.add_span(element, language)).collect();
        self.made.texts.push(Text { paragraph, element, spans });
        Ok(self.made.texts.len() - 1)
    }
}

pub(super) fn is_blank(line: &Line) -> bool {
    words::plain(line).trim().is_empty()
}

fn is_head(block: &Block) -> bool {
    matches!(block, Block::Heading { level: 0 | 1, text } | Block::Lead(text) if !is_blank(text) || text.is_empty())
}
