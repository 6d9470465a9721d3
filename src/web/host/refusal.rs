//! Why a rule said no (weigering), in the host's language.

use crate::domain::Refusal;
use crate::language::Phrases;

/// Why a rule said no.
pub fn refusal_in_words(refusal: &Refusal, partner: &str, t: &Phrases) -> String {
    let t = &t.refusal;
    match refusal {
        Refusal::WrongState | Refusal::InThePast => t.wrong_state.to_string(),
        Refusal::ProposalChanged => t.changed.to_string(),
        Refusal::RoomTaken => t.room_taken.to_string(),
        Refusal::CostsAreAgreed => t.costs_agreed.of(partner),
        Refusal::NeedsReason => t.needs_reason.to_string(),
        Refusal::ParentsInvited => t.parents_invited.to_string(),
        Refusal::NeedsTrainedFacilitator(_) => t.needs_trained.to_string(),
        Refusal::NameKnown | Refusal::EmailKnown | Refusal::TooOften | Refusal::NotAgreed => t.other.of(partner),
    }
}
