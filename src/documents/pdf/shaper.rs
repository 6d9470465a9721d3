//! Shaping (letters zetten): texts as glyphs of one size, kept while they are of use: the same tip is printed for many evenings.

use std::collections::HashMap;

use parley::style::{FontFamily, FontWeight, OverflowWrap, StyleProperty, TextWrapMode};
use parley::{BaseDirection, FontContext, Layout, LayoutContext, RangedBuilder};

use super::fonts;
use super::words::{self, Breaks, Kind, Words};
use crate::language::{Direction, Lang, Script};

/// In points. Letters of another size have the same shape, so a text that is set smaller is not shaped anew.
pub(super) const SHAPED_AT: f32 = 16.0;
/// Bytes of text in one generation: the papers of an evening in two languages. A letter takes some hundred bytes.
const GENERATION: usize = 24 * 1024;

/// Which piece of [`Words`] a glyph belongs to.
pub(super) type Piece = u16;

/// Texts by what makes their glyphs what they are.
type Texts = HashMap<Key, Layout<Piece>>;

#[derive(PartialEq, Eq, Hash)]
struct Key {
    words: Words,
    language: Lang,
    is_bold: bool,
}

/// Shapes texts, and keeps two generations of them: what was not asked for in a whole generation is forgotten.
pub(super) struct Shaper {
    fonts: FontContext,
    layouts: LayoutContext<Piece>,
    young: Texts,
    old: Texts,
    /// Bytes of the young ones.
    held: usize,
}

impl Shaper {
    pub(super) fn new() -> Self {
        Self { fonts: fonts::context(), layouts: LayoutContext::new(), young: Texts::new(), old: Texts::new(), held: 0 }
    }

    /// The text at [`SHAPED_AT`], to be broken into lines.
    pub(super) fn shape(&mut self, words: &Words, language: Lang, is_bold: bool) -> &mut Layout<Piece> {
        let key = Key { words: words.clone(), language, is_bold };
        if !self.young.contains_key(&key) {
            let layout = self.old.remove(&key).unwrap_or_else(|| self.build(words, language, is_bold));
            if self.held > GENERATION {
                self.old = std::mem::take(&mut self.young);
                self.held = 0;
            }
            self.held += words.text.len();
            return self.young.entry(key).insert_entry(layout).into_mut();
        }
        self.young.get_mut(&key).expect("it was just seen")
    }

    fn build(&mut self, words: &Words, language: Lang, is_bold: bool) -> Layout<Piece> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &words.text, 1.0, false);
        builder.push_default(family(language.script));
        builder.push_default(StyleProperty::FontSize(SHAPED_AT));
        builder.push_default(StyleProperty::Locale(parley::style::Language::parse(language.code).ok()));
        // A word longer than the line breaks where it must, and the page stays clean.
        builder.push_default(OverflowWrap::BreakWord);
        if is_bold {
            builder.push_default(FontWeight::BOLD);
        }
        for mark in &words.marks {
            apply(&mut builder, mark, language.script);
        }
        builder.set_base_direction(match language.direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        builder.build(&words.text)
    }
}

fn apply(builder: &mut RangedBuilder<'_, Piece>, mark: &words::Mark, block: Script) {
    let range = mark.range.clone();
    match mark.kind {
        Kind::Bold => builder.push(FontWeight::BOLD, range),
        Kind::Value { share, breaks } => {
            builder.push(family(Script::Latin), range.clone());
            let share = f32::from(share) / 1000.0 * words::share_of(block, Script::Latin);
            builder.push(StyleProperty::FontSize(SHAPED_AT * share), range.clone());
            if breaks == Breaks::Never {
                builder.push(TextWrapMode::NoWrap, range);
            }
        }
        Kind::Other { language, piece } => {
            builder.push(family(language.script), range.clone());
            builder.push(StyleProperty::FontSize(SHAPED_AT * words::share_of(block, language.script)), range.clone());
            builder.push(StyleProperty::Locale(parley::style::Language::parse(language.code).ok()), range.clone());
            builder.push(StyleProperty::Brush(piece), range);
        }
    }
}

fn family(script: Script) -> StyleProperty<'static, Piece> {
    StyleProperty::FontFamily(FontFamily::Source(fonts::stack(script).into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn held(texts: &Texts) -> usize {
        texts.keys().map(|key| key.words.text.len()).sum()
    }

    #[test]
    fn what_is_kept_has_an_end_and_what_is_asked_for_again_stays() {
        let mut shaper = Shaper::new();
        let mut shape = |text: &str| {
            let words = Words { text: text.to_owned(), ..Words::default() };
            shaper.shape(&words, Language::dutch(), false);
            let is_kept = |texts: &Texts, text: &str| texts.keys().any(|key| key.words.text == text);
            let all = held(&shaper.young) + held(&shaper.old);
            let seen = [&shaper.young, &shaper.old].map(|texts| [is_kept(texts, "vaak"), is_kept(texts, "eens")]);
            (all, seen[0][0] || seen[1][0], seen[0][1] || seen[1][1])
        };
        shape("eens");
        for number in 0..200 {
            shape("vaak");
            let (all, often, once) = shape(&format!("{number} {}", "thuis ".repeat(100)));
            assert!(all <= 2 * (GENERATION + 700), "{all}");
            assert!(often && (once || number > 39), "{number}");
        }
        assert!(!shape("200").2, "nobody asked for it again");
    }

    #[test]
    fn bold_words_and_words_of_another_language_are_texts_of_their_own() {
        let mut shaper = Shaper::new();
        let words = Words { text: "thuis".to_owned(), ..Words::default() };
        let plain = shaper.shape(&words, Language::dutch(), false).calculate_content_widths().max;
        let bold = shaper.shape(&words, Language::dutch(), true).calculate_content_widths().max;
        assert!(bold > plain);
        assert_eq!(shaper.shape(&words, Language::dutch(), false).calculate_content_widths().max, plain);
        shaper.shape(&words, Language::find("so").expect("Somali"), false);
        assert_eq!(shaper.young.len(), 3);
    }
}
