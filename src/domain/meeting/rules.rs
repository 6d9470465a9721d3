//! What may happen to a meeting, and what follows from it: each rule says yes, or which [`Refusal`].

use chrono::NaiveDateTime;

use super::{Agreement, Draft, Meeting, Override, OwnTitle, Side, State, Visibility, attach};
use crate::domain::Refusal;
use crate::domain::account::Account;
use crate::domain::person::{Duty, Person};
use crate::domain::plan::Material;

impl Meeting {
    /// `side` takes over what its planner wrote. The other side's yes to an earlier date, place or audience ends.
    pub fn change(
        &mut self,
        side: Side,
        draft: Draft,
        trained_only: &[String],
        now: NaiveDateTime,
    ) -> Result<(), Refusal> {
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
        // What held on publishing holds afterwards too, unless a coordinator gave a reason then.
        if self.is_out() && self.head.override_because.is_none() {
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
        if let Err(refusal) = needs_trained(trained_only, &self.people) {
            let Some(override_) = override_ else { return Err(refusal) };
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

/// Refuses when a kit asks for a trained facilitator and nobody of these is one.
fn needs_trained(trained_only: &[String], people: &[Person]) -> Result<(), Refusal> {
    let has_trained = people.iter().any(|person| person.duty == Duty::Facilitator && person.is_trained);
    match trained_only.first() {
        Some(kit) if !has_trained => Err(Refusal::NeedsTrainedFacilitator(kit.clone())),
        _ => Ok(()),
    }
}
