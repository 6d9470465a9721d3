//! What is wrong with what was typed (probleem), in the desk's words.

use chrono::NaiveDate;

use crate::domain::detail::PersonalDetail;
use crate::domain::text::{CleanText, LONGEST_REASON};
use crate::language::Desk;
use crate::web::wrong::{self, Wrong};

pub fn sentence(wrong: &Wrong, d: &Desk) -> String {
    let p = &d.problem;
    let phrase = match wrong {
        Wrong::TooLong(most) => return p.too_long.of(most),
        Wrong::LoadedWord(word) => return p.loaded_word.of(word),
        Wrong::NeedsReader(language) => return p.needs_reader.of(language),
        Wrong::Number(least, most) => return p.number.with(&[("least", least), ("most", most)]),
        Wrong::ConfirmRegion(region) => {
            let name = d.region.by_code(region.code()).map_or_else(String::new, ToString::to_string);
            return p.confirm_region.of(name);
        }
        Wrong::MixedRegion(note) => return p.mixed_region.of(note),
        Wrong::PeopleTwice(names) => return p.people_twice.of(names),
        Wrong::Detail(PersonalDetail::CitizenNumber) => &p.citizen_number,
        Wrong::Detail(PersonalDetail::BirthDate) => &p.birth_date,
        Wrong::Detail(PersonalDetail::PhoneNumber) => &p.phone_number,
        Wrong::Detail(PersonalDetail::Email) => &p.email,
        Wrong::Needed => &p.needed,
        Wrong::Choose => &p.choose,
        Wrong::ChoosePartner => &p.choose_partner,
        Wrong::ChooseLanguage => &p.choose_language,
        Wrong::ChooseKit => &p.choose_kit,
        Wrong::KitTwice => &p.kit_twice,
        Wrong::KitNotForParents => &p.kit_not_for_parents,
        Wrong::ChooseTitle => &p.choose_title,
        Wrong::TitleOfKit => &p.title_of_kit,
        Wrong::Date => &p.date,
        Wrong::Time => &p.time,
        Wrong::Length => &p.length,
        Wrong::InThePast => &p.in_the_past,
        Wrong::TooFar => &p.too_far,
        Wrong::Phone => &p.phone,
        Wrong::InterpreterFamily => &p.interpreter_family,
        Wrong::ChildcareAdult => &p.childcare_adult,
        Wrong::HostTwice => &p.host_twice,
        Wrong::ChoosePayer => &d.cost.choose_payer,
        Wrong::Amount => &d.cost.amount_wrong,
        Wrong::FreeCostsNothing => &d.cost.free_costs_nothing,
    };
    phrase.to_string()
}

/// What is wrong with a reason: too long, or about a person. Nothing of it is cut off in silence.
pub fn reason_problem(reason: &CleanText, d: &Desk, today: NaiveDate) -> Option<String> {
    wrong::text(reason, false, LONGEST_REASON, today).map(|wrong| sentence(&wrong, d))
}
