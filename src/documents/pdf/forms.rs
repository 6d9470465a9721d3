//! Drawings that are made once and placed where they are needed (vormen): pictograms and QR codes.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Stream};
use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};
use qrcode::{Color, EcLevel, QrCode};

use super::kept::Kept;
use super::packed;
use super::style::{ACCENT, TINT, WHITE};
use crate::documents::handout::block::{Face, Pictogram};
use crate::documents::handout::pictogram::{SIDE, STROKE, Shape};
use crate::documents::logo::packed_rows;
use crate::domain::logo::Logo;

/// The drawings of one document.
#[derive(Debug, Default)]
pub(super) struct Forms {
    made: BTreeMap<XObjectId, XObject>,
}

/// A drawing as the file wants it.
struct Form {
    side: f32,
    content: Stream,
}

/// All sixteen, once they have been drawn.
static PICTURES: Kept<Pictogram, Form, 16> = Kept::new();

static EMBLEM: Kept<(), Form, 1> = Kept::new();

static FACES: Kept<Face, Form, 3> = Kept::new();

/// The codes of the last addresses: the same sheet is printed in a dozen languages, the same flyer many times.
static CODES: Kept<String, Option<Form>, 32> = Kept::new();

impl Forms {
    /// A drawing of 48 by 48 on its soft ground.
    pub(super) fn pictogram(&mut self, pictogram: Pictogram) -> XObjectId {
        let id = XObjectId(format!("P{}", pictogram.code()));
        self.made.entry(id.clone()).or_insert_with(|| {
            PICTURES.get_or_make(pictogram, |pictogram| Form::new(SIDE, &picture(*pictogram))).as_object()
        });
        id
    }

    /// The table that people sit at, in white: on the coloured head of a flyer.
    pub(super) fn emblem(&mut self) -> XObjectId {
        let id = XObjectId("E".to_owned());
        self.made
            .entry(id.clone())
            .or_insert_with(|| EMBLEM.get_or_make((), |()| Form::new(SIDE, &emblem())).as_object());
        id
    }

    /// A face of 48 by 48, without a ground.
    pub(super) fn face(&mut self, face: Face) -> XObjectId {
        let id = XObjectId(format!("F{}", face.code()));
        self.made
            .entry(id.clone())
            .or_insert_with(|| FACES.get_or_make(face, |face| Form::new(SIDE, &drawn_face(*face))).as_object());
        id
    }

    /// A code and how many modules its side has; `None` for an address that no code can hold.
    pub(super) fn qr(&mut self, address: &str) -> Option<(XObjectId, f32)> {
        let code = CODES.get_or_make(address.to_owned(), |address| {
            let code = [EcLevel::M, EcLevel::L]
                .into_iter()
                .find_map(|level| QrCode::with_error_correction_level(address, level).ok())?;
            Some(Form::new(code.width() as f32, &modules(&code)))
        });
        let form = (*code).as_ref()?;
        let id = XObjectId(format!("Q{}", self.made.len()));
        self.made.insert(id.clone(), form.as_object());
        Some((id, form.side))
    }

    /// A picture of one by one, the same however often it stands there.
    pub(super) fn logo(&mut self, logo: &Logo) -> XObjectId {
        let id = XObjectId(format!("L{}", logo.hash));
        self.made.entry(id.clone()).or_insert_with(|| as_image(logo));
        id
    }

    /// The shapes of a drawing, in a square of one by one.
    pub(super) fn figure(&mut self, shapes: &str) -> XObjectId {
        let id = XObjectId(format!("D{}", self.made.len()));
        self.made.insert(id.clone(), Form::new(1.0, shapes).as_object());
        id
    }

    pub(super) fn into_resources(self) -> BTreeMap<XObjectId, XObject> {
        self.made
    }
}

impl Form {
    fn new(side: f32, content: &str) -> Self {
        Self { side, content: packed::stream(Dictionary::new(), content.as_bytes()) }
    }

    fn as_object(&self) -> XObject {
        let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
        let bounds = [0.0, 0.0, self.side, self.side].map(DictItem::Real).to_vec();
        let mut dict = BTreeMap::from([
            ("Type".to_owned(), name("XObject")),
            ("Subtype".to_owned(), name("Form")),
            ("BBox".to_owned(), DictItem::Array(bounds)),
            ("Resources".to_owned(), DictItem::Dict { map: BTreeMap::new() }),
        ]);
        if self.content.dict.has(b"Filter") {
            dict.insert("Filter".to_owned(), name("FlateDecode"));
        }
        let stream = ExternalStream { dict, content: self.content.content.clone(), compress: false };
        XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
    }
}

/// PDF unpacks the rows of a PNG by itself.
fn as_image(logo: &Logo) -> XObject {
    let name = |value: &str| DictItem::Name(value.as_bytes().to_vec());
    let number = |value: i32| DictItem::Int(value.into());
    let rows = [("Predictor", 15), ("Colors", 3), ("BitsPerComponent", 8), ("Columns", logo.width)];
    let rows = rows.map(|(key, value)| (key.to_owned(), number(value)));
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), number(logo.width)),
        ("Height".to_owned(), number(logo.height)),
        ("ColorSpace".to_owned(), name("DeviceRGB")),
        ("BitsPerComponent".to_owned(), number(8)),
        ("Filter".to_owned(), name("FlateDecode")),
        ("DecodeParms".to_owned(), DictItem::Dict { map: BTreeMap::from(rows) }),
    ]);
    let stream = ExternalStream { dict, content: packed_rows(&logo.png), compress: false };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// One rectangle for each row's run of dark modules, a hair higher than its row so that no seam shows.
fn modules(code: &QrCode) -> String {
    let width = code.width();
    let mut content = String::from("0 g\n");
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let bottom = width - 1 - row;
        let mut column = 0;
        for same in colours.chunk_by(|one, other| one == other) {
            if same[0] == Color::Dark {
                let _ = writeln!(content, "{column} {bottom} {} 1.04 re", same.len());
            }
            column += same.len();
        }
    }
    content.push('f');
    content
}

fn picture(pictogram: Pictogram) -> String {
    let [r, g, b] = TINT;
    let mut content = format!("q {r} {g} {b} rg\n");
    round_square(&mut content, 9.0);
    content.push_str("f Q\n");
    // The drawings count downwards from the top, and stand a little inside their square.
    content.push_str("0.84 0 0 -0.84 3.84 44.16 cm\n");
    shapes(&mut content, pictogram.shapes(), ACCENT);
    content
}

fn emblem() -> String {
    let mut content = String::from("1 0 0 -1 0 48 cm\n");
    shapes(&mut content, Pictogram::Table.shapes(), WHITE);
    content
}

fn drawn_face(face: Face) -> String {
    let mut content = String::from("1 0 0 -1 0 48 cm\n");
    shapes(&mut content, face.shapes(), ACCENT);
    content
}

fn shapes(content: &mut String, shapes: &[Shape], [r, g, b]: [f32; 3]) {
    let _ = writeln!(content, "{r} {g} {b} rg {r} {g} {b} RG {STROKE} w 1 J 1 j");
    for shape in shapes {
        match shape {
            Shape::Line(points) => {
                path(content, points);
                content.push_str("S\n");
            }
            Shape::Area(points) => {
                path(content, points);
                content.push_str("h f\n");
            }
            Shape::Curve(points) => {
                curve(content, points);
                content.push_str("S\n");
            }
            Shape::Blob(points) => {
                curve(content, points);
                content.push_str("h f\n");
            }
            Shape::Ring(x, y, radius) => {
                circle(content, *x, *y, *radius);
                content.push_str("S\n");
            }
            Shape::Disc(x, y, radius) => {
                circle(content, *x, *y, *radius);
                content.push_str("f\n");
            }
        }
    }
}

fn path(content: &mut String, points: &[f32]) {
    for (index, point) in points.chunks_exact(2).enumerate() {
        let operator = if index == 0 { 'm' } else { 'l' };
        let _ = write!(content, "{} {} {operator} ", point[0], point[1]);
    }
}

fn curve(content: &mut String, points: &[f32]) {
    let Some(([x, y], rest)) = points.split_first_chunk::<2>() else { return };
    let _ = write!(content, "{x} {y} m ");
    for bend in rest.chunks_exact(6) {
        for number in bend {
            let _ = write!(content, "{number} ");
        }
        content.push_str("c ");
    }
}

pub(super) fn circle(content: &mut String, x: f32, y: f32, r: f32) {
    let c = r * 0.5523;
    let _ = write!(content, "{} {y} m ", x + r);
    for [a, b, d] in [
        [(x + r, y + c), (x + c, y + r), (x, y + r)],
        [(x - c, y + r), (x - r, y + c), (x - r, y)],
        [(x - r, y - c), (x - c, y - r), (x, y - r)],
        [(x + c, y - r), (x + r, y - c), (x + r, y)],
    ] {
        let _ = write!(content, "{} {} {} {} {} {} c ", a.0, a.1, b.0, b.1, d.0, d.1);
    }
    content.push_str("h ");
}

fn round_square(content: &mut String, r: f32) {
    let (s, c) = (SIDE, r * 0.4477);
    let _ = writeln!(
        content,
        "{r} 0 m {} 0 l {} 0 {s} {c} {s} {r} c {s} {} l {s} {} {} {s} {} {s} c {r} {s} l {c} {s} 0 {} 0 {} c 0 {r} l 0 {c} {c} 0 {r} 0 c h",
        s - r,
        s - c,
        s - r,
        s - c,
        s - c,
        s - r,
        s - c,
        s - r,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_drawing() {
        let mut forms = Forms::default();
        let (_, side) = forms.qr("https://aantafel.example/nl/m/k7f3q2").expect("a short address fits");
        assert!((21.0..=45.0).contains(&side));
    }

    #[test]
    fn an_endless_address_has_no_code() {
        assert!(Forms::default().qr(&"a".repeat(20_000)).is_none());
    }

    #[test]
    fn a_pictogram_is_made_once() {
        let mut forms = Forms::default();
        forms.pictogram(Pictogram::Heart);
        forms.pictogram(Pictogram::Heart);
        assert_eq!(forms.into_resources().len(), 1);
    }
}
