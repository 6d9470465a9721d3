//! What is wrong with what a host typed (probleem), in her language.

use chrono::NaiveDate;

use crate::domain::Refusal;
use crate::domain::detail::{PersonalDetail, personal_detail};
use crate::domain::text::CleanText;
use crate::language::Phrases;
use crate::web::form::Problems;

/// A free text: not too long, and nothing about a person.
pub fn text_problem(text: &CleanText, longest: usize, t: &Phrases, today: NaiveDate) -> Option<String> {
    let t = &t.problem;
    if text.length() > longest {
        return Some(t.too_long.of(longest));
    }
    let phrase = match personal_detail(text.as_str(), today)? {
        PersonalDetail::CitizenNumber => &t.citizen_number,
        PersonalDetail::BirthDate => &t.birth_date,
        PersonalDetail::PhoneNumber => &t.phone_number,
        PersonalDetail::Email => &t.email,
    };
    Some(phrase.to_string())
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
    if is_needed && text.is_empty() {
        problems.add(name, &t.problem.needed);
    } else if let Some(problem) = text_problem(text, longest, t, today) {
        problems.add(name, problem);
    }
}

/// Why a rule said no.
pub fn refusal_in_words(refusal: &Refusal, partner: &str, t: &Phrases) -> String {
    let t = &t.refusal;
    match refusal {
        Refusal::WrongState | Refusal::InThePast => t.wrong_state.to_string(),
        Refusal::ProposalChanged => t.changed.to_string(),
        Refusal::NeedsReason => t.needs_reason.to_string(),
        Refusal::NameKnown
        | Refusal::EmailKnown
        | Refusal::TooOften
        | Refusal::NotAgreed
        | Refusal::RoomTaken
        | Refusal::NeedsTrainedFacilitator(_)
        | Refusal::CostsAreAgreed => t.other.of(partner),
    }
}
