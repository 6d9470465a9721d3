//! The column that blocks are set in (kolom): where its side is, what makes it narrower, and the air and frames in it.

use super::compose::Composer;
use super::flow::Frame;

impl Composer<'_> {
    /// Where a box stands that begins so far from the side where reading starts.
    pub(super) fn at_start(&self, offset: f32, width: f32) -> f32 {
        if self.language.is_rtl() { self.left + self.width - offset - width } else { self.left + offset }
    }

    pub(super) fn pad(&mut self, height: f32) {
        if let Some(last) = self.made.slices.last_mut() {
            last.height += height;
        }
    }

    pub(super) fn frame(&mut self, start: usize, frame: Frame) {
        let id = self.made.frames.len();
        self.made.frames.push(frame);
        for slice in &mut self.made.slices[start..] {
            slice.frame = Some(id);
        }
    }

    /// A narrower column, equally on both sides.
    pub(super) fn inset<T>(&mut self, by: f32, compose: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.left, self.width);
        (self.left, self.width) = (self.left + by, self.width - 2.0 * by);
        let result = compose(self);
        (self.left, self.width) = outer;
        result
    }

    /// A column that begins later.
    pub(super) fn hang<T>(&mut self, by: f32, compose: impl FnOnce(&mut Self) -> T) -> T {
        let outer = (self.left, self.width);
        if !self.language.is_rtl() {
            self.left += by;
        }
        self.width -= by;
        let result = compose(self);
        (self.left, self.width) = outer;
        result
    }
}
