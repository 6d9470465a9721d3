//! The sixteen drawings of the tips (pictogrammen): points and lines on a grid of 48 by 48, for page and paper alike.
//!
//! One reading each, thick lines, no colour of their own; people are round heads on plain shoulders, so that
//! anybody may see themselves. Nothing in them runs left or right, so they are not mirrored.

mod drawings;

use std::fmt::Write;

use super::block::{Face, Pictogram};

/// The grid's width and height.
pub const SIDE: f32 = 48.0;

/// How thick every line is.
pub const STROKE: f32 = 3.0;

/// A part of a drawing: pairs of `x` and `y`, which counts downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A drawn line through these points.
    Line(&'static [f32]),
    /// A filled polygon.
    Area(&'static [f32]),
    /// A drawn curve: a start, then two control points and an end for each bend.
    Curve(&'static [f32]),
    /// A filled curve.
    Blob(&'static [f32]),
    /// A drawn circle: middle and radius.
    Ring(f32, f32, f32),
    /// A filled circle.
    Disc(f32, f32, f32),
}

use Shape::{Area, Blob, Curve, Disc, Line, Ring};

impl Pictogram {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 16] = [
        Self::Table,
        Self::Talk,
        Self::Listen,
        Self::Heart,
        Self::School,
        Self::Friends,
        Self::Phone,
        Self::Suitcase,
        Self::Home,
        Self::Help,
        Self::Document,
        Self::Family,
        Self::Clock,
        Self::Question,
        Self::Walk,
        Self::Body,
    ];

    /// How a kit's file names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Talk => "talk",
            Self::Listen => "listen",
            Self::Heart => "heart",
            Self::School => "school",
            Self::Friends => "friends",
            Self::Phone => "phone",
            Self::Suitcase => "suitcase",
            Self::Home => "home",
            Self::Help => "help",
            Self::Document => "document",
            Self::Family => "family",
            Self::Clock => "clock",
            Self::Question => "question",
            Self::Walk => "walk",
            Self::Body => "body",
        }
    }

    /// The pictogram with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pictogram| pictogram.code() == code)
    }

    /// The drawing as it stands in a page: takes the colour of the text around it, and is silent to a screen reader.
    pub fn svg(self) -> String {
        let mut filled = String::new();
        let mut drawn = String::new();
        for shape in self.shapes() {
            // Writing to a string cannot fail.
            let _ = match shape {
                Line(points) => write!(drawn, r#"<path d="{}"/>"#, polyline(points)),
                Area(points) => write!(filled, r#"<path d="{}Z"/>"#, polyline(points)),
                Curve(points) => write!(drawn, r#"<path d="{}"/>"#, bends(points)),
                Blob(points) => write!(filled, r#"<path d="{}Z"/>"#, bends(points)),
                Ring(x, y, r) => write!(drawn, r#"<circle cx="{x}" cy="{y}" r="{r}"/>"#),
                Disc(x, y, r) => write!(filled, r#"<circle cx="{x}" cy="{y}" r="{r}"/>"#),
            };
        }
        format!(
            r#"<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" fill="currentColor">{filled}<g fill="none" stroke="currentColor" stroke-width="{STROKE}" stroke-linecap="round" stroke-linejoin="round">{drawn}</g></svg>"#
        )
    }

    /// The parts, from the bottom up.
    pub const fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Table => drawings::TABLE,
            Self::Talk => drawings::TALK,
            Self::Listen => drawings::LISTEN,
            Self::Heart => drawings::HEART,
            Self::School => drawings::SCHOOL,
            Self::Friends => drawings::FRIENDS,
            Self::Phone => drawings::PHONE,
            Self::Suitcase => drawings::SUITCASE,
            Self::Home => drawings::HOME,
            Self::Help => drawings::HELP,
            Self::Document => drawings::DOCUMENT,
            Self::Family => drawings::FAMILY,
            Self::Clock => drawings::CLOCK,
            Self::Question => drawings::QUESTION,
            Self::Walk => drawings::WALK,
            Self::Body => drawings::BODY,
        }
    }
}

impl Face {
    pub const ALL: [Self; 3] = [Self::Happy, Self::Plain, Self::Sad];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Happy => "happy",
            Self::Plain => "plain",
            Self::Sad => "sad",
        }
    }

    /// The parts, on the same grid as a pictogram's.
    pub const fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Happy => drawings::HAPPY,
            Self::Plain => drawings::PLAIN,
            Self::Sad => drawings::SAD,
        }
    }
}

fn polyline(points: &[f32]) -> String {
    let mut path = String::new();
    for (index, point) in points.chunks_exact(2).enumerate() {
        let _ = write!(path, "{}{} {}", if index == 0 { 'M' } else { 'L' }, point[0], point[1]);
    }
    path
}

fn bends(points: &[f32]) -> String {
    let mut path = String::new();
    for (index, point) in points.chunks_exact(2).enumerate() {
        let before = ["M", "C", " "][index.min(2)];
        let _ = write!(path, "{before}{} {}", point[0], point[1]);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pictogram_has_shapes_that_stay_on_the_grid() {
        for pictogram in Pictogram::ALL {
            assert!(!pictogram.shapes().is_empty(), "{}", pictogram.code());
            for shape in pictogram.shapes() {
                let points = match shape {
                    Line(points) | Area(points) => points.to_vec(),
                    Curve(points) | Blob(points) => {
                        assert_eq!(points.len() % 6, 2, "{}: a start and three points for each bend", pictogram.code());
                        points.to_vec()
                    }
                    Ring(x, y, r) | Disc(x, y, r) => vec![x - r, y - r, x + r, y + r],
                };
                assert_eq!(points.len() % 2, 0, "{}", pictogram.code());
                assert!(points.iter().all(|number| (0.0..=SIDE).contains(number)), "{}", pictogram.code());
            }
        }
    }

    #[test]
    fn a_code_finds_its_pictogram() {
        for pictogram in Pictogram::ALL {
            assert_eq!(Pictogram::find(pictogram.code()), Some(pictogram));
        }
        assert_eq!(Pictogram::find("flag"), None);
    }

    #[test]
    fn a_drawing_for_the_page_brings_no_style_of_its_own() {
        for pictogram in Pictogram::ALL {
            let svg = pictogram.svg();
            assert!(svg.starts_with(r#"<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false""#));
            assert!(!svg.contains("style"), "{}", pictogram.code());
        }
    }
}
