//! The phone picture (plaatje): the flyer's essentials in one image, to send on to a friend.

use super::block::{Format, Line, Sheet};
use super::evening::Evening;
use super::flyer::{self, Detail};
use super::{Compose, Handout, Kind, Refusal};
use crate::domain::text::Parents;

pub(super) const KIND: Kind = Kind {
    word: "plaatje",
    title: |phrases| &phrases.handout.picture,
    format: Format::Phone,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Parents(compose),
};

/// Never refuses: it names no contacts.
fn compose(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let sheets = vec![Sheet { blocks: flyer::blocks(evening, Detail::Essential), footer: Line::new() }];
    Ok(Handout::new(&KIND, evening.language, evening.title.text.as_str(), Some(evening.starts_at.date()), sheets))
}
