//! What each side said (akkoord), in words: a yes and how it came, that it ended, or another answer.

use chrono::NaiveDate;

use crate::domain::meeting::{Agreement, Manner, Meeting, Side};
use crate::domain::organisation::Organisation;
use crate::domain::reply::{Reply, ReplyKind};
use crate::language::{Desk, Lang, day_and_month};

/// A side's agreement, in words.
pub struct Yes {
    pub organisation: String,
    pub sentence: String,
    pub is_given: bool,
    /// Noted by the other side, and the viewer may say that it is not right.
    pub may_undo: bool,
}

/// What a side said, for a viewer of one side.
pub fn in_words(meeting: &Meeting, (side, viewing): (Side, Side), organisation: &str, d: &Desk, language: Lang) -> Yes {
    let said = &d.agreement;
    let sentence = match meeting.agreement(side) {
        None => said.none.to_string(),
        Some(yes) => match (&yes.withdrawn_at, &yes.withdrawn_because) {
            (Some(at), because) => {
                let because = because
                    .as_deref()
                    .and_then(|code| d.material.by_code(code))
                    .map_or_else(String::new, ToString::to_string);
                said.withdrawn.with(&[("date", &day_and_month(language, at.date())), ("because", &because)])
            }
            (None, _) => given_in_words(yes, d, language),
        },
    };
    let is_noted = meeting.agreement(side).is_some_and(|yes| yes.is_given() && yes.manner == Manner::Phone);
    Yes {
        organisation: organisation.to_owned(),
        sentence,
        is_given: meeting.has_agreed(side),
        may_undo: is_noted && side == viewing && !meeting.is_out(),
    }
}

/// How a yes came.
fn given_in_words(yes: &Agreement, d: &Desk, language: Lang) -> String {
    let day = |at: NaiveDate| day_and_month(language, at);
    match (yes.manner, yes.spoke_on) {
        (Manner::Link, _) => d.reply.by_link.of(day(yes.agreed_at.date())),
        (Manner::Phone, Some(on)) if yes.spoke_with.is_empty() => d.reply.by_phone_unnamed.of(day(on)),
        (Manner::Phone, Some(on)) => d.reply.by_phone.with(&[("date", &day(on)), ("with", &yes.spoke_with)]),
        _ => d.agreement.given.of(day(yes.agreed_at.date())),
    }
}

/// What a side answered instead of a yes.
pub fn replies(meeting: &Meeting, support: &Organisation, host: &Organisation, d: &Desk) -> Vec<String> {
    let said = |reply: &Reply| {
        let who = if reply.organisation_id == support.id { &support.name } else { &host.name };
        match (reply.kind, reply.text.is_empty()) {
            (ReplyKind::OtherDate, true) => d.reply.other_date_empty.of(who),
            (ReplyKind::OtherDate, false) => d.reply.other_date.with(&[("who", who), ("text", &reply.text)]),
            (ReplyKind::CallMe, true) => d.reply.call_me.of(who),
            (ReplyKind::CallMe, false) => d.reply.call_me_text.with(&[("who", who), ("text", &reply.text)]),
        }
    };
    meeting.replies.iter().map(said).collect()
}
