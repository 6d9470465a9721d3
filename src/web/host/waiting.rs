//! What waits for a host, and what is coming (wat wacht): one list, for her first page and for the desk.

use std::collections::{HashMap, HashSet};

use crate::domain::meeting::State as Stage;
use crate::domain::organisation::OrganisationId;
use crate::domain::reply::ReplyKind;
use crate::language::Lang;
use crate::store;
use crate::store::meeting::Hosted;
use crate::web::board::sign::{state_badge, state_name};
use crate::web::failure::Failure;
use crate::web::public::face::Face;
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More than a host has before her.
const MOST_LISTED: i64 = 60;

/// One evening: its face, where it leads, and what is asked.
pub struct Card {
    pub face: Face,
    pub href: String,
    pub asked: String,
    /// How it stands.
    pub state: &'static str,
    pub badge: &'static str,
    /// For whom it is: two evenings of one theme are told apart by it.
    pub audience: String,
}

/// Her evenings to come, each in one of the two.
#[derive(Default)]
pub struct Ahead {
    /// By what is asked, then in order of time.
    pub waiting: Vec<Card>,
    pub coming: Vec<Card>,
}

/// What is asked of her; what comes first stands first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    Yes,
    Message,
    Task,
    /// A draft, whose maker is not ready, or what she asked for: the other side is to move.
    Nothing,
}

impl Ahead {
    /// In the words of `language`, with links to her pages in `pages`.
    pub async fn of(app: &App, viewer: &Viewer, language: Lang, pages: Lang) -> Result<Self, Failure> {
        let (scope, wall, today) = (viewer.scope.clone(), app.clock.wall(), app.clock.today());
        let (all, unsaid, late, names) = app
            .database
            .read(move |db| {
                let all = store::meeting::hosted(db, &scope, wall, MOST_LISTED)?;
                let unsaid: HashSet<_> = store::announcement::unsaid(db, &scope, wall)?.into_iter().collect();
                let late: HashSet<_> =
                    store::task::overdue(db, &scope, today)?.into_iter().map(|late| late.meeting_id).collect();
                let ids: Vec<OrganisationId> =
                    all.iter().map(|hosted| hosted.evening.head.support_id.clone()).collect();
                let names = store::organisation::named(db, &ids)?;
                Ok((all, unsaid, late, names))
            })
            .await?;
        let reference = app.reference();
        let (mut waiting, mut coming) = (Vec::new(), Vec::new());
        for hosted in &all {
            let head = &hosted.evening.head;
            let asked = asked(hosted, unsaid.contains(&head.id), late.contains(&head.id), &names, language);
            let is_off = head.state == Stage::Cancelled;
            let href = match &asked {
                Some((_, Wanted::Message)) => paths::host_of_meeting(pages, &head.id, "bericht"),
                Some((_, Wanted::Task)) => format!("{}#ready", paths::host_meeting(pages, &head.id)),
                _ => paths::host_meeting(pages, &head.id),
            };
            let t = language.phrases();
            let card = |asked| Card {
                face: Face::of_listed(&hosted.evening, &reference, language),
                href,
                asked,
                state: state_name(head.state, language),
                badge: state_badge(head.state),
                audience: t
                    .audience
                    .by_code(hosted.evening.plan.audience.code())
                    .map_or_else(String::new, ToString::to_string),
            };
            match asked {
                Some((sentence, Wanted::Nothing)) if !is_off => coming.push(card(sentence)),
                Some((sentence, wanted)) => waiting.push((wanted, card(sentence))),
                None if !is_off => coming.push(card(String::new())),
                None => {}
            }
        }
        // Each in order of time.
        waiting.sort_by_key(|(wanted, _)| *wanted);
        Ok(Self { waiting: waiting.into_iter().map(|(_, card)| card).collect(), coming })
    }
}

fn asked(
    hosted: &Hosted,
    is_unsaid: bool,
    is_late: bool,
    names: &HashMap<OrganisationId, String>,
    language: Lang,
) -> Option<(String, Wanted)> {
    let head = &hosted.evening.head;
    let (t, partner) = (&language.phrases().host, names.get(&head.support_id).map_or("", String::as_str));
    let said = &language.phrases().evening;
    if let Some(asked) = hosted.asked.filter(|_| hosted.waits_for_yes() || hosted.has_change) {
        let said = match asked {
            ReplyKind::OtherDate => said.asked_other_date.to_string(),
            ReplyKind::CallMe => said.asked_call.of(partner),
        };
        Some((said, Wanted::Nothing))
    } else if hosted.has_change {
        Some((t.wait_change.of(partner), Wanted::Yes))
    } else if hosted.waits_for_yes() && head.state == Stage::Draft {
        // As on its page: to what is nowhere yet nobody says yes.
        let has_place = hosted.evening.plan.has_place();
        let said = if has_place { &t.wait_start } else { &said.place_first };
        Some((said.to_string(), Wanted::Nothing))
    } else if hosted.waits_for_yes() {
        Some((t.wait_agree.of(partner), Wanted::Yes))
    } else if is_unsaid {
        Some((t.wait_message.to_string(), Wanted::Message))
    } else {
        is_late.then(|| (t.wait_task.to_string(), Wanted::Task))
    }
}
