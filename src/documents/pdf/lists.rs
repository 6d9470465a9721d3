//! Lists (lijsten): with bullets to read, with boxes to tick.

use super::MissingGlyph;
use super::compose::{Composer, is_blank};
use super::flow::{Draw, Item};
use super::style::Ink;
use super::tree::Detail;
use crate::documents::handout::block::{Line, Span};

/// What stands before each line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Box,
    /// One step after another.
    Number,
}

impl Mark {
    const fn air(self) -> f32 {
        match self {
            Self::Bullet => 0.5,
            Self::Box | Self::Number => 0.9,
        }
    }
}

impl Composer<'_> {
    pub(super) fn list(&mut self, lines: &[Line], mark: Mark) -> Result<(), MissingGlyph> {
        if lines.iter().all(is_blank) {
            return Ok(());
        }
        let detail = match mark {
            Mark::Bullet => Detail::BulletList,
            Mark::Box => Detail::PlainList,
            Mark::Number => Detail::NumberedList,
        };
        let list = self.tree.add_with(self.parent, "L", detail);
        let body = self.style.body();
        let hang = if mark == Mark::Bullet { body.size * 1.15 } else { body.size * 2.0 };
        let sign = |index: usize| match mark {
            Mark::Number => (Span::Ltr((index + 1).to_string()), body.bold().inked(Ink::Accent)),
            Mark::Bullet | Mark::Box => (Span::Plain("•".into()), body.inked(Ink::Accent)),
        };
        for (index, line) in lines.iter().filter(|line| !is_blank(line)).enumerate() {
            let item = self.tree.add(list, "LI");
            let above = if index == 0 { 1.0 } else { mark.air() };
            let start = self.made.slices.len();
            let label = match mark {
                Mark::Bullet | Mark::Number => {
                    let label = self.tree.add(item, "Lbl");
                    let (sign, kind) = sign(index);
                    let sign = self.setting(label, &[sign], kind, hang)?;
                    Item {
                        element: Some(label),
                        x: self.at_start(0.0, hang),
                        y: 0.0,
                        draw: Draw::Line { text: sign, line: 0 },
                    }
                }
                Mark::Box => {
                    let side = body.size * 1.05;
                    let y = (body.line_height(self.language.script) - side) / 2.0;
                    Item { element: None, x: self.at_start(0.0, side), y, draw: Draw::Box { side } }
                }
            };
            let content = self.tree.add(item, "LBody");
            self.hang(hang, |composer| composer.text(content, line, body, composer.style.space(above), false))?;
            if let Some(first) = self.made.slices.get_mut(start) {
                first.items.push(label);
            }
        }
        Ok(())
    }
}
