//! The typefaces (lettertypen): six committed subsets of Noto, which of them has which character, and how wide it is.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfo, SourceCache};

use crate::language::{Lang, Script};

/// How many typefaces there are: three scripts in two weights.
pub(super) const FACES: usize = 6;

/// The units in which every one of these fonts is drawn; PDF uses the same, so no width is ever rounded.
pub(super) const UNITS: f32 = 1000.0;

/// One font file.
pub(super) struct Face {
    /// As in the PDF: a resource name that is not one of the fourteen built-in fonts.
    pub(super) resource: &'static str,
    /// The PostScript name, without the mark of a subset.
    pub(super) name: &'static str,
    pub(super) is_bold: bool,
    pub(super) file: &'static [u8],
}

/// Latin first: it is what digits and addresses fall back to.
pub(super) static FONTS: [Face; FACES] = [
    face("LatR", "NotoSans-Regular", false, include_bytes!("fonts/NotoSans-Regular.ttf")),
    face("LatB", "NotoSans-Bold", true, include_bytes!("fonts/NotoSans-Bold.ttf")),
    face("AraR", "NotoNaskhArabic-Regular", false, include_bytes!("fonts/NotoNaskhArabic-Regular.ttf")),
    face("AraB", "NotoNaskhArabic-Bold", true, include_bytes!("fonts/NotoNaskhArabic-Bold.ttf")),
    face("EthR", "NotoSansEthiopic-Regular", false, include_bytes!("fonts/NotoSansEthiopic-Regular.ttf")),
    face("EthB", "NotoSansEthiopic-Bold", true, include_bytes!("fonts/NotoSansEthiopic-Bold.ttf")),
];

const fn face(resource: &'static str, name: &'static str, is_bold: bool, file: &'static [u8]) -> Face {
    Face { resource, name, is_bold, file }
}

/// The families of a script in the order in which a character is looked up.
pub(super) const fn stack(script: Script) -> &'static str {
    match script {
        Script::Latin => "Noto Sans, Noto Naskh Arabic, Noto Sans Ethiopic",
        Script::Arabic => "Noto Naskh Arabic, Noto Sans, Noto Sans Ethiopic",
        Script::Ethiopic => "Noto Sans Ethiopic, Noto Sans, Noto Naskh Arabic",
    }
}

/// Naskh is drawn small; beside Noto Sans it needs this much to look equally large.
pub(super) const fn enlargement(script: Script) -> f32 {
    match script {
        Script::Arabic => 1.15,
        Script::Latin | Script::Ethiopic => 1.0,
    }
}

/// The first character that no font of the language's stack can draw.
pub(super) fn first_missing(_language: Lang, text: &str) -> Option<char> {
    // Every stack ends in all three families, so one list of characters serves all languages.
    let is_drawn = |character: &char| !is_invisible(*character) && !is_line_end(*character);
    text.chars().filter(is_drawn).find(|character| !LIBRARY.widths.contains_key(character))
}

/// Characters that steer and are never drawn: joiners, bidi controls, soft hyphens, variation selectors.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

/// Characters that would end a line; a line of a block has no lines in it, so they become spaces.
pub(super) const fn is_line_end(character: char) -> bool {
    matches!(character, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width of a text that is not shaped, in em; good to some percent, which is enough to choose a column.
pub(super) fn rough_width(text: &str) -> f32 {
    let units: u32 = text.chars().map(|character| LIBRARY.widths.get(&character).copied().map_or(0, u32::from)).sum();
    units as f32 / UNITS
}

/// The advance of a glyph in thousandths of an em.
pub(super) fn advance(face: usize, glyph: u16) -> u16 {
    LIBRARY.advances[face].get(usize::from(glyph)).copied().unwrap_or(0)
}

/// Which of [`FONTS`] parley chose.
pub(super) fn index_of(font: &parley::FontData) -> usize {
    let id = font.data.id();
    LIBRARY.blobs.iter().position(|blob| blob.id() == id).expect("parley knows no other fonts than these")
}

/// A font context that sees these fonts and nothing of the machine it runs on.
pub(super) fn context() -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    for blob in &LIBRARY.blobs {
        collection.register_fonts(blob.clone(), None);
    }
    FontContext { collection, source_cache: SourceCache::default() }
}

struct Library {
    blobs: Vec<Blob<u8>>,
    advances: Vec<Vec<u16>>,
    /// Every character that can be drawn, with its width in the first font that has it.
    widths: HashMap<char, u16>,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let blobs: Vec<Blob<u8>> = FONTS.iter().map(|face| Blob::new(Arc::new(face.file))).collect();
    let advances: Vec<Vec<u16>> = FONTS.iter().map(|face| advances_of(face.file)).collect();
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
    let mut widths = HashMap::new();
    for (index, blob) in blobs.iter().enumerate().filter(|(index, _)| !FONTS[*index].is_bold) {
        let registered = collection.register_fonts(blob.clone(), None);
        for info in registered.iter().flat_map(|(_, fonts)| fonts) {
            note_characters(info, FONTS[index].file, &advances[index], &mut widths);
        }
    }
    Library { blobs, advances, widths }
});

fn note_characters(info: &FontInfo, file: &[u8], advances: &[u16], widths: &mut HashMap<char, u16>) {
    let Some(map) = info.charmap_index().charmap(file) else { return };
    for character in ('\u{20}'..='\u{ffff}').filter(|character| !character.is_control()) {
        let glyph = map.map(character).unwrap_or(0) as usize;
        if glyph != 0 {
            widths.entry(character).or_insert_with(|| advances.get(glyph).copied().unwrap_or(0));
        }
    }
}

/// Reads `hmtx`: the last width in it holds for all glyphs that follow.
fn advances_of(file: &[u8]) -> Vec<u16> {
    let number = |at: usize| u16::from_be_bytes([file[at], file[at + 1]]);
    let table = |tag: &[u8; 4]| {
        let tables = usize::from(number(4));
        let record = (0..tables).map(|index| 12 + index * 16).find(|&at| &file[at..at + 4] == tag);
        let at = record.expect("the committed fonts have hhea, hmtx and maxp") + 8;
        u32::from_be_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]) as usize
    };
    let (hhea, hmtx, glyphs) = (table(b"hhea"), table(b"hmtx"), number(table(b"maxp") + 4));
    let stored = number(hhea + 34);
    (0..glyphs).map(|glyph| number(hmtx + usize::from(glyph.min(stored - 1)) * 4)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn every_family_is_found_under_its_name() {
        let mut fonts = context();
        for family in stack(Script::Latin).split(", ") {
            assert!(fonts.collection.family_id(family).is_some(), "{family}");
        }
    }

    #[test]
    fn both_weights_have_the_same_characters() {
        for pair in FONTS.chunks(2) {
            let characters = |face: &Face| {
                let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
                let fonts = collection.register_fonts(Blob::new(Arc::new(face.file)), None);
                let mut widths = HashMap::new();
                note_characters(&fonts[0].1[0], face.file, &[], &mut widths);
                let mut found: Vec<char> = widths.into_keys().collect();
                found.sort_unstable();
                found
            };
            assert_eq!(characters(&pair[0]), characters(&pair[1]), "{}", pair[0].name);
        }
    }

    #[test]
    fn own_names_of_all_languages_can_be_drawn() {
        for language in crate::language::LANGUAGES {
            assert_eq!(first_missing(language, language.own_name), None, "{}", language.code);
        }
    }

    #[test]
    fn a_character_without_glyph_is_named() {
        assert_eq!(first_missing(Language::dutch(), "goed 漢字"), Some('漢'));
    }

    #[test]
    fn widths_come_from_the_font() {
        assert!((rough_width("0") - 0.572).abs() < 0.01);
        assert_eq!(advance(0, u16::MAX), 0);
    }
}
