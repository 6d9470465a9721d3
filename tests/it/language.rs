//! Every sentence, page and letter in every language: nothing is missing, nothing is Dutch that need not be, all of it prints.

mod day;
mod desk;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use aantafel::documents::pdf;
use aantafel::domain::day::Effect;
use aantafel::domain::holiday::HolidayKind;
use aantafel::domain::kit::MadeFor;
use aantafel::domain::meeting::{Meeting, State};
use aantafel::domain::plan::{Food, Material, MeetingAudience, SchoolPhase};
use aantafel::domain::region::Region;
use aantafel::domain::window::Colour;
use aantafel::language::{Lang, Language, Phrase, gaps};
use aantafel::seed;
use aantafel::web::board::sign::state_name;
use aantafel::web::paths;
use icu_plurals::{PluralRuleType, PluralRules};
use scraper::{ElementRef, Html};

use crate::reader::{Output, everything, published};
use crate::world::World;

#[test]
fn every_phrase_has_the_gaps_of_the_dutch_one() {
    for (language, name, dutch, phrase) in translated() {
        let of = |text| gaps(text).collect::<BTreeSet<&str>>();
        let all = |phrase: &'static Phrase| phrase.forms().flat_map(of).collect::<BTreeSet<&str>>();
        assert_eq!(all(phrase), all(dutch), "{language} {name}");
        assert!(phrase.forms().all(|form| of(form).is_subset(&all(dutch))), "{language} {name}");
        assert!(phrase.forms().all(|form| !form.trim().is_empty()), "{language} {name}");
        if !dutch.has_plural() {
            assert_eq!(of(phrase.as_str()), of(dutch.as_str()), "{language} {name}");
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language_and_no_others() {
    let mut plurals = 0;
    for (file, language) in phrase_files() {
        let rules = plural_rules(language);
        let forms: BTreeSet<String> =
            rules.categories().map(|category| format!("{category:?}").to_lowercase()).collect();
        for (name, section) in &file {
            for (field, phrase) in section.as_table().expect("a section") {
                let Some(own) = phrase.as_table() else { continue };
                assert_eq!(own.keys().cloned().collect::<BTreeSet<_>>(), forms, "{language} {name}.{field}");
                plurals += 1;
            }
        }
    }
    assert!(plurals >= 8, "{plurals} plurals");
    for (language, name, dutch, phrase) in translated() {
        assert_eq!(phrase.has_plural(), dutch.has_plural(), "{language} {name}");
    }
}

#[test]
fn every_code_has_its_phrase_in_every_language() {
    for language in Language::written() {
        let (t, d) = (language.phrases(), language.desk());
        macro_rules! named {
            ($section:expr, $($type:ty),+) => { $(
                for value in <$type>::ALL {
                    let phrase = $section.by_code(value.code());
                    assert!(phrase.is_some_and(|phrase| !phrase.as_str().is_empty()), "{language}: {value}");
                }
                assert_eq!($section.names().len(), <$type>::ALL.len(), "{language}: a phrase for no {}", stringify!($type));
            )+ };
        }
        named!(t.audience, MeetingAudience);
        named!(t.school_phase, SchoolPhase);
        named!(t.food, Food);
        for state in State::ALL {
            assert!(!state_name(*state, language).is_empty(), "{language}: {state}");
        }
        named!(t.region, Region);
        named!(t.holiday, HolidayKind);
        named!(t.effect, Effect);
        named!(d.made_for, MadeFor);
        named!(t.colour, Colour);
        for material in [Material::Date, Material::Place, Material::Audience] {
            assert!(d.material.by_code(material.code()).is_some(), "{language}: {material:?}");
        }
    }
}

#[test]
fn every_letter_of_every_phrase_and_kit_can_be_printed() {
    let mut checked = 0;
    let mut check = |language, text: &str| {
        pdf::check(language, text).unwrap_or_else(|missing| panic!("{missing}"));
        checked += 1;
    };
    for language in Language::written() {
        language.phrases().each().iter().flat_map(|(_, phrase)| phrase.forms()).for_each(|form| check(language, form));
        check(language, language.own_name);
    }
    for kit in seed::kits().expect("the shipped kits") {
        for (code, _, text) in kit.texts() {
            check(Language::find(code).expect("a language"), &text.text);
        }
    }
    assert!(checked > 1_500, "{checked} texts");
    assert!(pdf::check(Language::dutch(), "家").is_err(), "a letter that no font has is missed");
}

#[tokio::test]
async fn every_page_says_its_language_and_direction_and_leads_to_the_others() {
    let mut seen = 0;
    for (output, language) in pages().await {
        let address = &output.page.address;
        let html = format!("html[lang='{language}'][dir='{}']", language.direction.code());
        assert!(output.page.has(&html), "{address}");
        if output.page.status.is_success() {
            let links = output.page.links();
            for other in Language::written() {
                let prefix = format!("/{other}/");
                let path = address.split('?').next().unwrap_or_default().replacen(&format!("/{language}/"), &prefix, 1);
                // A secret that became public is passed on by its code.
                let found = links.iter().any(|link| link.starts_with(&path)) || path.len() > 30;
                assert!(found && links.iter().any(|link| link.starts_with(&prefix)), "{address} to {other}: {links:?}");
            }
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen} pages");
}

#[tokio::test]
async fn a_meeting_leads_to_its_sheets_in_both_forms_and_to_its_calendar() {
    let outputs = everything().await;
    let world = World::new();
    let is_for_parents = |meeting: &Meeting| meeting.plan.audience.is_parents();
    for meeting in published(&world).into_iter().filter(is_for_parents) {
        let is_ahead = !meeting.is_cancelled() && !meeting.is_over(world.clock.wall());
        for language in Language::written() {
            let (address, key) = (paths::invitation(language, paths::key(&meeting.head)), paths::key(&meeting.head));
            let output = outputs.iter().find(|output| output.page.address == address).expect("the page of the meeting");
            let links = output.page.links();
            for kind in ["tips", "flyer"] {
                let (page, file) = (paths::handout(language, key, kind), paths::handout_pdf(language, key, kind));
                assert!(links.contains(&page) && links.contains(&file), "{address}: {kind}");
                let sheet = outputs.iter().find(|output| output.page.address == page).expect("the page of the sheet");
                assert!(sheet.page.links().contains(&file), "{page} leads to its PDF");
            }
            assert_eq!(links.contains(&paths::invitation_calendar(language, key)), is_ahead, "{address}: the calendar");
        }
    }
}

#[tokio::test]
async fn no_page_says_in_dutch_what_it_can_say_in_its_language() {
    let mut seen = HashSet::new();
    for (output, language) in pages().await.into_iter().filter(|(_, language)| !language.is_dutch()) {
        let html = Html::parse_document(&output.page.html());
        for (text, around) in texts(&html) {
            let lang = around.iter().find_map(|element| element.value().attr("lang")).unwrap_or_default();
            // What most pages say is looked at once.
            if lang == language.code && seen.insert((lang.to_owned(), text.trim().to_owned())) {
                assert_eq!(dutch_in(text.trim(), language), None, "{}: {text:?}", output.page.address);
            }
        }
    }
    assert!(seen.len() > 1_000, "{} texts", seen.len());
}

#[tokio::test]
async fn numbers_times_and_addresses_stand_apart_in_pages_that_run_from_right_to_left() {
    let places = published(&World::new()).into_iter().flat_map(|meeting| [meeting.plan.venue, meeting.plan.address]);
    let places: BTreeSet<String> = places.filter(|place| !place.is_empty()).collect();
    let mut seen = 0;
    for (output, _) in pages().await.into_iter().filter(|(_, language)| language.is_rtl()) {
        let html = Html::parse_document(&output.page.html());
        for (text, around) in texts(&html) {
            let is_apart = around
                .iter()
                .take_while(|element| element.value().name() != "body")
                .any(|element| element.value().name() == "bdi" || element.value().attr("dir") == Some("ltr"));
            let is_named = around[0].value().name() == "title" || around[0].value().name() == "option";
            if is_apart || is_named {
                seen += usize::from(is_fragile(text));
                continue;
            }
            // In what is copied into a message, an address has a line of its own.
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("http")).collect();
            let bare = without_isolates(&lines.join("\n"));
            let place = places.iter().find(|place| bare.contains(place.as_str()));
            assert!(!is_fragile(&bare) && place.is_none(), "{}: {text:?}", output.page.address);
        }
    }
    assert!(seen > 100, "{seen} numbers and times stand apart");
}

/// Every phrase that has a Dutch counterpart: of parents' pages, and of the desk.
fn translated() -> Vec<(Lang, String, &'static Phrase, &'static Phrase)> {
    let dutch = Language::dutch();
    let english = Language::find("en").expect("English");
    let pages = Language::written().flat_map(|language| {
        let pairs = dutch.phrases().each().into_iter().zip(language.phrases().each());
        pairs.map(move |((name, dutch), (_, own))| (language, name, dutch, own))
    });
    let desk = dutch.desk().each().into_iter().zip(english.desk().each());
    pages.chain(desk.map(|((name, dutch), (_, own))| (english, name, dutch, own))).collect()
}

fn phrase_files() -> Vec<(toml::Table, Lang)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/phrases");
    let read = |name: &str| -> toml::Table {
        let text = std::fs::read_to_string(folder.join(name)).expect("a phrase file");
        text.parse().expect("TOML")
    };
    let pages = Language::written().map(|language| (read(&format!("{language}.toml")), language));
    let desk = ["nl", "en"].map(|code| (read(&format!("desk.{code}.toml")), Language::find(code).expect("a language")));
    pages.chain(desk).collect()
}

fn plural_rules(language: Lang) -> PluralRules {
    let locale: icu_locale_core::Locale = language.code.parse().expect("BCP 47");
    PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).expect("plural rules")
}

/// The public pages, each with the language of its address.
async fn pages() -> Vec<(&'static Output, Lang)> {
    let of = |output: &'static Output| {
        let code = output.page.address.split('/').nth(1)?;
        Some((output, Language::written().find(|language| language.code == code)?))
    };
    everything().await.iter().filter(|output| output.is_page()).filter_map(of).collect()
}

/// A piece of a Dutch phrase in this text that is said otherwise in the language.
pub fn dutch_in(text: &str, language: Lang) -> Option<&'static str> {
    static DUTCH_ONLY: LazyLock<HashMap<&str, Vec<&str>>> =
        LazyLock::new(|| Language::written().map(|language| (language.code, dutch_only(language))).collect());
    let dutch = DUTCH_ONLY[language.code].iter();
    dutch.copied().find(|piece| text == *piece || (piece.len() >= 12 && text.contains(piece)))
}

fn dutch_only(language: Lang) -> Vec<&'static str> {
    let own = language.phrases().each();
    let own = own.iter().flat_map(|(_, phrase)| phrase.forms()).collect::<Vec<_>>().join("\n");
    let dutch = Language::dutch().phrases().each().into_iter().flat_map(|(_, phrase)| phrase.forms());
    let pieces =
        dutch.flat_map(|form| form.split(['{', '}']).step_by(2)).map(str::trim).filter(|piece| piece.len() > 3);
    pieces.filter(|piece| !own.contains(piece)).collect()
}

/// Every text of a page with the elements around it, the nearest first.
pub fn texts(html: &Html) -> Vec<(&str, Vec<ElementRef<'_>>)> {
    let texts = html.tree.nodes().filter_map(|node| {
        let text = node.value().as_text()?;
        let around: Vec<ElementRef<'_>> = node.ancestors().filter_map(ElementRef::wrap).collect();
        (!text.trim().is_empty() && !around.is_empty()).then(|| (&**text, around))
    });
    texts.collect()
}

/// A time, a phone number or a web address.
pub fn is_fragile(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joined = |at: usize| is_digit(at.wrapping_sub(1)) && is_digit(at + 1);
    (0..bytes.len()).any(|at| b":.-".contains(&bytes[at]) && joined(at))
        || text.contains("http")
        || text.contains("+31")
}

/// What is left when all that stands between isolates is taken out.
pub fn without_isolates(text: &str) -> String {
    let mut depth = 0;
    let mut left = String::new();
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth -= 1,
            c if depth == 0 => left.push(c),
            _ => {}
        }
    }
    left
}
