//! Everything that is known of somebody's time (rooster), and whether an evening fits in it.

use chrono::{Days, NaiveDateTime};

use super::{Window, WindowKind};

/// Who entered nothing is always free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    pub windows: Vec<Window>,
    /// From calendars, in order of their beginning.
    pub busy: Vec<(NaiveDateTime, NaiveDateTime)>,
}

impl Timetable {
    /// From the first minute to the last. What is taken and days that were crossed out come first; then the evening must lie
    /// within the hours of the week and the days that were added.
    pub fn is_free(&self, starts: NaiveDateTime, ends: NaiveDateTime) -> bool {
        let overlaps = |(from, until): &(NaiveDateTime, NaiveDateTime)| *from < ends && starts < *until;
        if self.busy.iter().any(overlaps) || self.hours(starts, ends, &[WindowKind::Cannot]).iter().any(overlaps) {
            return false;
        }
        let has_week = self.windows.iter().any(|window| window.kind == WindowKind::Weekly);
        !has_week || covers(&self.hours(starts, ends, &[WindowKind::Weekly, WindowKind::Can]), starts, ends)
    }

    /// The windows of these kinds around an evening, in order. What began the day before may run past midnight.
    fn hours(
        &self,
        starts: NaiveDateTime,
        ends: NaiveDateTime,
        kinds: &[WindowKind],
    ) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let first = starts.date().checked_sub_days(Days::new(1)).unwrap_or(starts.date());
        let days: Vec<_> = first.iter_days().take_while(|day| *day <= ends.date()).collect();
        let windows = self.windows.iter().filter(|window| kinds.contains(&window.kind));
        let mut hours: Vec<_> = windows.flat_map(|window| days.iter().filter_map(|day| window.on(*day))).collect();
        hours.sort_unstable();
        hours
    }
}

/// Whether hours, in order, leave no gap.
fn covers(hours: &[(NaiveDateTime, NaiveDateTime)], starts: NaiveDateTime, ends: NaiveDateTime) -> bool {
    let mut reached = starts;
    for (from, until) in hours {
        if *from <= reached && reached < *until {
            reached = *until;
        }
    }
    reached >= ends
}
