//! What is wrong with what was typed (probleem), in the language of who typed it.

use chrono::NaiveDate;

use super::form::Problems;
use super::wrong::{self, Wrong};
use crate::domain::clash::OwnEvening;
use crate::domain::detail::PersonalDetail;
use crate::domain::text::{CleanText, LONGEST_REASON};
use crate::language::{Language, Phrases, time_of};

pub fn sentence(wrong: &Wrong, t: &Phrases) -> String {
    let p = &t.problem;
    let phrase = match wrong {
        Wrong::TooLong(most) => return p.too_long.of(most),
        Wrong::LoadedWord(word) => return p.loaded_word.of(word),
        Wrong::NeverWord(word) => return p.loaded_word.of(word),
        Wrong::WebAddress => &p.web_address,
        Wrong::Number(least, most) => return p.number.with(&[("least", least), ("most", most)]),
        Wrong::ConfirmRegion(region) => {
            let name = t.region.by_code(region.code()).map_or_else(String::new, ToString::to_string);
            return p.confirm_region.of(name);
        }
        // How the regions run there is known in Dutch only.
        Wrong::MixedRegion(note) if std::ptr::eq(t, Language::dutch().phrases()) => {
            return format!("{} ({note})", p.mixed_region);
        }
        Wrong::MixedRegion(_) => &p.mixed_region,
        Wrong::NeedsReader(language) => return p.needs_reader.of(language),
        Wrong::PeopleTwice(names) => return p.people_twice.of(names),
        Wrong::PeopleAway(names) => return p.people_away.of(names),
        Wrong::HostTwice(evenings) => return p.host_twice.of(named(evenings, t)),
        Wrong::RoomAway => &p.room_away,
        Wrong::Detail(PersonalDetail::CitizenNumber) => &p.citizen_number,
        Wrong::Detail(PersonalDetail::BirthDate) => &p.birth_date,
        Wrong::Detail(PersonalDetail::PhoneNumber) => &p.phone_number,
        Wrong::Detail(PersonalDetail::Email) => &p.email,
        Wrong::Needed => &p.needed,
        Wrong::Choose => &p.choose,
        Wrong::ChooseLanguage => &p.choose_language,
        Wrong::Date => &p.date,
        Wrong::Time => &p.time,
        Wrong::Length => &p.length,
        Wrong::InThePast => &p.in_the_past,
        Wrong::TooFar => &p.too_far,
        Wrong::Phone => &p.not_a_phone,
        Wrong::ChoosePayer => &t.cost.choose_payer,
        Wrong::Amount => &t.cost.amount_wrong,
        Wrong::FreeCostsNothing => &t.cost.free_costs_nothing,
        Wrong::ChoosePartner => &p.choose_partner,
        Wrong::ChooseKit => &p.choose_kit,
        Wrong::KitTwice => &p.kit_twice,
        Wrong::KitNotForParents => &p.kit_not_for_parents,
        Wrong::ChooseTitle => &p.choose_title,
        Wrong::TitleOfKit => &p.title_of_kit,
        Wrong::InterpreterFamily => return p.interpreter_family.of(&t.person.independent_yes),
        Wrong::ChildcareAdult => &p.childcare_adult,
    };
    phrase.to_string()
}

/// "Veilig op reis, 19.30-21.30": one's own evenings by their name and hours.
pub fn named(evenings: &[OwnEvening], t: &Phrases) -> String {
    let hours = |own: &OwnEvening| [own.starts, own.ends].map(|at| time_of(t, at.time())).join("\u{2013}");
    evenings.iter().map(|own| format!("{}, {}", own.title, hours(own))).collect::<Vec<_>>().join("; ")
}

/// What is wrong with a reason: too long, or about a person. Nothing of it is cut off in silence.
pub fn reason_problem(reason: &CleanText, t: &Phrases, today: NaiveDate) -> Option<String> {
    text_problem(reason, LONGEST_REASON, t, today)
}

/// A free text: not too long, and nothing about a person.
pub fn text_problem(text: &CleanText, longest: usize, t: &Phrases, today: NaiveDate) -> Option<String> {
    wrong::text(text, false, longest, today).map(|wrong| sentence(&wrong, t))
}

/// Tells what is wrong with a field; a line that is needed may not be empty.
pub fn check(
    problems: &mut Problems,
    name: &'static str,
    text: &CleanText,
    (is_needed, longest): (bool, usize),
    t: &Phrases,
    today: NaiveDate,
) {
    if let Some(wrong) = wrong::text(text, is_needed, longest, today) {
        problems.add(name, sentence(&wrong, t));
    }
}
