//! The shipped kits and the demo world: whole, safe to load twice, and within the seven hard rules of what parents may read.

use std::collections::{BTreeSet, HashMap, HashSet};

use aantafel::domain::kit::{Kit, KitText, TextState, Tip, TipAudience, TipKind};
use aantafel::language::Language;
use aantafel::{schema, seed, store};
use diesel::prelude::*;

use crate::world::World;

const DUTCH: &str = "nl";

#[test]
fn loading_the_seeds_twice_changes_no_row() {
    let world = World::new();
    let before = rows(&world);
    seed::reference_tables(&world.database()).expect("the reference tables load again");
    seed::demo_world(&world.database(), &world.clock, "another hash").expect("the demo world loads again");
    assert_eq!(rows(&world), before);
}

#[test]
fn a_row_that_was_changed_is_put_right_by_the_seeds() {
    let world = World::new();
    let before = rows(&world);
    let changed = world.database().write_now(|db| {
        Ok(diesel::update(schema::kit_text::table.filter(schema::kit_text::key.eq("title")))
            .set(schema::kit_text::text.eq("x"))
            .execute(db)?)
    });
    assert!(changed.expect("texts can be changed") >= 12);
    assert_ne!(rows(&world).1, before.1);
    seed::reference_tables(&world.database()).expect("the reference tables load again");
    assert_eq!(rows(&world).1, before.1);
}

#[test]
fn the_twelve_kits_are_whole() {
    let kits = kits();
    let codes: Vec<&str> = kits.iter().map(|kit| kit.contents.code.as_str()).collect();
    assert_eq!(codes, ["K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08", "K09", "K10", "K11", "K12"]);
    for kit in &kits {
        let (contents, code) = (&kit.contents, &kit.contents.code);
        assert_eq!(contents.agenda.iter().map(|item| item.minutes).sum::<u16>(), contents.minutes, "{code}");
        assert!(contents.minutes >= 90 && contents.materials.len() >= 3 && !contents.windows.is_empty(), "{code}");
        assert!(contents.windows.iter().all(|window| window.opens_weeks_before > window.closes_weeks_before), "{code}");
        assert!(!contents.audiences.is_empty() && !contents.never_words.is_empty(), "{code}");
        assert_eq!(contents.audiences.iter().all(|audience| audience.is_parents()), kit.is_for_parents(), "{code}");
        let has = |key: &str| text(kit, DUTCH, key).is_some_and(|text| text.split_whitespace().count() >= 2);
        assert!(has("goal") && has("never/0"), "{code}");
        let tips: HashSet<&str> = contents.tips.iter().map(|tip| tip.id.as_str()).collect();
        assert_eq!(tips.len(), contents.tips.len(), "{code}: no id twice");
        if kit.is_for_parents() {
            let parents = kit.for_parents(Language::dutch()).expect("texts for parents");
            assert!(parents.questions.len() >= 6 && (3..=5).contains(&parents.sections.len()), "{code}");
        }
    }
}

#[test]
fn every_language_of_a_kit_says_all_that_the_dutch_says_to_parents() {
    let kits = kits();
    for kit in &kits {
        let keys = |language: &str| -> BTreeSet<String> { of(kit, language).map(|(key, _)| key.to_owned()).collect() };
        for language in languages(kit) {
            let (own, dutch, parents) = (keys(language), keys(DUTCH), keys_of_parents(kit));
            let file = format!("seed-data/kits/{}/{language}.toml", kit.slug);
            assert!(own.is_subset(&dutch), "{file}");
            assert_eq!(parents.difference(&own).collect::<Vec<_>>(), [""; 0], "{file} lacks these");
            assert!(of(kit, language).all(|(_, text)| !text.text.trim().is_empty()), "{} {language}", kit.slug);
            assert_eq!(
                kit.public_titles(Language::find(language).expect("a language")).len(),
                3,
                "{} {language}",
                kit.slug
            );
        }
    }
    let all: BTreeSet<&str> = Language::written().map(|language| language.code).collect();
    for kit in &kits {
        assert_eq!(
            all.difference(&languages(kit)).collect::<Vec<_>>(),
            [&""; 0],
            "seed-data/kits/{} lacks these",
            kit.slug
        );
    }
}

/// What parents read of a kit: titles, tips, and the headings over them.
fn keys_of_parents(kit: &Kit) -> BTreeSet<String> {
    let tips = kit.contents.tips.iter().filter(|tip| tip.audience == TipAudience::Parents);
    let said = tips.flat_map(|tip| [format!("tip/{}", tip.id), format!("section/{}", tip.section)]);
    said.chain((0..3).map(|number| format!("public_title/{number}"))).collect()
}

#[test]
fn every_tip_stands_on_rows_that_its_audience_may_be_told() {
    assert_eq!(audience_faults(&kits()), [""; 0]);
    let planted = plant("K01", |kit, _| tip(kit, TipAudience::Parents).rows = vec!["S02".to_owned()]);
    assert!(audience_faults(&planted).iter().any(|fault| fault.contains("S02")));
}

#[test]
fn rule_1_no_signal_list_story_or_figure_reaches_parents() {
    assert_eq!(figure_faults(&kits()), [""; 0]);
    for row in ["F04", "A01", "V01"] {
        let planted = plant("K06", |kit, _| tip(kit, TipAudience::Parents).rows = vec![row.to_owned()]);
        assert_eq!(figure_faults(&planted).len(), 1, "{row}");
    }
    for said in ["In Somalië is dat anders.", "Elk jaar zijn het er 178.", "Dat is 20 procent.", "في الصومال"]
    {
        let planted = plant("K06", |kit, texts| *said_to_parents(kit, texts) = said.to_owned());
        assert_eq!(figure_faults(&planted).len(), 1, "{said}");
    }
}

#[test]
fn rule_2_no_safety_step_for_a_young_person_reaches_parents() {
    assert_eq!(safety_faults(&kits()), [""; 0]);
    let planted = plant("K06", |kit, _| tip(kit, TipAudience::Parents).kind = TipKind::SafetyStep);
    assert_eq!(safety_faults(&planted).len(), 1);
    let planted = plant("K06", |kit, _| tip(kit, TipAudience::Parents).rows = vec!["S03".to_owned()]);
    assert_eq!(safety_faults(&planted).len(), 1);
    let planted = plant("K03", |kit, texts| *said_to_parents(kit, texts) = "Spreek een codewoord af.".to_owned());
    assert_eq!(safety_faults(&planted).len(), 1);
}

#[test]
fn rule_3_an_expert_weighs_before_anybody_talks_with_the_family() {
    assert_eq!(family_faults(&kits()), [""; 0]);
    let planted = plant("K11", |kit, _| kit.contents.tips.retain(|tip| !tip.rows.contains(&"F22".to_owned())));
    assert_eq!(family_faults(&planted).len(), 3, "S06, S11 and S13 stand without F22");
    let planted = plant("K12", |kit, texts| {
        let tip = kit.contents.tips.iter().find(|tip| tip.rows.contains(&"H12".to_owned())).expect("H12");
        texts.get_mut(&(DUTCH.to_owned(), format!("tip/{}", tip.id))).expect("a text").text =
            "Betrek de ouders.".to_owned();
    });
    assert_eq!(family_faults(&planted).len(), 1);
}

#[test]
fn rule_4_law_for_parents_is_short_and_sends_them_to_the_school_attendance_officer() {
    assert_eq!(law_faults(&kits()), [""; 0]);
    for said in
        ["Schrijf uw kind uit: uitschrijven bij de gemeente.", "Dan volgt een boete.", &"Dit zegt de wet. ".repeat(12)]
    {
        let planted = plant("K06", |kit, texts| {
            let law = kit.contents.tips.iter().find(|tip| tip.kind == TipKind::Law).expect("a law");
            texts.get_mut(&(DUTCH.to_owned(), format!("tip/{}", law.id))).expect("a text").text = said.to_owned();
        });
        assert_eq!(law_faults(&planted).len(), 1, "{said}");
    }
    let planted = plant("K06", |_, texts| {
        texts.values_mut().for_each(|text| text.text = text.text.replace("leerplichtambtenaar", "school"));
    });
    assert_eq!(law_faults(&planted).len(), 1);
}

#[test]
fn rule_5_public_titles_hold_no_loaded_word() {
    assert_eq!(title_faults(&kits()), [""; 0]);
    for said in ["Praten over achterlating", "Nee tegen huwelijksdwang", "Wat doet Veilig Thuis?", "Over mishandeling"]
    {
        let planted = plant("K01", |_, texts| title(texts).text = said.to_owned());
        assert_eq!(title_faults(&planted).len(), 1, "{said}");
    }
}

#[test]
fn no_text_for_parents_holds_a_word_that_its_own_kit_refuses() {
    assert_eq!(never_faults(&kits()), [""; 0]);
    let planted = plant("K02", |kit, texts| *said_to_parents(kit, texts) = "Is dit een stoornis?".to_owned());
    assert_eq!(never_faults(&planted).len(), 1);
}

#[test]
fn rule_6_every_kit_tells_its_sources_and_when_it_is_looked_at_again() {
    assert_eq!(review_faults(&kits()), [""; 0]);
    assert_eq!(review_faults(&plant("K01", |kit, _| kit.contents.source_rows.clear())).len(), 1);
    assert_eq!(review_faults(&plant("K01", |kit, _| kit.contents.source_rows.push("X99".to_owned()))).len(), 1);
    assert_eq!(review_faults(&plant("K01", |kit, _| kit.contents.reviewed_by = "Karin".to_owned())).len(), 1);
}

#[tokio::test]
async fn rule_6_organisers_are_warned_of_a_kit_that_is_past_its_review() {
    let world = World::new();
    let mut browser = world.signed_in("werker@demo").await;
    let warning = Language::dutch().desk().show.past_review.as_str();
    browser.open("/desk/kits/puberteit").await;
    assert!(!browser.page.text().contains(warning));
    world.clock.advance(chrono::Duration::days(200));
    let mut browser = world.signed_in("werker@demo").await;
    browser.open("/desk/kits/puberteit").await;
    assert!(browser.page.text().contains(warning), "{}", browser.page.text());
}

#[test]
fn rule_7_only_a_named_reader_makes_a_translation_read() {
    assert_eq!(reader_faults(&kits()), [""; 0]);
    let planted = plant("K06", |_, texts| {
        texts
            .iter_mut()
            .filter(|((language, _), _)| language == "ar")
            .for_each(|(_, text)| text.state = TextState::Approved);
    });
    assert_eq!(reader_faults(&planted).len(), 1);
}

/// How many rows each table holds, and what stands in those that the planner reads at its start.
fn rows(world: &World) -> (Vec<i64>, Vec<Kit>, String) {
    let read = world.database().read_now(|db| {
        macro_rules! count {
            ($($table:ident)+) => { vec![$(schema::$table::table.count().get_result::<i64>(db)?),+] };
        }
        let counts = count!(organisation account kit kit_text room meeting meeting_kit meeting_title meeting_person
            agreement holiday holiday_window region_place day weekly_rule contact local_contact);
        let sheets = (store::holiday::all(db)?, store::region::all(db)?, store::day::all(db)?, store::day::rules(db)?);
        let contacts = (store::contact::all(db)?, store::contact::all_local(db)?, store::revision::current(db)?);
        Ok((counts, store::kit::all(db)?, format!("{sheets:?} {contacts:?}")))
    });
    let (counts, kits, sheets) = read.expect("the tables can be read");
    let meetings =
        ["werker@demo", "werker.groningen@demo", "werker.eindhoven@demo"].map(|email| world.meetings_of(email));
    (counts, kits, format!("{sheets} {meetings:?}"))
}

mod rule;
use rule::{
    Texts, audience_faults, family_faults, figure_faults, kits, languages, law_faults, never_faults, of, plant,
    reader_faults, review_faults, safety_faults, text, title_faults,
};

/// The first tip for this audience.
fn tip(kit: &mut Kit, audience: TipAudience) -> &mut Tip {
    kit.contents.tips.iter_mut().find(|tip| tip.audience == audience).expect("a tip")
}

fn said_to_parents<'a>(kit: &Kit, texts: &'a mut Texts) -> &'a mut String {
    let of_parents = |tip: &&Tip| tip.audience == TipAudience::Parents && tip.kind != TipKind::Law;
    let tip = kit.contents.tips.iter().find(of_parents).expect("a tip for parents");
    &mut texts.get_mut(&(DUTCH.to_owned(), format!("tip/{}", tip.id))).expect("a text").text
}

fn title(texts: &mut HashMap<(String, String), KitText>) -> &mut KitText {
    texts.get_mut(&(DUTCH.to_owned(), "public_title/0".to_owned())).expect("a title")
}
