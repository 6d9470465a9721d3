//! What is wrong with what a host typed (probleem), in her language.

use chrono::NaiveDate;

use crate::domain::Refusal;
use crate::domain::detail::PersonalDetail;
use crate::domain::text::CleanText;
use crate::language::Phrases;
use crate::web::form::Problems;
use crate::web::wrong::{self, Wrong};

/// What is wrong, said to her.
pub fn sentence(wrong: &Wrong, t: &Phrases) -> String {
    let p = &t.problem;
    let phrase = match wrong {
        Wrong::TooLong(most) => return p.too_long.of(most),
        Wrong::LoadedWord(word) => return p.loaded_word.of(word),
        Wrong::Number(least, most) => return p.number.with(&[("least", least), ("most", most)]),
        Wrong::ConfirmRegion(region) => {
            let name = t.region.by_code(region.code()).map_or_else(String::new, ToString::to_string);
            return p.confirm_region.of(name);
        }
        Wrong::MixedRegion(_) => &p.mixed_region,
        Wrong::PeopleTwice(names) => return p.people_twice.of(names),
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
        Wrong::HostTwice => &p.host_twice,
        Wrong::ChoosePayer => &t.cost.choose_payer,
        Wrong::Amount => &t.cost.amount_wrong,
        Wrong::FreeCostsNothing => &t.cost.free_costs_nothing,
        // Of fields that are not hers on a phone.
        Wrong::ChoosePartner
        | Wrong::ChooseKit
        | Wrong::KitTwice
        | Wrong::KitNotForParents
        | Wrong::ChooseTitle
        | Wrong::TitleOfKit
        | Wrong::NeedsReader(_)
        | Wrong::InterpreterFamily
        | Wrong::ChildcareAdult => &p.on_desk,
    };
    phrase.to_string()
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

/// Why a rule said no.
pub fn refusal_in_words(refusal: &Refusal, partner: &str, t: &Phrases) -> String {
    let t = &t.refusal;
    match refusal {
        Refusal::WrongState | Refusal::InThePast => t.wrong_state.to_string(),
        Refusal::ProposalChanged => t.changed.to_string(),
        Refusal::RoomTaken => t.room_taken.to_string(),
        Refusal::CostsAreAgreed => t.costs_agreed.to_string(),
        Refusal::NeedsReason => t.needs_reason.to_string(),
        Refusal::NameKnown
        | Refusal::EmailKnown
        | Refusal::TooOften
        | Refusal::NotAgreed
        | Refusal::NeedsTrainedFacilitator(_) => t.other.of(partner),
    }
}
