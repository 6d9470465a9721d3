//! The tips sheet (tipsblad): one A4 a kit, at most five blocks with a drawing, whom to call, and the way to its page.

use super::block::{Block, ContactLine, Format, Line, Pictogram, Sheet};
use super::evening::Evening;
use super::{Compose, Handout, Kind, Refusal, contacts, flyer, line};
use crate::domain::kit::{ForParents, SectionForParents, TipForParents};
use crate::domain::text::Parents;
use crate::language::{Lang, Language};

pub(super) const KIND: Kind = Kind {
    word: "tips",
    title: |phrases| &phrases.handout.tips,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: true,
    compose: Compose::Parents(|evening| compose(&KIND, evening)),
};

/// The same in letters of 18 points.
pub(super) const LARGE: Kind = Kind {
    word: "tips-groot",
    title: |phrases| &phrases.handout.tips_large,
    is_large_print: true,
    compose: Compose::Parents(|evening| compose(&LARGE, evening)),
    ..KIND
};

fn compose(kind: &Kind, evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    if evening.kits.is_empty() {
        return Err(Refusal::NoTips);
    }
    let contacts = evening.contacts.lines(evening.language)?;
    let sheets = evening.kits.iter().map(|kit| sheet(kit, evening, contacts.clone())).collect();
    Ok(Handout::new(kind, evening.language, evening.title.text.as_str(), None, sheets))
}

fn sheet(kit: &ForParents, evening: &Evening, contacts: Vec<ContactLine>) -> Sheet {
    let language = evening.language;
    let phrases = &language.phrases().handout;
    let title = line::said(&kit.title, language);
    let mut blocks = vec![Block::Heading { level: 1, text: title.clone() }];
    if kit.sections.iter().all(|section| is_other(section, language)) {
        blocks.push(Block::Note(in_dutch(language)));
        let dutch = kit.sections.iter().flat_map(|section| tip(section, Language::dutch())).collect();
        blocks.push(Block::InLanguage(Language::dutch(), dutch));
    } else {
        if is_unread(kit, language) {
            blocks.push(Block::Note(line::plain(&phrases.unread)));
        }
        blocks.extend(kit.sections.iter().flat_map(|section| tip(section, language)));
    }
    blocks.extend(end(evening, contacts));
    blocks.extend(flyer::emblems(evening));
    Sheet { blocks, footer: foot(evening, title) }
}

/// Whom to call, and the way to the sheet's page.
pub(super) fn end(evening: &Evening, contacts: Vec<ContactLine>) -> Vec<Block> {
    let language = evening.language;
    let phrases = &language.phrases().handout;
    let mut blocks = contacts::blocks(contacts, language);
    let address = evening.address_of_handout.clone();
    let alternative = phrases.qr_alternative.of(&address);
    blocks.push(Block::Qr { caption: line::plain(&phrases.qr_tips), alternative, address });
    blocks
}

/// The kit's title, and how old the numbers are.
pub(super) fn foot(evening: &Evening, title: Line) -> Line {
    let footer = line::fill(&evening.language.phrases().handout.footer, &[("title", title)]);
    line::joined_by([footer, evening.contacts.checked(evening.language)], " · ")
}

/// A section; what of it is not in the language follows in Dutch, after a line that says so.
fn tip(section: &SectionForParents, language: Lang) -> Vec<Block> {
    let (own, other): (Vec<_>, Vec<_>) = section.tips.iter().partition(|tip| tip.said.language == language);
    let mut lines = said(&own, language);
    if !other.is_empty() {
        lines.push(in_dutch(language));
    }
    let pictogram = Pictogram::find(&section.pictogram).unwrap_or(Pictogram::Talk);
    let mut blocks = vec![Block::Tip { pictogram, heading: line::said(&section.heading, language), lines }];
    if !other.is_empty() {
        let paragraphs = said(&other, Language::dutch()).into_iter().map(Block::Paragraph).collect();
        blocks.push(Block::InLanguage(Language::dutch(), paragraphs));
    }
    blocks
}

fn said(tips: &[&TipForParents], language: Lang) -> Vec<Line> {
    tips.iter().map(|tip| line::said(&tip.said, language)).collect()
}

pub(super) fn in_dutch(language: Lang) -> Line {
    let phrases = &language.phrases().handout;
    line::plain(format!("{} {}", phrases.in_dutch, phrases.ask_facilitator))
}

/// Whether nothing of the section is in the language.
fn is_other(section: &SectionForParents, language: Lang) -> bool {
    section.heading.language != language && section.tips.iter().all(|tip| tip.said.language != language)
}

/// Whether anything on the sheet was read by nobody who knows the language. Dutch leads, and is nobody's translation.
pub(super) fn is_unread(kit: &ForParents, language: Lang) -> bool {
    !language.is_dutch() && (!kit.title.is_read || kit.has_unread())
}
