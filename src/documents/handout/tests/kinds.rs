//! What each kind promises: how many pages, what stands beside what, and what never stands on it.

use super::world::{briefing, evening, national, near_home};
use super::*;
use crate::domain::contact::{Contact, LocalContact, LocalContactKind};
use crate::domain::person::Duty;

#[test]
fn a_poster_and_a_form_are_one_page_and_a_card_for_who_is_told_something_too() {
    for language in Language::written() {
        for word in ["poster", "evaluatie"] {
            assert_eq!(pages(&parents(word, &evening(language)).unwrap()), 1, "{word} {language}");
        }
        let form = text(parents("evaluatie", &evening(language)).unwrap().sheets());
        assert_eq!(form.contains(language.phrases().handout.unread.as_str()), !language.is_dutch(), "{language}");
        for word in ["kaart-begeleider", "kaart-vrijwilliger"] {
            assert_eq!(pages(&facilitators(word, &briefing(language)).unwrap()), 1, "{word} {language}");
        }
    }
    let mut full = evening(Language::dutch());
    full.place = Some(Place {
        venue: "Het ontmoetingscentrum van de wijk".repeat(3),
        room: "Zaal op de eerste verdieping ".repeat(3),
        address: "Burgemeester van der Lindenstraat 120 ".repeat(2),
        municipality: "Hendrik-Ido-Ambacht".to_owned(),
    });
    full.spoken = Language::written().collect();
    assert_eq!(pages(&parents("poster", &full).unwrap()), 1, "its letters give way");
}

#[test]
fn four_cards_are_a_page_and_each_holds_one_question_of_the_parents() {
    for language in Language::written() {
        for count in [1, 4, 5, 9] {
            let mut evening = evening(language);
            let question = evening.kits[0].questions[0].clone();
            evening.kits[0].questions = vec![question; count];
            let cards = parents("gesprekskaarten", &evening).unwrap();
            assert_eq!(pages(&cards), count.div_ceil(4), "{language}: {count}");
        }
    }
    let mut none = evening(Language::dutch());
    none.kits[0].questions.clear();
    assert_eq!(parents("gesprekskaarten", &none).unwrap_err(), Refusal::NoCards);
    let cards = parents("gesprekskaarten", &evening(Language::dutch())).unwrap();
    assert_eq!(cards.sheets()[0].blocks.len(), 1);
    assert!(text(cards.sheets()).starts_with("Wat hoopt u?|"), "{}", text(cards.sheets()));
    let unread = parents("gesprekskaarten", &evening(Language::find("ar").unwrap())).unwrap();
    assert!(!text(unread.sheets()).contains(Language::find("ar").unwrap().phrases().handout.unread.as_str()), "Dutch");
}

#[test]
fn beside_each_text_stands_the_dutch_one_under_the_same_number() {
    let sections = &evening(Language::dutch()).kits_in_dutch[0].sections;
    assert!(sections.len() > 1, "or no number could begin anew");
    for language in Language::written().filter(|language| !language.is_dutch()) {
        let evening = evening(language);
        let sheets = parents("tweetalig", &evening).unwrap().sheets().to_vec();
        let dutch: Vec<&str> = evening.kits_in_dutch[0]
            .sections
            .iter()
            .flat_map(|section| section.tips.iter().map(|tip| tip.said.text.as_str()))
            .collect();
        let mut next = 1;
        let mut beside = Vec::new();
        for block in &sheets[0].blocks {
            let Block::SideBySide { other, first, rows, .. } = block else { continue };
            assert!(other.is_dutch() && *first == next, "{language}: the numbers count on");
            next += rows.len();
            beside.extend(rows.iter().map(|pair| line::text_of(&pair.other[0])));
        }
        assert_eq!(beside, dutch, "{language}");
    }
    assert_eq!(parents("tweetalig", &evening(Language::dutch())).unwrap_err(), Refusal::OnlyDutch);
}

#[test]
fn beside_the_dutch_law_stands_no_translation_that_nobody_read() {
    let arabic = Language::find("ar").unwrap();
    let said = text(parents("tweetalig", &evening(arabic)).unwrap().sheets());
    assert!(said.contains("Kinderen gaan naar school.") && !said.contains("يذهب الأطفال"), "{said}");
    assert!(said.contains(arabic.phrases().handout.in_dutch.as_str()) && said.contains("ماذا يحب طفلكم؟"), "{said}");
    assert!(said.contains(arabic.phrases().handout.unread.as_str()));
}

#[test]
fn large_print_says_the_same_as_the_sheet() {
    for language in Language::written().filter(|language| !language.is_dutch()) {
        for (word, large) in [("tips", "tips-groot"), ("tweetalig", "tweetalig-groot")] {
            let (normal, large) =
                (parents(word, &evening(language)).unwrap(), parents(large, &evening(language)).unwrap());
            assert_eq!(normal.sheets(), large.sheets(), "{word} {language}");
            assert!(large.is_large_print && pages(&large) >= pages(&normal), "{word} {language}");
        }
    }
}

#[test]
fn a_volunteer_tells_the_worker_or_calls_and_nobody_goes_to_the_family() {
    for language in Language::written() {
        let t = language.phrases();
        let volunteer = text(facilitators("kaart-vrijwilliger", &briefing(language)).unwrap().sheets());
        for said in [&t.told.family, &t.told.tonight, &t.told.advice] {
            assert!(volunteer.contains(said.as_str()), "{language}: {said}");
        }
        let facilitator = text(facilitators("kaart-begeleider", &briefing(language)).unwrap().sheets());
        for said in [&t.card.family, &t.card.abroad, &t.card.expert] {
            assert!(facilitator.contains(said.as_str()), "{language}: {said}");
        }
        assert_eq!(volunteer.contains(t.handout.unread.as_str()), !language.is_dutch());
    }
    let mut old = national("0800-2000", "veilig_thuis");
    old.confirmed_on = Some("2025-01-01".parse().unwrap());
    let advice = Contacts::for_advice(&[old], "2026-11-21".parse().unwrap());
    let late = Briefing { advice, ..briefing(Language::dutch()) };
    for word in ["kaart-begeleider", "kaart-vrijwilliger"] {
        assert_eq!(facilitators(word, &late).unwrap_err(), Refusal::StaleContact, "{word}");
    }
    assert!(facilitators("draaiboek", &late).is_ok(), "the run sheet names no numbers");
}

#[test]
fn a_run_sheet_asks_for_childcare_only_where_children_can_stay() {
    for language in Language::written() {
        let t = &language.phrases().run_sheet;
        let said = |has_childcare, people| {
            let briefing = Briefing { has_childcare, people, ..briefing(language) };
            text(facilitators("draaiboek", &briefing).unwrap().sheets()).matches(t.none.as_str()).count()
        };
        assert_eq!((said(true, Vec::new()), said(false, Vec::new())), (3, 2), "{language}");
        let somebody = vec![(Duty::Childcare, "Saba T.".to_owned())];
        assert_eq!((said(true, somebody.clone()), said(false, somebody)), (2, 2), "{language}: who is named is told");
    }
}

fn pages<A: Audience>(handout: &Handout<A>) -> usize {
    raster::pages(handout.print().expect("every glyph"))
}

#[test]
fn the_kinds_that_say_so_are_those_that_print_numbers_and_a_number_knows_its_sheets() {
    fn has_numbers<A: Audience>(handout: &Handout<A>) -> bool {
        let is_list = |block: &Block| matches!(block, Block::Contacts(lines) if !lines.is_empty());
        handout.sheets().iter().any(|sheet| sheet.blocks.iter().any(is_list))
    }
    // Not Dutch: beside Dutch there is none in Dutch.
    let language = Language::find("ar").unwrap();
    for kind in &KINDS {
        let is_there = match kind.compose {
            Compose::Parents(compose) => has_numbers(&compose(&evening(language)).unwrap()),
            Compose::Facilitator(compose) => has_numbers(&compose(&briefing(language)).unwrap()),
            // Only what was agreed.
            Compose::Owners(_) => false,
        };
        assert_eq!(is_there, kind.has_contacts, "{}", kind.word);
    }
    let words = |kinds: Vec<&'static Kind>| kinds.iter().map(|kind| kind.word).collect::<Vec<_>>();
    let parents = ["tips", "tips-groot", "tweetalig", "tweetalig-groot"];
    let cards = ["kaart-begeleider", "kaart-vrijwilliger"];
    assert_eq!(words(carried::kinds_with(&national("112", "alarm"))), [&parents[..], &cards].concat());
    assert_eq!(words(carried::kinds_with(&national("1", "kindertelefoon"))), parents);
    let for_others = Contact { for_parents: false, ..national("1", "lkha") };
    assert_eq!(words(carried::kinds_with(&for_others)), cards);
    assert_eq!(words(carried::kinds_with(&Contact { for_parents: false, ..national("1", "politie") })), [""; 0]);
    assert_eq!(words(carried::kinds_with_near(&near_home())), parents);
    let attendance = LocalContact { kind: LocalContactKind::SchoolAttendance, ..near_home() };
    assert_eq!(words(carried::kinds_with_near(&attendance)), [""; 0]);
    let person = LocalContact { person: "Noor".to_owned(), ..near_home() };
    let phone = LocalContact { phone: "030-000 00 02".to_owned(), ..near_home() };
    assert!(
        carried::is_near_printed_alike(&near_home(), &person) && !carried::is_near_printed_alike(&near_home(), &phone)
    );
    assert!(!carried::is_near_printed_alike(&near_home(), &attendance), "it goes from the sheets");
}
