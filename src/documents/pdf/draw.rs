//! Puts a page into printpdf's operations (tekenen): marked text, rules, frames, drawings.

use std::collections::BTreeMap;

use printpdf::{DictItem, FontId, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Polygon, PolygonRing};
use printpdf::{Pt, TextMatrix, WindingOrder, XObjectId, XObjectTransform};

use super::compose::{Composed, Text};
use super::corners::{rgb, rounded, rounded_box};
use super::flow::{Draw, FOOT, Item, Page};
use super::fonts::FONTS;
use super::forms::Forms;
use super::glyphs::Glyphs;
use super::paragraph::{Paragraph, Run};
use super::script::TextWriter;
use super::style::{ACCENT, Style, mm};
use super::tree::{ElementId, Tree};

/// The small print under every page of a sheet.
pub(super) struct Footer {
    pub(super) text: Option<Paragraph>,
    pub(super) text_x: f32,
    /// "1 / 2", where there is more than one page.
    pub(super) number: Option<Paragraph>,
    pub(super) number_x: f32,
}

/// One page of a document while it is drawn.
pub(super) struct Canvas<'a> {
    pub(super) style: &'a Style,
    pub(super) glyphs: &'a Glyphs,
    pub(super) tree: &'a mut Tree,
    pub(super) forms: &'a mut Forms,
    /// Counted over the whole document.
    pub(super) page: usize,
    pub(super) ops: Vec<Op>,
    marks: usize,
    ink: Option<[f32; 3]>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(
        style: &'a Style,
        glyphs: &'a Glyphs,
        tree: &'a mut Tree,
        forms: &'a mut Forms,
        page: usize,
    ) -> Self {
        Self { style, glyphs, tree, forms, page, ops: Vec::new(), marks: 0, ink: None }
    }

    /// Draws everything: decoration first, then the text in reading order, then the footer.
    pub(super) fn draw(mut self, page: &Page, sheet: &Composed, footer: &Footer) -> PdfPage {
        let mut items: Vec<(&Item, f32)> = page
            .placed
            .iter()
            .flat_map(|(slice, top)| sheet.slices[*slice].items.iter().map(move |item| (item, *top)))
            .collect();
        items.sort_by_key(|(item, _)| item.element);
        let read = items.partition_point(|(item, _)| item.element.is_none());
        self.decoration(page, sheet, &items[..read]);
        for same in items[read..].chunk_by(|(one, _), (other, _)| one.element == other.element) {
            if let Some(element) = same[0].0.element {
                self.content(element, same, sheet);
            }
        }
        self.footer(footer);
        PdfPage::new(Mm(self.style.width * 25.4 / 72.0), Mm(self.style.height * 25.4 / 72.0), self.ops)
    }

    fn decoration(&mut self, page: &Page, sheet: &Composed, items: &[(&Item, f32)]) {
        if page.frames.is_empty() && items.is_empty() {
            return;
        }
        self.begin_artifact("Layout");
        for &(frame, top, bottom) in &page.frames {
            self.frame(sheet.frames[frame], top, bottom);
        }
        for (item, top) in items {
            let y = top + item.y;
            match item.draw {
                Draw::Rule { width, thickness, colour } => {
                    self.fill(colour);
                    let rectangle = self.rounded([item.x, y, width, thickness], thickness.min(2.0) * 0.5);
                    self.polygon(rectangle, PaintMode::Fill);
                }
                Draw::Box { side } => {
                    self.outline(ACCENT, 1.1);
                    let rectangle = self.rounded([item.x, y, side, side], 2.2);
                    self.polygon(rectangle, PaintMode::Stroke);
                }
                Draw::Pictogram { pictogram, side } => {
                    let form = self.forms.pictogram(pictogram);
                    self.form(form, [item.x, y + side], [side / 48.0; 2]);
                }
                Draw::Emblem { side } => {
                    let form = self.forms.emblem();
                    self.form(form, [item.x, y + side], [side / 48.0; 2]);
                }
                Draw::Face { face, side } => {
                    let form = self.forms.face(face);
                    self.form(form, [item.x, y + side], [side / 48.0; 2]);
                }
                Draw::Room { width, height } => {
                    self.outline(ACCENT, 1.1);
                    let rectangle = self.rounded([item.x, y, width, height], mm(2.0));
                    self.polygon(rectangle, PaintMode::Stroke);
                }
                Draw::Line { .. } | Draw::Qr { .. } | Draw::Logo { .. } | Draw::Figure { .. } => {}
            }
        }
        self.ops.push(Op::EndMarkedContent);
    }

    /// The lines, or the drawing, of one element.
    fn content(&mut self, element: ElementId, items: &[(&Item, f32)], sheet: &Composed) {
        if let [(item, top), ..] = items
            && let Some((form, [width, height], units)) = self.figure(item.draw, sheet)
        {
            let (left, bottom) = (item.x, self.style.height - top - item.y - height);
            self.begin_content(element, "Figure");
            self.form(form, [left, top + item.y + height], [width / units, height / units]);
            if let Draw::Figure { figure, .. } = item.draw {
                self.words(figure, sheet, [left, top + item.y]);
            }
            self.ops.push(Op::EndMarkedContent);
            self.tree.bound(element, [left, bottom, left + width, bottom + height]);
            return;
        }
        let text_of = |item: &Item| match item.draw {
            Draw::Line { text, line } => Some((&sheet.texts[text], line)),
            _ => None,
        };
        let is_plain = items.iter().all(|(item, _)| text_of(item).is_some_and(|(text, _)| text.spans.is_empty()));
        if is_plain {
            self.begin_content(element, self.tree.elements()[element].tag);
            self.ops.push(Op::StartTextSection);
            for (item, top) in items {
                if let Some((text, line)) = text_of(item) {
                    self.line(&text.paragraph, line, item.x, top + item.y, None);
                }
            }
            self.ops.push(Op::EndTextSection);
            self.ops.push(Op::EndMarkedContent);
        } else {
            for (item, top) in items {
                if let Some((text, line)) = text_of(item) {
                    self.mixed_line(text, line, item.x, top + item.y);
                }
            }
        }
    }

    /// A drawing that says something, its size, and how many units its sides have.
    fn figure(&mut self, draw: Draw, sheet: &Composed) -> Option<(XObjectId, [f32; 2], f32)> {
        match draw {
            Draw::Qr { code, side } => {
                self.forms.qr(&sheet.codes[code]).map(|(form, modules)| (form, [side; 2], modules))
            }
            Draw::Face { face, side } => Some((self.forms.face(face), [side; 2], 48.0)),
            Draw::Logo { logo, width, height } => Some((self.forms.logo(&sheet.logos[logo]), [width, height], 1.0)),
            Draw::Figure { figure, width, height } => {
                Some((self.forms.figure(&sheet.figures[figure].shapes), [width, height], 1.0))
            }
            _ => None,
        }
    }

    /// A line with words of another language: each stretch is marked by itself, in the order in which they are read.
    fn mixed_line(&mut self, text: &Text, line: usize, x: f32, y: f32) {
        let runs = &text.paragraph.lines[line].runs;
        let mut stretches: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
        let mut start = 0;
        for same in runs.chunk_by(|one, other| one.piece == other.piece) {
            let range = start..start + same.len();
            start = range.end;
            stretches.push((same.iter().map(Run::start).min().unwrap_or(0), range));
        }
        stretches.sort_by_key(|(read, _)| *read);
        for (_, range) in stretches {
            let span = usize::from(runs[range.start].piece).checked_sub(1).and_then(|piece| text.spans.get(piece));
            let element = span.copied().unwrap_or(text.element);
            self.begin_content(element, self.tree.elements()[element].tag);
            self.ops.push(Op::StartTextSection);
            self.line(&text.paragraph, line, x, y, Some(range));
            self.ops.push(Op::EndTextSection);
            self.ops.push(Op::EndMarkedContent);
        }
    }

    pub(super) fn line(
        &mut self,
        paragraph: &Paragraph,
        line: usize,
        x: f32,
        y: f32,
        runs: Option<std::ops::Range<usize>>,
    ) {
        let set = &paragraph.lines[line];
        self.fill(paragraph.ink.colour());
        let baseline = self.style.height - y - set.baseline;
        let mut runs: Vec<&Run> = set.runs[runs.unwrap_or(0..set.runs.len())].iter().collect();
        // Who reads the page without its outline reads in the order in which it was drawn.
        runs.sort_by_key(|run| run.start());
        for run in runs {
            let font = PdfFontHandle::External(FontId(FONTS[run.face].resource.to_owned()));
            self.ops.push(Op::SetFont { font, size: Pt(rounded(run.size)) });
            let matrix = TextMatrix::Translate(Pt(rounded(x + run.x)), Pt(rounded(baseline)));
            self.ops.push(Op::SetTextMatrix { matrix });
            TextWriter::new(self.glyphs, paragraph, run).write(&mut self.ops);
        }
    }

    fn footer(&mut self, footer: &Footer) {
        let texts = [(&footer.text, footer.text_x), (&footer.number, footer.number_x)];
        if texts.iter().all(|(text, _)| text.is_none()) {
            return;
        }
        self.begin_artifact("Pagination");
        self.ops.push(Op::StartTextSection);
        for (text, x) in texts {
            let Some(text) = text else { continue };
            let top = self.style.height - FOOT - text.height();
            for line in 0..text.lines.len() {
                self.line(text, line, x, top + line as f32 * text.line_height, None);
            }
        }
        self.ops.push(Op::EndTextSection);
        self.ops.push(Op::EndMarkedContent);
    }

    fn form(&mut self, id: XObjectId, [x, bottom]: [f32; 2], [across, up]: [f32; 2]) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(rounded(x))),
            translate_y: Some(Pt(rounded(self.style.height - bottom))),
            scale_x: Some(across),
            scale_y: Some(up),
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id, transform });
    }

    fn begin_content(&mut self, element: ElementId, tag: &str) {
        let mark = self.begin_mark(tag);
        self.tree.mark(element, self.page, mark);
    }

    fn begin_mark(&mut self, tag: &str) -> usize {
        let mark = self.marks;
        self.marks += 1;
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mark as i64))]);
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } });
        mark
    }

    fn begin_artifact(&mut self, kind: &str) {
        let map = BTreeMap::from([("Type".to_owned(), DictItem::Name(kind.as_bytes().to_vec()))]);
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Artifact".to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    pub(super) fn fill(&mut self, colour: [f32; 3]) {
        if self.ink != Some(colour) {
            self.ink = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    pub(super) fn outline(&mut self, colour: [f32; 3], thickness: f32) {
        self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
    }

    pub(super) fn rounded(&self, bounds: [f32; 4], radius: f32) -> Vec<LinePoint> {
        rounded_box(self.style.height, bounds, radius)
    }

    pub(super) fn polygon(&mut self, points: Vec<LinePoint>, mode: PaintMode) {
        let rings = vec![PolygonRing { points }];
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }
}
