//! The card for when somebody tells something (kaart): what to do, in order, and whom to call; never for parents.

use super::block::{Block, Format, Line, Sheet, Span};
use super::evening::Briefing;
use super::{Compose, Handout, Kind, Refusal, contacts, line};
use crate::domain::text::Facilitator;
use crate::language::{Phrase, Phrases};

/// For who leads the evening: an expert weighs the risk before anybody talks with the family.
pub(super) const FACILITATOR: Kind = Kind {
    word: "kaart-begeleider",
    title: |phrases| &phrases.handout.facilitator_card,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: true,
    compose: Compose::Facilitator(|briefing| compose(&FACILITATOR, briefing, of_facilitator)),
};

/// For who pours the tea: tell the worker tonight, or call for advice, and leave the family alone.
pub(super) const VOLUNTEER: Kind = Kind {
    word: "kaart-vrijwilliger",
    title: |phrases| &phrases.handout.volunteer_card,
    compose: Compose::Facilitator(|briefing| compose(&VOLUNTEER, briefing, of_volunteer)),
    ..FACILITATOR
};

fn of_facilitator(phrases: &'static Phrases) -> Vec<Line> {
    let (told, card) = (&phrases.told, &phrases.card);
    let firm = |phrase: &Phrase| vec![Span::Bold(phrase.to_string())];
    vec![
        line::plain(&told.listen),
        line::plain(&told.secrecy),
        firm(&card.family),
        firm(&card.abroad),
        line::plain(&card.expert),
        line::plain(&card.profession),
        line::plain(&told.write),
    ]
}

fn of_volunteer(phrases: &'static Phrases) -> Vec<Line> {
    let told = &phrases.told;
    vec![
        line::plain(&told.listen),
        line::plain(&told.secrecy),
        vec![Span::Bold(told.family.to_string())],
        line::plain(&told.tonight),
        line::plain(&told.advice),
        line::plain(&told.write),
    ]
}

fn compose(
    kind: &Kind,
    briefing: &Briefing,
    steps: fn(&'static Phrases) -> Vec<Line>,
) -> Result<Handout<Facilitator>, Refusal> {
    let language = briefing.language;
    let phrases = language.phrases();
    let told = &phrases.told;
    let numbers = briefing.advice.lines(language)?;
    let mut blocks = vec![Block::Heading { level: 1, text: line::plain(&told.title) }];
    if !language.is_dutch() {
        blocks.push(Block::Note(line::plain(&phrases.handout.unread)));
    }
    blocks.push(Block::Paragraph(line::plain(&told.intro)));
    blocks.push(Block::Steps(steps(phrases)));
    if let Some(number) = briefing.advice.alarm() {
        blocks.push(Block::Note(line::fill(&told.danger, &[("number", vec![Span::Ltr(number.to_owned())])])));
    }
    blocks.extend(contacts::headed(&told.numbers, numbers));
    let title = line::plain((kind.title)(phrases));
    let footer = line::fill(&phrases.handout.footer, &[("title", title)]);
    let footer = line::joined_by([footer, briefing.advice.checked(language)], " · ");
    let about = briefing.title.text.as_str();
    Ok(Handout::new(kind, language, about, None, vec![Sheet { blocks, footer }]))
}
