//! Drawings of boxes, signs and words (tekeningen): the shapes are one form, the words stand over it.

use std::fmt::Write;

use printpdf::Op;

use super::MissingGlyph;
use super::compose::{Composed, Composer};
use super::draw::Canvas;
use super::flow::{Draw, Item, Slice};
use super::forms::circle;
use super::lines::Side;
use super::scale::widest;
use super::style::{ACCENT, Ink, RULE, TINT, Type, mm};
use super::tree::Detail;
use crate::documents::handout::block::Span;
use crate::documents::handout::figure::{Figure, Part, Tone};
use crate::domain::meeting::State;

/// Points in a unit, where there is room: letters of twelve units are as large as those around them.
const LARGEST: f32 = 0.86;
/// Two headings, two lines and the legend stand above the first on the same page.
const AROUND: f32 = mm(66.0);
/// Wider than any word in it.
const ENDLESS: f32 = 5_000.0;

/// A drawing that is set: its shapes in a square of one by one, and its words.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) shapes: String,
    /// Which text, and where its first line stands: from the left, and from the top.
    words: Vec<(usize, f32, f32)>,
}

impl Composer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) -> Result<(), MissingGlyph> {
        let [across, down] = [figure.width, figure.height].map(|side| units(side.max(1)));
        let room = self.style.height - self.style.top - self.style.bottom - AROUND;
        let scale = (self.width / across).min(room / down).min(LARGEST);
        let detail = Detail::Figure { alternative: figure.alternative.clone(), bounds: [0.0; 4] };
        let element = self.tree.add_with(self.parent, "Figure", detail);
        let mut words = Vec::new();
        for part in &figure.parts {
            let Part::Words { text, at, size, is_bold, is_middle } = part else { continue };
            let size = units(*size) * scale;
            let kind = Type { size, leading: 1.2, is_bold: *is_bold, ink: Ink::Text, may_shrink: false };
            // Every line begins at the left of its box, so that it can be put anywhere.
            let side = if self.language.is_rtl() { Side::End } else { Side::Start };
            let text = self.setting_on(element, &[Span::Plain(text.clone())], kind, ENDLESS, side)?;
            let set = &self.made.texts[text].paragraph;
            let wide = widest(set);
            let before = match (is_middle, self.language.is_rtl()) {
                (true, _) => wide / 2.0,
                (false, true) => wide,
                (false, false) => 0.0,
            };
            let baseline = set.lines.first().map_or(0.0, |line| line.baseline);
            words.push((text, units(at[0]) * scale - before, units(at[1]) * scale - baseline));
        }
        let (width, height) = (across * scale, down * scale);
        let draw = Draw::Figure { figure: self.made.figures.len(), width, height };
        self.made.figures.push(Drawn { shapes: shapes(figure, [across, down]), words });
        let items = vec![Item { element: Some(element), x: self.at_start(0.0, width), y: 0.0, draw }];
        self.made.slices.push(Slice { height, space: self.style.space(1.4), items, ..Slice::default() });
        Ok(())
    }
}

impl Canvas<'_> {
    /// The words of a drawing whose corner stands here.
    pub(super) fn words(&mut self, figure: usize, sheet: &Composed, [left, top]: [f32; 2]) {
        let drawn = &sheet.figures[figure];
        if drawn.words.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        for (text, x, y) in &drawn.words {
            self.line(&sheet.texts[*text].paragraph, 0, left + x, top + y, None);
        }
        self.ops.push(Op::EndTextSection);
    }
}

fn units(tenths: i32) -> f32 {
    tenths as f32 / 10.0
}

/// Shrinks the drawing to a square of one by one, which the page stretches again.
fn shapes(figure: &Figure, [across, down]: [f32; 2]) -> String {
    let mut content = format!("{} 0 0 -{} 0 1 cm\n", 1.0 / across, 1.0 / down);
    for part in &figure.parts {
        match part {
            Part::Box { tone, place } => tinted(&mut content, *tone, place.map(units)),
            Part::Window { place } => filled(&mut content, lighter(TINT), place.map(units)),
            Part::Away { place } => hatched(&mut content, lighter(RULE), 8.0, (place.map(units), false)),
            Part::Rule { x, top, bottom, is_today } => {
                let (x, top, bottom) = (units(*x), units(*top), units(*bottom));
                pen(&mut content, if *is_today { INK } else { RULE }, if *is_today { 2.2 } else { 0.8 });
                let _ = writeln!(content, "{x} {top} m {x} {bottom} l S");
            }
            Part::Sign { state, at } => {
                let [x, y] = at.map(units);
                let _ = writeln!(content, "q 1 0 0 1 {x} {y} cm 1 J 1 j");
                sign(&mut content, *state);
                content.push_str("Q\n");
            }
            Part::Words { .. } => {}
        }
    }
    content
}

const INK: [f32; 3] = Ink::Text.colour();
const GREY: [f32; 3] = Ink::Quiet.colour();
const PAPER: [f32; 3] = [1.0; 3];

fn lighter(colour: [f32; 3]) -> [f32; 3] {
    colour.map(|part| (part + 1.0) / 2.0)
}

fn tinted(content: &mut String, tone: Tone, place: [f32; 4]) {
    match tone {
        Tone::Good => {
            filled(content, TINT, place);
            outlined(content, ACCENT, 1.2, place);
        }
        Tone::Late => {
            hatched(content, lighter(GREY), 7.0, (place, false));
            outlined(content, GREY, 1.2, place);
        }
        Tone::Stop => {
            hatched(content, lighter(GREY), 8.0, (place, true));
            outlined(content, GREY, 1.2, place);
        }
        Tone::Free | Tone::School => {
            hatched(content, RULE, 5.0, (place, false));
            outlined(content, GREY, 0.8, place);
        }
        Tone::Gap => {
            filled(content, PAPER, place);
            content.push_str("[6 4] 0 d\n");
            outlined(content, INK, 1.8, place);
            let [x, y, _, height] = place;
            let (middle, from) = (y + height / 2.0, x + 8.0);
            let _ = writeln!(content, "[] 0 d {from} {middle} m {} {middle} l S", from + 10.0);
            let _ = writeln!(content, "{0} {1} m {0} {2} l S", from + 5.0, middle - 5.0, middle + 5.0);
        }
        Tone::Strong => filled(content, INK, place),
        Tone::Soft => {
            filled(content, PAPER, place);
            outlined(content, INK, 1.4, place);
        }
        Tone::Note => filled(content, GREY, place),
    }
}

/// The same shapes as on the page, with lines that are black on paper.
fn sign(content: &mut String, state: Option<State>) {
    let check = "-4.5 0.5 m -1.3 4 l 4.7 -3.5 l S\n";
    let mut disc = |ground: [f32; 3], dashes: &str| {
        pen(content, ACCENT, 2.0);
        ink(content, ground);
        let _ = writeln!(content, "[{dashes}] 0 d");
        circle(content, 0.0, 0.0, 10.0);
        content.push_str("B [] 0 d 2.4 w\n");
    };
    let Some(state) = state else { return wish(content) };
    match state {
        State::Draft => {
            disc(PAPER, "4 3.3");
            content.push_str("-4.5 0 m -4.5 0 l S 0 0 m 0 0 l S 4.5 0 m 4.5 0 l S\n");
        }
        State::Proposed => {
            disc(PAPER, "");
            content.push_str("-2.8 -2.6 m -2.8 -4.2 -1.5 -5.4 0.1 -5.4 c 1.7 -5.4 3 -4.1 3 -2.5 c ");
            content.push_str("3 -1.5 2.4 -0.6 1.5 0 c 0.5 0.6 0 1.1 0 2.2 c S 0 5.2 m 0 5.2 l S\n");
        }
        State::Agreed => {
            disc(PAPER, "");
            content.push_str(check);
        }
        State::Published => {
            disc(ACCENT, "");
            pen(content, PAPER, 2.6);
            content.push_str(check);
        }
        State::Held | State::Reported => {
            filled(content, GREY, [-9.0, -9.0, 18.0, 18.0]);
            pen(content, PAPER, 2.6);
            content.push_str(check);
        }
        State::Cancelled => {
            pen(content, INK, 3.0);
            content.push_str("-6 -6 m 6 6 l S 6 -6 m -6 6 l S\n");
        }
    }
}

/// A day that somebody wishes for is no evening: a diamond of dashes with a plus, unlike the box of what is missing.
fn wish(content: &mut String) {
    pen(content, ACCENT, 2.0);
    ink(content, PAPER);
    content.push_str("[4 3] 0 d 0 -11.5 m 11.5 0 l 0 11.5 l -11.5 0 l h B [] 0 d 2.4 w\n");
    content.push_str("-4 0 m 4 0 l S 0 -4 m 0 4 l S\n");
}

fn ink(content: &mut String, [r, g, b]: [f32; 3]) {
    let _ = writeln!(content, "{r} {g} {b} rg");
}

fn pen(content: &mut String, [r, g, b]: [f32; 3], thickness: f32) {
    let _ = writeln!(content, "{r} {g} {b} RG {thickness} w");
}

fn filled(content: &mut String, colour: [f32; 3], [x, y, width, height]: [f32; 4]) {
    ink(content, colour);
    let _ = writeln!(content, "{x} {y} {width} {height} re f");
}

fn outlined(content: &mut String, colour: [f32; 3], thickness: f32, [x, y, width, height]: [f32; 4]) {
    pen(content, colour, thickness);
    let _ = writeln!(content, "{x} {y} {width} {height} re S");
}

/// Slanting lines; when crossed, from both sides.
fn hatched(content: &mut String, colour: [f32; 3], step: f32, (place, is_crossed): ([f32; 4], bool)) {
    let [x, y, width, height] = place;
    let _ = writeln!(content, "q {x} {y} {width} {height} re W n");
    pen(content, colour, 0.8);
    let lines = ((width + height) / step).ceil().max(0.0) as usize;
    for line in 0..=lines {
        let from = x - height + step * line as f32;
        let _ = writeln!(content, "{from} {} m {} {y} l S", y + height, from + height);
        if is_crossed {
            let _ = writeln!(content, "{from} {y} m {} {} l S", from + height, y + height);
        }
    }
    content.push_str("Q\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is drawn of one part, without its colours.
    fn shape(part: Part) -> Vec<String> {
        let figure = Figure { alternative: String::new(), width: 1000, height: 1000, parts: vec![part] };
        let content = shapes(&figure, [100.0, 100.0]);
        let is_form = |word: &&str| !matches!(*word, "rg" | "RG");
        let lines = content.lines().filter(|line| line.split(' ').all(|word| is_form(&word)));
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn a_day_that_is_wished_for_has_a_shape_of_its_own() {
        let sign = |state| shape(Part::Sign { state, at: [500, 500] });
        let wish = sign(None);
        assert!(wish.len() > 3 && State::ALL.iter().all(|state| sign(Some(*state)) != wish), "{wish:?}");
        let gap = shape(Part::Box { tone: Tone::Gap, place: [420, 420, 160, 160] });
        let is_box = |lines: &[String]| lines.iter().any(|line| line.contains(" re S"));
        assert!(is_box(&gap) && !is_box(&wish), "what is missing is a box: {gap:?}, {wish:?}");
    }
}
