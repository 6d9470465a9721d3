//! The ready message for parents (bericht voor ouders) in a language, and whether the host sent it on.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::meeting::{Meeting, MeetingId};
use super::record::Deed;
use crate::language::{Lang, Language};
use crate::schema::announcement;

crate::coded! {
    pub enum AnnouncementKind {
        Invited = "invited",
        Moved = "moved",
        Cancelled = "cancelled",
    }
}

impl AnnouncementKind {
    /// What parents are told of a deed.
    pub fn of(deed: Deed) -> Option<Self> {
        match deed {
            Deed::Published => Some(Self::Invited),
            Deed::Moved => Some(Self::Moved),
            Deed::Cancelled => Some(Self::Cancelled),
            _ => None,
        }
    }
}

/// One for each language and number of the calendar; its words are made from the meeting when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = announcement)]
pub struct Announcement {
    pub meeting_id: MeetingId,
    pub sequence: i32,
    pub language: String,
    pub kind: AnnouncementKind,
    pub told_at: Option<NaiveDateTime>,
}

impl Announcement {
    /// One a language: those that are spoken at the meeting and written here, and Dutch.
    pub fn all(meeting: &Meeting, kind: AnnouncementKind) -> Vec<Self> {
        languages(meeting)
            .into_iter()
            .map(|language| Self {
                meeting_id: meeting.head.id.clone(),
                sequence: meeting.head.sequence,
                language: language.code.to_owned(),
                kind,
                told_at: None,
            })
            .collect()
    }

    pub fn is_told(&self) -> bool {
        self.told_at.is_some()
    }
}

/// The languages of the messages for parents, Dutch last.
pub fn languages(meeting: &Meeting) -> Vec<Lang> {
    let spoken = meeting.plan.languages();
    let others = spoken.into_iter().filter(|language| language.is_written && !language.is_dutch());
    others.chain([Language::dutch()]).collect()
}
