//! A date that the planner suggests (datumsuggestie): the best evenings of a period with their reasons, and why the others fell away.

mod busy;
mod rank;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::day::{Community, Day, Weekday, WeeklyRule};
use super::holiday::{HolidayKind, Holidays};
use super::plan::hours_of;
use super::region::Region;
use super::sunset::sunset;
use super::warning::{Evening, Loudness, Warning, warnings};
use super::window::{self, Colour, Judgement, KitWindow};

use busy::BusyDays;
pub use busy::{Busy, Limit, Takes};

/// As many as a planner wants to compare.
pub const BEST: usize = 10;
/// More evenings are not looked at in one search.
pub const MOST_CANDIDATES: usize = 400;
/// Days that inviting and preparing usually take.
pub const USUAL_LEAD_DAYS: i32 = 21;

/// What a planner looks for.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    pub region: Region,
    /// The self-organisation's.
    pub communities: &'a [Community],
    /// The windows of each kit of the evening.
    pub kits: &'a [Vec<KitWindow>],
    /// Empty: every day.
    pub weekdays: &'a [Weekday],
    pub from: NaiveTime,
    pub until: NaiveTime,
    /// Now, on a Dutch wall clock.
    pub wall: NaiveDateTime,
    /// So many days the preparation takes.
    pub lead_days: i32,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// A room was named: then it is worth saying that it is free.
    pub has_room: bool,
}

/// What is known of the year.
#[derive(Clone, Copy, Debug)]
pub struct Almanac<'a> {
    pub holidays: &'a Holidays,
    pub days: &'a [Day],
    pub weekly: &'a [WeeklyRule],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub judgement: Judgement,
    /// None of them strong.
    pub warnings: Vec<Warning>,
    pub merits: Vec<Merit>,
    /// One's own organisation supports another evening at the same hour.
    pub is_beside_another: bool,
    /// The towns in which one's own organisation has other evenings at that hour, for others.
    pub elsewhere: Vec<String>,
    /// The organisation that invites has another evening that day, at other hours.
    pub has_another_that_day: bool,
    /// Other days, close to this one, on which it has another evening: the same people are asked again.
    pub close: Vec<NaiveDate>,
}

/// What is good about an evening, besides its distance to the holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merit {
    MiddleOfWindow,
    /// Neither a public day nor a feast or fast of the community.
    NoFeast,
    /// The sun sets at this time: the evening is over before the prayer, or begins after it.
    BeforeSunset(NaiveTime),
    AfterSunset(NaiveTime),
    RoomFree,
    /// The organisation has nothing else that week.
    QuietWeek,
}

/// A date that fell away, and the one reason that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuledOut {
    pub date: NaiveDate,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A school holiday, a public day, a feast or an hour of the community: strongly advised against.
    Warned(Box<Warning>),
    /// Not enough days to prepare.
    TooSoon { ready: NaiveDate },
    /// Too early, too late, or no holiday is known.
    Window(window::Reason),
    /// Whoever has the room.
    RoomTaken,
    /// This person is elsewhere.
    Person(String),
    /// This person cannot then; nobody is told what for.
    Away(String),
    /// The organisation that invites has another evening then.
    OwnEvening,
    /// It has one with others, on the public agenda and under its name.
    PublicEvening,
    /// It fits too, but the best were chosen.
    OthersAreBetter,
    /// The same, and the organisation that invites has another evening within a few days.
    OthersAreFurther,
}

/// Every candidate is in one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The best first.
    pub suggestions: Vec<Suggestion>,
    /// In order of date.
    pub ruled_out: Vec<RuledOut>,
    /// The last date that was looked at, when the period had more than can be.
    pub cut_after: Option<NaiveDate>,
}

/// From today to the last day before the summer holiday that can still be prepared for; a year when none is known.
pub fn usual_period(today: NaiveDate, region: Region, holidays: &Holidays) -> (NaiveDate, NaiveDate) {
    let too_late = holidays.window(HolidayKind::Summer).map_or(3, |usual| i64::from(usual.too_late_weeks_before));
    let reachable = today + TimeDelta::days(i64::from(USUAL_LEAD_DAYS)) + TimeDelta::weeks(too_late);
    let summer = holidays.next(region, reachable, HolidayKind::Summer);
    (today, summer.map_or(today + TimeDelta::days(365), |summer| summer.first_day - TimeDelta::days(1)))
}

/// Looks at each evening of the period once. The same question has the same answer.
pub fn find(search: &Search<'_>, almanac: &Almanac<'_>, busy: &[Busy], limits: &[Limit]) -> Found {
    let (candidates, cut_after) = search.candidates();
    let busy = BusyDays::new(busy, search.first_day, search.last_day);
    let (mut fitting, mut ruled_out) = (Vec::new(), Vec::new());
    for (starts, ends) in candidates {
        match weigh(search, almanac, (&busy, limits), (starts, ends)) {
            Ok(suggestion) => fitting.push(suggestion),
            Err(why) => ruled_out.push(RuledOut { date: starts.date(), why }),
        }
    }
    let (suggestions, others) = rank::best(fitting);
    let passed_over = |one: Suggestion| {
        let is_free = one.close.is_empty() && !one.has_another_that_day;
        let why = if is_free { Why::OthersAreBetter } else { Why::OthersAreFurther };
        RuledOut { date: one.starts.date(), why }
    };
    ruled_out.extend(others.into_iter().map(passed_over));
    ruled_out.sort_by_key(|one| one.date);
    Found { suggestions, ruled_out, cut_after }
}

/// Whether an evening can be suggested; if not, the first reason that says no.
fn weigh(
    search: &Search<'_>,
    almanac: &Almanac<'_>,
    (busy, limits): (&BusyDays<'_>, &[Limit]),
    (starts, ends): (NaiveDateTime, NaiveDateTime),
) -> Result<Suggestion, Why> {
    let evening = Evening { starts, ends, region: search.region, communities: search.communities };
    let said = warnings(&evening, almanac.holidays, almanac.days, almanac.weekly);
    // A feast of the community that is in a school holiday is told as the feast: who does not find it thinks it was forgotten.
    let strong = || said.iter().filter(|warning| warning.loudness() == Loudness::Strong);
    let is_feast = |warning: &&Warning| matches!(warning, Warning::CommunityDay { .. });
    if let Some(strong) = strong().find(is_feast).or_else(|| strong().next()) {
        return Err(Why::Warned(Box::new(strong.clone())));
    }
    let date = starts.date();
    let ready = search.wall.date() + TimeDelta::days(search.lead_days.into());
    if date < ready || starts <= search.wall {
        return Err(Why::TooSoon { ready });
    }
    let judgement = window::judge(date, search.region, search.kits, almanac.holidays);
    if matches!(judgement.colour, Colour::Outside | Colour::TooLate) {
        return Err(Why::Window(judgement.reason));
    }
    let limited = limits.iter().filter(|limit| !limit.is_free(starts, ends)).map(|limit| &limit.takes);
    let then = busy.at(starts, ends);
    match then.iter().copied().chain(limited).min() {
        Some(Takes::Room) => return Err(Why::RoomTaken),
        Some(Takes::Person(name)) => return Err(Why::Person(name.clone())),
        Some(Takes::Away(name)) => return Err(Why::Away(name.clone())),
        Some(Takes::Own) => return Err(Why::OwnEvening),
        Some(Takes::Public) => return Err(Why::PublicEvening),
        Some(Takes::Beside | Takes::Elsewhere(_)) | None => {}
    }
    let merits = search.merits(almanac, &said, &judgement, busy.is_quiet(date), (starts, ends));
    Ok(Suggestion {
        starts,
        ends,
        judgement,
        warnings: said,
        merits,
        is_beside_another: then.contains(&Takes::Beside),
        elsewhere: then.into_iter().filter_map(Takes::town).map(str::to_owned).collect(),
        has_another_that_day: busy.has_another(date),
        close: busy.close(date),
    })
}

impl Search<'_> {
    /// The evenings of the period on the wished weekdays, and where the list was cut.
    fn candidates(&self) -> (Vec<(NaiveDateTime, NaiveDateTime)>, Option<NaiveDate>) {
        let mut candidates = Vec::new();
        for date in self.first_day.iter_days().take_while(|date| *date <= self.last_day) {
            let is_wished = self.weekdays.is_empty() || self.weekdays.contains(&Weekday::of(date));
            let Some(evening) = hours_of(date, self.from, self.until).filter(|_| is_wished) else { continue };
            if candidates.len() == MOST_CANDIDATES {
                return (candidates, date.pred_opt());
            }
            candidates.push(evening);
        }
        (candidates, None)
    }

    fn merits(
        &self,
        almanac: &Almanac<'_>,
        said: &[Warning],
        judgement: &Judgement,
        is_quiet: bool,
        (starts, ends): (NaiveDateTime, NaiveDateTime),
    ) -> Vec<Merit> {
        let is_of_a_day = |warning: &Warning| !matches!(warning, Warning::Weekly(_) | Warning::AroundSunset { .. });
        let sun = self.heeds_sunset(almanac).then(|| sunset(starts.date()));
        let around_sunset = sun.and_then(|at| {
            let moment = starts.date().and_time(at);
            match said.iter().any(|warning| matches!(warning, Warning::AroundSunset { .. })) {
                false if ends <= moment => Some(Merit::BeforeSunset(at)),
                false if starts >= moment => Some(Merit::AfterSunset(at)),
                _ => None,
            }
        });
        [
            rank::is_near_middle(starts.date(), judgement).then_some(Merit::MiddleOfWindow),
            (!said.iter().any(is_of_a_day)).then_some(Merit::NoFeast),
            around_sunset,
            self.has_room.then_some(Merit::RoomFree),
            is_quiet.then_some(Merit::QuietWeek),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a prayer that follows the sun, all year, concerns these communities.
    fn heeds_sunset(&self, almanac: &Almanac<'_>) -> bool {
        let follows_the_sun = |rule: &WeeklyRule| rule.opens.as_ref().is_some_and(super::day::Moment::follows_the_sun);
        almanac.weekly.iter().any(|rule| {
            follows_the_sun(rule)
                && rule.only_during.is_none()
                && Community::concerns(&rule.communities, self.communities)
        })
    }
}

/// Weeks as people plan them: Monday to Sunday.
fn week_of(date: NaiveDate) -> (i32, u32) {
    (date.iso_week().year(), date.iso_week().week())
}
