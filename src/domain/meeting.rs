//! The bijeenkomst (meeting): two owners, their agreement, and what may happen to it when.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Refusal;
use super::account::{Account, AccountId};
use super::organisation::OrganisationId;
use super::permission::Relation;
use super::person::{Duty, Person};
use super::plan::{Material, Plan};
use crate::schema::{agreement, meeting, meeting_kit, meeting_title};

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

/// A side's yes, or that it was taken back and why.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = agreement)]
pub struct Agreement {
    pub meeting_id: MeetingId,
    pub organisation_id: OrganisationId,
    pub account_id: AccountId,
    pub agreed_at: NaiveDateTime,
    pub withdrawn_at: Option<NaiveDateTime>,
    pub withdrawn_because: Option<String>,
}

/// One of the two owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Support,
    Host,
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
        };
        Self { head, plan: draft.plan, kits, titles, people, agreements: Vec::new() }
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
        self.agreement(side).is_some_and(|agreement| agreement.withdrawn_at.is_none())
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

    pub fn may_agree(&self, side: Side) -> bool {
        matches!(self.head.state, State::Draft | State::Proposed) && !self.has_agreed(side)
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

    /// `side` takes over what its planner wrote. The other side's yes to an earlier date, place or audience ends.
    pub fn change(&mut self, side: Side, draft: Draft, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_change() {
            return Err(Refusal::WrongState);
        }
        if let Some(material) = self.plan.material_change(&draft.plan) {
            if self.is_out() {
                return Err(Refusal::AlreadyOnTheAgenda);
            }
            self.head.sequence += 1;
            self.withdraw(side.other(), material, now);
        }
        let pinned = std::mem::take(&mut self.kits);
        self.kits = attach(&self.head.id, &draft.kits);
        for kit in &mut self.kits {
            kit.pinned_version = pinned.iter().find(|old| old.slug == kit.slug).and_then(|old| old.pinned_version);
        }
        self.titles =
            draft.titles.into_iter().map(|title| OwnTitle { meeting_id: self.head.id.clone(), ..title }).collect();
        self.people =
            draft.people.into_iter().map(|person| Person { meeting_id: self.head.id.clone(), ..person }).collect();
        self.plan = draft.plan;
        self.head.changed_at = now;
        Ok(())
    }

    /// `by` says yes for its side; the first yes proposes, the second agrees.
    pub fn agree(&mut self, side: Side, by: &Account, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_agree(side) {
            return Err(Refusal::WrongState);
        }
        let organisation_id = self.owner(side).clone();
        self.agreements.retain(|agreement| agreement.organisation_id != organisation_id);
        self.agreements.push(Agreement {
            meeting_id: self.head.id.clone(),
            organisation_id,
            account_id: by.id.clone(),
            agreed_at: now,
            withdrawn_at: None,
            withdrawn_because: None,
        });
        self.settle_state(now);
        Ok(())
    }

    /// Puts the meeting out. `trained_only` names the attached kits that ask for a trained facilitator, and `versions`
    /// the version of each kit that is now pinned.
    pub fn publish(
        &mut self,
        wall: NaiveDateTime,
        now: NaiveDateTime,
        trained_only: &[String],
        versions: impl Fn(&str) -> Option<i32>,
        override_: Option<Override>,
    ) -> Result<(), Refusal> {
        if !self.may_publish() {
            return Err(if self.has_agreed(Side::Support) && self.has_agreed(Side::Host) {
                Refusal::WrongState
            } else {
                Refusal::NotAgreed
            });
        }
        if self.plan.starts_at <= wall {
            return Err(Refusal::InThePast);
        }
        let has_trained = self.with_duty(Duty::Facilitator).any(|person| person.is_trained);
        if let (Some(kit), false) = (trained_only.first(), has_trained) {
            let Some(override_) = override_ else { return Err(Refusal::NeedsTrainedFacilitator(kit.clone())) };
            self.head.override_because = Some(override_.because);
            self.head.override_by = Some(override_.by);
        }
        for kit in &mut self.kits {
            kit.pinned_version = versions(&kit.slug);
        }
        self.head.state = State::Published;
        self.head.published_at = Some(now);
        self.touch_calendar(now);
        Ok(())
    }

    /// Cancels with a reason that both owners see; parents see only that it does not take place.
    pub fn cancel(&mut self, because: &str, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_cancel() {
            return Err(Refusal::WrongState);
        }
        if because.trim().is_empty() {
            return Err(Refusal::NeedsReason);
        }
        self.head.state = State::Cancelled;
        self.head.cancelled_at = Some(now);
        self.head.cancelled_because = Some(because.to_owned());
        self.touch_calendar(now);
        Ok(())
    }

    /// Notes that the evening took place.
    pub fn hold(&mut self, wall: NaiveDateTime, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_hold(wall) {
            return Err(Refusal::WrongState);
        }
        self.head.state = State::Held;
        self.head.changed_at = now;
        Ok(())
    }

    /// The host decides who can find the meeting, and whether place and name show.
    pub fn open(&mut self, visibility: Visibility, shows_place: bool, shows_organisation: bool, now: NaiveDateTime) {
        let place_changed = self.head.shows_place != shows_place;
        self.head.visibility = visibility;
        self.head.shows_place = shows_place;
        self.head.shows_organisation = shows_organisation;
        if place_changed && self.is_out() {
            self.touch_calendar(now);
        } else {
            self.head.changed_at = now;
        }
    }

    fn withdraw(&mut self, side: Side, because: Material, now: NaiveDateTime) {
        let owner = self.owner(side).clone();
        for agreement in self.agreements.iter_mut().filter(|agreement| agreement.organisation_id == owner) {
            if agreement.withdrawn_at.is_none() {
                agreement.withdrawn_at = Some(now);
                agreement.withdrawn_because = Some(because.code().to_owned());
            }
        }
        self.settle_state(now);
    }

    fn settle_state(&mut self, now: NaiveDateTime) {
        self.head.state = match (self.has_agreed(Side::Support), self.has_agreed(Side::Host)) {
            (true, true) => State::Agreed,
            (false, false) => State::Draft,
            _ => State::Proposed,
        };
        self.head.changed_at = now;
    }

    fn touch_calendar(&mut self, now: NaiveDateTime) {
        self.head.sequence += 1;
        self.head.changed_at = now;
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
