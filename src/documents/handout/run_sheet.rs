//! The run sheet (draaiboek): the evening minute by minute for who leads it. Signals and figures never reach it.

use chrono::{NaiveDateTime, TimeDelta};

use super::block::{Block, Format, Line, Sheet, Span};
use super::evening::Briefing;
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::kit::{ForFacilitator, Said};
use crate::domain::person::Duty;
use crate::domain::text::Facilitator;
use crate::language::{Lang, Language, Phrase, date_in_words, time};

pub(super) const KIND: Kind = Kind {
    word: "draaiboek",
    title: |phrases| &phrases.handout.run_sheet,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Facilitator(compose),
};

fn compose(briefing: &Briefing) -> Result<Handout<Facilitator>, Refusal> {
    let language = briefing.language;
    let phrases = language.phrases();
    let title = line::said(&briefing.title, language);
    let text = line::joined_by([line::plain(&phrases.run_sheet.title), title.clone()], ": ");
    let mut blocks = vec![Block::Heading { level: 1, text }];
    blocks.extend(line::standing(briefing.standing, language).map(Block::Note));
    blocks.push(Block::Facts(facts(briefing)));
    if !briefing.parents_question.trim().is_empty() {
        let question = line::typed(&briefing.parents_question, language);
        blocks.push(Block::Note(line::labelled(&phrases.run_sheet.parents_question, question)));
    }
    let mut now = briefing.starts_at;
    for kit in &briefing.kits {
        blocks.extend(of_kit(kit, &mut now, language));
    }
    blocks.push(Block::Heading { level: 2, text: line::plain(&phrases.run_sheet.readiness) });
    blocks.push(Block::Checklist(readiness(language)));
    let footer = line::fill(&phrases.handout.footer, &[("title", title)]);
    let day = Some(briefing.starts_at.date());
    let sheets = vec![Sheet { blocks, footer }];
    Ok(Handout::new(&KIND, language, briefing.title.text.as_str(), day, sheets))
}

fn facts(briefing: &Briefing) -> Vec<(Line, Line)> {
    let language = briefing.language;
    let phrases = language.phrases();
    let (t, roles) = (&phrases.meeting, &phrases.run_sheet);
    let whom = phrases.audience.by_code(briefing.audience.code()).map(line::plain).unwrap_or_default();
    let date = line::plain(date_in_words(language, briefing.starts_at.date()));
    let hours = line::hours(briefing.starts_at, briefing.ends_at, language);
    let mut facts = vec![
        (line::plain(&t.when), line::join([date, hours], language)),
        (line::plain(&t.where_), line::place(&briefing.place, language)),
        (line::plain(&t.for_whom), whom),
        (line::plain(&t.languages), line::own_names(&briefing.spoken, language)),
    ];
    let duties: [(&Phrase, Duty); 3] = [
        (&roles.facilitator, Duty::Facilitator),
        (&roles.interpreter, Duty::Interpreter),
        (&roles.childcare, Duty::Childcare),
    ];
    for (role, duty) in duties {
        let names = briefing.people.iter().filter(|(own, _)| *own == duty).map(|(_, name)| line::typed(name, language));
        let names = line::join(names, language);
        if !names.is_empty() {
            facts.push((line::plain(role), names));
        } else if duty != Duty::Childcare || briefing.has_childcare {
            facts.push((line::plain(role), line::plain(&roles.none)));
        }
    }
    facts
}

/// One kit; the clock goes on through all of them.
fn of_kit(kit: &ForFacilitator, now: &mut NaiveDateTime, language: Lang) -> Vec<Block> {
    let t = &language.phrases().run_sheet;
    let mut blocks = vec![Block::Heading { level: 2, text: line::said(&kit.title, language) }];
    if kit.has_other_than(language) {
        blocks.push(Block::Note(line::plain(&language.phrases().run_sheet.partly_dutch)));
    }
    blocks.extend([
        Block::Paragraph(line::labelled(&t.goal, line::said(&kit.goal, language))),
        Block::Heading { level: 3, text: line::plain(&t.agenda) },
        agenda(kit, now, language),
    ]);
    let mut part = |heading: &Phrase, body: Vec<Block>| {
        if !body.is_empty() {
            blocks.push(Block::Heading { level: 3, text: line::plain(heading) });
            blocks.extend(body);
        }
    };
    part(&t.questions, list(&kit.questions, language));
    let approach = kit.approach.iter().flat_map(|(section, tips)| {
        let text = line::said(section, language);
        [vec![Block::Heading { level: 4, text }], list(tips, language)].concat()
    });
    part(&t.approach, approach.collect());
    part(&t.materials, list(&kit.materials, language));
    let mut law = list(&kit.law, language);
    if !law.is_empty() {
        law.insert(0, Block::Paragraph(line::plain(&t.law_hint)));
    }
    part(&t.law, law);
    blocks
}

fn agenda(kit: &ForFacilitator, now: &mut NaiveDateTime, language: Lang) -> Block {
    let t = &language.phrases().run_sheet;
    let clock = |moment: NaiveDateTime| vec![Span::Ltr(time(language, moment.time()))];
    let rows = kit.agenda.iter().map(|(part, minutes)| {
        let from = *now;
        *now += TimeDelta::minutes((*minutes).into());
        vec![clock(from), clock(*now), line::said(part, language)]
    });
    Block::Table { header: [&t.from, &t.until, &t.part].map(line::plain).to_vec(), rows: rows.collect() }
}

/// A list in the sheet's language; one that is Dutch as a whole reads in its own direction.
fn list(texts: &[Said<Facilitator>], language: Lang) -> Vec<Block> {
    let lines = |sheet: Lang| Block::List(texts.iter().map(|text| line::said(text, sheet)).collect());
    let is_dutch_only = !language.is_dutch() && texts.iter().all(|text| text.language.is_dutch());
    match texts {
        [] => Vec::new(),
        _ if is_dutch_only => vec![Block::InLanguage(Language::dutch(), vec![lines(Language::dutch())])],
        _ => vec![lines(language)],
    }
}

fn readiness(language: Lang) -> Vec<Line> {
    let t = &language.phrases().readiness;
    let all = [
        &t.room,
        &t.date_check,
        &t.facilitators,
        &t.interpreter,
        &t.childcare,
        &t.food,
        &t.invitations,
        &t.print,
        &t.disclosure_contact,
        &t.quiet_room,
        &t.evaluation,
    ];
    all.map(line::plain).to_vec()
}
