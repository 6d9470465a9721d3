//! Appointments that come back (herhaling): by day, week, month or year, in the time of their own place.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

use super::Trouble;
use super::event::Event;
use super::time::Moment;

/// Turns of one appointment: a day of each of a hundred and thirty years.
const MOST_TURNS: u32 = 50_000;
/// So many days a rule of people names at most: from Monday to Friday.
const USUAL_DAYS: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Every {
    Day,
    Week,
    Month,
}

/// A rule that we can follow to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    every: Every,
    interval: u32,
    count: Option<u32>,
    /// The last beginning, on the clock of its own place.
    until: Option<NaiveDateTime>,
    /// "The second Tuesday", "the last Friday"; 0: each.
    days: Vec<(i32, Weekday)>,
    /// "The 15th", "the last but one".
    month_days: Vec<i32>,
    /// Which of the days of a month.
    position: Option<i32>,
    week_begins: Weekday,
}

impl Rule {
    /// None: a rule that we do not follow.
    pub fn parse(text: &str, starts: Moment) -> Option<Self> {
        let mut rule = Self {
            every: Every::Day,
            interval: 1,
            count: None,
            until: None,
            days: Vec::new(),
            month_days: Vec::new(),
            position: None,
            week_begins: Weekday::Mon,
        };
        let (mut frequency, mut months) = (None, Vec::new());
        for part in text.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().to_ascii_uppercase();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(value),
                "INTERVAL" => rule.interval = value.parse().ok().filter(|number| (1..=1000).contains(number))?,
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "UNTIL" => rule.until = Some(last(&value, starts)?),
                "BYDAY" => rule.days = value.split(',').map(day).collect::<Option<_>>()?,
                "BYMONTHDAY" => rule.month_days = numbers(&value, 31)?,
                "BYMONTH" => months = numbers(&value, 12)?,
                "BYSETPOS" => rule.position = Some(single(&numbers(&value, 31)?)?),
                "WKST" => rule.week_begins = day(&value).filter(|(which, _)| *which == 0)?.1,
                _ => return None,
            }
        }
        let month = i32::try_from(starts.wall.month()).ok()?;
        (rule.every, rule.interval) = match frequency?.as_str() {
            "DAILY" => (Every::Day, rule.interval),
            "WEEKLY" => (Every::Week, rule.interval),
            "MONTHLY" => (Every::Month, rule.interval),
            // Every year is every twelfth month, in the month in which it began.
            "YEARLY" if months.is_empty() && !rule.days.is_empty() => return None,
            "YEARLY" if months.iter().all(|own| *own == month) => {
                months.clear();
                (Every::Month, rule.interval * 12)
            }
            _ => return None,
        };
        let is_by_month = rule.every == Every::Month;
        let has_places = rule.days.iter().any(|(which, _)| *which != 0) || rule.position.is_some();
        let has_both = !rule.days.is_empty() && !rule.month_days.is_empty();
        let is_strange = !months.is_empty()
            || has_both
            || (!is_by_month && (has_places || !rule.month_days.is_empty()))
            || (rule.position.is_some() && rule.days.is_empty());
        (!is_strange).then_some(rule)
    }

    /// The days of one turn, in order.
    fn turn(&self, first: NaiveDate, turn: u32) -> Option<Vec<NaiveDate>> {
        let steps = u64::from(turn) * u64::from(self.interval);
        Some(match self.every {
            Every::Day => {
                let date = first.checked_add_days(Days::new(steps))?;
                let is_wished = self.days.is_empty() || self.days.iter().any(|(_, day)| *day == date.weekday());
                if is_wished { vec![date] } else { Vec::new() }
            }
            Every::Week => {
                let since = |day: Weekday| u64::from(day.days_since(self.week_begins));
                let week = first.checked_sub_days(Days::new(since(first.weekday())))?;
                let week = week.checked_add_days(Days::new(7 * steps))?;
                let mut days: Vec<u64> = self.days.iter().map(|(_, day)| since(*day)).collect();
                if days.is_empty() {
                    days.push(since(first.weekday()));
                }
                days.sort_unstable();
                days.dedup();
                days.into_iter().map(|day| week.checked_add_days(Days::new(day))).collect::<Option<_>>()?
            }
            Every::Month => {
                let month = first.with_day(1)?.checked_add_months(Months::new(u32::try_from(steps).ok()?))?;
                self.of_month(month, first.day())
            }
        })
    }

    fn of_month(&self, month: NaiveDate, usual: u32) -> Vec<NaiveDate> {
        let length = i64::from(month.num_days_in_month());
        let on = |day: i64| {
            let day = if day < 0 { length + 1 + day } else { day };
            month.with_day(u32::try_from(day).ok()?)
        };
        let mut dates: Vec<NaiveDate> = if !self.month_days.is_empty() {
            self.month_days.iter().filter_map(|day| on(i64::from(*day))).collect()
        } else if !self.days.is_empty() {
            let of = |(which, weekday): &(i32, Weekday)| {
                let all: Vec<NaiveDate> =
                    (1..=length).filter_map(on).filter(|date| date.weekday() == *weekday).collect();
                if *which == 0 { all } else { placed(&all, *which).into_iter().collect() }
            };
            self.days.iter().flat_map(of).collect()
        } else {
            on(i64::from(usual)).into_iter().collect()
        };
        dates.sort_unstable();
        dates.dedup();
        match self.position {
            Some(position) => placed(&dates, position).into_iter().collect(),
            None => dates,
        }
    }
}

/// All beginnings up to a horizon, on the clock of its own place.
pub(super) fn occurrences(
    event: &Event,
    horizon: NaiveDateTime,
    steps: &mut usize,
) -> Result<Vec<NaiveDateTime>, Trouble> {
    let first = event.starts.wall;
    // What it begins with counts, whether its rule says so or not.
    let mut starts = vec![first];
    starts.extend(event.also.iter().filter(|more| **more != first));
    let Some(rule) = &event.rule else { return Ok(starts) };
    let most = rule.count.unwrap_or(u32::MAX);
    let last = rule.until.map_or(horizon, |until| until.min(horizon));
    let (mut count, mut turn) = (1, 0);
    while count < most {
        if turn == MOST_TURNS {
            return Err(Trouble::NotUnderstood);
        }
        // A rule may name the same days a thousand times: what is looked at counts, not only what comes of it.
        let work = 1 + (rule.days.len() + rule.month_days.len()).saturating_sub(USUAL_DAYS);
        *steps = steps.checked_sub(work).ok_or(Trouble::TooMany)?;
        // Far years end the calendar before they end the rule.
        let Some(dates) = rule.turn(first.date(), turn) else { break };
        *steps = steps.checked_sub(dates.len()).ok_or(Trouble::TooMany)?;
        turn += 1;
        for date in dates.into_iter().filter(|date| *date > first.date()) {
            let wall = date.and_time(first.time());
            if wall > last || count == most {
                return Ok(starts);
            }
            count += 1;
            starts.push(wall);
        }
        if rule.is_past(first.date(), turn, last) {
            break;
        }
    }
    Ok(starts)
}

impl Rule {
    /// Whether no day of this turn, or of any after it, can be in time: also where a rule has no days at all.
    fn is_past(&self, first: NaiveDate, turn: u32, last: NaiveDateTime) -> bool {
        let steps = u64::from(turn) * u64::from(self.interval);
        let days = match self.every {
            Every::Day => steps,
            Every::Week => (7 * steps).saturating_sub(7),
            Every::Month => (28 * steps).saturating_sub(31),
        };
        first.checked_add_days(Days::new(days)).is_none_or(|date| date > last.date())
    }
}

/// The last beginning, on the clock where the appointment is.
fn last(text: &str, starts: Moment) -> Option<NaiveDateTime> {
    let until = Moment::parse(text, Some(starts.zone))?;
    if until.is_day {
        return until.wall.date().and_hms_opt(23, 59, 59);
    }
    until.on(starts.zone)
}

fn day(text: &str) -> Option<(i32, Weekday)> {
    let text = text.trim();
    let at = text.len().checked_sub(2)?;
    let (which, day) = (text.get(..at)?, text.get(at..)?);
    let weekday = match day {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let which = if which.is_empty() { 0 } else { single(&numbers(which, 5)?)? };
    Some((which, weekday))
}

/// From the beginning, or by a minus from the end; none is 0.
fn numbers(text: &str, most: i32) -> Option<Vec<i32>> {
    let is_right = |number: &i32| *number != 0 && number.abs() <= most;
    text.split(',').map(|part| part.trim().parse().ok().filter(is_right)).collect()
}

fn single(numbers: &[i32]) -> Option<i32> {
    match numbers {
        [one] => Some(*one),
        _ => None,
    }
}

fn placed(dates: &[NaiveDate], position: i32) -> Option<NaiveDate> {
    let from_the_end = |back: i32| dates.len().checked_sub(usize::try_from(back).ok()?);
    let at = if position > 0 { usize::try_from(position - 1).ok() } else { from_the_end(-position) };
    dates.get(at?).copied()
}

#[cfg(test)]
mod tests {
    use crate::documents::calendar::reader::{MOST_STEPS, Period, Refusal, read};

    /// The turns of one rule that starts a century ago, in a file of many of them.
    fn of_days(number: usize) -> Result<(), Refusal> {
        let rule = format!("RRULE:FREQ=WEEKLY;BYDAY={}", ["MO"].repeat(number).join(","));
        let event = format!("BEGIN:VEVENT\nDTSTART:19270103T100000\nDURATION:PT1H\n{rule}\nEND:VEVENT\n");
        let from = "2027-01-01T00:00:00".parse().expect("a moment");
        let until = "2027-03-01T00:00:00".parse().expect("a moment");
        let weeks = 5_220;
        // With the work of its usual days alone it would be allowed.
        let times = MOST_STEPS / weeks / 4;
        read(format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", event.repeat(times)).as_bytes(), Period { from, until })
            .map(|_| ())
    }

    #[test]
    fn a_rule_that_names_its_days_a_hundred_times_is_charged_for_each() {
        assert_eq!(of_days(1), Ok(()));
        assert_eq!(of_days(100), Err(Refusal::TooMany));
    }
}
