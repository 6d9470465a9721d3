//! Who may do what (rechten): one function decides, and its default is no.

use super::account::Role;

/// How a viewer stands to the meeting in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Not an owner: for such a viewer the meeting does not exist.
    None,
    /// Of the parenting-support organisation that owns it.
    Support,
    /// Of the self-organisation that owns it.
    Host,
}

/// Everything that a signed-in person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// One's own desk, kits, organisation and sign-out.
    SeeDesk,
    /// The simple pages of a contact person, in every language.
    SeeHostPages,
    /// Texts that only professionals may read.
    ReadProfessionalTexts,
    PlanMeeting,
    SeeMeeting,
    ChangeMeeting,
    AgreeToMeeting,
    /// Handing out a link for the other side's answer, or noting its yes on the phone: the worker's work.
    AskAnswer,
    /// Taking back a yes that the worker noted.
    UndoPhoneYes,
    PublishMeeting,
    CancelMeeting,
    /// Whether parents find it on the agenda, and what it shows there: the host decides.
    OpenMeeting,
    /// One evening on those pages: seeing it, and what its host may do to it there.
    HostMeeting,
    /// Publishing against a rule, with a reason that both owners see.
    OverrideRule,
    ChangeOrganisation,
    /// The messages that one's organisation caused.
    SeeOutbox,
    SeeMessage,
    /// Sending a parked one once more.
    SendMessage,
    /// The list of proposals.
    SeeProposals,
    SeeProposal,
    /// Taking a proposal over, or declining it.
    DecideProposal,
    /// Inviting colleagues, changing what they may do, switching them off.
    LeadColleagues,
    /// Making the link with which a host of a partner gets in.
    HandOverEntry,
    /// What the organisation says of itself: for its contact person and its coordinators.
    ChangeProfile,
    /// The organisations that one's own has to do with.
    SeePartner,
    /// Letting a self-organisation in, or not.
    DecideApplication,
    /// Writing and reading the texts of kits in a language.
    Translate,
    /// Making a new version of a kit, and releasing it.
    LeadKits,
    /// School holidays, feasts and telephone numbers: what everybody here goes by.
    KeepReference,
    /// How long what is kept, and when the job that obeys it ran.
    SeeClearing,
}

/// Whether `role` may do `action`, standing in `relation` to what it is done to.
pub fn may(role: Role, relation: Relation, action: Action) -> bool {
    use Action::*;
    let is_planner = matches!(role, Role::Worker | Role::Coordinator | Role::Host);
    let is_owner = match relation {
        Relation::Support => matches!(role, Role::Worker | Role::Coordinator),
        Relation::Host => role == Role::Host,
        Relation::None => false,
    };
    match action {
        SeeDesk | Translate => true,
        SeeHostPages => role == Role::Host,
        ReadProfessionalTexts => matches!(role, Role::Worker | Role::Coordinator),
        PlanMeeting => is_planner,
        SeeMeeting | ChangeMeeting | AgreeToMeeting | PublishMeeting | CancelMeeting => is_owner,
        OpenMeeting | HostMeeting | UndoPhoneYes => is_owner && relation == Relation::Host,
        AskAnswer => is_owner && relation == Relation::Support,
        OverrideRule => is_owner && role == Role::Coordinator,
        ChangeOrganisation | SeeProposals | SeePartner | SeeOutbox | SeeMessage | SendMessage => is_planner,
        SeeProposal => is_owner,
        DecideProposal => is_owner && relation == Relation::Support,
        LeadColleagues => matches!(role, Role::Coordinator | Role::Host),
        HandOverEntry => matches!(role, Role::Worker | Role::Coordinator),
        ChangeProfile => matches!(role, Role::Host | Role::Coordinator),
        DecideApplication => role == Role::Coordinator,
        SeeClearing | LeadKits | KeepReference => role == Role::Coordinator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_touches_a_meeting_that_is_not_theirs() {
        for role in Role::ALL {
            for action in [
                Action::SeeMeeting,
                Action::ChangeMeeting,
                Action::AgreeToMeeting,
                Action::PublishMeeting,
                Action::CancelMeeting,
                Action::OpenMeeting,
                Action::HostMeeting,
                Action::OverrideRule,
                Action::AskAnswer,
                Action::UndoPhoneYes,
                Action::SeeProposal,
                Action::DecideProposal,
            ] {
                assert!(!may(*role, Relation::None, action), "{role} {action:?}");
            }
        }
    }

    #[test]
    fn only_the_host_opens_a_meeting_to_the_public() {
        assert!(may(Role::Host, Relation::Host, Action::OpenMeeting));
        for role in [Role::Worker, Role::Coordinator, Role::Reader] {
            assert!(!may(role, Relation::Support, Action::OpenMeeting));
        }
    }
}
