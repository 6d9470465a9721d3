//! The one thing to do next for a meeting (nu te doen), in words.

use crate::domain::meeting::{Meeting, Side, State, Visibility};
use crate::domain::waiting::Waits;
use crate::language::Desk;

/// That the other side asks for another day or for a call, as the list of what waits says it.
fn waits_because(meeting: &Meeting, side: Side, partner: &str, d: &Desk) -> Option<String> {
    let is_open = matches!(meeting.head.state, State::Draft | State::Proposed | State::Agreed);
    let waits = Waits::of_reply(meeting.reply(side.other()).filter(|_| is_open)?.kind);
    Some(d.waits.by_code(waits.code())?.of(partner))
}

/// The one thing to do next, for this side.
pub fn next_step(meeting: &Meeting, side: Side, partner: &str, d: &Desk) -> String {
    // What the other side asked for comes before what was to be done.
    if let Some(asked) = waits_because(meeting, side, partner, d) {
        return asked;
    }
    let d = &d.next;
    match meeting.head.state {
        State::Draft if !meeting.plan.has_place() => d.place.to_string(),
        State::Draft => d.draft.to_string(),
        State::Proposed if meeting.has_agreed(side) => d.wait_for_other.to_string(),
        State::Proposed => d.agree.to_string(),
        State::Agreed => d.publish.to_string(),
        State::Published if meeting.head.visibility == Visibility::LinkOnly && side == Side::Host => d.open.to_string(),
        State::Published => d.invite.to_string(),
        State::Held | State::Reported => d.held.to_string(),
        State::Cancelled => d.cancelled.to_string(),
    }
}
