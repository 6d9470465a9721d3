//! Fonts inside the file (ingesloten lettertypen): only the glyphs that are used, with their widths and their text.

use std::fmt::Write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::fonts::{self, FACES, FONTS};
use super::glyphs::Glyphs;
use super::kept::Kept;
use super::packed;

/// Adds the used fonts to the file and tells under which names the pages know them.
pub(super) fn embed(file: &mut Document, glyphs: &Glyphs) -> Dictionary {
    let mut resources = Dictionary::new();
    for face in (0..FACES).filter(|face| glyphs.is_used(*face)) {
        let font = font(file, face, glyphs);
        resources.set(FONTS[face].resource, Object::Reference(font));
    }
    resources
}

/// A font program with only these glyphs, ready to be written.
struct Subset {
    /// Six letters that tell this subset from another one of the same font.
    tag: String,
    length: usize,
    program: Vec<u8>,
    /// The table that tells what each glyph stands for.
    texts: Stream,
}

/// A face, and the glyphs taken from it with what they stand for.
type Choice = (usize, Vec<(u16, Box<str>)>);

/// Sheets in one language mostly use the same letters, and a subset costs more to make than a page.
static SUBSETS: Kept<Choice, Subset, 48> = Kept::new();

fn make_subset((face, glyphs): &Choice) -> Subset {
    let mut mapper = GlyphRemapper::new();
    for (glyph, _) in glyphs {
        mapper.remap(*glyph);
    }
    let program = subsetter::subset(FONTS[*face].file, 0, &mapper)
        .expect("the committed fonts are whole and their own glyphs exist");
    let tag = Sha256::digest(&program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let texts = packed::stream(Dictionary::new(), texts(glyphs).as_bytes());
    Subset { tag, length: program.len(), program: packed::deflate(&program), texts }
}

fn font(file: &mut Document, face: usize, glyphs: &Glyphs) -> ObjectId {
    let choice = (face, glyphs.of(face).map(|(glyph, text)| (glyph, text.into())).collect());
    let subset = SUBSETS.get_or_make(choice, make_subset);
    let name = format!("{}+{}", subset.tag, FONTS[face].name);
    let program = dictionary! { "Length1" => subset.length as i64, "Filter" => "FlateDecode" };
    let program = file.add_object(Stream::new(program, subset.program.clone()).with_compression(false));
    let metrics = &METRICS[face / 2];
    let descriptor = file.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        // Symbolic: the subset has no table of characters of its own.
        "Flags" => 4,
        "FontBBox" => metrics.bounds.map(Object::from).to_vec(),
        "ItalicAngle" => 0,
        "Ascent" => 1069,
        "Descent" => metrics.descent,
        "CapHeight" => 714,
        "StemV" => if FONTS[face].is_bold { 166 } else { 88 },
        "FontFile2" => Object::Reference(program),
    });
    let widths = glyphs.of(face).map(|(glyph, _)| Object::from(i64::from(fonts::advance(face, glyph)))).collect();
    let descendant = file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => Object::Reference(descriptor),
        "DW" => 0,
        "W" => vec![Object::from(1), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    });
    let texts = file.add_object(subset.texts.clone());
    file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => Object::Reference(texts),
    })
}

struct Metrics {
    bounds: [i64; 4],
    descent: i64,
}

/// Latin, Arabic, Ethiopic: a box that holds every glyph.
const METRICS: [Metrics; 3] = [
    Metrics { bounds: [-621, -389, 2800, 1067], descent: -293 },
    Metrics { bounds: [-600, -700, 7000, 1300], descent: -634 },
    Metrics { bounds: [-621, -389, 2800, 1067], descent: -293 },
];

/// What each glyph stands for, so that text can be copied, searched and read aloud.
fn texts(glyphs: &[(u16, Box<str>)]) -> String {
    let mut table = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // The format allows a hundred lines in one go; the first glyph has number 1.
    for (part, glyphs) in glyphs.chunks(100).enumerate() {
        let _ = writeln!(table, "{} beginbfchar", glyphs.len());
        for (index, (_, text)) in glyphs.iter().enumerate() {
            let _ = write!(table, "<{:04X}> <", part * 100 + index + 1);
            for character in text.chars().filter(|character| !fonts::is_invisible(*character)) {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(table, "{unit:04X}");
                }
            }
            table.push_str(">\n");
        }
        table.push_str("endbfchar\n");
    }
    table.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
    table
}
