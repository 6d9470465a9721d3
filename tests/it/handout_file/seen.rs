//! Every kind as it looks (plaatjes): beside a picture that somebody looked at, on the right side, and no longer than it may be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use aantafel::documents::handout::block::{Block, Format, Pictogram, Sheet};
use aantafel::documents::handout::{Compose, Kind};
use aantafel::documents::pdf::{self, Document};
use aantafel::language::{Lang, Language};
use aantafel::seed;

use super::each::{self, Made};
use super::picture::{FEW, Picture};
use crate::handout_texts::evening;

/// All of them together; somebody clones this.
const MOST_BYTES: u64 = 4_000_000;
/// A script that runs the other way, one that is wider, and one that is lower than the Dutch.
const SCRIPTS: [&str; 4] = ["nl", "ar", "ti", "ur"];

#[tokio::test]
async fn every_kind_looks_as_it_did_when_somebody_looked() {
    let mut names = BTreeSet::new();
    let mut unlike = Vec::new();
    let is_new = std::env::var_os("UPDATE_EXPECTED").is_some();
    for made in each::everything().await.iter().chain(each::for_phones().await) {
        let file = expected(made);
        let picture = made.picture();
        names.insert(file.clone());
        let difference = Picture::read(&file).map_or(1.0, |looked_at| picture.difference(&looked_at));
        if difference > FEW {
            if is_new {
                picture.write(&file);
            } else {
                let now = made.file.with_extension("seen.png");
                picture.write(&now);
                unlike.push(format!("{} ({difference:.3}): now {}", file.display(), now.display()));
            }
        }
    }
    assert!(unlike.is_empty(), "look at these, then write them anew with UPDATE_EXPECTED=1:\n{}", unlike.join("\n"));
    let kept: Vec<PathBuf> =
        std::fs::read_dir(folder()).expect("a folder of pictures").map(|entry| entry.expect("a file").path()).collect();
    assert_eq!(kept.iter().cloned().collect::<BTreeSet<_>>(), names, "no picture of what is not made any more");
    let bytes: u64 = kept.iter().map(|file| file.metadata().expect("a file").len()).sum();
    assert!(bytes <= MOST_BYTES, "{bytes} bytes of pictures");
}

#[test]
fn what_moved_turned_or_went_missing_is_seen() {
    let kit = seed::kits().expect("the kits load").into_iter().find(|kit| kit.contents.code == "K01").expect("K01");
    for code in SCRIPTS {
        let language = Language::find(code).expect("a language");
        let Compose::Parents(compose) = Kind::find("tips").expect("tips").compose else { panic!("for parents") };
        let evening = evening(&kit, language).expect("for parents");
        let sheet = compose(&evening).expect("nothing to refuse").sheets()[0].clone();
        let sound = drawn(language, &sheet.blocks);
        let tips: Vec<usize> =
            (0..sheet.blocks.len()).filter(|at| matches!(sheet.blocks[*at], Block::Tip { .. })).collect();
        let with = |change: &dyn Fn(&mut Vec<Block>)| {
            let mut blocks = sheet.blocks.clone();
            change(&mut blocks);
            drawn(language, &blocks)
        };
        let broken = [
            ("a paragraph elsewhere", with(&|blocks| blocks.swap(tips[0], tips[1]))),
            ("a paragraph gone", with(&|blocks| drop(blocks.remove(tips[1])))),
            ("no pictograms", with(&|blocks| blocks.iter_mut().for_each(without_pictogram))),
            ("another pictogram", with(&|blocks| blocks.iter_mut().for_each(other_pictogram))),
            ("the other direction", drawn(opposite(language), &sheet.blocks)),
        ];
        for (harm, picture) in broken {
            let difference = sound.difference(&picture);
            assert!(difference > FEW, "{code}, {harm}: {difference}");
        }
        assert!(sound.difference(&drawn(language, &sheet.blocks)) == 0.0, "{code}: the same is the same");
        let mut speck = sound.clone();
        speck.pixels.iter_mut().step_by(397).for_each(|pixel| *pixel = pixel.saturating_add(34));
        assert!(sound.difference(&speck) < FEW, "{code}: another machine may round another way");
    }
}

#[tokio::test]
async fn every_sheet_begins_on_the_side_where_its_language_does() {
    // Cards have no title: they stand in two columns.
    for made in each::everything().await.iter().filter(|made| made.kind.word != "gesprekskaarten") {
        let [left, right] = made.picture().around_title();
        assert_eq!(
            right < left,
            made.language.is_rtl(),
            "{}: {left} from the left, {right} from the right",
            name(made)
        );
    }
}

#[tokio::test]
async fn no_paper_is_longer_than_somebody_reads() {
    for made in each::everything().await {
        let pages = lopdf::Document::load_mem(&made.bytes).expect("a PDF").get_pages().len();
        // Where a part is said in Dutch too, a sheet of tips runs over.
        let most = match made.kind.word {
            "flyer" | "poster" | "evaluatie" | "kaart-begeleider" | "kaart-vrijwilliger" | "afspraak" => 1,
            "tips" if made.language.is_dutch() => 1,
            "tips" | "tweetalig" | "gesprekskaarten" => 2,
            "tips-groot" => 3,
            "tweetalig-groot" | "draaiboek" => 4,
            other => panic!("how long may {other} be?"),
        };
        assert!((1..=most).contains(&pages), "{}: {pages} pages", name(made));
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/expected/handout")
}

fn name(made: &Made) -> String {
    format!("{}-{}", made.kind.word, made.language)
}

fn expected(made: &Made) -> PathBuf {
    folder().join(format!("{}.png", name(made)))
}

fn drawn(language: Lang, blocks: &[Block]) -> Picture {
    let sheets = [Sheet { blocks: blocks.to_vec(), footer: Vec::new() }];
    let document = Document { title: "1", language, format: Format::A4, sheets: &sheets, is_large_print: false };
    Picture::of(&pdf::render(&document).expect("every character has a glyph"))
}

fn opposite(language: Lang) -> Lang {
    Language::find(if language.is_rtl() { "nl" } else { "ar" }).expect("a language")
}

fn without_pictogram(block: &mut Block) {
    if let Block::Tip { heading, lines, .. } = block {
        let paragraphs = std::iter::once(&*heading).chain(&*lines).cloned().map(Block::Paragraph);
        *block = Block::InLanguage(Language::dutch(), paragraphs.collect());
    }
}

fn other_pictogram(block: &mut Block) {
    if let Block::Tip { pictogram, .. } = block {
        *pictogram = if *pictogram == Pictogram::Heart { Pictogram::Talk } else { Pictogram::Heart };
    }
}
