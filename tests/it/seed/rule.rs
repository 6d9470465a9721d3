//! The seven hard rules of what parents may read (harde regels, domain facts 4.2), each as a search for what breaks it.

use std::collections::{BTreeSet, HashMap};

use aantafel::domain::kit::rule::Broken;
use aantafel::domain::kit::{Kit, KitText, Tip, TipAudience, TipKind};
use aantafel::seed;

/// Texts of a kit by language and key.
pub type Texts = HashMap<(String, String), KitText>;

/// What an adviser has said first, in Dutch.
const EXPERT: [&str; 2] = ["deskundige", "advies"];
/// Rows of the brochure that the factsheet's F21 and F22 come before.
const WITH_PARENTS: [&str; 4] = ["S06", "S11", "S13", "H12"];

/// One row of the two sources, and what may be made of it.
struct Row {
    category: &'static str,
    allowed: [bool; 3],
}

pub fn kits() -> Vec<Kit> {
    seed::kits().expect("the shipped kits")
}

pub fn of<'a>(kit: &'a Kit, language: &str) -> impl Iterator<Item = (&'a str, &'a KitText)> {
    kit.texts().filter(move |(own, _, _)| *own == language).map(|(_, key, text)| (key, text))
}

pub fn text<'a>(kit: &'a Kit, language: &str, key: &str) -> Option<&'a str> {
    of(kit, language).find(|(own, _)| *own == key).map(|(_, text)| text.text.as_str())
}

pub fn languages(kit: &Kit) -> BTreeSet<&str> {
    kit.texts().map(|(language, _, _)| language).collect()
}

/// The shipped kits, with something wrong put into one of them.
pub fn plant(code: &str, wrong: impl FnOnce(&mut Kit, &mut Texts)) -> Vec<Kit> {
    let mut kits = kits();
    let kit = kits.iter_mut().find(|kit| kit.contents.code == code).expect("a kit");
    let own = |(language, key, text): (&str, &str, &KitText)| ((language.to_owned(), key.to_owned()), text.clone());
    let mut texts: Texts = kit.texts().map(own).collect();
    wrong(kit, &mut texts);
    *kit = Kit::new(kit.slug.clone(), kit.contents.clone(), texts);
    kits
}

pub fn audience_faults(kits: &[Kit]) -> Vec<String> {
    let rows = inventory();
    let faults = tips(kits).flat_map(|(_, tip)| {
        let rows = &rows;
        tip.rows.iter().filter_map(move |id| match rows.get(id.as_str()) {
            Some(row) if row.allowed[tip.audience as usize] => None,
            Some(_) => Some(format!("{}: {id} is not for {}", tip.id, tip.audience)),
            None => Some(format!("{}: {id} is no row", tip.id)),
        })
    });
    faults.collect()
}

pub fn figure_faults(kits: &[Kit]) -> Vec<String> {
    let never = ["signal", "statistic"];
    let rows = rows_of_parents(kits, |id, row| never.contains(&row.category) || id.starts_with('V'));
    let kinds = tips_of_parents(kits).filter(|(_, tip)| tip.kind == TipKind::Figure).map(|(_, tip)| tip.id.clone());
    let words = broken(kits, |broken| matches!(broken, Broken::Place(_) | Broken::Figure));
    rows.into_iter().chain(kinds).chain(words).collect()
}

pub fn safety_faults(kits: &[Kit]) -> Vec<String> {
    let kinds = tips_of_parents(kits).filter(|(_, tip)| tip.kind == TipKind::SafetyStep).map(|(_, tip)| tip.id.clone());
    // F27 says whom to call.
    let rows = rows_of_parents(kits, |id, row| row.category == "safety_step" && id != "F27");
    let words = broken(kits, |broken| matches!(broken, Broken::Safety(_)));
    kinds.chain(rows).chain(words).collect()
}

pub fn family_faults(kits: &[Kit]) -> Vec<String> {
    let holds = |kit: &Kit, row: &str| kit.contents.tips.iter().any(|tip| tip.rows.iter().any(|own| own == row));
    let about = tips(kits).filter(|(_, tip)| tip.rows.iter().any(|row| WITH_PARENTS.contains(&row.as_str())));
    let faults = about.filter_map(|(kit, tip)| {
        let said = text(kit, "nl", &format!("tip/{}", tip.id)).unwrap_or_default().to_lowercase();
        let is_weighed = holds(kit, "F21") && holds(kit, "F22") && EXPERT.iter().any(|word| said.contains(word));
        let fault = format!("{}: talks with the family before an expert weighed it", tip.id);
        (!is_weighed || tip.audience == TipAudience::Parents).then_some(fault)
    });
    faults.collect()
}

pub fn law_faults(kits: &[Kit]) -> Vec<String> {
    let words = broken(kits, |broken| matches!(broken, Broken::Threat(_) | Broken::LongLaw(_)));
    let laws = |kit: &Kit| -> Vec<String> {
        let laws =
            kit.contents.tips.iter().filter(|tip| tip.audience == TipAudience::Parents && tip.kind == TipKind::Law);
        laws.map(|tip| text(kit, "nl", &format!("tip/{}", tip.id)).unwrap_or_default().to_owned()).collect()
    };
    // Where the law is the subject of the evening, the sheet says whom to ask.
    let subject = kits.iter().filter(|kit| laws(kit).len() > 2);
    let unsent = subject.filter(|kit| !laws(kit).iter().any(|law| law.contains("vraag het de leerplichtambtenaar")));
    words.into_iter().chain(unsent.map(|kit| format!("{}: says not whom to ask", kit.slug))).collect()
}

pub fn title_faults(kits: &[Kit]) -> Vec<String> {
    broken(kits, |broken| matches!(broken, Broken::Loaded(_)))
}

/// Words that a kit's own list refuses.
pub fn never_faults(kits: &[Kit]) -> Vec<String> {
    broken(kits, |broken| matches!(broken, Broken::Never(_)))
}

pub fn review_faults(kits: &[Kit]) -> Vec<String> {
    let rows = inventory();
    let is_wrong = |kit: &&Kit| {
        let contents = &kit.contents;
        let used: BTreeSet<&String> = contents.tips.iter().flat_map(|tip| &tip.rows).collect();
        let named: BTreeSet<&String> = contents.source_rows.iter().collect();
        let is_half_reviewed = contents.reviewed_by.is_empty() != contents.reviewed_on.is_empty();
        used.is_empty() || used != named || named.iter().any(|row| !rows.contains_key(row.as_str())) || is_half_reviewed
    };
    kits.iter().filter(is_wrong).map(|kit| kit.contents.code.clone()).collect()
}

pub fn reader_faults(kits: &[Kit]) -> Vec<String> {
    let claims = |kit: &&Kit| kit.texts().any(|(language, _, text)| language != "nl" && text.state.is_read());
    kits.iter().filter(claims).filter(|kit| kit.contents.reviewed_by.is_empty()).map(|kit| kit.slug.clone()).collect()
}

fn tips(kits: &[Kit]) -> impl Iterator<Item = (&Kit, &Tip)> {
    kits.iter().flat_map(|kit| kit.contents.tips.iter().map(move |tip| (kit, tip)))
}

fn tips_of_parents(kits: &[Kit]) -> impl Iterator<Item = (&Kit, &Tip)> {
    tips(kits).filter(|(_, tip)| tip.audience == TipAudience::Parents)
}

fn rows_of_parents(kits: &[Kit], is_wrong: impl Fn(&str, &Row) -> bool) -> Vec<String> {
    let rows = inventory();
    let wrong = tips_of_parents(kits).flat_map(|(_, tip)| tip.rows.iter().map(move |id| (tip, id)));
    let wrong = wrong.filter(|(_, id)| rows.get(id.as_str()).is_none_or(|row| is_wrong(id, row)));
    wrong.map(|(tip, id)| format!("{}: {id}", tip.id)).collect()
}

/// Looks through all that parents read of the kits, in every language.
fn broken(kits: &[Kit], is_asked: impl Fn(&Broken) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for kit in kits {
        for unit in kit.units_for_parents() {
            let texts = kit.texts().filter(|(_, key, _)| *key == unit.key);
            faults.extend(texts.filter_map(|(language, key, text)| {
                let broken = kit.broken_rule(&unit, &text.text).filter(|broken| is_asked(broken))?;
                Some(format!("{} {language} {key}: {broken:?}", kit.slug))
            }));
        }
    }
    faults
}

/// The table of what may be made of each row, for parents, facilitators and professionals.
fn inventory() -> HashMap<&'static str, Row> {
    let lines = include_str!("../expected/inventory.txt").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let [id, category, parents, facilitator, professional] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("five words a line: {line:?}")
        };
        (
            id,
            Row {
                category,
                allowed: [parents, facilitator, professional].map(|said| said == "yes" || said == "adapt"),
            },
        )
    };
    let rows: HashMap<_, _> = lines.map(row).collect();
    assert_eq!(rows.len(), 151, "every row of the sources");
    rows
}
