//! Frames behind and around what is read (kaders): the head of a flyer, a card, a note.

use printpdf::PaintMode;

use super::draw::Canvas;
use super::flow::{Frame, Look};
use super::style::{ACCENT, RULE, TINT, mm};

impl Canvas<'_> {
    pub(super) fn frame(&mut self, frame: Frame, top: f32, bottom: f32) {
        match frame.look {
            Look::Head => {
                self.fill(ACCENT);
                let above = if top <= self.style.top + 0.5 { 0.0 } else { top };
                let shape = self.rounded([-1.0, above - 1.0, self.style.width + 2.0, bottom - above + 1.0], 0.0);
                self.polygon(shape, PaintMode::Fill);
            }
            Look::Card => {
                self.fill(TINT);
                let shape = self.rounded([frame.x, top, frame.width, bottom - top], mm(2.4));
                self.polygon(shape, PaintMode::Fill);
            }
            Look::Note { bar_is_right } => {
                self.outline(RULE, 0.7);
                let shape = self.rounded([frame.x, top, frame.width, bottom - top], mm(1.2));
                self.polygon(shape, PaintMode::Stroke);
                self.fill(ACCENT);
                let width = mm(1.1);
                let x = if bar_is_right { frame.x + frame.width - width } else { frame.x };
                let bar = self.rounded([x, top, width, bottom - top], mm(0.5));
                self.polygon(bar, PaintMode::Fill);
            }
        }
    }
}
