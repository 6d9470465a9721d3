//! A document's sheets, one after another (bladen): set, tightened where that saves a page, drawn, bound.

use super::compose::{Composed, Composer};
use super::draw::{Canvas, Footer};
use super::file::{self, Words};
use super::flow::{self, Page};
use super::forms::Forms;
use super::glyphs::Glyphs;
use super::lines::{Side, Typesetter};
use super::paragraph::Paragraph;
use super::style::{Setting, Style};
use super::tree::{ElementId, Tree};
use super::{Document, MissingGlyph, compose, identity, table};
use crate::documents::handout::block::{Block, Sheet, Span};
use crate::language::Lang;

/// A sheet that is set and divided over pages.
struct Set {
    style: Style,
    composed: Composed,
    pages: Vec<Page>,
    footer: Option<Paragraph>,
    /// One for each page, where there are several.
    numbers: Vec<Paragraph>,
}

pub(super) fn render(document: &Document<'_>, typesetter: &mut Typesetter) -> Result<Vec<u8>, MissingGlyph> {
    super::check(document.language, document.title)?;
    let mut tree = Tree::new(document.language);
    let mut sheets = Vec::with_capacity(document.sheets.len());
    for sheet in document.sheets {
        sheets.push(set(document, sheet, typesetter, &mut tree)?);
    }
    let mut glyphs = Glyphs::default();
    for sheet in &sheets {
        glyphs.note_texts(&sheet.composed.texts);
        sheet.footer.iter().chain(&sheet.numbers).for_each(|text| glyphs.note(text));
    }
    glyphs.number();
    let mut forms = Forms::default();
    let mut drawn = Vec::new();
    for mut sheet in sheets {
        let mut numbers = sheet.numbers.drain(..);
        let (text_x, number_x) = footer_places(&sheet.style, document.language);
        let mut footer = Footer { text: sheet.footer.take(), text_x, number: None, number_x };
        for page in &sheet.pages {
            footer.number = numbers.next();
            let canvas = Canvas::new(&sheet.style, &glyphs, &mut tree, &mut forms, drawn.len());
            drawn.push(canvas.draw(page, &sheet.composed, &footer));
        }
    }
    if drawn.is_empty() {
        // A PDF without pages is broken; nothing to print is an empty page.
        let style = Style::new(document.format, Setting::Text, false);
        let nothing = Footer { text: None, text_x: 0.0, number: None, number_x: 0.0 };
        let canvas = Canvas::new(&style, &glyphs, &mut tree, &mut forms, 0);
        drawn.push(canvas.draw(&Page::default(), &Composed::default(), &nothing));
    }
    let words = Words { title: document.title, language: document.language, identity: identity::of(document) };
    Ok(file::write(drawn, forms.into_resources(), &glyphs, &tree, &words))
}

/// Sets a sheet; again with smaller letters when that saves a page, or when there can be but one.
fn set(
    document: &Document<'_>,
    sheet: &Sheet,
    typesetter: &mut Typesetter,
    tree: &mut Tree,
) -> Result<Set, MissingGlyph> {
    let style = Style::new(document.format, setting(sheet), document.is_large_print);
    let parent = tree.add_sheet();
    let bookmark = tree.bookmark();
    let footer = footer(document, sheet, typesetter, &style)?;
    let bottom = flow::bottom(&style, footer.as_ref().map_or(0.0, Paragraph::height));
    let mut composed = composed(document, sheet, typesetter, tree, parent, style)?;
    let mut pages = flow::pages(&composed.slices, &style, bottom);
    let (mut chosen, mut tried) = (style, style);
    while pages.len() > 1
        && let Some(tightened) = tried.tightened()
        && (style.has_one_page || flow::may_fit_when_tightened(&composed.slices, &style, bottom, pages.len()))
    {
        tried = tightened;
        let as_it_was = tree.clone();
        tree.return_to(bookmark);
        let other = self::composed(document, sheet, typesetter, tree, parent, tightened)?;
        let other_pages = flow::pages(&other.slices, &tightened, bottom);
        if other_pages.len() < pages.len() {
            (composed, pages, chosen) = (other, other_pages, tightened);
        } else {
            // Smaller letters win nothing: back to the ones that read best.
            *tree = as_it_was;
        }
    }
    // Cards are cut apart: a number would lie in a corner of one of them.
    let count = if style.setting == Setting::Cards { 1 } else { pages.len() };
    let numbers = numbers(document.language, count, typesetter, &chosen)?;
    Ok(Set { style: chosen, composed, pages, footer, numbers })
}

/// What its blocks make of a sheet.
fn setting(sheet: &Sheet) -> Setting {
    let is_cards = |block: &Block| matches!(block, Block::Cards(_));
    match &sheet.blocks[..] {
        [_, ..] if sheet.blocks.iter().all(is_cards) && compose::is_blank(&sheet.footer) => Setting::Cards,
        blocks if blocks.iter().any(|block| matches!(block, Block::Lead(_))) => Setting::Flyer,
        _ => Setting::Text,
    }
}

fn composed(
    document: &Document<'_>,
    sheet: &Sheet,
    typesetter: &mut Typesetter,
    tree: &mut Tree,
    parent: ElementId,
    style: Style,
) -> Result<Composed, MissingGlyph> {
    tree.restart_headings();
    let mut composer = Composer {
        typesetter,
        tree,
        style,
        language: document.language,
        parent,
        left: style.side,
        width: style.text_width(),
        widest_label: table::widest_label(&sheet.blocks),
        made: Composed::default(),
    };
    composer.blocks(&sheet.blocks)?;
    Ok(composer.made)
}

/// A footer takes a third of the page at most: it is small print, not a place for a story.
const FOOTER_LINES: usize = 20;

fn footer(
    document: &Document<'_>,
    sheet: &Sheet,
    typesetter: &mut Typesetter,
    style: &Style,
) -> Result<Option<Paragraph>, MissingGlyph> {
    if compose::is_blank(&sheet.footer) {
        return Ok(None);
    }
    let width = style.text_width() - NUMBER;
    let mut text = typesetter.set(&sheet.footer, document.language, style.small(), width, Side::Start)?;
    text.lines.truncate(FOOTER_LINES);
    Ok(Some(text))
}

/// The room for "10 / 12".
const NUMBER: f32 = 44.0;

fn numbers(
    language: Lang,
    pages: usize,
    typesetter: &mut Typesetter,
    style: &Style,
) -> Result<Vec<Paragraph>, MissingGlyph> {
    if pages < 2 {
        return Ok(Vec::new());
    }
    (1..=pages)
        .map(|page| {
            let number = [Span::Ltr(format!("{page} / {pages}"))];
            typesetter.set(&number, language, style.small(), NUMBER, Side::End)
        })
        .collect()
}

/// Where the small print and the number of the page begin.
fn footer_places(style: &Style, language: Lang) -> (f32, f32) {
    if language.is_rtl() { (style.side + NUMBER, style.side) } else { (style.side, style.width - style.side - NUMBER) }
}
