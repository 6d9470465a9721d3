//! Text that comes out of a file again (zoeken, kopiëren, voorlezen): every word of its page, and in which order.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::Command;

use scraper::{ElementRef, Html, Selector};

use super::each::{self, Made};
use crate::browser::Page;
use crate::reader::{missing, pdf_text};
use crate::world::skipped;

/// Which part of the words of a page a program must find in its PDF.
const BY_POPPLER: f64 = 0.95;
const BY_PDFIUM: f64 = 0.97;

#[tokio::test]
async fn poppler_finds_the_words_of_the_page_in_their_order() {
    let mut figures = Figures::default();
    for made in each::everything().await {
        let Some(text) = pdf_text(&made.bytes) else { return };
        let found = recall(made, &text);
        assert!(found >= BY_POPPLER, "{}: {found}", made.page.address);
        assert_eq!(out_of_order(made, &text), [""; 0], "{}", made.page.address);
        figures.note(made, found);
    }
    figures.print("poppler");
}

#[tokio::test]
async fn pdfium_finds_the_words_of_the_page() {
    let made = each::everything().await;
    let Some(texts) = read_with_pdfium(made) else { return };
    let mut figures = Figures::default();
    for (made, text) in made.iter().zip(&texts) {
        let found = recall(made, text);
        assert!(found >= BY_PDFIUM, "{}: {found}", made.page.address);
        if !made.language.is_rtl() {
            assert_eq!(out_of_order(made, text), [""; 0], "{}", made.page.address);
        }
        figures.note(made, found);
    }
    figures.print("PDFium");
}

#[tokio::test]
async fn words_that_are_gone_or_broken_are_missed() {
    let made = &each::everything().await[0];
    let whole = sentences(&made.page).join("\n");
    assert_eq!(recall(made, &whole), 1.0);
    let few: Vec<&str> =
        whole.split_whitespace().enumerate().filter(|(at, _)| at % 10 != 0).map(|(_, word)| word).collect();
    assert!(recall(made, &few.join(" ")) < BY_POPPLER, "one in ten is gone");
    assert!(recall(made, &whole.replace('e', "e ")) < BY_POPPLER, "words with a gap in them");
    assert!(recall(made, &whole.replace(' ', "")) < BY_POPPLER, "words without a gap between them");
    let turned: String = whole.chars().rev().collect();
    assert!(recall(made, &turned) < BY_POPPLER, "words that are read backwards");
}

/// The sentences of its page that a text does not hold in one piece. A cell of two lines is read together with its
/// neighbours, line by line, so of a table only the words count.
fn out_of_order(made: &Made, text: &str) -> Vec<String> {
    let cells = made.page.all("article.sheet :is(th, td)");
    let is_cell = |sentence: &String| cells.iter().any(|cell| cell.trim() == sentence);
    missing(&made.page, text, made.language).into_iter().filter(|sentence| !is_cell(sentence)).collect()
}

/// Which part of the words of its page stands in a text; a word that the page has twice must be there twice.
fn recall(made: &Made, text: &str) -> f64 {
    let mut found: HashMap<String, usize> = HashMap::new();
    for word in words(text) {
        *found.entry(word).or_default() += 1;
    }
    let wanted: Vec<String> = sentences(&made.page).iter().flat_map(|sentence| words(sentence)).collect();
    let is_found =
        |word: &&String| found.get_mut(*word).and_then(|left| left.checked_sub(1).map(|rest| *left = rest)).is_some();
    let kept = wanted.iter().filter(is_found).count();
    kept as f64 / wanted.len() as f64
}

/// What the sheets of a page say, piece by piece.
fn sentences(page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.html());
    let parts = "article.sheet :is(h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption strong, figcaption a)";
    let parts = Selector::parse(parts).expect("a selector");
    let is_leaf = |element: &ElementRef<'_>| element.select(&parts).next().is_none();
    let leaves = html.select(&parts).filter(is_leaf);
    leaves.map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

/// Letters, marks and digits in a row that run one way: poppler forgets the space between a number and an Arabic word.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_rtl = false;
    for character in text.chars().filter(|character| !crate::reader::is_mark(*character)) {
        let is_rtl = ('\u{590}'..='\u{8ff}').contains(&character);
        let is_of_word = character.is_alphanumeric() || is_combining(character);
        if !is_of_word || is_rtl != was_rtl {
            words.push(String::new());
        }
        if is_of_word && let Some(word) = words.last_mut() {
            word.push(character);
        }
        was_rtl = is_rtl;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_combining(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// `None`: it is not on this machine.
fn read_with_pdfium(made: &[Made]) -> Option<Vec<String>> {
    let installed = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("pdfua");
    if !installed.join("pypdfium2").exists() {
        skipped("PDFium is not there: tests/pdfua/install");
        return None;
    }
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdfua/read.py");
    let files = made.iter().map(|made| &made.file);
    let output = Command::new("python3").arg(program).args(files).env("PYTHONPATH", installed).output();
    let output = output.expect("python3 runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |made: &Made| std::fs::read_to_string(made.file.with_extension("pdf.txt")).expect("what was read");
    // So PDFium writes a hyphen at the end of a line.
    Some(made.iter().map(|made| text(made).replace(['\u{2}', '\u{fffe}'], "-")).collect())
}

/// The lowest of each language, printed with --nocapture.
#[derive(Default)]
struct Figures(BTreeMap<&'static str, f64>);

impl Figures {
    fn note(&mut self, made: &Made, found: f64) {
        let lowest = self.0.entry(made.language.code).or_insert(1.0);
        *lowest = lowest.min(found);
    }

    fn print(&self, program: &str) {
        let lowest: Vec<String> = self.0.iter().map(|(language, found)| format!("{language} {found:.3}")).collect();
        println!("word recall by {program}, lowest kind of each language: {}", lowest.join(", "));
    }
}
