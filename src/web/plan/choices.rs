//! What can be chosen in an evening's form (keuzes), in the language of who fills it in.

use super::{PEOPLE, Planning};
use crate::domain::day::Weekday;
use crate::domain::kit::Kit;
use crate::domain::organisation::Organisation;
use crate::domain::person::Duty;
use crate::domain::plan::{Food, MeetingAudience, SchoolPhase};
use crate::domain::region::{Region, provinces};
use crate::language::{LANGUAGES, Lang, Language, Phrase, Phrases};

/// One line of a select.
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    fn named(value: &str, label: Option<&Phrase>) -> Self {
        Self { value: value.to_owned(), label: label.map_or_else(|| value.to_owned(), ToString::to_string) }
    }
}

/// A partner by name, town and languages: who plans knows it by one of these.
pub fn partner_choice(partner: &Organisation, language: Lang) -> Choice {
    let spoken: Vec<&str> = partner.languages().into_iter().map(|spoken| spoken.staff_name(language)).collect();
    let about = [partner.municipality.clone(), spoken.join(", ")];
    let about: Vec<&str> = about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    Choice { value: partner.id.to_string(), label: format!("{} ({})", partner.name, about.join("; ")) }
}

/// The public titles of one kit.
pub struct TitleGroup {
    pub kit: String,
    pub titles: Vec<Choice>,
}

pub struct Choices {
    pub provinces: Vec<Choice>,
    pub regions: Vec<Choice>,
    pub languages: Vec<Lang>,
    pub audiences: Vec<Choice>,
    pub school_phases: Vec<Choice>,
    pub foods: Vec<Choice>,
    pub kits: Vec<Choice>,
    pub titles: Vec<TitleGroup>,
    /// A title of one's own can be in any of them.
    pub written: Vec<Lang>,
    /// The places for people, with their duty.
    pub people: [(&'static str, Duty); 4],
    t: &'static Phrases,
}

impl Choices {
    /// The heading of a place for a person.
    pub fn person(&self, place: &str) -> String {
        self.t.person.by_code(place).map_or_else(String::new, ToString::to_string)
    }

    /// What is asked of each, with its label.
    pub fn person_fields(&self) -> [(&'static str, &'static str); 3] {
        let p = &self.t.person;
        [("name", p.name.as_str()), ("organisation", p.organisation.as_str()), ("phone", p.phone.as_str())]
    }
}

impl Planning {
    pub fn choices(&self, language: Lang) -> Choices {
        let t = language.phrases();
        macro_rules! of {
            ($kind:ty, $section:expr) => {
                <$kind>::ALL.iter().map(|one| Choice::named(one.code(), $section.by_code(one.code()))).collect()
            };
        }
        Choices {
            provinces: provinces(&self.reference.places).iter().map(|name| Choice::named(name, None)).collect(),
            regions: of!(Region, t.region),
            languages: LANGUAGES.iter().collect(),
            audiences: of!(MeetingAudience, t.audience),
            school_phases: of!(SchoolPhase, t.school_phase),
            foods: of!(Food, t.food),
            kits: self
                .reference
                .kits()
                .map(|kit| Choice { value: kit.slug.clone(), label: name_of(kit, language) })
                .collect(),
            titles: self.reference.kits().map(|kit| titles(kit, language)).collect(),
            written: Language::written().collect(),
            people: PEOPLE,
            t,
        }
    }
}

fn titles(kit: &Kit, language: Lang) -> TitleGroup {
    let titles = kit.public_titles(language).into_iter().enumerate().map(|(number, title)| Choice {
        value: format!("{}/{number}", kit.slug),
        label: title.text.as_str().to_owned(),
    });
    TitleGroup { kit: name_of(kit, language), titles: titles.collect() }
}

/// What staff call it; in a language that it has for parents alone, its first title for them.
fn name_of(kit: &Kit, language: Lang) -> String {
    let of_parents = kit.public_title(0, language).filter(|title| title.language == language);
    let name = match of_parents {
        Some(title) if language.for_desk() != language => title.text.as_str().to_owned(),
        _ => kit.title(language),
    };
    format!("{} {name}", kit.contents.code)
}

/// The days of the week, from Monday.
pub fn weekdays(language: Lang) -> Vec<Choice> {
    let names = &language.phrases().weekday;
    let names = [&names.mon, &names.tue, &names.wed, &names.thu, &names.fri, &names.sat, &names.sun];
    Weekday::ALL.iter().zip(names).map(|(day, name)| Choice::named(day.code(), Some(name))).collect()
}
