//! One evening with one small kit, in Dutch and in unread Arabic.

use std::collections::HashMap;

use crate::documents::handout::{Briefing, Contacts, Evening, Place};
use crate::domain::contact::{Channel, Contact, Cost, LocalContact, LocalContactKind};
use crate::domain::kit::{
    AgendaItem, Contents, Kit, KitText, MadeFor, Material, Section, TextState, Tip, TipAudience, TipKind,
};
use crate::domain::list::Codes;
use crate::domain::meeting::Standing;
use crate::domain::person::Duty;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::language::{Lang, Language};

/// For professionals.
pub const SIGNAL: &str = "Let op een kind dat vlak voor de reis opeens heel stil wordt";
/// For the facilitator.
pub const APPROACH: &str = "Begin met luisteren en leg daarna pas iets uit aan de groep";

pub fn evening(language: Lang) -> Evening {
    let contacts =
        [national("112", "alarm"), Contact { for_parents: false, ..national("0800-0432", "kindertelefoon") }];
    Evening {
        language,
        title: kit().public_title(0, language).unwrap(),
        starts_at: "2027-05-12T19:30:00".parse().unwrap(),
        ends_at: "2027-05-12T21:30:00".parse().unwrap(),
        place: Some(place()),
        municipality: "Utrecht".to_owned(),
        spoken: vec![Language::dutch(), Language::find("ar").unwrap()],
        audience: MeetingAudience::Mothers,
        school_phase: SchoolPhase::FirstYears,
        childcare_places: 8,
        food: Food::MealHalal,
        has_interpreter: true,
        emblems: Vec::new(),
        lines: Vec::new(),
        organisation: Some("Stichting De Tafel".to_owned()),
        standing: Standing::Stands,
        kits: kit().for_parents(language).into_iter().collect(),
        kits_in_dutch: kit().for_parents(Language::dutch()).into_iter().collect(),
        contacts: Contacts::for_parents(&contacts, &[near_home()], "UTRECHT", "2026-11-21".parse().unwrap()),
        address_of_page: format!("https://aantafel.example/{language}/m/k7f3q2"),
        address_of_handout: format!("https://aantafel.example/{language}/m/k7f3q2/tips"),
    }
}

pub fn briefing(language: Lang) -> Briefing {
    let evening = evening(language);
    Briefing {
        language,
        title: evening.title,
        starts_at: evening.starts_at,
        ends_at: evening.ends_at,
        place: place(),
        kits: vec![kit().for_facilitator(language, &evening.spoken)],
        spoken: evening.spoken,
        audience: evening.audience,
        people: vec![(Duty::Facilitator, "Marijke Voorbeeld".to_owned()), (Duty::Interpreter, "سلام".to_owned())],
        has_childcare: true,
        parents_question: "Hoe praat ik met mijn dochter?".to_owned(),
        standing: Standing::Stands,
        advice: advice(),
    }
}

fn advice() -> Contacts {
    let numbers = [("112", "alarm"), ("0800-2000", "veilig_thuis"), ("070-345 43 19", "lkha")];
    let national = numbers.map(|(value, key)| national(value, key));
    Contacts::for_advice(&national, "2026-11-21".parse().unwrap())
}

fn place() -> Place {
    let [venue, room, address, municipality] =
        ["Buurthuis De Brug", "Zaal 2", "Lindeplein 0", "Utrecht"].map(str::to_owned);
    Place { venue, room, address, municipality }
}

pub fn national(value: &str, key: &str) -> Contact {
    Contact {
        key: key.to_owned(),
        name_nl: key.to_owned(),
        channel: Channel::Phone,
        value: value.to_owned(),
        hours: "24/7".parse().unwrap(),
        cost: Cost::Free,
        note_nl: String::new(),
        for_parents: true,
        for_help_page: true,
        for_professionals: true,
        is_also_from_abroad: false,
        place: 1,
        source: "test".to_owned(),
        source_date: String::new(),
        confirmed_on: None,
    }
}

pub fn near_home() -> LocalContact {
    LocalContact {
        key: "utrecht".to_owned(),
        kind: LocalContactKind::ParentingSupport,
        municipality: "Utrecht".to_owned(),
        name: "De Lindeboom".to_owned(),
        person: "Marijke Voorbeeld".to_owned(),
        address: "Lindeplein 0".to_owned(),
        hours: "di 09:30-11:30; wo-vr 13:00-15:00".parse().unwrap(),
        phone: "030-000 00 01".to_owned(),
        languages: Codes::new(["nl", "ar"]),
        source: "test".to_owned(),
        confirmed_on: Some("2026-11-01".parse().unwrap()),
    }
}

fn kit() -> Kit {
    let tip = |id: &str, section: &str, audience, kind| Tip {
        id: id.to_owned(),
        section: section.to_owned(),
        audience,
        kind,
        source: "own".to_owned(),
        place: String::new(),
        rows: Vec::new(),
    };
    let section = |id: &str| Section { id: id.to_owned(), pictogram: "heart".to_owned() };
    let item = |id: &str, minutes| AgendaItem { id: id.to_owned(), minutes };
    let contents = Contents {
        code: "K01".to_owned(),
        version: 1,
        made_for: MadeFor::Parents,
        audiences: vec![MeetingAudience::Mothers],
        minutes: 90,
        needs_trained_facilitator: false,
        reviewed_by: String::new(),
        reviewed_on: String::new(),
        next_review: "2027-03-01".parse().unwrap(),
        source_rows: Vec::new(),
        never_words: Vec::new(),
        windows: Vec::new(),
        agenda: vec![item("welkom", 20), item("praten", 70)],
        sections: vec![section("school"), section("thuis"), section("vragen")],
        tips: vec![
            tip("open", "school", TipAudience::Parents, TipKind::Question),
            tip("wet", "school", TipAudience::Parents, TipKind::Law),
            tip("taal", "thuis", TipAudience::Parents, TipKind::Information),
            tip("kaart", "vragen", TipAudience::Parents, TipKind::Question),
            tip("leiden", "school", TipAudience::Facilitator, TipKind::Approach),
            tip("signaal", "school", TipAudience::Professional, TipKind::Information),
        ],
        materials: vec![Material { id: "kaarten".to_owned() }],
    };
    let dutch = [
        ("title", "Naar school"),
        ("goal", "Ouders praten over school."),
        ("public_title/0", "Samen naar school"),
        ("section/school", "School"),
        ("section/thuis", "Thuis"),
        ("section/vragen", "Vragen"),
        ("agenda/welkom", "Welkom"),
        ("agenda/praten", "Praten"),
        ("material/kaarten", "Kaarten"),
        ("tip/open", "Wat vindt uw kind leuk?"),
        ("tip/wet", "Kinderen gaan naar school."),
        ("tip/taal", "Spreek thuis uw eigen taal."),
        ("tip/kaart", "Wat hoopt u?"),
        ("tip/leiden", APPROACH),
        ("tip/signaal", SIGNAL),
    ];
    let arabic = [
        ("public_title/0", "معا إلى المدرسة"),
        ("section/school", "المدرسة"),
        ("section/thuis", "في البيت"),
        ("tip/open", "ماذا يحب طفلكم؟"),
        ("tip/taal", "تكلموا لغتكم في البيت."),
        ("tip/wet", "يذهب الأطفال إلى المدرسة."),
    ];
    let text = |language: &str, state, (key, text): (&str, &str)| {
        let kept = KitText { text: text.to_owned(), state, source_hash: key.to_owned(), ..KitText::default() };
        ((language.to_owned(), key.to_owned()), kept)
    };
    let texts: HashMap<_, _> = dutch
        .map(|words| text("nl", TextState::Source, words))
        .into_iter()
        .chain(arabic.map(|words| text("ar", TextState::Machine, words)))
        .collect();
    Kit::new("naar-school".to_owned(), contents, texts)
}
