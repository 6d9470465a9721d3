//! Which evenings are the best (rangorde): points for each, and the ten spread over the weeks.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{BEST, Merit, Suggestion, week_of};
use crate::domain::warning::Loudness;
use crate::domain::window::{Colour, Judgement, Reason};

/// What an evening in the window begins with.
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
/// Another evening at the same hour asks for another worker.
const BESIDE: i64 = 10;
/// Who is asked again within a few days comes once: with the first other evening as much as a soft warning.
const CLOSE: i64 = 10;
/// Each other evening within those days takes another evening of the same people: a full fortnight is no day as good as any.
const EACH_CLOSE: i64 = 5;
/// Two evenings of one organisation on a day are more work still, for its people and its parents.
const SAME_DAY: i64 = 20;
/// However full the days around it are: a good evening with nothing else against it stays before a late one at its best.
const MOST_CROWDED: i64 = 30;

/// The best first, and those that were passed over. A choice between ten evenings of the same week is none: while a week
/// with a good evening has none among them, no other week gets a second.
pub(super) fn best(fitting: Vec<Suggestion>) -> (Vec<Suggestion>, Vec<Suggestion>) {
    let mut left: Vec<(i64, Suggestion)> = fitting.into_iter().map(|one| (points(&one), one)).collect();
    let (mut best, mut in_week) = (Vec::new(), BTreeMap::<_, u32>::new());
    while best.len() < BEST {
        let turn = |one: &Suggestion| turn(one, in_week.get(&week_of(one.starts.date())).copied().unwrap_or(0));
        // Of two that are as good, the earlier.
        let order = |(points, one): &(i64, Suggestion)| (turn(one), Reverse(*points), one.starts);
        let Some(at) = left.iter().enumerate().min_by_key(|(_, one)| order(one)).map(|(at, _)| at) else { break };
        let (_, chosen) = left.remove(at);
        *in_week.entry(week_of(chosen.starts.date())).or_default() += 1;
        best.push(chosen);
    }
    (best, left.into_iter().map(|(_, one)| one).collect())
}

/// When it is an evening's turn, after so many of its week: a second good one comes before a late one, a third after it.
fn turn(one: &Suggestion, before: u32) -> u32 {
    2 * before + if one.judgement.colour == Colour::Good { 0 } else { 3 }
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
    let crowded = crowded(one.has_another_that_day, one.close.len());
    colour + middle(one.starts.date(), &one.judgement) + quiet - beside - crowded - warned
}

/// What it costs that the same people are asked on that day too, or on so many days close to it.
fn crowded(has_another_that_day: bool, close: usize) -> i64 {
    let first = match (has_another_that_day, close) {
        (true, _) => SAME_DAY,
        (false, 0) => 0,
        (false, _) => CLOSE,
    };
    let each = i64::try_from(close).map_or(MOST_CROWDED, |close| close.saturating_mul(EACH_CLOSE));
    first.saturating_add(each).min(MOST_CROWDED)
}

/// All points in the middle of the window, none at its edges.
fn middle(date: NaiveDate, judgement: &Judgement) -> i64 {
    let Reason::InWindow { opens, closes } = judgement.reason else { return 0 };
    let length = (closes - opens).num_days().max(1);
    let off = (2 * (date - opens).num_days() - length).abs().min(length);
    MIDDLE * (length - off) / length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_further_evening_close_by_costs_more_and_never_so_much_that_a_late_one_comes_before_a_good_one() {
        let costs: Vec<i64> = (0..=4).map(|close| crowded(false, close)).collect();
        assert!(costs[0] == 0 && costs.is_sorted_by(|one, next| one < next), "{costs:?}");
        assert!(crowded(true, 1) > crowded(true, 0) && crowded(true, 0) > crowded(false, 1));
        for (that_day, close) in [(false, 12), (true, 12), (true, usize::MAX)] {
            assert!(GOOD - crowded(that_day, close) > LATE + MIDDLE + QUIET_WEEK, "{that_day} {close}");
        }
    }
}
