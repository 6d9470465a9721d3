//! Which evenings are the best (rangorde): points for each, and the ten spread over the weeks.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{BEST, Merit, Suggestion, week_of};
use crate::domain::warning::Loudness;
use crate::domain::window::{Colour, Judgement, Reason};

/// An evening in the window comes before every other that is not in the same week.
const GOOD: i64 = 100;
/// Some families have booked.
const LATE: i64 = 40;
/// The exact middle of the window; its edges have none of it.
const MIDDLE: i64 = 20;
/// A soft warning costs as much as most of the way from the middle to the edge.
const SOFT: i64 = 15;
/// What is only to be kept in mind.
const NOTE: i64 = 2;
/// Two evenings in one week of the same organisation are much work.
const QUIET_WEEK: i64 = 5;
/// A choice between ten evenings of the same week is none; still better than a late one.
const SAME_WEEK: i64 = 50;
/// Another evening at the same hour asks for another worker.
const BESIDE: i64 = 10;

/// Two evenings of one organisation on a day are more work still, for its people and its parents.
const SAME_DAY: i64 = 20;

/// The best first, and those that were passed over.
pub(super) fn best(fitting: Vec<Suggestion>) -> (Vec<Suggestion>, Vec<Suggestion>) {
    let mut left: Vec<(i64, Suggestion)> = fitting.into_iter().map(|one| (points(&one), one)).collect();
    let (mut best, mut in_week) = (Vec::new(), BTreeMap::<_, i64>::new());
    while best.len() < BEST {
        let worth = |(points, one): &(i64, Suggestion)| {
            points - SAME_WEEK * in_week.get(&week_of(one.starts.date())).copied().unwrap_or(0)
        };
        // Of two that are as good, the earlier.
        let first = left.iter().enumerate().min_by_key(|(_, one)| (Reverse(worth(one)), one.1.starts));
        let Some(at) = first.map(|(at, _)| at) else { break };
        let (_, chosen) = left.remove(at);
        *in_week.entry(week_of(chosen.starts.date())).or_default() += 1;
        best.push(chosen);
    }
    (best, left.into_iter().map(|(_, one)| one).collect())
}

/// Whether a date is nearer to the middle of its window than to an edge.
pub(super) fn is_near_middle(date: NaiveDate, judgement: &Judgement) -> bool {
    2 * middle(date, judgement) >= MIDDLE
}

fn points(one: &Suggestion) -> i64 {
    let colour = match one.judgement.colour {
        Colour::Good => GOOD,
        Colour::Late => LATE,
        Colour::Outside | Colour::TooLate => 0,
    };
    let cost = |loudness| match loudness {
        Loudness::Strong => GOOD,
        Loudness::Soft => SOFT,
        Loudness::Note => NOTE,
    };
    let warned: i64 = one.warnings.iter().map(|warning| cost(warning.loudness())).sum();
    let quiet = if one.merits.contains(&Merit::QuietWeek) { QUIET_WEEK } else { 0 };
    let beside = if one.is_beside_another { BESIDE } else { 0 };
    let same_day = if one.has_another_that_day { SAME_DAY } else { 0 };
    colour + middle(one.starts.date(), &one.judgement) + quiet - beside - same_day - warned
}

/// All points in the middle of the window, none at its edges.
fn middle(date: NaiveDate, judgement: &Judgement) -> i64 {
    let Reason::InWindow { opens, closes } = judgement.reason else { return 0 };
    let length = (closes - opens).num_days().max(1);
    let off = (2 * (date - opens).num_days() - length).abs().min(length);
    MIDDLE * (length - off) / length
}
