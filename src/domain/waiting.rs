//! What waits for somebody (wat wacht): of one meeting, the first thing that this side has to do.

use super::meeting::{Agreement, Head, Side, State};
use super::organisation::OrganisationId;
use super::reply::{Reply, ReplyKind};

crate::coded! {
    /// The most pressing comes first.
    pub enum Waits {
        /// The other side asks to be called.
        CallMe = "call_me",
        /// The other side asks for another day.
        OtherDate = "other_date",
        /// The other side wants to change what is out.
        AgreeToChange = "agree_to_change",
        /// Both said yes to a change: it can go out.
        Release = "release",
        /// The other side said yes, this one not yet.
        Agree = "agree",
        /// Both said yes: it can go out.
        Publish = "publish",
    }
}

impl Waits {
    /// What the other side asked for.
    pub fn of_reply(kind: ReplyKind) -> Self {
        match kind {
            ReplyKind::CallMe => Self::CallMe,
            ReplyKind::OtherDate => Self::OtherDate,
        }
    }
}

/// A staged change as a list knows it: whose it is, and whether the other side said yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    pub organisation_id: OrganisationId,
    pub is_agreed: bool,
}

/// What this side has to do for a meeting, if anything.
pub fn waits(
    head: &Head,
    side: Side,
    agreements: &[Agreement],
    replies: &[Reply],
    pending: Option<&Pending>,
) -> Option<Waits> {
    let owner = |side| match side {
        Side::Support => &head.support_id,
        Side::Host => &head.host_id,
    };
    let (own, other) = (owner(side), owner(side.other()));
    let has_agreed = |who: &OrganisationId| agreements.iter().any(|yes| yes.organisation_id == *who && yes.is_given());
    if !matches!(head.state, State::Draft | State::Proposed | State::Agreed | State::Published) {
        return None;
    }
    if let Some(reply) = replies.iter().find(|reply| reply.organisation_id == *other) {
        return Some(Waits::of_reply(reply.kind));
    }
    // Who asked for another day or for a call has done what she can for now.
    let has_asked = replies.iter().any(|reply| reply.organisation_id == *own);
    match (pending, head.state) {
        (Some(pending), _) if pending.is_agreed => Some(Waits::Release),
        (Some(pending), _) if pending.organisation_id == *other && !has_asked => Some(Waits::AgreeToChange),
        (None, State::Proposed) if !has_agreed(own) && !has_asked => Some(Waits::Agree),
        (None, State::Agreed) => Some(Waits::Publish),
        _ => None,
    }
}
