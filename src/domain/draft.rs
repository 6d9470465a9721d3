//! A draft (concept): who may propose it, and throwing away what an organisation made and nobody else had a hand in.

use super::meeting::{Meeting, MeetingId, Side, State};
use super::organisation::OrganisationId;
use super::record::Deed;

/// Something that was done to a meeting, and by whose side.
pub type Done = (MeetingId, Option<OrganisationId>, Deed);

impl Deed {
    /// Filling in one's own plan: nobody was asked or told anything.
    pub fn is_drafting(self) -> bool {
        matches!(
            self,
            Self::MeetingCreated
                | Self::MeetingChanged
                | Self::CostsChanged
                | Self::TaskChanged
                | Self::TaskDone
                | Self::SetChanged
        )
    }
}

/// Whether this side may ask the other one with it: nobody was asked yet, and all that must be known is.
pub fn may_propose(meeting: &Meeting, side: Side) -> bool {
    meeting.head.state == State::Draft && meeting.may_agree(side)
}

/// Whether this organisation may throw the meeting away: it made it, it is a draft still, and all that was ever done to it was
/// filling it in, by that organisation alone. What was proposed once is cancelled, with a reason.
pub fn may_discard(meeting: &Meeting, done: &[Done], own: &OrganisationId) -> bool {
    let done = || done.iter().filter(|(id, ..)| *id == meeting.head.id);
    let is_made_here = done().any(|(.., deed)| *deed == Deed::MeetingCreated);
    let is_ours_alone = done().all(|(_, by, deed)| deed.is_drafting() && by.as_ref() == Some(own));
    let is_untouched = meeting.agreements.is_empty() && meeting.replies.is_empty() && meeting.staged.is_none();
    meeting.head.state == State::Draft && !meeting.is_out() && is_untouched && is_made_here && is_ours_alone
}
