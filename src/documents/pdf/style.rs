//! How a sheet looks (opmaak): sizes, colours, white space; one place to tune.

use crate::documents::handout::block::Format;
use crate::language::Script;

/// What a sheet is made to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Read in the hand.
    Text,
    /// A coloured head and a very large title: a flyer, a poster, a picture.
    Flyer,
    /// Cut up: from edge to edge, without margins.
    Cards,
}

/// Millimetres in points.
pub(super) const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// Deep teal: reads as dark grey in black and white, 7.7 : 1 on white.
pub(super) const ACCENT: [f32; 3] = [0.043, 0.361, 0.361];
/// Behind pictograms and contacts: still white on a poor printer.
pub(super) const TINT: [f32; 3] = [0.906, 0.945, 0.941];
pub(super) const WHITE: [f32; 3] = [1.0; 3];
/// Thin rules.
pub(super) const RULE: [f32; 3] = [0.72, 0.78, 0.78];

/// The colour of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Accent,
    Quiet,
    /// On the coloured head of a flyer.
    White,
}

impl Ink {
    pub(super) const fn colour(self) -> [f32; 3] {
        match self {
            Self::Text => [0.09, 0.11, 0.12],
            Self::Accent => ACCENT,
            Self::Quiet => [0.30, 0.35, 0.36],
            Self::White => WHITE,
        }
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// In points of the Latin face; other scripts are enlarged to look the same.
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) is_bold: bool,
    pub(super) ink: Ink,
    /// Titles may be set smaller when a word does not fit; running text is broken instead.
    pub(super) may_shrink: bool,
}

impl Type {
    /// Arabic letters reach further up and down.
    pub(super) fn line_height(self, script: Script) -> f32 {
        match script {
            Script::Latin => self.size * self.leading,
            Script::Ethiopic => self.size * (self.leading + 0.04),
            Script::Arabic => self.size * (self.leading + 0.16),
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self { is_bold: true, ..self }
    }

    pub(super) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// The measures of one sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) side: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    body_size: f32,
    title_size: f32,
    /// 1 for the planned size; less when a sheet is tightened, more in large print.
    scale: f32,
    leading: f32,
    pub(super) setting: Setting,
    /// A flyer opens with a coloured head and a very large title.
    pub(super) is_flyer: bool,
    /// A picture, a poster or a flyer: its letters give way until all is on it, or as far as `smallest`.
    pub(super) has_one_page: bool,
    smallest: f32,
}

/// Tightened sheets have letters of 13 points instead of 14, never smaller.
const TIGHT: f32 = 13.0 / 14.0;
/// From line to line, in sizes of the letters: as planned, and where that saves a page.
const LEADING: f32 = 1.4;
const TIGHT_LEADING: f32 = 1.32;
/// Two fingers make a picture larger.
const SMALLEST_OF_PICTURE: f32 = 6.0;
/// A poster is read by who stands before it.
const SMALLEST_OF_POSTER: f32 = 12.0;
/// A flyer is read in the hand, and has one side.
const SMALLEST_OF_FLYER: f32 = 11.0;
/// Whoever plans reads a table of a year at a desk.
const SMALLEST_OF_TABLE: f32 = 10.0;
const LARGE_PRINT: f32 = 18.0 / 14.0;

impl Style {
    pub(super) fn new(format: Format, setting: Setting, is_large: bool) -> Self {
        let is_flyer = setting == Setting::Flyer;
        let scale = if is_large { LARGE_PRINT } else { 1.0 };
        let [width, height, mut side, mut top, mut bottom] = match format {
            Format::A4 => [210.0, 297.0, 19.0, 17.0, 21.0],
            Format::Wide => [297.0, 210.0, 14.0, 13.0, 17.0],
            Format::A5 => [148.0, 210.0, 14.0, 13.0, 16.0],
            Format::Phone => [128.0, 160.0, 11.0, 11.0, 11.0],
        };
        if setting == Setting::Cards {
            [side, top, bottom] = [0.0; 3];
        }
        // A poster is read from two steps away, a picture on a screen of six centimetres.
        let [body_size, title_size] = match (format, is_flyer) {
            (Format::A4, true) => [23.0, 54.0],
            (Format::A4, false) => [14.0, 26.0],
            (Format::Wide, _) => [10.5, 20.0],
            (Format::A5, true) => [14.0, 31.0],
            (Format::A5, false) => [13.0, 24.0],
            (Format::Phone, _) => [14.0, 28.0],
        };
        let smallest = match (format, is_flyer, is_large) {
            (Format::Phone, ..) => SMALLEST_OF_PICTURE,
            (Format::A4, true, _) => SMALLEST_OF_POSTER,
            (Format::A5, true, _) => SMALLEST_OF_FLYER,
            (Format::Wide, ..) => SMALLEST_OF_TABLE,
            // Large print is large for a reason.
            (_, _, true) => body_size * scale,
            _ => 12.99,
        };
        Self {
            width: mm(width),
            height: mm(height),
            side: mm(side),
            top: mm(top),
            bottom: mm(bottom),
            body_size,
            title_size,
            scale,
            leading: LEADING,
            setting,
            is_flyer,
            has_one_page: format == Format::Phone || is_flyer,
            smallest,
        }
    }

    /// The same sheet with less air, to win the last lines: smaller letters, or where they may not be smaller, only
    /// lines that are closer to each other; `None` when both was done.
    pub(super) fn tightened(self) -> Option<Self> {
        let scale = self.scale * TIGHT;
        if self.body_size * scale >= self.smallest {
            Some(Self { scale, leading: TIGHT_LEADING, ..self })
        } else {
            (self.leading > TIGHT_LEADING).then_some(Self { leading: TIGHT_LEADING, ..self })
        }
    }

    pub(super) fn body(&self) -> Type {
        self.plain(self.body_size, self.leading)
    }

    pub(super) fn lead(&self) -> Type {
        let size = if self.is_flyer { self.body_size * 1.45 } else { self.body_size * 1.25 };
        self.plain(size, 1.3)
    }

    pub(super) fn heading(&self, level: u8) -> Type {
        let (size, leading) = match level {
            0 | 1 => (self.title_size, 1.14),
            2 => (18.0, 1.25),
            _ => (15.0, 1.28),
        };
        let ink = if level <= 2 { Ink::Accent } else { Ink::Text };
        Type { may_shrink: true, ..self.plain(size, leading).bold().inked(ink) }
    }

    /// The heading of a tip: level 2 in the outline, quiet on the page.
    pub(super) fn tip_heading(&self) -> Type {
        Type { may_shrink: true, ..self.plain(16.0, 1.25).bold().inked(Ink::Accent) }
    }

    /// A phone number among the contacts.
    pub(super) fn number(&self) -> Type {
        Type { size: 20.0, ..self.plain(20.0, 1.2).bold().inked(Ink::Accent) }
    }

    pub(super) fn small(&self) -> Type {
        Type { size: 9.0, leading: 1.3, is_bold: false, ink: Ink::Quiet, may_shrink: false }
    }

    /// A multiple of the space between two lines of thought: what is stretched and squeezed to fill a page.
    pub(super) fn space(&self, times: f32) -> f32 {
        times * self.body_size * self.scale * 0.5
    }

    pub(super) fn pictogram(&self) -> f32 {
        mm(15.0)
    }

    pub(super) fn qr(&self) -> f32 {
        if self.is_flyer { mm(2.3 * self.body_size) } else { mm(30.0) }
    }

    /// The height of a logo.
    pub(super) fn logo(&self) -> f32 {
        if self.is_flyer { mm(0.95 * self.body_size * self.scale) } else { mm(10.0) }
    }

    /// How far the air may be stretched to fill a page; beyond it, white space looks like a mistake.
    pub(super) fn loosest(&self) -> f32 {
        if self.is_flyer { 2.6 } else { 1.5 }
    }

    /// Between a pictogram, label or bullet and its text.
    pub(super) fn gutter(&self) -> f32 {
        mm(5.0)
    }

    pub(super) fn text_width(&self) -> f32 {
        self.width - 2.0 * self.side
    }

    /// The question on a card; it gives way when there are many words.
    pub(super) fn card(&self, size: f32) -> Type {
        Type { may_shrink: true, ..self.plain(size, 1.28).bold() }
    }

    fn plain(&self, size: f32, leading: f32) -> Type {
        Type { size: size * self.scale, leading, is_bold: false, ink: Ink::Text, may_shrink: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_never_get_smaller_than_thirteen_points() {
        let normal = Style::new(Format::A4, Setting::Text, false);
        assert_eq!(normal.body().size, 14.0);
        let tight = normal.tightened().expect("14 points may be tightened");
        assert!((tight.body().size - 13.0).abs() < 0.01);
        assert!(tight.tightened().is_none());
        let small = Style::new(Format::A5, Setting::Text, false).tightened().expect("13 points may stand closer");
        assert_eq!(small.body().size, 13.0);
        assert!(small.tightened().is_none());
    }

    #[test]
    fn large_print_is_eighteen_points() {
        let large = Style::new(Format::A4, Setting::Text, true);
        assert!((large.body().size - 18.0).abs() < 0.01);
        let tight = large.tightened().expect("its lines may stand closer");
        assert_eq!(tight.body().size, large.body().size, "and stays so when a page gets full");
        assert!(tight.body().leading < large.body().leading && tight.tightened().is_none());
    }
}
