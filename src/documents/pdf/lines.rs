//! Line breaking (regels): shaped texts become lines of glyphs, each where it is drawn.

use parley::Layout;

use super::MissingGlyph;
use super::fonts;
use super::paragraph::{Glyph, Paragraph, Run, SetLine};
use super::shaper::{Piece, SHAPED_AT, Shaper};
use super::style::Type;
use super::words::{self, Words};
use crate::documents::handout::block::Span;
use crate::language::{Lang, Script};

/// Where a block's text stands in its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// Sets texts one after another; keeps its buffers, so it is made once for each thread.
pub(super) struct Typesetter {
    shaper: Shaper,
}

#[cfg(test)]
thread_local! {
    /// How many bytes this thread has set: the work of a page, which is the same on every machine.
    pub(super) static WORK: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A text as wide as its column stays on one line, whatever the last bit of a size says.
const HAIR: f32 = 0.005;

impl Typesetter {
    pub(super) fn new() -> Self {
        Self { shaper: Shaper::new() }
    }

    /// Breaks a line of spans at `width` points.
    pub(super) fn set(
        &mut self,
        line: &[Span],
        language: Lang,
        kind: Type,
        width: f32,
        side: Side,
    ) -> Result<Paragraph, MissingGlyph> {
        for span in line {
            super::check(language, words::text_of(span))?;
        }
        let enlargement = fonts::enlargement(language.script);
        let mut size = kind.size * enlargement;
        let mut words = words::join(line, language.direction, width / kind.size);
        if words.text.is_empty() {
            // An empty cell is still a line high, and parley shapes a space where there is nothing.
            words.text.push(' ');
        }
        #[cfg(test)]
        WORK.set(WORK.get() + words.text.len());
        let layout = self.shaper.shape(&words, language, kind.is_bold);
        if kind.may_shrink {
            // A title's longest word decides its size: better small than broken.
            let longest = layout.calculate_content_widths().min * size / SHAPED_AT;
            if longest > width {
                // A hair less, for the comma after it that is of another script and not counted with it.
                size *= (width / longest).max(0.55) * 0.96;
            }
        }
        let ratio = size / SHAPED_AT;
        layout.break_all_lines(Some(width / ratio + HAIR));
        let line_height = kind.line_height(language.script) * size / (kind.size * enlargement);
        // The middle of the letters stands in the middle of the line.
        let baseline = line_height / 2.0 + size * middle(language.script);
        let is_right = language.is_rtl() == (side == Side::Start);
        let right = is_right.then_some(width);
        let lines = lines(layout, &words, language, (ratio, baseline), right)?;
        Ok(Paragraph { text: words.text, other: words.other, lines, line_height, ink: kind.ink })
    }
}

/// Lines that end at `right`, or begin at the left.
fn lines(
    layout: &Layout<Piece>,
    words: &Words,
    language: Lang,
    (ratio, baseline): (f32, f32),
    right: Option<f32>,
) -> Result<Vec<SetLine>, MissingGlyph> {
    let mut lines = Vec::with_capacity(layout.len());
    for line in layout.lines() {
        let text = &words.text[line.text_range()];
        // Spaces at the end hang outside, also where the last words run against the paragraph.
        let end = (line.text_range().start + text.trim_end().len()) as u32;
        let (mut body, mut hanging) = (Vec::new(), Vec::new());
        for run in line.runs() {
            let face = fonts::index_of(run.font());
            for atom in atoms(&run, &words.text, ratio) {
                if atom.glyphs.iter().any(|glyph| glyph.id == 0) {
                    return Err(missing(language, &words.text, atom.text));
                }
                let part = if atom.text.0 >= end { &mut hanging } else { &mut body };
                add(part, &atom, face, run.font_size() * ratio);
            }
        }
        let start = right.map_or(0.0, |right| right - width_of(&body));
        let after = place(&mut body, start);
        let outside = if language.is_rtl() { start - width_of(&hanging) } else { after };
        place(&mut hanging, outside);
        if language.is_rtl() {
            hanging.append(&mut body);
            body = hanging;
        } else {
            body.append(&mut hanging);
        }
        lines.push(SetLine { runs: body, baseline });
    }
    Ok(lines)
}

/// Adds an atom to the run that it continues, or to a new one.
fn add(runs: &mut Vec<Run>, atom: &Atom, face: usize, size: f32) {
    let fits = runs.last().is_some_and(|last| last.piece == atom.piece && last.face == face && last.size == size);
    if !fits {
        runs.push(Run { face, size, x: 0.0, piece: atom.piece, glyphs: Vec::new() });
    }
    if let Some(last) = runs.last_mut() {
        last.glyphs.extend_from_slice(&atom.glyphs);
    }
}

/// Sets runs side by side and tells where the last one ends.
fn place(runs: &mut [Run], start: f32) -> f32 {
    runs.iter_mut().fold(start, |x, run| {
        run.x = x;
        x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()
    })
}

fn width_of(runs: &[Run]) -> f32 {
    runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum()
}

/// Characters and glyphs that cannot be told apart: a letter, a ligature, a letter with its marks.
struct Atom {
    text: (u32, u32),
    piece: u16,
    glyphs: Vec<Glyph>,
}

/// The atoms of a run, left to right.
fn atoms(run: &parley::layout::Run<'_, Piece>, text: &str, ratio: f32) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(run.text_range().len());
    for cluster in run.clusters() {
        let range = cluster.text_range();
        let (start, end) = (range.start as u32, range.end as u32);
        if cluster.is_ligature_continuation()
            && let Some(last) = atoms.last_mut()
        {
            last.text.1 = last.text.1.max(end);
            continue;
        }
        let is_drawn = text[range].chars().any(|character| !fonts::is_invisible(character));
        if !is_drawn {
            continue;
        }
        let glyphs = cluster
            .glyphs()
            .map(|glyph| Glyph {
                id: u16::try_from(glyph.id).unwrap_or(0),
                advance: glyph.advance * ratio,
                right: glyph.x * ratio,
                up: -glyph.y * ratio,
                text: (start, end),
                group: 0,
            })
            .collect();
        atoms.push(Atom { text: (start, end), piece: cluster.style().brush, glyphs });
    }
    for atom in &mut atoms {
        share_text(atom, text, run.is_rtl());
    }
    if run.is_rtl() {
        atoms.reverse();
    }
    atoms
}

/// Gives each glyph the characters that it stands for, so that copied and searched text is right.
fn share_text(atom: &mut Atom, text: &str, is_rtl: bool) {
    let (start, end) = atom.text;
    let mut characters: Vec<(usize, char)> = text[start as usize..end as usize].char_indices().collect();
    if is_rtl {
        characters.reverse();
    }
    if atom.glyphs.len() == characters.len() {
        // A joiner is a space without width here: nothing to see, and programs that read the file take it for a gap.
        let mut own = characters.iter();
        atom.glyphs.retain(|_| own.next().is_none_or(|(_, character)| !fonts::is_invisible(*character)));
    }
    characters.retain(|(_, character)| !fonts::is_invisible(*character));
    let count = atom.glyphs.len();
    for (index, glyph) in atom.glyphs.iter_mut().enumerate() {
        if count == characters.len() {
            let (at, character) = characters[index];
            glyph.text = (start + at as u32, start + (at + character.len_utf8()) as u32);
        } else {
            glyph.text = atom.text;
            // Only a group of several glyphs needs its text told beside it.
            glyph.group = u8::try_from(if count > 1 { count - index } else { 0 }).unwrap_or(u8::MAX);
        }
    }
}

/// Half the height of a plain letter above the baseline, in em.
const fn middle(script: Script) -> f32 {
    match script {
        Script::Latin | Script::Ethiopic => 0.345,
        Script::Arabic => 0.24,
    }
}

fn missing(language: Lang, text: &str, (start, end): (u32, u32)) -> MissingGlyph {
    let character = text[start as usize..end as usize].chars().next().unwrap_or('\u{fffd}');
    MissingGlyph { character, language, text: text.to_owned() }
}
