//! Texts that nobody means well with (kwade teksten): a clean page or a clear refusal, never a panic, never a hang.

use std::time::{Duration, Instant};

use super::{everything, language, plain, print, printed, read};
use crate::documents::handout::block::{Block, Card, Format, Line, Pair, Pictogram, Span};
use crate::language::{LANGUAGES, Language};

#[test]
fn a_text_without_spaces_becomes_pages() {
    let word = "w".repeat(20_000);
    for block in [
        Block::Paragraph(plain(&word)),
        Block::Heading { level: 1, text: plain(&word) },
        Block::Paragraph(vec![Span::Ltr(word.clone())]),
        Block::Table { header: vec![plain("a"), plain(&word)], rows: vec![vec![plain(&word), plain("b")]] },
        Block::Facts(vec![(plain(&word), plain(&word))]),
        Block::Checklist(vec![plain(&word)]),
        Block::Note(plain(&word)),
        Block::Steps(vec![plain(&word)]),
        Block::Cards(vec![Card { language: Language::dutch(), question: plain(&word), foot: plain("a") }]),
        Block::SideBySide {
            pictogram: Pictogram::Heart,
            other: Language::dutch(),
            heading: Pair { own: plain("a"), other: plain("b") },
            first: 1,
            rows: vec![Pair { own: plain(&word), other: plain(&word) }],
        },
    ] {
        let seen = printed(Language::dutch(), vec![block]);
        let count = seen.text().matches('w').count();
        assert_eq!(count % 20_000, 0, "no letter is lost");
        assert!(seen.pages() > 3);
    }
}

#[test]
fn an_endless_address_is_printed_without_code() {
    let address = "a/".repeat(10_000);
    let blocks = vec![Block::Qr { address, caption: Line::new(), alternative: String::new() }];
    assert!(printed(Language::dutch(), blocks).pages() > 3);
}

#[test]
fn directions_within_directions_do_not_confuse_the_page() {
    let deep = "بيت (thuis [بيت {thuis <بيت> thuis} بيت] thuis) بيت 12 ٣٤ 0800-2000";
    for language in LANGUAGES {
        print(language, Format::A4, everything(deep)).expect("every character has a glyph");
    }
    let controls = "a\u{2067}b\u{202e}c\u{2066}d\u{2069}\u{2069}\u{2069}e\u{200f}f\u{feff}g\u{ad}h";
    let seen = printed(Language::dutch(), vec![Block::Paragraph(plain(controls))]);
    assert!(seen.text().contains("abcdefgh"), "{}", seen.text());
}

#[test]
fn marks_without_letters_and_letters_without_end_are_printed() {
    let marks = "\u{64b}\u{64c}\u{651}".repeat(300);
    print(language("ar"), Format::A4, everything(&marks)).expect("harakat have glyphs");
    let accents = format!("e{}", "\u{301}".repeat(500));
    print(Language::dutch(), Format::A4, everything(&accents)).expect("accents have glyphs");
    let lines = "a\nb\r\nc\td\u{2028}e".repeat(50);
    print(Language::dutch(), Format::A4, everything(&lines)).expect("a line end is a space");
}

#[test]
fn a_control_character_is_refused_by_name() {
    let missing = print(Language::dutch(), Format::A4, vec![Block::Paragraph(plain("a\u{1}b"))]).expect_err("no glyph");
    assert!(missing.to_string().contains("U+0001"), "{missing}");
}

#[test]
fn nothing_is_printed_as_an_empty_page() {
    assert_eq!(printed(Language::dutch(), vec![]).pages(), 1);
    for empty in ["", " ", "\u{200b}", "\u{2069}"] {
        for language in LANGUAGES {
            let bytes = print(language, Format::A5, everything(empty)).expect("nothing has no missing glyph");
            assert!(read(&bytes).pages() >= 1);
        }
    }
    let empty = vec![
        Block::List(vec![]),
        Block::Facts(vec![]),
        Block::Table { header: vec![], rows: vec![vec![], vec![]] },
        Block::Contacts(vec![]),
        Block::Checklist(vec![]),
        Block::Steps(vec![]),
        Block::Cards(vec![]),
        Block::InLanguage(Language::dutch(), vec![]),
        Block::Paragraph(vec![]),
    ];
    assert_eq!(printed(Language::dutch(), empty).pages(), 1);
}

#[test]
fn twice_the_text_takes_about_twice_the_time() {
    let time = |length: usize, text: &str| {
        let blocks = vec![Block::Paragraph(plain(&text.repeat(length)))];
        let start = Instant::now();
        print(language("ar"), Format::A4, blocks).expect("it prints");
        start.elapsed()
    };
    for text in ["كلمة word 12 ", "كلمة", "w"] {
        time(100, text);
        // Four times the text; a quadratic page would take sixteen times as long. A busy machine may need a second look.
        let is_linear = || time(1_600, text) < time(400, text) * 9 + Duration::from_millis(100);
        assert!((0..3).any(|_| is_linear()), "{text}");
    }
}
