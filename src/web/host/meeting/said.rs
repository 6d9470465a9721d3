//! What is said on top of a host's evening (wat nu): the one thing to do, and what was asked or answered.

use super::Evening;
use crate::domain::meeting::{Meeting, Side, State as Stage};
use crate::domain::person::Duty;
use crate::domain::plan::Plan;
use crate::domain::reply::ReplyKind;
use crate::domain::task::Task;
use crate::language::day_and_month;

/// Whether somebody must still be found to interpret.
pub(super) fn needs_interpreter(meeting: &Meeting, tasks: &[Task]) -> bool {
    let is_open = |task: &Task| task.item.duty() == Some(Duty::Interpreter) && task.is_open();
    tasks.iter().any(is_open) && meeting.with_duty(Duty::Interpreter).next().is_none()
}

/// The one thing to do next, or what everybody waits for.
pub(super) fn step(meeting: &Meeting, side: Side, evening: &Evening, is_told: bool, is_over: bool) -> String {
    let (t, partner) = (&evening.t().evening, &evening.owners.partner);
    if let Some(said) = replied(meeting, side, evening).filter(|_| !is_over && waits_for_other(meeting)) {
        return said;
    }
    match meeting.head.state {
        Stage::Cancelled => t.is_off.to_string(),
        Stage::Held | Stage::Reported => t.is_over.to_string(),
        _ if is_over => t.is_over.to_string(),
        Stage::Published if meeting.has_change_for(side) => t.change_text.of(partner),
        Stage::Published if meeting.may_release() => t.change_agreed.to_string(),
        Stage::Published if meeting.staged.is_some() => t.change_mine.of(partner),
        Stage::Published if !meeting.plan.audience.is_parents() => t.is_fixed.to_string(),
        Stage::Published if is_told => t.is_told.to_string(),
        Stage::Published => t.is_out.to_string(),
        Stage::Agreed => t.wait_publish.of(partner),
        Stage::Proposed if meeting.has_agreed(side) => t.wait_other.of(partner),
        Stage::Draft if !meeting.plan.has_place() => t.place_first.to_string(),
        Stage::Draft => t.draft_text.of(partner),
        Stage::Proposed => t.agree_text.of(partner),
    }
}

pub(super) fn noted(meeting: &Meeting, side: Side, evening: &Evening) -> Option<String> {
    let yes = meeting.noted_yes(side)?;
    let date = day_and_month(evening.language, yes.on);
    // The name goes after a while, or with the account.
    let someone = evening.t().record.someone.to_string();
    let with = if yes.with.is_empty() { someone.as_str() } else { yes.with };
    let said = [("partner", &evening.owners.partner as _), ("date", &date as _), ("name", &with as _)];
    Some(evening.t().evening.phone_noted.with(&said))
}

/// Who asked for another day, or to be called, did what she could for now.
fn waits_for_other(meeting: &Meeting) -> bool {
    matches!(meeting.head.state, Stage::Draft | Stage::Proposed)
}

/// What she asked instead of saying yes, where that is not what stands on top already.
pub(super) fn asked(meeting: &Meeting, side: Side, evening: &Evening) -> Option<String> {
    replied(meeting, side, evening).filter(|_| !waits_for_other(meeting))
}

fn replied(meeting: &Meeting, side: Side, evening: &Evening) -> Option<String> {
    let reply = meeting.reply(side)?;
    let t = &evening.t().evening;
    Some(match reply.kind {
        ReplyKind::OtherDate => t.asked_other_date.to_string(),
        ReplyKind::CallMe => t.asked_call.of(&evening.owners.partner),
    })
}

/// What her yes would be to: the evening, or the change of it.
pub(super) fn planned(meeting: &Meeting) -> &Plan {
    meeting.staged.as_ref().map_or(&meeting.plan, |staged| &staged.plan)
}
