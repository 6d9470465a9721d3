//! Handouts drawn on a page (tekeningen): blocks by language, and pictograms and QR codes as paths.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::documents::handout::block::{self, Block, Line, Span};
use crate::documents::handout::pictogram::Shape;
use crate::domain::logo::Logo;
use crate::language::Lang;

/// A sheet as the template walks it.
pub struct Sheet<'a> {
    pub parts: Vec<Part<'a>>,
    pub footer: &'a Line,
}

/// Blocks in one language: most often all of a sheet.
pub struct Part<'a> {
    pub language: Lang,
    pub blocks: Vec<&'a Block>,
}

impl<'a> Sheet<'a> {
    pub fn of(sheet: &'a block::Sheet, language: Lang) -> Self {
        let mut parts = Vec::new();
        divide(&sheet.blocks, language, &mut parts);
        Self { parts, footer: &sheet.footer }
    }
}

fn divide<'a>(blocks: &'a [Block], language: Lang, parts: &mut Vec<Part<'a>>) {
    for block in blocks {
        match (block, parts.last_mut()) {
            (Block::InLanguage(inner, blocks), _) => divide(blocks, inner, parts),
            (block, Some(last)) if last.language == language => last.blocks.push(block),
            (block, _) => parts.push(Part { language, blocks: vec![block] }),
        }
    }
}

/// The line without its marks, for an attribute.
pub fn words(line: &Line) -> String {
    line.iter()
        .map(|span| match span {
            Span::Plain(text) | Span::Bold(text) | Span::Ltr(text) | Span::Other(_, text) => text.as_str(),
        })
        .collect()
}

/// The width of a logo that is 64 pixels high; a very wide one is not so high.
pub fn shown(logo: &Logo) -> (i32, i32) {
    let (across, down) = (logo.width.max(1), logo.height.max(1));
    if across > down * 3 { (192, (192 * down / across).max(1)) } else { (64 * across / down, 64) }
}

/// Path data of a pictogram or a face on its grid of 48 by 48.
pub struct Picture {
    pub filled: String,
    pub drawn: String,
}

pub fn picture(shapes: &[Shape]) -> Picture {
    let mut picture = Picture { filled: String::new(), drawn: String::new() };
    for shape in shapes {
        match shape {
            Shape::Line(points) => lines(&mut picture.drawn, points),
            Shape::Area(points) => lines(&mut picture.filled, points),
            Shape::Curve(points) => bends(&mut picture.drawn, points),
            Shape::Blob(points) => bends(&mut picture.filled, points),
            Shape::Ring(x, y, radius) => circle(&mut picture.drawn, (*x, *y), *radius),
            Shape::Disc(x, y, radius) => circle(&mut picture.filled, (*x, *y), *radius),
        }
    }
    picture
}

/// A QR code with its quiet border.
pub struct Code {
    /// Modules along a side.
    pub side: usize,
    /// Path data: each run of dark modules a stroke of one module high, along the middle of its row.
    pub drawn: String,
}

/// The width of the light border that scanners ask for (ISO/IEC 18004).
const BORDER: usize = 4;

/// `None` for an address that no code can hold; it stands under the code as text anyway.
pub fn code(address: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(address, EcLevel::L))
        .ok()?;
    let width = code.width();
    let mut drawn = String::new();
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for same in colours.chunk_by(|one, next| one == next) {
            if same[0] == Color::Dark {
                // Writing to a string cannot fail.
                let _ = write!(drawn, "M{} {}.5h{}", column + BORDER, row + BORDER, same.len());
            }
            column += same.len();
        }
    }
    Some(Code { side: width + 2 * BORDER, drawn })
}

fn lines(path: &mut String, points: &[f32]) {
    for (at, point) in points.chunks_exact(2).enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, point[0], point[1]);
    }
}

fn bends(path: &mut String, points: &[f32]) {
    for (at, point) in points.chunks_exact(2).enumerate() {
        let _ = write!(path, "{}{} {}", ["M", "C", " "][at.min(2)], point[0], point[1]);
    }
}

fn circle(path: &mut String, (x, y): (f32, f32), radius: f32) {
    let across = radius * 2.0;
    let _ = write!(path, "M{} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0", x - radius);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::handout::block::Pictogram;
    use crate::language::Language;

    #[test]
    fn dutch_inside_an_arabic_sheet_is_a_part_of_its_own_and_the_sheet_goes_on_after_it() {
        let arabic = Language::find("ar").unwrap();
        let paragraph = |text: &str| Block::Paragraph(vec![Span::Plain(text.to_owned())]);
        let dutch = Block::InLanguage(Language::dutch(), vec![paragraph("b"), paragraph("c")]);
        let sheet = block::Sheet { blocks: vec![paragraph("a"), dutch, paragraph("d")], footer: Line::new() };
        let parts: Vec<_> =
            Sheet::of(&sheet, arabic).parts.iter().map(|part| (part.language.code, part.blocks.len())).collect();
        assert_eq!(parts, [("ar", 1), ("nl", 2), ("ar", 1)]);
    }

    #[test]
    fn every_pictogram_and_an_address_become_paths_and_an_endless_address_does_not() {
        for pictogram in Pictogram::ALL {
            let picture = picture(pictogram.shapes());
            assert!(picture.filled.starts_with('M') || picture.drawn.starts_with('M'), "{}", pictogram.code());
        }
        let code = code("https://aantafel.example/ar/m/k7f3q2/tips").unwrap();
        assert!(code.side > 28 && code.drawn.len() < 4_000, "{} {}", code.side, code.drawn.len());
        assert!(super::code(&"a".repeat(20_000)).is_none());
    }
}
