//! Which handouts are offered where (lijsten): all of them on the desk, a few to hosts; whom each is for, its type decides.

use crate::documents::handout::{Compose, KINDS, Kind};
use crate::domain::meeting::Meeting;
use crate::language::{Lang, Phrase, Phrases};
use crate::web::paths;

/// What a host prints before an evening.
const FOR_HOSTS: [&str; 4] = ["poster", "gesprekskaarten", "evaluatie", "kaart-vrijwilliger"];

/// A handout of a meeting in one language.
pub struct Offer {
    pub label: &'static Phrase,
    pub file: String,
    /// The same as a page, for those who read it on a screen.
    pub page: Option<String>,
}

/// All of a meeting in a language, with their names in the reader's.
pub fn on_desk(meeting: &Meeting, language: Lang, t: &'static Phrases) -> Vec<Offer> {
    let is_there = |kind: &&Kind| {
        let is_for_parents = matches!(kind.compose, Compose::Parents(_));
        (meeting.plan.audience.is_parents() || !is_for_parents) && kind.is_made_in(language)
    };
    KINDS.iter().filter(is_there).map(|kind| offer(meeting, kind, language, t)).collect()
}

/// What hosts print, in their own language; nothing for an evening that is not for parents.
pub fn for_hosts(meeting: &Meeting, language: Lang) -> Vec<Offer> {
    let kinds = FOR_HOSTS.iter().filter(|_| meeting.plan.audience.is_parents()).filter_map(|word| Kind::find(word));
    kinds.map(|kind| offer(meeting, kind, language, language.phrases())).collect()
}

fn offer(meeting: &Meeting, kind: &'static Kind, language: Lang, t: &'static Phrases) -> Offer {
    let of = |word: &str| format!("{}?taal={language}", paths::of_meeting(&meeting.head.id, word));
    let is_for_parents = matches!(kind.compose, Compose::Parents(_));
    Offer {
        label: (kind.title)(t),
        file: of(&format!("{}.{}", kind.word, kind.format.suffix())),
        page: (!is_for_parents).then(|| of(kind.word)),
    }
}
