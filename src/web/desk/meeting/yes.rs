//! What each side said (akkoord), in words: a yes and how it came, that it ended, or another answer.

use crate::clock;
use crate::domain::meeting::{Agreement, Manner, Meeting, NotedYes, Side};
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
                said.withdrawn.with(&[("date", &day_and_month(language, clock::day_of(*at))), ("because", &because)])
            }
            (None, _) => given_in_words(yes, d, language),
        },
    };
    let noted = meeting.noted_yes(side);
    Yes {
        organisation: organisation.to_owned(),
        sentence: noted.map_or(sentence, |yes| noted_in_words(yes, d, language)),
        is_given: meeting.has_agreed(side),
        may_undo: side == viewing && noted.is_some_and(|yes| yes.may_undo),
    }
}

/// How a yes came that the side gave itself.
fn given_in_words(yes: &Agreement, d: &Desk, language: Lang) -> String {
    let day = day_and_month(language, clock::day_of(yes.agreed_at));
    match yes.manner {
        Manner::Link => d.reply.by_link.of(day),
        Manner::SignedIn | Manner::Phone => d.agreement.given.of(day),
    }
}

fn noted_in_words(yes: NotedYes<'_>, d: &Desk, language: Lang) -> String {
    let day = day_and_month(language, yes.on);
    if yes.with.is_empty() {
        return d.reply.by_phone_unnamed.of(day);
    }
    d.reply.by_phone.with(&[("date", &day), ("with", &yes.with)])
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
