//! The form with faces (evaluatie): four questions, three faces and room to tally; no names, and no room to write one.

use super::block::{Answer, Block, Face, Format, Sheet};
use super::evening::Evening;
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::text::Parents;
use crate::language::Phrase;

pub(super) const KIND: Kind = Kind {
    word: "evaluatie",
    title: |phrases| &phrases.handout.evaluation,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Parents(compose),
};

/// Never refuses: it says nothing of the evening but its name.
fn compose(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let phrases = evening.language.phrases();
    let t = &phrases.evaluation;
    let answer = |face, word, alternative: &Phrase| Answer {
        face,
        word: line::plain(word),
        alternative: alternative.to_string(),
    };
    let answers = [
        answer(Face::Happy, &t.good, &t.good_face),
        answer(Face::Plain, &t.middle, &t.middle_face),
        answer(Face::Sad, &t.bad, &t.bad_face),
    ];
    let questions = [&t.welcome, &t.understood, &t.mattered, &t.ask].map(line::plain).to_vec();
    let blocks = vec![
        Block::Heading { level: 1, text: line::plain(&t.title) },
        Block::Paragraph(line::plain(format!("{} {}", t.intro, t.no_name))),
        Block::Scale { answers, questions },
    ];
    let title = line::said(&evening.title, evening.language);
    let footer = line::fill(&phrases.handout.footer, &[("title", title)]);
    // Its words are the page's own, and nobody has read those but in Dutch.
    let unread = (!evening.language.is_dutch()).then(|| line::plain(&phrases.handout.unread));
    let footer = line::joined_by(std::iter::once(footer).chain(unread), " · ");
    let day = Some(evening.starts_at.date());
    Ok(Handout::new(&KIND, evening.language, evening.title.text.as_str(), day, vec![Sheet { blocks, footer }]))
}
