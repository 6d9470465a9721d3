//! Every block with every text that nobody means well with (eindeloos): so many pages and so much work, and no more.

use super::{answer, language, plain, printed, read};
use crate::documents::handout::block::{Block, Card, ContactLine, Face, Format, Line, Pair, Pictogram, Sheet, Span};
use crate::documents::pdf::lines::WORK;
use crate::documents::pdf::{Document, MissingGlyph, render};
use crate::language::{Lang, Language};

/// A text is shaped once; again for a title with a long word, for a card in ten sizes, and for each size of a poster.
const MOST_WORK: usize = 40;
/// The narrowest column holds a handful of letters on a line, and a page has twenty lines.
const LETTERS_ON_A_PAGE: usize = 60;

/// One of each block, with the text wherever a block holds text.
fn blocks(text: &str) -> Vec<Block> {
    let line = || plain(text);
    let pair = || Pair { own: line(), other: line() };
    vec![
        Block::Heading { level: 1, text: line() },
        Block::Heading { level: 2, text: line() },
        Block::Paragraph(line()),
        Block::Paragraph(vec![
            Span::Bold(text.into()),
            Span::Ltr(text.into()),
            Span::Other(language("ar"), text.into()),
        ]),
        Block::Lead(line()),
        Block::Note(line()),
        Block::List(vec![line()]),
        Block::Checklist(vec![line()]),
        Block::Steps(vec![line()]),
        Block::Tip { pictogram: Pictogram::Heart, heading: line(), lines: vec![line()] },
        Block::Facts(vec![(line(), line())]),
        Block::Table { header: vec![line(), line()], rows: vec![vec![line(), line(), line()]] },
        Block::Contacts(vec![ContactLine { name: line(), value: text.into(), note: line() }]),
        Block::Qr { address: "https://a.example".into(), caption: line(), alternative: text.into() },
        Block::Qr { address: text.into(), caption: Line::new(), alternative: String::new() },
        Block::InLanguage(language("ti"), vec![Block::Paragraph(line())]),
        Block::Cards(vec![Card { language: Language::dutch(), question: line(), foot: line() }]),
        Block::Scale {
            answers: [Face::Happy, Face::Plain, Face::Sad].map(|face| super::Answer { word: line(), ..answer(face) }),
            questions: vec![line()],
        },
        Block::SideBySide {
            pictogram: Pictogram::Heart,
            other: language("ur"),
            heading: pair(),
            first: 1,
            rows: vec![pair()],
        },
    ]
}

fn alone(language: Lang, format: Format, block: Block, is_large_print: bool) -> Result<Vec<u8>, MissingGlyph> {
    let sheets = [Sheet { blocks: vec![block], footer: Line::new() }];
    render(&Document { title: "1", language, format, sheets: &sheets, is_large_print })
}

/// Prints each block by itself, and holds its pages and its work against the letters that went in.
fn assert_is_bounded(language: Lang, format: Format, text: &str) {
    for block in blocks(text) {
        let name = format!("{block:?}")[..12].to_owned();
        let letters = format!("{block:?}").chars().count();
        let before = WORK.get();
        let seen = read(&alone(language, format, block, false).expect("every character has a glyph"));
        let work = WORK.get() - before;
        assert!(
            seen.pages() <= 2 + letters / LETTERS_ON_A_PAGE,
            "{name} {language} {format:?}: {} pages",
            seen.pages()
        );
        // A card is tried in ten sizes, and a picture in eleven.
        let most = if format == Format::Phone { 5 * MOST_WORK } else { MOST_WORK };
        assert!(work <= 1_000 + letters * most, "{name} {language} {format:?}: {work} of {letters}");
    }
}

#[test]
fn twenty_thousand_letters_without_a_space_fill_so_many_pages_and_no_more() {
    let word = "w".repeat(20_000);
    assert_is_bounded(Language::dutch(), Format::A4, &word);
    // A picture is set again and again, each time with smaller letters.
    assert_is_bounded(Language::dutch(), Format::Phone, &word[..2_000]);
    assert_is_bounded(language("ar"), Format::A5, &"كلمة".repeat(1_000));
}

#[test]
fn directions_five_deep_marks_alone_and_nothing_at_all_are_printed_in_every_block() {
    let deep = format!("{}12 ٣٤{}", "بيت (thuis [".repeat(5), "] huis) بيت 0800-2000 ".repeat(5));
    let isolates = format!("{}a{}", "\u{2067}\u{2066}\u{202e}".repeat(5), "\u{2069}".repeat(12));
    let marks = "\u{64b}\u{651}".repeat(500);
    let accents = "\u{301}".repeat(500);
    for text in [deep.as_str(), &isolates, &marks, &accents, "", " ", "\u{200b}\u{2069}"] {
        for code in ["nl", "ar", "ti", "ur"] {
            assert_is_bounded(language(code), Format::A4, text);
        }
        assert_is_bounded(language("ar"), Format::Phone, text);
    }
}

#[test]
fn a_poster_of_twenty_thousand_letters_gives_up_its_one_page() {
    let blocks = vec![
        Block::Heading { level: 1, text: plain("thuis") },
        Block::Lead(plain("thuis")),
        Block::Facts(vec![(plain("thuis"), plain(&"thuis ".repeat(3_300)))]),
    ];
    let before = WORK.get();
    let seen = printed(Language::dutch(), blocks);
    let work = WORK.get() - before;
    assert!((2..=40).contains(&seen.pages()), "{}", seen.pages());
    assert!(work <= 20_000 * MOST_WORK, "{work}");
    assert_eq!(seen.text().matches("thuis").count(), 3_303, "no word is lost");
}

#[test]
fn a_picture_in_the_text_is_refused_by_name_in_every_block() {
    for face in ['😀', '👨', '🏽', '\u{1f1f3}'] {
        for block in blocks(&format!("thuis {face}")) {
            for is_large_print in [false, true] {
                let name = format!("{block:?}")[..12].to_owned();
                let refused = alone(Language::dutch(), Format::A4, block.clone(), is_large_print);
                let missing = refused.expect_err(&name);
                assert_eq!(missing.character, face, "{name}");
                assert!(missing.to_string().contains(&format!("U+{:04X}", u32::from(face))), "{missing}");
            }
        }
    }
}
