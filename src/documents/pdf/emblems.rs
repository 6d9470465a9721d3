//! Emblems (beeldmerken): ours in the head of a flyer, and the logos of the organisations side by side at its foot.

use super::compose::Composer;
use super::flow::{Draw, Item, Slice};
use super::scale;
use super::style::mm;
use super::tree::Detail;
use crate::domain::logo::Emblem;

/// Wider logos are as low as they need to be.
const WIDEST: f32 = 3.2;
/// What a logo needs to be known by.
pub(super) const LOWEST: f32 = mm(8.0);

impl Composer<'_> {
    /// A drawing beside the day and the hours, as high as they are; none where they leave no room for it.
    pub(super) fn emblem(&mut self, leads: usize, texts: usize) {
        let high = self.made.slices[leads..].iter().rev().take(2).map(|slice| slice.height).sum::<f32>();
        let wide = self.made.texts[texts..].iter().map(|text| scale::widest(&text.paragraph)).fold(0.0, f32::max);
        let side = (high * 1.05).min(self.width - wide - self.style.gutter());
        if side > high * 0.55 {
            let x = self.at_start(self.width - side, side);
            if let Some(last) = self.made.slices.last_mut() {
                // Its foot stands on the line of the last words.
                let y = last.height * 0.8 - side;
                last.items.push(Item { element: None, x, y, draw: Draw::Emblem { side } });
            }
        }
    }

    /// The logos on a line of their own.
    pub(super) fn logos(&mut self, emblems: &[Emblem]) {
        if emblems.is_empty() {
            return;
        }
        let height = self.style.logo();
        let items = self.logos_within(emblems, [0.0, self.width], [0.0, height]);
        self.made.slices.push(Slice { height, space: self.style.space(1.6), items, ..Slice::default() });
    }

    /// Side by side from `x` on, within a width, from `top` down, within a height.
    pub(super) fn logos_within(
        &mut self,
        emblems: &[Emblem],
        [x, width]: [f32; 2],
        [top, height]: [f32; 2],
    ) -> Vec<Item> {
        let gutter = mm(6.0);
        let room = (width - gutter * (emblems.len() - 1) as f32) / emblems.len() as f32;
        let widest = room.min(height * WIDEST);
        let (mut items, mut offset) = (Vec::new(), x);
        for Emblem { logo, name } in emblems {
            let (across, down) = (logo.width.max(1) as f32, logo.height.max(1) as f32);
            let scale = (widest / across).min(height / down);
            let (wide, high) = (across * scale, down * scale);
            let detail = Detail::Figure { alternative: name.clone(), bounds: [0.0; 4] };
            let figure = self.tree.add_with(self.parent, "Figure", detail);
            let draw = Draw::Logo { logo: self.made.logos.len(), width: wide, height: high };
            self.made.logos.push(logo.clone());
            // They stand on one line, the higher beside the lower.
            let y = top + (height - high) / 2.0;
            items.push(Item { element: Some(figure), x: self.at_start(offset, wide), y, draw });
            offset += wide + gutter;
        }
        items
    }
}
