//! The bijeenkomst (meeting): two owners, their agreement, and what may happen to it when.

pub mod agreement;
mod rules;
mod staged;
mod standing;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::cost::Cost;
use super::organisation::OrganisationId;
use super::permission::Relation;
use super::person::{Duty, Person};
use super::plan::Plan;
use super::record::Note;
use super::reply::Reply;
use crate::schema::{meeting, meeting_kit, meeting_title};

pub use agreement::{Agreement, Manner, NotedYes, Saying};
pub use staged::{Staged, StagedRow};
pub use standing::Standing;

crate::id! {
    /// Names one meeting.
    MeetingId
}

crate::coded! {
    pub enum State {
        Draft = "draft",
        Proposed = "proposed",
        Agreed = "agreed",
        Published = "published",
        Held = "held",
        Reported = "reported",
        Cancelled = "cancelled",
    }
}

crate::coded! {
    pub enum Visibility {
        LinkOnly = "link_only",
        Public = "public",
    }
}

/// What the system keeps of a meeting, beside its [`Plan`].
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = meeting, treat_none_as_null = true)]
pub struct Head {
    pub id: MeetingId,
    /// Grows with every change, so that a form that was opened earlier is noticed.
    pub version: i32,
    pub state: State,
    pub support_id: OrganisationId,
    pub host_id: OrganisationId,
    pub code: String,
    pub secret: String,
    pub visibility: Visibility,
    pub shows_place: bool,
    pub shows_organisation: bool,
    /// The calendar's: grows on time, place and state (RFC 5545, 3.8.7.4).
    pub sequence: i32,
    pub created_at: NaiveDateTime,
    pub changed_at: NaiveDateTime,
    pub published_at: Option<NaiveDateTime>,
    pub cancelled_at: Option<NaiveDateTime>,
    pub cancelled_because: Option<String>,
    pub override_because: Option<String>,
    pub override_by: Option<String>,
    /// When it last moved, and from where: the public page tells it on top.
    pub moved_at: Option<NaiveDateTime>,
    pub moved_from: Option<NaiveDateTime>,
    pub moved_from_place: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_kit)]
pub struct AttachedKit {
    pub meeting_id: MeetingId,
    pub position: i32,
    pub slug: String,
    /// Set on publishing: later versions of the kit do not change this evening.
    pub pinned_version: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = meeting_title)]
pub struct OwnTitle {
    pub meeting_id: MeetingId,
    pub language: String,
    pub title: String,
    pub read_by: String,
}

crate::coded! {
    /// One of the two owners.
    pub enum Side {
        Support = "support",
        Host = "host",
    }
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Support => Self::Host,
            Self::Host => Self::Support,
        }
    }

    pub fn relation(self) -> Relation {
        match self {
            Self::Support => Relation::Support,
            Self::Host => Relation::Host,
        }
    }
}

/// The row with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    pub head: Head,
    pub plan: Plan,
    pub kits: Vec<AttachedKit>,
    pub titles: Vec<OwnTitle>,
    pub people: Vec<Person>,
    pub agreements: Vec<Agreement>,
    pub costs: Vec<Cost>,
    pub replies: Vec<Reply>,
    pub staged: Option<Staged>,
    /// What the rules did since the row was read; the store writes it down with the row.
    pub notes: Vec<Note>,
}

/// What a planner sends: the plan and what hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub plan: Plan,
    pub kits: Vec<String>,
    pub titles: Vec<OwnTitle>,
    pub people: Vec<Person>,
}

/// The chance that a new meeting takes its identifier, code and secret from.
pub struct Fresh {
    pub id: MeetingId,
    pub code: String,
    pub secret: String,
}

impl Meeting {
    /// A draft that nobody has agreed to yet; only its two owners can find it.
    pub fn new(
        fresh: Fresh,
        support_id: OrganisationId,
        host_id: OrganisationId,
        draft: Draft,
        now: NaiveDateTime,
    ) -> Self {
        let Fresh { id, code, secret } = fresh;
        let kits = attach(&id, &draft.kits);
        let titles = draft.titles.into_iter().map(|title| OwnTitle { meeting_id: id.clone(), ..title }).collect();
        let people = draft.people.into_iter().map(|person| Person { meeting_id: id.clone(), ..person }).collect();
        let head = Head {
            id,
            version: 1,
            state: State::Draft,
            support_id,
            host_id,
            code,
            secret,
            visibility: Visibility::LinkOnly,
            shows_place: true,
            shows_organisation: true,
            sequence: 0,
            created_at: now,
            changed_at: now,
            published_at: None,
            cancelled_at: None,
            cancelled_because: None,
            override_because: None,
            override_by: None,
            moved_at: None,
            moved_from: None,
            moved_from_place: None,
        };
        Self {
            head,
            plan: draft.plan,
            kits,
            titles,
            people,
            agreements: Vec::new(),
            costs: Vec::new(),
            replies: Vec::new(),
            staged: None,
            notes: Vec::new(),
        }
    }

    pub fn side_of(&self, organisation: &OrganisationId) -> Option<Side> {
        if *organisation == self.head.support_id {
            Some(Side::Support)
        } else if *organisation == self.head.host_id {
            Some(Side::Host)
        } else {
            None
        }
    }

    pub fn owner(&self, side: Side) -> &OrganisationId {
        match side {
            Side::Support => &self.head.support_id,
            Side::Host => &self.head.host_id,
        }
    }

    pub fn has_agreed(&self, side: Side) -> bool {
        self.agreement(side).is_some_and(Agreement::is_given)
    }

    pub fn agreement(&self, side: Side) -> Option<&Agreement> {
        self.agreements.iter().find(|agreement| agreement.organisation_id == *self.owner(side))
    }

    /// Whether parents can find or could have found it.
    pub fn is_out(&self) -> bool {
        self.head.published_at.is_some()
    }

    pub fn is_cancelled(&self) -> bool {
        self.head.state == State::Cancelled
    }

    pub fn is_over(&self, wall: NaiveDateTime) -> bool {
        self.plan.ends_at <= wall
    }

    pub fn may_change(&self) -> bool {
        matches!(self.head.state, State::Draft | State::Proposed | State::Agreed | State::Published)
    }

    /// Whether this can become its plan: what somebody said yes to is somewhere.
    pub fn may_become(&self, plan: &Plan) -> bool {
        self.may_change() && (self.head.state == State::Draft || plan.has_place())
    }

    /// To the meeting before it is out, once it is known where, or to a change that the other side staged.
    pub fn may_agree(&self, side: Side) -> bool {
        let is_open = matches!(self.head.state, State::Draft | State::Proposed) && self.plan.has_place();
        is_open && !self.has_agreed(side) || self.has_change_for(side)
    }

    /// Whether this side can ask for another date, or to be called, instead of saying yes.
    pub fn may_reply(&self, side: Side) -> bool {
        matches!(self.head.state, State::Draft | State::Proposed | State::Agreed) || self.has_change_for(side)
    }

    pub fn reply(&self, side: Side) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.organisation_id == *self.owner(side))
    }

    pub fn may_publish(&self) -> bool {
        self.head.state == State::Agreed
    }

    pub fn may_cancel(&self) -> bool {
        matches!(self.head.state, State::Draft | State::Proposed | State::Agreed | State::Published)
    }

    pub fn may_hold(&self, wall: NaiveDateTime) -> bool {
        self.head.state == State::Published && self.is_over(wall)
    }

    pub fn with_duty(&self, duty: Duty) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.duty == duty)
    }
}

/// Why a coordinator publishes against a rule, and who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    pub because: String,
    pub by: String,
}

/// The kits in their order, none pinned yet.
pub fn attach(meeting_id: &MeetingId, slugs: &[String]) -> Vec<AttachedKit> {
    (1..)
        .zip(slugs)
        .map(|(position, slug)| AttachedKit {
            meeting_id: meeting_id.clone(),
            position,
            slug: slug.clone(),
            pinned_version: None,
        })
        .collect()
}
