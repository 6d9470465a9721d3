//! The operators that show a run of glyphs (tekstregel in PDF): numbers, kerning, marks above and below.

use std::collections::BTreeMap;

use printpdf::{DictItem, Op};

use super::fonts::{self, UNITS};
use super::glyphs::Glyphs;
use super::paragraph::{Glyph, Paragraph, Run};

/// Writes one run.
pub(super) struct TextWriter<'a> {
    glyphs: &'a Glyphs,
    paragraph: &'a Paragraph,
    run: &'a Run,
    /// Where the viewer's pen stands, and where it should, from the start of the run.
    pen: f32,
    due: f32,
    parts: Vec<DictItem>,
    bytes: Vec<u8>,
    raised: f32,
}

impl<'a> TextWriter<'a> {
    pub(super) fn new(glyphs: &'a Glyphs, paragraph: &'a Paragraph, run: &'a Run) -> Self {
        let bytes = Vec::with_capacity(run.glyphs.len() * 2);
        Self { glyphs, paragraph, run, pen: 0.0, due: 0.0, parts: Vec::new(), bytes, raised: 0.0 }
    }

    pub(super) fn write(mut self, ops: &mut Vec<Op>) {
        let mut rest = self.run.glyphs.as_slice();
        while let Some(first) = rest.first() {
            let text = self.paragraph.stands_for(first);
            let count = usize::from(first.group).clamp(1, rest.len());
            let (group, after) = rest.split_at(count);
            rest = after;
            if self.glyphs.tells(self.run.face, first, text) {
                self.glyph(first, ops);
            } else {
                self.show(ops);
                begin_actual_text(text, ops);
                for glyph in group {
                    self.glyph(glyph, ops);
                }
                self.show(ops);
                ops.push(Op::EndMarkedContent);
            }
        }
        self.show(ops);
        self.raise(0.0, ops);
    }

    fn glyph(&mut self, glyph: &Glyph, ops: &mut Vec<Op>) {
        if (glyph.up - self.raised).abs() > 0.01 {
            self.show(ops);
            self.raise(glyph.up, ops);
        }
        let unit = self.run.size / UNITS;
        let move_by = ((self.pen - self.due - glyph.right) / unit).round();
        if move_by != 0.0 {
            self.end_string();
            self.parts.push(DictItem::Int(move_by as i64));
            self.pen -= move_by * unit;
        }
        self.bytes.extend(self.glyphs.number_of(self.run.face, glyph).to_be_bytes());
        self.pen += f32::from(fonts::advance(self.run.face, glyph.id)) * unit;
        self.due += glyph.advance;
    }

    fn raise(&mut self, by: f32, ops: &mut Vec<Op>) {
        if self.raised != by {
            self.raised = by;
            ops.push(Op::SetLineOffset { multiplier: (by * 100.0).round() / 100.0 });
        }
    }

    fn end_string(&mut self) {
        if !self.bytes.is_empty() {
            let data = std::mem::take(&mut self.bytes);
            self.parts.push(DictItem::String { data, literal: false });
        }
    }

    /// printpdf's own operation makes a string of every glyph; this makes one of all that need no moving.
    fn show(&mut self, ops: &mut Vec<Op>) {
        self.end_string();
        let parts = std::mem::take(&mut self.parts);
        if !parts.is_empty() {
            ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(parts)] });
        }
    }
}

fn begin_actual_text(text: &str, ops: &mut Vec<Op>) {
    let told: String = text.chars().filter(|character| !fonts::is_invisible(*character)).collect();
    let data = [0xfe, 0xff].into_iter().chain(told.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } });
}
