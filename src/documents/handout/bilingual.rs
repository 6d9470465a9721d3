//! The sheet in two languages (tweetalig): the tips in the parent's language with the Dutch beside them, under one number.

use super::block::{Block, ContactLine, Format, Pair, Pictogram, Sheet, Span};
use super::evening::Evening;
use super::{Compose, Handout, Kind, Refusal, line, tips};
use crate::domain::kit::{ForParents, SectionForParents};
use crate::domain::text::Parents;
use crate::language::{Lang, Language};

pub(super) const KIND: Kind = Kind {
    word: "tweetalig",
    title: |phrases| &phrases.handout.bilingual,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: true,
    has_contacts: true,
    compose: Compose::Parents(|evening| compose(&KIND, evening)),
};

/// The same in letters of 18 points.
pub(super) const LARGE: Kind = Kind {
    word: "tweetalig-groot",
    title: |phrases| &phrases.handout.bilingual_large,
    is_large_print: true,
    compose: Compose::Parents(|evening| compose(&LARGE, evening)),
    ..KIND
};

fn compose(kind: &Kind, evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    if !kind.is_made_in(evening.language) {
        return Err(Refusal::OnlyDutch);
    }
    if evening.kits.is_empty() {
        return Err(Refusal::NoTips);
    }
    let contacts = evening.contacts.lines(evening.language)?;
    let kits = evening.kits.iter().zip(&evening.kits_in_dutch);
    let sheets = kits.map(|(kit, dutch)| sheet(kit, dutch, evening, contacts.clone())).collect();
    Ok(Handout::new(kind, evening.language, evening.title.text.as_str(), None, sheets))
}

fn sheet(kit: &ForParents, dutch: &ForParents, evening: &Evening, contacts: Vec<ContactLine>) -> Sheet {
    let language = evening.language;
    let title = line::said(&kit.title, language);
    let mut blocks = vec![Block::Heading { level: 1, text: title.clone() }];
    if kit.title.language != dutch.title.language {
        let text = vec![Span::Bold(dutch.title.text.as_str().to_owned())];
        blocks.push(Block::InLanguage(Language::dutch(), vec![Block::Paragraph(text)]));
    }
    if tips::is_unread(kit, language) {
        blocks.push(Block::Note(line::plain(&language.phrases().handout.unread)));
    }
    let mut first = 1;
    for (section, dutch) in kit.sections.iter().zip(&dutch.sections) {
        blocks.push(side_by_side(section, dutch, first, language));
        first += section.tips.len();
    }
    blocks.extend(tips::end(evening, contacts));
    Sheet { blocks, footer: tips::foot(evening, title) }
}

fn side_by_side(own: &SectionForParents, dutch: &SectionForParents, first: usize, language: Lang) -> Block {
    let pictogram = Pictogram::find(&own.pictogram).unwrap_or(Pictogram::Talk);
    let heading =
        Pair { own: line::said(&own.heading, language), other: line::said(&dutch.heading, Language::dutch()) };
    let rows = own.tips.iter().zip(&dutch.tips).map(|(own, dutch)| {
        // What nobody wrote in the language, or law that nobody read in it, stands in Dutch alone.
        let is_there = own.said.language == language;
        let text = if is_there { line::said(&own.said, language) } else { tips::in_dutch(language) };
        Pair { own: text, other: line::said(&dutch.said, Language::dutch()) }
    });
    Block::SideBySide { pictogram, other: Language::dutch(), heading, first, rows: rows.collect() }
}
