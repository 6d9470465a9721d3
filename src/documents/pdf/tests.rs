//! What a printed handout promises.

mod endless;
mod figure;
mod hostile;
mod reader;

use super::{Document, MissingGlyph, check, render};
use crate::documents::handout::block::{
    Answer, Block, Card, ContactLine, Face, Format, Line, Pair, Pictogram, Sheet, Span,
};
use crate::language::{LANGUAGES, Lang, Language};
use reader::{Seen, read};

fn plain(text: &str) -> Line {
    vec![Span::Plain(text.into())]
}

fn language(code: &str) -> Lang {
    Language::find(code).expect("it is in the list")
}

fn print(language: Lang, format: Format, blocks: Vec<Block>) -> Result<Vec<u8>, MissingGlyph> {
    let sheets = [Sheet { blocks, footer: plain("1") }];
    render(&Document { title: "1", language, format, sheets: &sheets, is_large_print: false })
}

fn printed(language: Lang, blocks: Vec<Block>) -> Seen {
    read(&print(language, Format::A4, blocks).expect("every character has a glyph"))
}

/// Some words of about the length of a tip.
const TIP: &str = "Kinderen leren snel nieuwe woorden en manieren. Laat uw kind u iets leren over school, vrienden of \
                   de telefoon, en vertel zelf hoe dat vroeger bij u thuis ging.";

fn tip(pictogram: Pictogram) -> Block {
    Block::Tip { pictogram, heading: plain("Wat is hier anders?"), lines: vec![plain(TIP)] }
}

fn contact(name: &str, value: &str) -> ContactLine {
    ContactLine { name: plain(name), value: value.into(), note: plain("maandag 9:00") }
}

fn tips_sheet(note: bool) -> Vec<Block> {
    let mut blocks = vec![Block::Heading { level: 1, text: plain("Opvoeden in twee culturen") }];
    if note {
        blocks.push(Block::Note(plain("Deze tekst is nog niet nagekeken. De Nederlandse tekst is leidend.")));
    }
    blocks.extend(Pictogram::ALL.into_iter().take(5).map(tip));
    blocks.push(Block::Contacts(vec![
        contact("Steunpunt", "070 345 43 19"),
        contact("Advies", "0800-2000"),
        contact("Gevaar", "112"),
    ]));
    blocks.push(Block::Qr {
        address: "https://aantafel.example/nl/k01".into(),
        caption: plain("Lees dit blad op uw telefoon"),
        alternative: "QR".into(),
    });
    blocks
}

fn answer(face: Face) -> Answer {
    Answer { face, word: plain("1"), alternative: "1".into() }
}

/// One of every block.
fn everything(text: &str) -> Vec<Block> {
    let line = || plain(text);
    vec![
        Block::Heading { level: 1, text: line() },
        Block::Heading { level: 3, text: line() },
        Block::Paragraph(vec![
            Span::Bold(text.into()),
            Span::Ltr("0800-2000".into()),
            Span::Other(Language::dutch(), "thuis".into()),
        ]),
        Block::Lead(line()),
        Block::Note(line()),
        Block::List(vec![line(), line()]),
        Block::Tip { pictogram: Pictogram::Heart, heading: line(), lines: vec![line(), line()] },
        Block::Facts(vec![(line(), line())]),
        Block::Table { header: vec![line(), line()], rows: vec![vec![line()], vec![line(), line(), line()]] },
        Block::Contacts(vec![ContactLine { name: line(), value: "112".into(), note: Line::new() }]),
        Block::Qr { address: "https://a.example".into(), caption: line(), alternative: text.into() },
        Block::InLanguage(Language::dutch(), vec![Block::Paragraph(plain("thuis"))]),
        Block::Checklist(vec![line()]),
        Block::Steps(vec![line(), line()]),
        Block::Cards(vec![Card { language: Language::dutch(), question: plain("thuis"), foot: line() }]),
        Block::Scale { answers: [Face::Happy, Face::Plain, Face::Sad].map(answer), questions: vec![line()] },
        Block::Figure(Box::new(figure::drawing(text))),
        Block::SideBySide {
            pictogram: Pictogram::Heart,
            other: Language::dutch(),
            heading: Pair { own: line(), other: plain("thuis") },
            first: 9,
            rows: vec![Pair { own: line(), other: plain("thuis") }, Pair { own: Line::new(), other: plain("thuis") }],
        },
    ]
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_thread() {
    let first = print(Language::dutch(), Format::A4, everything("twee")).expect("it prints");
    let other = std::thread::spawn(|| print(Language::dutch(), Format::A4, everything("twee")).expect("it prints"));
    print(language("ar"), Format::A4, everything("اثنان")).expect("it prints");
    assert_eq!(first, other.join().expect("the thread ends"));
    assert_eq!(first, print(Language::dutch(), Format::A4, everything("twee")).expect("it prints"));
    assert_ne!(first, print(Language::dutch(), Format::A4, everything("drie")).expect("it prints"));
}

#[test]
fn every_language_prints_every_block() {
    for language in LANGUAGES {
        for format in [Format::A4, Format::A5] {
            let bytes = print(language, format, everything(language.own_name)).expect(language.code);
            assert!(bytes.len() < 60_000, "{}: {} bytes", language.code, bytes.len());
            assert!(read(&bytes).pages() >= 1);
        }
    }
}

#[test]
fn a_character_without_glyph_stops_the_print_and_is_named() {
    let missing =
        print(Language::dutch(), Format::A4, vec![Block::Paragraph(plain("thuis 漢"))]).expect_err("no glyph");
    assert_eq!((missing.character, missing.language.code), ('漢', "nl"));
    assert!(missing.to_string().contains("U+6F22") && missing.to_string().contains("thuis"), "{missing}");
    assert_eq!(check(Language::dutch(), "thuis 漢"), Err(missing));
    assert_eq!(check(language("ar"), "بيت De Brug, 12"), Ok(()));
}

#[test]
fn a_number_in_arabic_stands_in_its_order() {
    let arabic = language("ar");
    let line = |number: Span| vec![Span::Plain("اتصل بالرقم ".into()), number, Span::Plain(" الآن".into())];
    for number in ["0800-2000", "070 345 43 19", "+31 70 345 43 19", "19:30 – 21:30", "aantafel.example/ar/m/k7f3q2"]
    {
        let seen = printed(arabic, vec![Block::Paragraph(line(Span::Ltr(number.into())))]);
        // Its digits are tied together.
        let text = seen.text().replace('\u{a0}', " ");
        assert!(text.contains(number), "{number}: {text}");
    }
    // The same number without isolation is drawn the wrong way round: the check above would see it.
    let broken = printed(arabic, vec![Block::Paragraph(line(Span::Plain("0800-2000".into())))]);
    assert!(broken.text().contains("2000-0800"), "{}", broken.text());
}

#[test]
fn a_line_is_drawn_in_the_order_in_which_it_is_read() {
    let line = vec![
        Span::Plain("من الساعة ".into()),
        Span::Ltr("19:30".into()),
        Span::Plain(" في ".into()),
        Span::Other(Language::dutch(), "Buurthuis De Brug".into()),
    ];
    let seen = printed(language("ar"), vec![Block::Paragraph(line)]);
    let pieces = &seen.lines[0].pieces;
    assert!(pieces.windows(2).all(|pair| pair[0].0 > pair[1].0), "from right to left: {pieces:?}");
    assert_eq!(pieces[1].1, "19:30");
    assert_eq!(pieces[3].1, "Buurthuis De Brug");
}

#[test]
fn every_glyph_tells_its_own_text_where_letters_do_not_join() {
    // Text told beside the glyphs is read backwards by some programs.
    let seen =
        printed(language("fa"), vec![Block::Paragraph(plain("این که می\u{200c}کند، کار و چه برنامه\u{200c}ای"))]);
    for page in seen.file.page_iter() {
        let content = seen.file.get_and_decode_page_content(page).expect("the page can be read");
        let told = format!("{:?}", content.operations);
        assert!(told.contains("MCID") && !told.contains("ActualText"), "{told}");
    }
    let letters = seen.lines[0].text.chars().filter(|character| !character.is_whitespace()).count();
    assert_eq!(letters, "اینکهمیکند،کاروچهبرنامهای".chars().count(), "{}", seen.lines[0].text);
}

#[test]
fn a_number_is_never_broken_over_lines() {
    let halves = |number: &dyn Fn(String) -> Span| {
        let broken = (0..30).filter(|width| {
            let filler = "o".repeat(20 + width);
            let line =
                vec![Span::Plain(format!("{filler} ")), number("070 345 43 19".into()), Span::Plain(" o".into())];
            let bytes = print(Language::dutch(), Format::A5, vec![Block::Paragraph(line)]).expect("it prints");
            !read(&bytes).lines.iter().any(|line| line.text.contains("070 345 43 19"))
        });
        broken.count()
    };
    assert_eq!(halves(&Span::Ltr), 0);
    assert!(halves(&Span::Plain) > 0, "as plain text it does break: the check above would see it");
}

#[test]
fn right_to_left_sheets_are_mirrored() {
    let (dutch, arabic) = (printed(Language::dutch(), vec![tip(Pictogram::Talk)]), {
        printed(language("ar"), vec![Block::Tip { pictogram: Pictogram::Talk, heading: plain("بيت"), lines: vec![] }])
    });
    assert!(dutch.drawings[0].1 < 100.0 && arabic.drawings[0].1 > 400.0);
    assert!(dutch.lines[0].x < 200.0 && arabic.lines[0].x > 400.0);
}

#[test]
fn a_tips_sheet_fits_one_page() {
    assert_eq!(printed(Language::dutch(), tips_sheet(false)).pages(), 1);
    assert_eq!(printed(Language::dutch(), tips_sheet(true)).pages(), 1);
}

#[test]
fn a_tip_is_not_divided_over_pages() {
    let blocks = Pictogram::ALL.into_iter().map(tip).collect();
    let seen = printed(Language::dutch(), blocks);
    assert!(seen.pages() > 1);
    let outline = seen.outline();
    let tips: Vec<_> = outline.windows(2).filter(|pair| pair[1].0 == "P" && pair[0].0.starts_with('H')).collect();
    assert_eq!(tips.len(), 16);
    assert!(tips.iter().all(|pair| pair[0].1 == pair[1].1), "a heading stands with its text: {outline:?}");
}

#[test]
fn everything_that_is_read_has_its_place_in_the_outline() {
    let seen = printed(Language::dutch(), everything("twee"));
    let tags: Vec<String> = seen.outline().into_iter().map(|(tag, _)| tag).collect();
    for tag in [
        "Document", "Sect", "H1", "H2", "P", "Span", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure",
        "Div",
    ] {
        assert!(tags.iter().any(|other| other == tag), "{tag}");
    }
    let mut marks = seen.marks.clone();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks.len(), seen.marks.len(), "no mark stands for two things");
}

#[test]
fn a_file_tells_its_title_and_language_and_nothing_about_who_made_it() {
    let seen = printed(language("ar"), vec![Block::Paragraph(plain("بيت"))]);
    let catalog = seen.file.catalog().expect("there is a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language"), b"ar");
    let info = seen.file.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("by reference");
    let mut keys: Vec<&[u8]> =
        seen.file.get_dictionary(info).expect("it is there").iter().map(|(key, _)| &**key).collect();
    keys.sort_unstable();
    assert_eq!(keys, [&b"Producer"[..], b"Title"]);
}

#[test]
fn pdftotext_reads_what_was_written() {
    let path = std::env::temp_dir().join(format!("aantafel-{}.pdf", std::process::id()));
    std::fs::write(&path, print(Language::dutch(), Format::A4, tips_sheet(false)).expect("it prints")).expect("disk");
    let output = std::process::Command::new("pdftotext").arg(&path).arg("-").output();
    let _ = std::fs::remove_file(&path);
    let Ok(output) = output else {
        println!("skipped: no pdftotext");
        return;
    };
    let text = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Opvoeden in twee culturen", TIP, "070 345 43 19", "aantafel.example/nl/k01"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
