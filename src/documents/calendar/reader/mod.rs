//! Calendars of others (agenda's van anderen): when somebody is not free, and nothing else of what stands in them.
//!
//! What comes out holds times alone: there is no field for a title, a place or a name. What goes into the crate `ical` is
//! written anew first, by `lines`: only the properties that tell when, unfolded and measured, so that nothing in a file of
//! a stranger takes long or grows large. What is not understood is counted and said, never guessed. This room uses nothing
//! else of ours, so that it can be tried with any bytes by itself (`tests/fuzz`).

mod event;
mod lines;
mod rule;
#[cfg(test)]
mod tests;
mod time;
mod zone;

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, TimeDelta};

use event::Event;

/// Octets of a file.
pub const MOST_BYTES: usize = 1_000_000;
/// Appointments in it, each with all its repetitions.
pub const MOST_EVENTS: usize = 5_000;
/// Lines as they stand in the file.
pub const MOST_LINES: usize = 100_000;
/// Times that come out.
pub const MOST_TIMES: usize = 5_000;
/// Days that are looked at for all repetitions together.
const MOST_STEPS: usize = 3_000_000;
/// Times before those that touch become one.
const MOST_SINGLE: usize = 50_000;

/// What is looked at, on the clock in the Netherlands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDateTime,
    pub until: NaiveDateTime,
}

/// When somebody is not free, in the Netherlands, in order and apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub times: Vec<(NaiveDateTime, NaiveDateTime)>,
    /// So many appointments could not be placed in time.
    pub not_understood: usize,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`MOST_BYTES`] or [`MOST_LINES`].
    TooLarge,
    NotACalendar,
    /// It begins like a calendar, and breaks off or goes wrong.
    Broken,
    /// More than [`MOST_EVENTS`], or more times than anybody has.
    TooMany,
}

/// Reads a calendar by what is in it, whatever program made it.
pub fn read(bytes: &[u8], period: Period) -> Result<Read, Refusal> {
    let text = lines::telling_when(bytes)?;
    let found = event::all(&text)?;
    let mut taken = Taken { period, steps: MOST_STEPS, times: Vec::new() };
    let mut read = Read { times: Vec::new(), not_understood: found.not_understood };
    // A repetition that was moved stands by itself, and no longer at its old time.
    let mut moved: HashMap<&str, HashSet<NaiveDateTime>> = HashMap::new();
    for event in &found.events {
        if let Some(instead_of) = event.instead_of.and_then(|moment| moment.in_the_netherlands(false)) {
            moved.entry(event.uid.as_str()).or_default().insert(instead_of);
        }
    }
    let none = HashSet::new();
    for event in &found.events {
        let moved = if event.instead_of.is_some() { &none } else { moved.get(event.uid.as_str()).unwrap_or(&none) };
        match taken.add(event, moved) {
            Ok(()) => {}
            Err(Trouble::NotUnderstood) => read.not_understood += 1,
            Err(Trouble::TooMany) => return Err(Refusal::TooMany),
        }
    }
    read.times = joined(taken.times);
    if read.times.len() > MOST_TIMES { Err(Refusal::TooMany) } else { Ok(read) }
}

/// Why an appointment was not placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    NotUnderstood,
    TooMany,
}

struct Taken {
    period: Period,
    /// That are left.
    steps: usize,
    times: Vec<(NaiveDateTime, NaiveDateTime)>,
}

impl Taken {
    /// All times of one appointment that lie in the period.
    fn add(&mut self, event: &Event, moved: &HashSet<NaiveDateTime>) -> Result<(), Trouble> {
        if !event.is_busy {
            return Ok(());
        }
        // A day on either side, for places where it is another day already.
        let horizon = self.period.until + TimeDelta::days(2);
        let near = |wall: NaiveDateTime| {
            let end = wall.checked_add_signed(event.length + TimeDelta::days(2));
            wall <= horizon && end.is_none_or(|end| end >= self.period.from)
        };
        let starts = rule::occurrences(event, horizon, &mut self.steps)?;
        for wall in starts.into_iter().filter(|wall| near(*wall)) {
            let Some((starts, ends)) = event.span(wall) else { return Err(Trouble::NotUnderstood) };
            let is_left_out = moved.contains(&starts) || event.left_out.contains(&starts);
            if is_left_out || event.left_out_days.contains(&starts.date()) {
                continue;
            }
            let (starts, ends) = (starts.max(self.period.from), ends.min(self.period.until));
            if starts < ends {
                if self.times.len() == MOST_SINGLE {
                    return Err(Trouble::TooMany);
                }
                self.times.push((starts, ends));
            }
        }
        Ok(())
    }
}

/// Times that overlap or touch become one: how many appointments there were is nobody's business.
fn joined(mut times: Vec<(NaiveDateTime, NaiveDateTime)>) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    times.sort_unstable();
    let mut apart: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
    for (starts, ends) in times {
        match apart.last_mut() {
            Some((_, last)) if starts <= *last => *last = ends.max(*last),
            _ => apart.push((starts, ends)),
        }
    }
    apart
}
