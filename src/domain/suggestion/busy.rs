//! When something is taken (bezet), by day, so that each evening asks for its own days only.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::week_of;
use crate::domain::availability::Timetable;
use crate::domain::clash::CLOSE_DAYS;

/// A time at which somebody or something is not free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub takes: Takes,
}

/// What is taken; it does not say by whom. The first reason is the one that is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Takes {
    /// The room that was named.
    Room,
    /// Somebody who is to be there; said before the evening that takes them.
    Person(String),
    /// Somebody who is to be there said so, or their calendar did.
    Away(String),
    /// The organisation that invites.
    Own,
    /// The same, in an evening of others that stands on the public agenda under its name.
    Public,
    /// Others of the organisation that supports: no reason to leave an evening out, but one to say so.
    Beside,
    /// Others of it elsewhere, in this town: said softly, and the week is not as quiet.
    Elsewhere(String),
}

impl Takes {
    /// Of what is elsewhere.
    pub(super) fn town(&self) -> Option<&str> {
        match self {
            Self::Elsewhere(town) => Some(town),
            _ => None,
        }
    }
}

/// Hours within which somebody is free, or one of several rooms; it does not say why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub takes: Takes,
    /// One of them is enough.
    pub timetables: Vec<Timetable>,
}

impl Limit {
    pub fn is_free(&self, starts: NaiveDateTime, ends: NaiveDateTime) -> bool {
        self.timetables.iter().any(|timetable| timetable.is_free(starts, ends))
    }
}

pub(super) struct BusyDays<'a> {
    by_day: BTreeMap<NaiveDate, Vec<&'a Busy>>,
    weeks: BTreeSet<(i32, u32)>,
    /// On which the organisation that invites begins another evening.
    days: BTreeSet<NaiveDate>,
}

impl<'a> BusyDays<'a> {
    /// An evening of the last day may run into the next.
    pub fn new(busy: &'a [Busy], first_day: NaiveDate, last_day: NaiveDate) -> Self {
        let mut by_day: BTreeMap<NaiveDate, Vec<&Busy>> = BTreeMap::new();
        let (mut weeks, mut days) = (BTreeSet::new(), BTreeSet::new());
        for one in busy {
            let until = one.ends.date().min(last_day + TimeDelta::days(1));
            let from = one.starts.date().max(first_day);
            for day in from.iter_days().take_while(|day| *day <= until) {
                by_day.entry(day).or_default().push(one);
            }
            if matches!(one.takes, Takes::Own | Takes::Public | Takes::Beside | Takes::Elsewhere(_)) {
                weeks.insert(week_of(one.starts.date()));
            }
            if matches!(one.takes, Takes::Own | Takes::Public) {
                days.insert(one.starts.date());
            }
        }
        Self { by_day, weeks, days }
    }

    /// What is taken at some moment of an evening; the first is the reason that is told.
    pub fn at(&self, starts: NaiveDateTime, ends: NaiveDateTime) -> BTreeSet<&'a Takes> {
        let days = self.by_day.range(starts.date()..=ends.date()).flat_map(|(_, busy)| busy);
        days.filter(|one| one.starts < ends && starts < one.ends).map(|one| &one.takes).collect()
    }

    /// On which days, close to this date, the organisation that invites has something else.
    pub fn close(&self, date: NaiveDate) -> Vec<NaiveDate> {
        let days = TimeDelta::days(CLOSE_DAYS - 1);
        let around = date.checked_sub_signed(days).zip(date.checked_add_signed(days));
        let others = around.map(|(first, last)| self.days.range(first..=last).filter(|day| **day != date));
        others.into_iter().flatten().copied().collect()
    }

    /// Whether the organisation that invites has something else on this date.
    pub fn has_another(&self, date: NaiveDate) -> bool {
        self.days.contains(&date)
    }

    /// Whether the organisation has nothing in the week of this date.
    pub fn is_quiet(&self, date: NaiveDate) -> bool {
        !self.weeks.contains(&week_of(date))
    }
}
