//! Every kind in every language, from a small kit of our own.

mod kinds;
mod world;

use super::block::{Block, ContactLine, Line, Sheet, Span};
use super::*;
use crate::domain::meeting::Standing;
use crate::domain::text::Text;
use crate::language::Language;
use world::{APPROACH, SIGNAL, briefing, evening, national, near_home};

#[test]
fn every_kind_is_composed_and_printed_in_every_written_language() {
    for language in Language::written() {
        for kind in &KINDS {
            let pages = match kind.compose {
                Compose::Parents(compose) => compose(&evening(language)).map(|handout| handout.print()),
                Compose::Facilitator(compose) => compose(&briefing(language)).map(|handout| handout.print()),
                // Printed by the tests of the statement.
                Compose::Owners(_) => continue,
            };
            if pages.as_ref().is_err_and(|refusal| *refusal == Refusal::OnlyDutch) {
                assert!(!kind.is_made_in(language), "{} {language}", kind.word);
                continue;
            }
            let bytes = pages.expect("nothing else to refuse").expect("every glyph");
            assert!(bytes.len() <= 150_000, "{} {language}: {} bytes", kind.word, bytes.len());
            let begins: &[u8] = if kind.format == Format::Phone { b"\x89PNG" } else { b"%PDF-" };
            assert!(bytes.starts_with(begins), "{} {language}", kind.word);
        }
    }
}

#[test]
fn parents_never_read_what_is_for_those_who_lead_or_work() {
    for language in Language::written() {
        for handout in for_parents(&evening(language)) {
            assert!(!text(handout.sheets()).contains("opeens heel stil"), "{}", handout.file_name());
            assert!(!text(handout.sheets()).contains("luisteren"), "{}", handout.file_name());
        }
    }
    let run_sheet = text(run_sheet(&briefing(Language::dutch())).sheets());
    assert!(run_sheet.contains(APPROACH) && !run_sheet.contains("opeens heel stil"));
}

#[test]
fn numbers_times_and_streets_are_never_plain_text() {
    let has_value =
        |text: &str| ["0800", "030-", "112", "19:30", "19.30", "Lindeplein"].iter().any(|value| text.contains(value));
    for language in Language::written() {
        for handout in for_parents(&evening(language)) {
            for line in lines(handout.sheets()) {
                let loose = line.iter().filter(|span| !matches!(span, Span::Ltr(_))).map(line::text_of);
                loose.for_each(|text| assert!(!has_value(text), "{}: {text}", handout.file_name()));
            }
        }
    }
}

#[test]
fn law_that_nobody_read_is_printed_in_dutch_and_the_facilitator_explains_it() {
    let arabic = Language::find("ar").unwrap();
    let sheets = tips(&evening(arabic)).unwrap().sheets().to_vec();
    let dutch: Vec<&Block> = sheets[0].blocks.iter().filter(|block| matches!(block, Block::InLanguage(..))).collect();
    let law = Block::Paragraph(line::plain("Kinderen gaan naar school."));
    assert_eq!(dutch, [&Block::InLanguage(Language::dutch(), vec![law])]);
    assert!(text(&sheets).contains(arabic.phrases().handout.ask_facilitator.as_str()));
    assert!(text(&sheets).contains(arabic.phrases().handout.unread.as_str()));
    let in_dutch = text(tips(&evening(Language::dutch())).unwrap().sheets());
    assert!(!in_dutch.contains(Language::dutch().phrases().handout.unread.as_str()));
}

#[test]
fn a_kit_that_nobody_translated_says_once_that_it_is_in_dutch() {
    let tigrinya = Language::find("ti").unwrap();
    let sheets = tips(&evening(tigrinya)).unwrap().sheets().to_vec();
    let said = text(&sheets);
    assert_eq!(said.matches(tigrinya.phrases().handout.in_dutch.as_str()).count(), 1);
    assert!(!said.contains(tigrinya.phrases().handout.unread.as_str()), "Dutch is not unread");
}

#[test]
fn one_number_that_was_not_tried_for_too_long_keeps_the_whole_sheet_back() {
    let mut evening = evening(Language::dutch());
    let mut old = national("112", "alarm");
    old.confirmed_on = Some("2025-01-01".parse().unwrap());
    evening.contacts = Contacts::for_parents(&[old], &[near_home()], "utrecht", "2026-11-21".parse().unwrap());
    assert_eq!(tips(&evening).unwrap_err(), Refusal::StaleContact);
    assert_eq!(tips(&Evening { kits: Vec::new(), ..evening }).unwrap_err(), Refusal::NoTips);
}

#[test]
fn support_near_home_comes_first_and_what_is_not_for_parents_is_left_out() {
    let lines = evening(Language::dutch()).contacts.lines(Language::dutch()).unwrap();
    let values: Vec<_> = lines.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(values, ["030-000 00 01", "112"]);
    let note: String = lines[0].note.iter().map(line::text_of).collect();
    assert_eq!(
        note,
        "Lindeplein 0, Utrecht · Open: dinsdag 09.30-11.30, woensdag – vrijdag 13.00-15.00 · Talen: Nederlands, العربية"
    );
}

#[test]
fn the_run_sheet_counts_the_clock_through_all_kits() {
    let mut briefing = briefing(Language::dutch());
    briefing.kits.push(briefing.kits[0].clone());
    let handout = run_sheet(&briefing);
    let tables = handout.sheets()[0].blocks.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => Some(rows),
        _ => None,
    });
    let starts: Vec<_> = tables.flatten().map(|row| line::text_of(&row[0][0]).to_owned()).collect();
    assert_eq!(starts, ["19.30", "19.50", "21.00", "21.20"]);
    assert_eq!(handout.file_name(), "draaiboek-2027-05-12-nl.pdf");
}

#[test]
fn a_cancelled_evening_says_so_on_top_and_invites_nobody() {
    let evening = Evening { standing: Standing::Cancelled, ..evening(Language::dutch()) };
    let phrases = &Language::dutch().phrases().meeting;
    for kind in ["flyer", "poster"] {
        let flyer = parents(kind, &evening).unwrap();
        assert_eq!(flyer.sheets()[0].blocks[1], Block::Lead(vec![Span::Bold(phrases.cancelled.to_string())]));
        assert!(!text(flyer.sheets()).contains(phrases.just_come.as_str()));
    }
}

/// What is printed too early lies on a table when the date has moved.
#[test]
fn an_evening_that_is_not_agreed_yet_says_so_on_top_in_every_language_and_one_that_stands_does_not() {
    for language in Language::written() {
        let phrases = &language.phrases().meeting;
        let not_agreed = phrases.not_agreed.as_str();
        let draft = Evening { standing: Standing::NotAgreed, ..evening(language) };
        for kind in ["flyer", "poster", "plaatje"] {
            let flyer = parents(kind, &draft).unwrap();
            assert_eq!(flyer.sheets()[0].blocks[1], Block::Lead(vec![Span::Bold(not_agreed.to_owned())]), "{kind}");
            assert!(!text(flyer.sheets()).contains(phrases.just_come.as_str()), "{kind} {language}");
            assert!(
                !text(parents(kind, &evening(language)).unwrap().sheets()).contains(not_agreed),
                "{kind} {language}"
            );
        }
        let draft = Briefing { standing: Standing::NotAgreed, ..briefing(language) };
        let said = |briefing| text(facilitators("draaiboek", briefing).unwrap().sheets()).contains(not_agreed);
        assert!(said(&draft) && !said(&briefing(language)), "{language}");
    }
}

/// A sheet in Tigrinya whose theme is in Dutch surprises nobody who reads its first line.
#[test]
fn a_run_sheet_says_what_of_its_theme_is_in_dutch() {
    for language in Language::written() {
        let partly = language.phrases().run_sheet.partly_dutch.as_str();
        let said = |briefing: &Briefing| text(facilitators("draaiboek", briefing).unwrap().sheets()).contains(partly);
        let mut briefing = briefing(language);
        assert_eq!(said(&briefing), briefing.kits[0].has_other_than(language), "{language}");
        let kit = &mut briefing.kits[0];
        let approach = kit.approach.iter_mut().flat_map(|(section, tips)| std::iter::once(section).chain(tips));
        let agenda = kit.agenda.iter_mut().map(|(part, _)| part);
        let all = [&mut kit.title, &mut kit.goal].into_iter().chain(agenda).chain(approach);
        all.chain(&mut kit.questions).chain(&mut kit.materials).for_each(|said| said.language = language);
        assert!(!said(&briefing), "{language}");
        briefing.kits[0].goal.language = Language::dutch();
        assert_eq!(said(&briefing), !language.is_dutch(), "{language}");
    }
}

#[test]
fn a_picture_has_all_its_words_on_one_page_however_many_there_are() {
    for language in Language::written() {
        let mut evening = evening(language);
        let long = |start: &str, letters: usize| format!("{start}{}", " wijkcentrum".repeat(letters / 12));
        evening.place = Some(Place {
            venue: long("Het", 100),
            room: long("Zaal", 60),
            address: long("Straat", 100),
            municipality: "Hendrik-Ido-Ambacht".to_owned(),
        });
        evening.spoken = Language::written().collect();
        let handout = picture(&evening);
        let printed = pdf::render(&Document {
            title: handout.title(),
            language,
            format: Format::Phone,
            sheets: handout.sheets(),
            is_large_print: false,
        });
        assert_eq!(raster::pages(printed.expect("every glyph")), 1, "{language}");
    }
}

#[test]
fn text_for_professionals_does_not_pass_for_parents() {
    // The compiler says so already (see `Text`); this plants the leak where types cannot see it, and the walk finds it.
    let mut evening = evening(Language::dutch());
    evening.kits[0].sections[0].tips[0].said.text = Text::new(SIGNAL);
    assert!(for_parents(&evening).iter().any(|handout| text(handout.sheets()).contains("opeens heel stil")));
}

fn for_parents(evening: &Evening) -> Vec<Handout<Parents>> {
    let composed = KINDS.iter().filter_map(|kind| match kind.compose {
        Compose::Parents(compose) => match compose(evening) {
            Err(Refusal::OnlyDutch) => None,
            composed => Some(composed.unwrap()),
        },
        Compose::Facilitator(_) | Compose::Owners(_) => None,
    });
    composed.collect()
}

fn tips(evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    parents("tips", evening)
}

fn parents(word: &str, evening: &Evening) -> Result<Handout<Parents>, Refusal> {
    let Some(Compose::Parents(compose)) = Kind::find(word).map(|kind| kind.compose) else { panic!("no {word}") };
    compose(evening)
}

fn facilitators(word: &str, briefing: &Briefing) -> Result<Handout<Facilitator>, Refusal> {
    let Some(Compose::Facilitator(compose)) = Kind::find(word).map(|kind| kind.compose) else { panic!("no {word}") };
    compose(briefing)
}

fn picture(evening: &Evening) -> Handout<Parents> {
    let Compose::Parents(compose) = picture::KIND.compose else { unreachable!("for parents") };
    compose(evening).expect("never refused")
}

fn run_sheet(briefing: &Briefing) -> Handout<Facilitator> {
    let Some(Compose::Facilitator(compose)) = Kind::find("draaiboek").map(|kind| kind.compose) else {
        panic!("no run sheet")
    };
    compose(briefing).unwrap()
}

fn text(sheets: &[Sheet]) -> String {
    lines(sheets).iter().flatten().map(line::text_of).collect::<Vec<_>>().join("|")
}

fn lines(sheets: &[Sheet]) -> Vec<Line> {
    let mut all = Vec::new();
    for sheet in sheets {
        gather(&sheet.blocks, &mut all);
        all.push(sheet.footer.clone());
    }
    all
}

fn gather(blocks: &[Block], all: &mut Vec<Line>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Lead(text) | Block::Note(text) => {
                all.push(text.clone())
            }
            Block::List(lines) | Block::Checklist(lines) | Block::Steps(lines) => all.extend(lines.clone()),
            Block::Tip { heading, lines, .. } => all.extend([std::slice::from_ref(heading), lines.as_slice()].concat()),
            Block::Facts(facts) => all.extend(facts.iter().flat_map(|(label, value)| [label.clone(), value.clone()])),
            Block::Table { header, rows } => all.extend(header.iter().chain(rows.iter().flatten()).cloned()),
            Block::Contacts(contacts) => {
                all.extend(contacts.iter().flat_map(|ContactLine { name, note, .. }| [name.clone(), note.clone()]));
            }
            Block::Qr { caption, .. } => all.push(caption.clone()),
            Block::Figure(figure) => all.push(line::plain(&figure.alternative)),
            Block::Emblems(emblems) => all.extend(emblems.iter().map(|emblem| line::plain(&emblem.name))),
            Block::InLanguage(_, blocks) => gather(blocks, all),
            Block::Cards(cards) => all.extend(cards.iter().flat_map(|card| [card.question.clone(), card.foot.clone()])),
            Block::Scale { answers, questions } => {
                all.extend(answers.iter().map(|answer| &answer.word).chain(questions).cloned());
            }
            Block::SideBySide { heading, rows, .. } => {
                all.extend(
                    std::iter::once(heading).chain(rows).flat_map(|pair| [pair.own.clone(), pair.other.clone()]),
                );
            }
        }
    }
}
