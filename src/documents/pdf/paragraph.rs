//! A set text (gezette alinea): lines of glyphs, each where it is drawn, with the characters that it stands for.

use super::style::Ink;
use crate::language::Lang;

/// A glyph where it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// How far the pen moves, in points.
    pub(super) advance: f32,
    pub(super) right: f32,
    pub(super) up: f32,
    /// The characters that it stands for, in [`Paragraph::text`].
    pub(super) text: (u32, u32),
    /// Whether this glyph's own text says what it is; if not, the first glyph of its group says it for all.
    pub(super) group: u8,
}

/// Glyphs of one face and size that stand side by side, left to right.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) face: usize,
    pub(super) size: f32,
    /// From the left edge of the line's box.
    pub(super) x: f32,
    /// See `Words::other`.
    pub(super) piece: u16,
    pub(super) glyphs: Vec<Glyph>,
}

impl Run {
    /// Where its text begins in [`Paragraph::text`]: runs stand from left to right, and are read in this order.
    pub(super) fn start(&self) -> u32 {
        self.glyphs.iter().map(|glyph| glyph.text.0).min().unwrap_or(0)
    }
}

/// One set line.
#[derive(Clone, Debug)]
pub(super) struct SetLine {
    pub(super) runs: Vec<Run>,
    /// From the top of the line's box to the baseline.
    pub(super) baseline: f32,
}

/// A text broken into lines.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) other: Vec<Lang>,
    pub(super) lines: Vec<SetLine>,
    pub(super) line_height: f32,
    pub(super) ink: Ink,
}

impl Paragraph {
    pub(super) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.line_height
    }

    /// The characters that a glyph stands for.
    pub(super) fn stands_for(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or_default()
    }
}
