//! What may happen to a meeting, and what follows from it: each rule says yes, or which [`Refusal`].

use chrono::NaiveDateTime;

use super::{Agreement, Draft, Manner, Meeting, Override, OwnTitle, Saying, Side, Staged, State, Visibility, attach};
use crate::domain::Refusal;
use crate::domain::account::AccountId;
use crate::domain::cost::Cost;
use crate::domain::person::{Duty, Person};
use crate::domain::plan::{Material, Plan};
use crate::domain::record::{Deed, Note};
use crate::domain::reply::{Reply, ReplyKind};

/// Why a side's own yes ended; all other codes are those of a [`Material`] that the other side changed.
const UNDONE: &str = "undone";
const OTHER_DATE: &str = "other_date";

impl Meeting {
    /// `side` takes over what its planner wrote; of a meeting that is out, what matters waits for its release.
    pub fn change(
        &mut self,
        side: Side,
        by: &AccountId,
        draft: Draft,
        trained_only: &[String],
        now: NaiveDateTime,
    ) -> Result<(), Refusal> {
        if !self.may_become(&draft.plan) {
            return Err(Refusal::WrongState);
        }
        if self.is_out() && self.plan.audience.is_parents() != draft.plan.audience.is_parents() {
            return Err(Refusal::ParentsInvited);
        }
        // What held until now holds afterwards too; where a coordinator went against the rule there is nothing to keep.
        if self.is_out() && (has_trained(&self.people) || self.head.override_because.is_none()) {
            needs_trained(trained_only, &draft.people)?;
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
        self.take_plan(side, by, draft.plan, now);
        self.head.changed_at = now;
        Ok(())
    }

    fn take_plan(&mut self, side: Side, by: &AccountId, plan: Plan, now: NaiveDateTime) {
        self.answer_date(side.other(), &plan);
        let material = self.plan.material_change(&plan);
        match material {
            Some(material) if self.is_out() => {
                self.plan = self.plan.with_immaterial(&plan);
                if let Some(staged) = &mut self.staged
                    && staged.plan.material_change(&plan).is_none()
                {
                    // The same change, with a telephone number more: both sides still want it.
                    staged.plan = plan;
                    self.notes.push(Note::of(Deed::MeetingChanged));
                    return;
                }
                self.staged = Some(Staged::new(self.owner(side).clone(), by.clone(), plan, now));
                self.notes.push(Note::with(Deed::ChangeStaged, material.code()));
                return;
            }
            Some(material) => {
                self.head.sequence += 1;
                self.withdraw(side.other(), material.code(), now);
                self.notes.push(Note::with(Deed::MeetingChanged, material.code()));
            }
            None => {
                self.drop_staged();
                self.notes.push(Note::of(Deed::MeetingChanged));
            }
        }
        self.plan = plan;
    }

    /// Says who pays what. The other side's yes to other costs ends; of a meeting that is out they stay as agreed.
    pub fn settle_costs(&mut self, side: Side, costs: Vec<Cost>, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_change() {
            return Err(Refusal::WrongState);
        }
        if costs == self.costs {
            return Ok(());
        }
        if self.is_out() {
            return Err(Refusal::CostsAreAgreed);
        }
        self.costs = costs;
        self.notes.push(Note::of(Deed::CostsChanged));
        self.withdraw(side.other(), Material::Costs.code(), now);
        self.head.changed_at = now;
        Ok(())
    }

    /// `side` says yes: to the meeting (the first yes proposes, the second agrees), or to the other side's staged change.
    pub fn agree(&mut self, side: Side, saying: Saying, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_agree(side) {
            return Err(Refusal::WrongState);
        }
        let organisation_id = self.owner(side).clone();
        self.replies.retain(|reply| reply.organisation_id != organisation_id);
        let yes = Agreement::new(self.head.id.clone(), organisation_id, saying, now);
        if self.has_change_for(side) {
            self.notes.push(Note::of(match yes.manner {
                Manner::SignedIn | Manner::Link => Deed::ChangeAgreed,
                Manner::Phone => Deed::ChangeAgreedByPhone,
            }));
            if let Some(staged) = &mut self.staged {
                staged.take(yes);
            }
            self.head.changed_at = now;
            return Ok(());
        }
        self.notes.push(Note::of(match yes.manner {
            Manner::SignedIn => Deed::Agreed,
            Manner::Link => Deed::AgreedByLink,
            Manner::Phone => Deed::AgreedByPhone,
        }));
        self.agreements.retain(|agreement| agreement.organisation_id != yes.organisation_id);
        self.agreements.push(yes);
        self.settle_state(now);
        Ok(())
    }

    /// `side` asks for another date, or to be called; its own yes, if there was one, ends.
    pub fn answer(&mut self, side: Side, kind: ReplyKind, text: String, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_reply(side) {
            return Err(Refusal::WrongState);
        }
        let organisation_id = self.owner(side).clone();
        self.replies.retain(|reply| reply.organisation_id != organisation_id);
        let meeting_id = self.head.id.clone();
        self.replies.push(Reply { meeting_id, organisation_id, kind, text, replied_at: now });
        self.notes.push(Note::of(match kind {
            ReplyKind::OtherDate => Deed::OtherDateAsked,
            ReplyKind::CallMe => Deed::CallAsked,
        }));
        if kind == ReplyKind::OtherDate && !self.is_out() {
            self.withdraw(side, OTHER_DATE, now);
        }
        self.head.changed_at = now;
        Ok(())
    }

    /// `side` takes back a yes that the other side noted for it.
    pub fn undo_phone(&mut self, side: Side, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.noted_yes(side).is_some_and(|yes| yes.may_undo) {
            return Err(Refusal::WrongState);
        }
        self.notes.push(Note::of(Deed::PhoneUndone));
        match &mut self.staged {
            Some(staged) => {
                staged.forget_yes();
                self.head.changed_at = now;
            }
            None => self.withdraw(side, UNDONE, now),
        }
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
        if let Err(refusal) = needs_trained(trained_only, &self.people) {
            let Some(override_) = override_ else { return Err(refusal) };
            self.note_override(override_);
        }
        for kit in &mut self.kits {
            kit.pinned_version = versions(&kit.slug);
        }
        self.head.state = State::Published;
        self.head.published_at = Some(now);
        self.notes.push(Note::of(Deed::Published));
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
        self.staged = None;
        self.notes.push(Note::of(Deed::Cancelled));
        self.touch_calendar(now);
        Ok(())
    }

    /// Notes that the evening took place.
    pub fn hold(&mut self, wall: NaiveDateTime, now: NaiveDateTime) -> Result<(), Refusal> {
        if !self.may_hold(wall) {
            return Err(Refusal::WrongState);
        }
        self.head.state = State::Held;
        self.notes.push(Note::of(Deed::Held));
        self.head.changed_at = now;
        Ok(())
    }

    /// The host decides who can find the meeting, and whether place and name show; what is over stays as it was.
    pub fn open(
        &mut self,
        visibility: Visibility,
        shows_place: bool,
        shows_organisation: bool,
        now: NaiveDateTime,
    ) -> Result<(), Refusal> {
        if matches!(self.head.state, State::Cancelled | State::Held | State::Reported) {
            return Err(Refusal::WrongState);
        }
        let place_changed = self.head.shows_place != shows_place;
        let is_same = self.head.visibility == visibility && self.head.shows_organisation == shows_organisation;
        if is_same && !place_changed {
            return Ok(());
        }
        self.head.visibility = visibility;
        self.head.shows_place = shows_place;
        self.head.shows_organisation = shows_organisation;
        self.notes.push(Note::with(Deed::Opened, visibility.code()));
        if place_changed {
            self.touch_calendar(now);
        } else {
            self.head.changed_at = now;
        }
        Ok(())
    }

    /// An earlier reason stays readable before the new one.
    pub(super) fn note_override(&mut self, override_: Override) {
        let earlier = self.head.override_because.take().map_or_else(String::new, |earlier| format!("{earlier}\n"));
        self.head.override_because = Some(format!("{earlier}{}", override_.because));
        self.head.override_by = Some(override_.by);
        self.notes.push(Note::of(Deed::Overridden));
    }

    fn withdraw(&mut self, side: Side, because: &str, now: NaiveDateTime) {
        let owner = self.owner(side).clone();
        for agreement in self.agreements.iter_mut().filter(|own| own.organisation_id == owner && own.is_given()) {
            agreement.withdrawn_at = Some(now);
            agreement.withdrawn_because = Some(because.to_owned());
            self.notes.push(Note::with(Deed::YesEnded, because));
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

    pub(super) fn touch_calendar(&mut self, now: NaiveDateTime) {
        self.head.sequence += 1;
        self.head.changed_at = now;
    }
}

fn has_trained(people: &[Person]) -> bool {
    people.iter().any(|person| person.duty == Duty::Facilitator && person.is_trained)
}

/// Refuses when a kit asks for a trained facilitator and nobody of these is one.
fn needs_trained(trained_only: &[String], people: &[Person]) -> Result<(), Refusal> {
    match trained_only.first() {
        Some(kit) if !has_trained(people) => Err(Refusal::NeedsTrainedFacilitator(kit.clone())),
        _ => Ok(()),
    }
}
