//! Dialogue cards (gesprekskaarten): the kits' questions for parents, four a page, to cut out and lay on the table.

use super::block::{Block, Card, Format, Line, Sheet};
use super::evening::Evening;
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::kit::ForParents;
use crate::domain::text::Parents;
use crate::language::Lang;

pub(super) const KIND: Kind = Kind {
    word: "gesprekskaarten",
    title: |phrases| &phrases.handout.cards,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Parents(compose),
};

/// Questions for who leads or works are of another type: they cannot get here.
fn compose(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let kits = evening.kits.iter().filter(|kit| !kit.questions.is_empty());
    let sheets: Vec<Sheet> = kits.map(|kit| sheet(kit, evening.language)).collect();
    if sheets.is_empty() {
        return Err(Refusal::NoCards);
    }
    Ok(Handout::new(&KIND, evening.language, evening.title.text.as_str(), None, sheets))
}

fn sheet(kit: &ForParents, language: Lang) -> Sheet {
    let title = line::said(&kit.title, language);
    let cards = kit.questions.iter().map(|question| {
        let is_unread = !question.is_read && question.language == language;
        let unread = if is_unread { line::plain(&language.phrases().handout.unread) } else { Line::new() };
        Card {
            language: question.language,
            question: line::said(question, question.language),
            foot: line::joined_by([title.clone(), unread], " · "),
        }
    });
    Sheet { blocks: vec![Block::Cards(cards.collect())], footer: Line::new() }
}
