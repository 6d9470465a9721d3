//! The sixteen drawings of the tips (pictogrammen): points and lines on a grid of 48 by 48, for page and paper alike.
//!
//! One reading each, thick lines, no colour of their own; people are round heads on plain shoulders, so that
//! anybody may see themselves. Nothing in them runs left or right, so they are not mirrored.

use std::fmt::Write;

use super::block::Pictogram;

/// The grid's width and height.
pub const SIDE: f32 = 48.0;

/// How thick every line is.
pub const STROKE: f32 = 3.0;

/// A part of a drawing; `y` counts downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A drawn line through these points.
    Line(&'static [(f32, f32)]),
    /// A filled polygon.
    Area(&'static [(f32, f32)]),
    /// A drawn curve: a start, then two control points and an end for each bend.
    Curve(&'static [(f32, f32)]),
    /// A filled curve.
    Blob(&'static [(f32, f32)]),
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
            Self::Table => TABLE,
            Self::Talk => TALK,
            Self::Listen => LISTEN,
            Self::Heart => HEART,
            Self::School => SCHOOL,
            Self::Friends => FRIENDS,
            Self::Phone => PHONE,
            Self::Suitcase => SUITCASE,
            Self::Home => HOME,
            Self::Help => HELP,
            Self::Document => DOCUMENT,
            Self::Family => FAMILY,
            Self::Clock => CLOCK,
            Self::Question => QUESTION,
            Self::Walk => WALK,
            Self::Body => BODY,
        }
    }
}

/// Two people at a table with a bowl between them.
const TABLE: &[Shape] = &[
    Disc(9.0, 11.0, 5.0),
    Disc(39.0, 11.0, 5.0),
    Blob(&[(2.0, 29.0), (2.0, 20.0), (5.0, 18.0), (9.0, 18.0), (13.0, 18.0), (16.0, 20.0), (16.0, 29.0)]),
    Blob(&[(32.0, 29.0), (32.0, 20.0), (35.0, 18.0), (39.0, 18.0), (43.0, 18.0), (46.0, 20.0), (46.0, 29.0)]),
    Area(&[(2.0, 31.0), (46.0, 31.0), (46.0, 35.0), (2.0, 35.0)]),
    Line(&[(10.0, 36.0), (10.0, 45.0)]),
    Line(&[(38.0, 36.0), (38.0, 45.0)]),
    Blob(&[(18.5, 23.0), (18.5, 30.0), (29.5, 30.0), (29.5, 23.0)]),
];

/// Two speech balloons.
const TALK: &[Shape] = &[
    Curve(&[
        (8.0, 4.5), (14.0, 4.5), (20.0, 4.5), (26.0, 4.5), (29.0, 4.5), (31.0, 6.5), (31.0, 9.5), (31.0, 12.0),
        (31.0, 16.0), (31.0, 18.5), (31.0, 21.5), (29.0, 23.5), (26.0, 23.5), (23.0, 23.5), (18.0, 23.5),
        (16.0, 23.5), (14.0, 25.5), (12.0, 27.5), (9.5, 29.5), (9.5, 27.5), (9.5, 25.5), (9.5, 23.5),
        (5.5, 23.5), (3.5, 21.5), (3.5, 18.5), (3.5, 16.0), (3.5, 12.0), (3.5, 9.5), (3.5, 6.5), (5.0, 4.5), (8.0, 4.5),
    ]),
    Blob(&[
        (35.5, 17.0), (38.0, 17.0), (39.0, 17.0), (40.0, 17.0), (43.5, 17.0), (46.0, 19.5), (46.0, 23.0),
        (46.0, 26.0), (46.0, 29.0), (46.0, 32.0), (46.0, 35.0), (44.0, 37.5), (40.5, 37.5), (40.5, 39.5),
        (40.5, 42.0), (40.5, 44.5), (38.0, 42.5), (35.0, 39.5), (33.0, 37.5), (30.0, 37.5), (26.0, 37.5),
        (23.0, 37.5), (19.5, 37.5), (17.0, 34.5), (17.0, 29.0), (20.0, 28.0), (24.0, 28.0), (27.0, 28.0),
        (32.0, 27.5), (35.5, 24.0), (35.5, 17.0),
    ]),
    Line(&[(10.5, 14.0), (24.0, 14.0)]),
];

/// An ear.
const LISTEN: &[Shape] = &[
    Curve(&[
        (12.0, 19.0), (12.0, 11.0), (17.0, 4.0), (25.0, 4.0), (33.0, 4.0), (38.0, 10.0), (38.0, 18.0), (38.0, 25.0),
        (33.0, 27.0), (31.0, 31.0), (29.0, 35.0), (30.0, 44.0), (22.0, 44.0), (17.0, 44.0), (14.0, 41.0), (14.0, 36.0),
    ]),
    Curve(&[
        (19.0, 19.0), (19.0, 14.0), (21.0, 11.0), (25.0, 11.0), (29.0, 11.0), (31.0, 14.0), (31.0, 18.0),
        (31.0, 23.0), (25.0, 22.5), (25.0, 28.0), (25.0, 31.0), (23.0, 32.5), (20.5, 31.5),
    ]),
];

const HEART: &[Shape] = &[Blob(&[
    (24.0, 43.0), (6.0, 30.0), (3.0, 23.0), (3.0, 17.0), (3.0, 10.0), (8.0, 5.5), (14.0, 5.5), (18.0, 5.5),
    (22.0, 8.0), (24.0, 12.0), (26.0, 8.0), (30.0, 5.5), (34.0, 5.5), (40.0, 5.5), (45.0, 10.0), (45.0, 17.0),
    (45.0, 23.0), (42.0, 30.0), (24.0, 43.0),
])];

/// A building with a bell tower and a door.
const SCHOOL: &[Shape] = &[
    Area(&[(15.0, 17.0), (24.0, 9.5), (33.0, 17.0), (33.0, 20.0), (15.0, 20.0)]),
    Line(&[(24.0, 10.0), (24.0, 3.0)]),
    Area(&[(24.0, 2.0), (33.0, 4.5), (24.0, 8.0)]),
    Line(&[(16.5, 20.0), (16.5, 43.5)]),
    Line(&[(31.5, 20.0), (31.5, 43.5)]),
    Line(&[(16.5, 26.0), (3.5, 26.0), (3.5, 43.5), (44.5, 43.5), (44.5, 26.0), (31.5, 26.0)]),
    Area(&[(20.5, 32.0), (27.5, 32.0), (27.5, 43.0), (20.5, 43.0)]),
    Disc(24.0, 25.5, 2.8),
    Area(&[(8.0, 31.5), (12.0, 31.5), (12.0, 37.0), (8.0, 37.0)]),
    Area(&[(36.0, 31.5), (40.0, 31.5), (40.0, 37.0), (36.0, 37.0)]),
];

/// Two people side by side.
const FRIENDS: &[Shape] = &[
    Disc(14.5, 12.5, 6.5),
    Disc(33.5, 12.5, 6.5),
    Blob(&[(3.0, 43.0), (3.0, 27.0), (7.0, 22.0), (14.5, 22.0), (20.0, 22.0), (23.0, 25.5), (23.0, 31.0), (23.0, 35.0), (23.0, 39.0), (23.0, 43.0)]),
    Blob(&[(25.0, 43.0), (25.0, 39.0), (25.0, 35.0), (25.0, 31.0), (25.0, 25.5), (28.0, 22.0), (33.5, 22.0), (41.0, 22.0), (45.0, 27.0), (45.0, 43.0)]),
];

/// A mobile phone.
const PHONE: &[Shape] = &[
    Line(&[(14.0, 3.5), (34.0, 3.5), (36.0, 5.5), (36.0, 42.5), (34.0, 44.5), (14.0, 44.5), (12.0, 42.5), (12.0, 5.5), (14.0, 3.5)]),
    Line(&[(12.0, 35.5), (36.0, 35.5)]),
    Disc(24.0, 40.0, 2.0),
    Line(&[(21.0, 8.5), (27.0, 8.5)]),
];

/// A travel case with two straps.
const SUITCASE: &[Shape] = &[
    Line(&[(17.0, 14.0), (17.0, 6.0), (31.0, 6.0), (31.0, 14.0)]),
    Line(&[(6.0, 14.5), (42.0, 14.5), (44.0, 16.5), (44.0, 39.5), (42.0, 41.5), (6.0, 41.5), (4.0, 39.5), (4.0, 16.5), (6.0, 14.5)]),
    Area(&[(11.0, 14.5), (15.0, 14.5), (15.0, 41.5), (11.0, 41.5)]),
    Area(&[(33.0, 14.5), (37.0, 14.5), (37.0, 41.5), (33.0, 41.5)]),
];

/// A house with a door.
const HOME: &[Shape] = &[
    Line(&[(3.0, 24.0), (24.0, 5.0), (45.0, 24.0)]),
    Line(&[(9.0, 21.0), (9.0, 43.0), (39.0, 43.0), (39.0, 21.0)]),
    Area(&[(20.0, 28.0), (28.0, 28.0), (28.0, 43.0), (20.0, 43.0)]),
];

/// A lifebuoy.
const HELP: &[Shape] = &[
    Ring(24.0, 24.0, 19.5),
    Ring(24.0, 24.0, 8.0),
    Area(&[(18.5, 8.5), (29.5, 8.5), (27.5, 16.5), (20.5, 16.5)]),
    Area(&[(18.5, 39.5), (29.5, 39.5), (27.5, 31.5), (20.5, 31.5)]),
    Area(&[(8.5, 18.5), (8.5, 29.5), (16.5, 27.5), (16.5, 20.5)]),
    Area(&[(39.5, 18.5), (39.5, 29.5), (31.5, 27.5), (31.5, 20.5)]),
];

/// A written sheet with a folded corner.
const DOCUMENT: &[Shape] = &[
    Line(&[(29.0, 3.5), (9.0, 3.5), (9.0, 44.5), (39.0, 44.5), (39.0, 13.5), (29.0, 3.5)]),
    Area(&[(28.0, 4.0), (28.0, 14.5), (39.0, 14.5)]),
    Line(&[(16.0, 22.0), (32.0, 22.0)]),
    Line(&[(16.0, 29.0), (32.0, 29.0)]),
    Line(&[(16.0, 36.0), (26.0, 36.0)]),
];

/// Two grown-ups and a child before them.
const FAMILY: &[Shape] = &[
    Disc(11.5, 10.0, 5.5),
    Disc(36.5, 10.0, 5.5),
    Disc(24.0, 24.0, 4.5),
    Blob(&[(2.0, 43.0), (2.0, 23.0), (5.0, 18.0), (11.5, 18.0), (15.5, 18.0), (18.0, 19.5), (18.5, 22.0), (15.5, 27.0), (13.5, 32.0), (13.5, 43.0)]),
    Blob(&[(46.0, 43.0), (46.0, 23.0), (43.0, 18.0), (36.5, 18.0), (32.5, 18.0), (30.0, 19.5), (29.5, 22.0), (32.5, 27.0), (34.5, 32.0), (34.5, 43.0)]),
    Blob(&[(16.0, 43.0), (16.0, 33.0), (19.0, 30.5), (24.0, 30.5), (29.0, 30.5), (32.0, 33.0), (32.0, 43.0)]),
];

const CLOCK: &[Shape] = &[
    Ring(24.0, 24.0, 19.5),
    Line(&[(24.0, 12.0), (24.0, 24.0), (32.5, 29.0)]),
    Disc(24.0, 24.0, 2.4),
];

/// A question mark in a speech balloon.
const QUESTION: &[Shape] = &[
    Curve(&[
        (24.0, 3.5), (36.0, 3.5), (44.5, 10.5), (44.5, 20.5), (44.5, 30.5), (36.0, 37.5), (24.0, 37.5),
        (22.0, 37.5), (20.0, 37.3), (18.5, 37.0), (16.0, 40.0), (13.0, 43.0), (8.5, 44.5), (9.5, 41.0),
        (10.0, 37.5), (9.5, 33.0), (5.5, 29.5), (3.5, 25.5), (3.5, 20.5), (3.5, 10.5), (12.0, 3.5), (24.0, 3.5),
    ]),
    Curve(&[(18.0, 16.0), (18.0, 12.0), (20.5, 10.0), (24.0, 10.0), (27.5, 10.0), (30.0, 12.0), (30.0, 15.5), (30.0, 20.0), (24.0, 19.5), (24.0, 24.5)]),
    Disc(24.0, 30.5, 2.2),
];

/// Somebody who walks.
const WALK: &[Shape] = &[
    Disc(27.0, 7.0, 4.8),
    Blob(&[(20.0, 15.0), (24.0, 13.0), (28.0, 13.0), (31.0, 16.0), (31.0, 20.0), (30.0, 25.0), (29.0, 29.0), (26.0, 30.0), (23.0, 30.0), (20.0, 29.0), (19.0, 25.0), (19.0, 19.0), (20.0, 15.0)]),
    Line(&[(21.0, 16.5), (14.0, 21.0), (11.5, 28.0)]),
    Line(&[(29.0, 17.0), (33.5, 23.5), (39.5, 25.5)]),
    Line(&[(27.0, 28.5), (32.0, 35.0), (35.5, 44.5)]),
    Line(&[(22.0, 28.5), (20.0, 36.5), (12.5, 44.5)]),
];

/// A whole person, arms a little away from the body.
const BODY: &[Shape] = &[
    Disc(24.0, 7.5, 5.5),
    Blob(&[
        (16.5, 20.0), (16.5, 17.0), (18.5, 15.0), (21.5, 15.0), (23.0, 15.0), (25.0, 15.0), (26.5, 15.0),
        (29.5, 15.0), (31.5, 17.0), (31.5, 20.0), (31.5, 24.0), (30.5, 28.0), (30.0, 32.0), (26.0, 32.0),
        (22.0, 32.0), (18.0, 32.0), (17.5, 28.0), (16.5, 24.0), (16.5, 20.0),
    ]),
    Curve(&[(17.0, 17.5), (14.0, 18.5), (13.0, 21.0), (12.5, 24.0), (12.2, 26.0), (12.0, 28.5), (11.8, 31.0)]),
    Curve(&[(31.0, 17.5), (34.0, 18.5), (35.0, 21.0), (35.5, 24.0), (35.8, 26.0), (36.0, 28.5), (36.2, 31.0)]),
    Line(&[(20.3, 31.0), (20.3, 45.0)]),
    Line(&[(27.7, 31.0), (27.7, 45.0)]),
];

fn polyline(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    }
    path
}

fn bends(points: &[(f32, f32)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = match index {
            0 => write!(path, "M{x} {y}C"),
            1 => write!(path, "{x} {y}"),
            _ => write!(path, " {x} {y}"),
        };
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
                        assert_eq!(points.len() % 3, 1, "{}: a start and three points for each bend", pictogram.code());
                        points.to_vec()
                    }
                    Ring(x, y, r) | Disc(x, y, r) => vec![(x - r, y - r), (x + r, y + r)],
                };
                assert!(points.iter().all(|(x, y)| (0.0..=SIDE).contains(x) && (0.0..=SIDE).contains(y)));
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
