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
}

impl Mark {
    const fn air(self) -> f32 {
        match self {
            Self::Bullet => 0.5,
            Self::Box => 0.9,
        }
    }
}

impl Composer<'_> {
    pub(super) fn list(&mut self, lines: &[Line], mark: Mark) -> Result<(), MissingGlyph> {
        if lines.iter().all(is_blank) {
            return Ok(());
        }
        let detail = if mark == Mark::Bullet { Detail::BulletList } else { Detail::PlainList };
        let list = self.tree.add_with(self.parent, "L", detail);
        let body = self.style.body();
        let hang = if mark == Mark::Bullet { body.size * 1.15 } else { body.size * 2.0 };
        for (index, line) in lines.iter().filter(|line| !is_blank(line)).enumerate() {
            let item = self.tree.add(list, "LI");
            let above = if index == 0 { 1.0 } else { mark.air() };
            let start = self.made.slices.len();
            let label = match mark {
                Mark::Bullet => {
                    let label = self.tree.add(item, "Lbl");
                    let bullet = self.setting(label, &[Span::Plain("•".into())], body.inked(Ink::Accent), hang)?;
                    Item {
                        element: Some(label),
                        x: self.at_start(0.0, hang),
                        y: 0.0,
                        draw: Draw::Line { text: bullet, line: 0 },
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
