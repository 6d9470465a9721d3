//! The flyer: one A5 with what an evening is, when and where, in neutral words.

use super::block::{Block, Format, Line, Sheet};
use super::evening::Evening;
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::meeting::Standing;
use crate::domain::plan::{Food, SchoolPhase};
use crate::domain::text::Parents;
use crate::language::date_in_words;

pub(super) const KIND: Kind = Kind {
    word: "flyer",
    title: |phrases| &phrases.handout.flyer,
    format: Format::A5,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Parents(compose),
};

/// Never refuses: it names no contacts.
fn compose(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let title = line::said(&evening.title, evening.language);
    let footer = line::fill(&evening.language.phrases().handout.footer, &[("title", title)]);
    let sheets = vec![Sheet { blocks: blocks(evening, Detail::All), footer }];
    Ok(Handout::new(&KIND, evening.language, evening.title.text.as_str(), Some(evening.starts_at.date()), sheets))
}

/// How much is said of an evening.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    All,
    /// What somebody asks first; the rest stands on the evening's page.
    Essential,
}

/// What, when, where and for whom, and the way to the evening's page.
pub(super) fn blocks(evening: &Evening, detail: Detail) -> Vec<Block> {
    let language = evening.language;
    let phrases = language.phrases();
    let day = evening.starts_at.date();
    let mut blocks = vec![Block::Heading { level: 1, text: line::said(&evening.title, language) }];
    blocks.extend(line::standing(evening.standing, language).map(Block::Lead));
    blocks.push(Block::Lead(line::plain(date_in_words(language, day))));
    blocks.push(Block::Lead(line::hours(evening.starts_at, evening.ends_at, language)));
    blocks.push(Block::Facts(facts(evening, detail)));
    blocks.extend(evening.lines.iter().map(|own| Block::Paragraph(line::typed(own, language))));
    let last = match evening.standing {
        Standing::Stands => &phrases.meeting.just_come,
        Standing::NotAgreed | Standing::Cancelled => &phrases.meeting.ask_organisation,
    };
    blocks.push(Block::Paragraph(line::plain(last)));
    let address = evening.address_of_page.clone();
    let alternative = phrases.handout.qr_alternative.of(&address);
    blocks.push(Block::Qr { caption: line::plain(&phrases.handout.qr_meeting), alternative, address });
    blocks.extend(emblems(evening));
    blocks
}

/// Nothing where no organisation has a logo.
pub(super) fn emblems(evening: &Evening) -> Option<Block> {
    (!evening.emblems.is_empty()).then(|| Block::Emblems(evening.emblems.clone()))
}

/// Label and value of what is known and worth saying.
fn facts(evening: &Evening, detail: Detail) -> Vec<(Line, Line)> {
    let language = evening.language;
    let phrases = language.phrases();
    let t = &phrases.meeting;
    let place = match &evening.place {
        Some(place) => line::place(place, language),
        None => line::joined_by([line::typed(&evening.municipality, language), line::plain(&t.place_withheld)], ". "),
    };
    let whom = phrases.audience.by_code(evening.audience.code()).map(line::plain);
    let phase = Some(evening.school_phase).filter(|phase| *phase != SchoolPhase::All);
    let phase = phase.and_then(|phase| phrases.school_phase.by_code(phase.code())).map(line::plain);
    let spoken = Some(line::own_names(&evening.spoken, language)).filter(|names| !names.is_empty());
    let childcare = match evening.childcare_places {
        ..=0 => line::plain(&t.childcare_no),
        places => line::plain(t.childcare_yes.count(language, places)),
    };
    let food = Some(evening.food).filter(|food| *food != Food::None);
    let food = food.and_then(|food| phrases.food.by_code(food.code())).map(line::plain);
    let interpreter = evening.has_interpreter.then(|| line::plain(&t.interpreter_yes));
    let organisation = evening.organisation.as_deref().map(|name| line::typed(name, language));
    let all = [
        (&t.where_, Detail::Essential, Some(place)),
        (&t.for_whom, Detail::Essential, whom),
        (&t.school_phase, Detail::All, phase),
        (&t.languages, Detail::Essential, spoken),
        (&t.childcare, Detail::Essential, Some(childcare)),
        (&t.food, Detail::Essential, food),
        (&t.interpreter, Detail::All, interpreter),
        (&t.organisation, Detail::All, organisation),
    ];
    let wanted = all.into_iter().filter(|(_, needs, _)| detail == Detail::All || *needs == detail);
    wanted.filter_map(|(label, _, value)| Some((line::plain(label), value?))).collect()
}
