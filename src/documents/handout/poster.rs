//! The poster (poster): the flyer for a wall, one A4 in letters that are read from two steps away.

use super::block::{Format, Sheet};
use super::evening::Evening;
use super::flyer::{self, Detail};
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::text::Parents;

pub(super) const KIND: Kind = Kind {
    word: "poster",
    title: |phrases| &phrases.handout.poster,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Parents(compose),
};

/// Never refuses: it names no contacts.
fn compose(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let title = line::said(&evening.title, evening.language);
    let footer = line::fill(&evening.language.phrases().handout.footer, &[("title", title)]);
    let sheets = vec![Sheet { blocks: flyer::blocks(evening, Detail::All), footer }];
    Ok(Handout::new(&KIND, evening.language, evening.title.text.as_str(), Some(evening.starts_at.date()), sheets))
}
