//! Walks every shipped kit: nothing that facilitators or professionals read stands in a handout for parents.

use std::collections::HashSet;

use aantafel::documents::handout::{Compose, Contacts, Evening, KINDS, Refusal};
use aantafel::domain::kit::{Kit, TipAudience};
use aantafel::domain::meeting::Standing;
use aantafel::domain::plan::{Food, MeetingAudience, SchoolPhase};
use aantafel::domain::text::Text;
use aantafel::language::{Lang, Language};
use aantafel::seed;

/// So many words in a row are no coincidence.
const RUN: usize = 6;

#[test]
fn no_handout_for_parents_holds_six_words_of_what_is_not_for_them() {
    let kits = seed::kits().expect("the shipped kits");
    let guarded = guarded(&kits);
    assert!(guarded.len() > 1_000, "the kits have more than {} runs for staff", guarded.len());
    for (kit, language) in kits.iter().flat_map(|kit| Language::written().map(move |language| (kit, language))) {
        let Some(evening) = evening(kit, language) else { continue };
        for text in printed(&evening) {
            let leaked: Vec<_> = runs(&text).into_iter().filter(|run| guarded.contains(run)).collect();
            assert!(leaked.is_empty(), "{} {language}: {leaked:?}", kit.slug);
        }
    }
}

#[test]
fn a_planted_leak_is_caught() {
    let kits = seed::kits().expect("the shipped kits");
    let guarded = guarded(&kits);
    let staff =
        tips(&kits, TipAudience::Professional).find(|tip| tip.split_whitespace().count() > RUN).expect("a long tip");
    let kit = kits.iter().find(|kit| kit.is_for_parents()).expect("a kit for parents");
    let mut evening = evening(kit, Language::dutch()).expect("texts for parents");
    evening.kits[0].sections[0].tips[0].said.text = Text::new(staff);
    assert!(printed(&evening).iter().any(|text| runs(text).iter().any(|run| guarded.contains(run))));
}

/// Every run of every tip that is not for parents, in every language.
fn guarded(kits: &[Kit]) -> HashSet<String> {
    let staff = [TipAudience::Facilitator, TipAudience::Professional];
    staff.into_iter().flat_map(|audience| tips(kits, audience)).flat_map(|text| runs(&text)).collect()
}

fn tips(kits: &[Kit], audience: TipAudience) -> impl Iterator<Item = String> {
    kits.iter().flat_map(move |kit| {
        let of_audience = kit.contents.tips.iter().filter(move |tip| tip.audience == audience);
        let keys: HashSet<String> = of_audience.map(|tip| format!("tip/{}", tip.id)).collect();
        kit.texts().filter(move |(_, key, _)| keys.contains(*key)).map(|(_, _, text)| text.text.clone())
    })
}

fn runs(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// What each kind for parents says: its blocks, its title and its file's name.
fn printed(evening: &Evening) -> Vec<String> {
    let composed = KINDS.iter().filter_map(|kind| match kind.compose {
        Compose::Parents(compose) => match compose(evening) {
            Err(Refusal::OnlyDutch) => None,
            composed => Some(composed.expect("nothing else to refuse")),
        },
        Compose::Facilitator(_) | Compose::Owners(_) => None,
    });
    composed.map(|handout| format!("{:?} {} {}", handout.sheets(), handout.title(), handout.file_name())).collect()
}

/// An evening with this kit and nothing else that is worth telling.
pub fn evening(kit: &Kit, language: Lang) -> Option<Evening> {
    Some(Evening {
        emblems: Vec::new(),
        lines: Vec::new(),
        language,
        title: kit.public_title(0, language)?,
        starts_at: "2027-05-12T19:30:00".parse().expect("a time"),
        ends_at: "2027-05-12T21:30:00".parse().expect("a time"),
        place: None,
        municipality: "Utrecht".to_owned(),
        spoken: vec![language],
        audience: MeetingAudience::ParentsTogether,
        school_phase: SchoolPhase::All,
        childcare_places: 0,
        food: Food::Drinks,
        has_interpreter: false,
        organisation: None,
        standing: Standing::Stands,
        kits: vec![kit.for_parents(language)?],
        kits_in_dutch: vec![kit.for_parents(Language::dutch())?],
        contacts: Contacts::for_parents(&[], &[], "Utrecht", "2026-11-21".parse().expect("a date")),
        address_of_page: String::new(),
        address_of_handout: "https://aantafel.example".to_owned(),
    })
}
