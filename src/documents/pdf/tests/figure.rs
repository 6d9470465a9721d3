//! A drawing on paper, and what a table looks like where a page ends.

use super::*;
use crate::documents::handout::figure::{Figure, Part, Tone};
use crate::domain::meeting::State;

/// One of every part, twice as high as a page.
pub fn drawing(text: &str) -> Figure {
    let tones = [Tone::Good, Tone::Late, Tone::Stop, Tone::Free, Tone::Gap, Tone::School, Tone::Strong, Tone::Soft];
    let boxes = tones.into_iter().chain([Tone::Note]).map(|tone| Part::Box { tone, place: [100, 200, 900, 190] });
    let states = State::ALL.iter().copied().map(Some).chain([None]);
    let signs = states.map(|state| Part::Sign { state, at: [500, 600] });
    let words = [false, true].map(|is_middle| Part::Words {
        text: text.to_owned(),
        at: [500, 900],
        size: 120,
        is_bold: is_middle,
        is_middle,
    });
    let rule = |is_today| Part::Rule { x: 300, top: 0, bottom: 17_000, is_today };
    let grounds = [Part::Window { place: [0, 0, 900, 900] }, Part::Away { place: [0, 0, 900, 900] }];
    let parts = grounds.into_iter().chain(boxes).chain(signs).chain([rule(false), rule(true)]).chain(words);
    Figure { alternative: text.to_owned(), width: 9_000, height: 17_000, parts: parts.collect() }
}

#[test]
fn a_drawing_fits_its_page_and_is_one_figure() {
    for (language, text) in [(Language::dutch(), "tien"), (language("ar"), "عشرة")] {
        let seen = printed(
            language,
            vec![Block::Heading { level: 2, text: plain(text) }, Block::Figure(Box::new(drawing(text)))],
        );
        assert_eq!(seen.pages(), 1, "the heading stands with it");
        let outline = seen.outline();
        let tags: Vec<&str> = outline.iter().map(|(tag, _)| tag.as_str()).collect();
        assert_eq!(tags, ["Document", "Sect", "H1", "Figure"]);
    }
}

#[test]
fn no_header_of_a_table_stands_at_the_foot_of_a_page_with_one_row_alone() {
    let row = |text: &str| vec![plain(text), plain(text)];
    let mut broken = 0;
    for before in 0..40 {
        let mut blocks = vec![Block::Paragraph(plain(TIP)); before];
        blocks.push(Block::Heading { level: 2, text: plain("mei") });
        blocks.push(Block::Table { header: row("week"), rows: vec![row("een"); 12] });
        let seen = read(&print(Language::dutch(), Format::Wide, blocks).expect("it prints"));
        let outline = seen.outline();
        let page_of =
            |wanted: &str, at: usize| outline.iter().filter(|(tag, _)| tag == wanted).nth(at).map(|one| one.1);
        // Two cells a row.
        assert_eq!(page_of("H1", 0), page_of("TD", 2), "{before} paragraphs above it");
        broken += usize::from(page_of("H1", 0) != page_of("TD", 22));
    }
    assert!(broken > 0, "a table is divided where it must be");
}

#[test]
fn tables_with_the_same_columns_share_the_rows_that_make_them_wide_and_no_others_do() {
    let table =
        |header: &str, first: &str| Block::Table { header: vec![plain(header)], rows: vec![vec![plain(first)]] };
    let blocks = [table("week", "kort"), table("week", "een veel langere week"), table("maand", "anders")];
    let widths = |header: &str| crate::documents::pdf::table::alike(&blocks, &[plain(header)]).len();
    assert_eq!((widths("week"), widths("maand"), widths("jaar")), (2, 1, 0));
}
