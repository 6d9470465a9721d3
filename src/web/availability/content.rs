//! What a page of somebody's time shows (inhoud): hours, days, and how many times are taken; never by what.

use chrono::NaiveDateTime;
use chrono_tz::Europe::Amsterdam;

use super::{Time, Whose};
use crate::domain::availability::{Availability, Source, Subscription, Window, WindowKind};
use crate::domain::day::Weekday;
use crate::language::{Lang, Phrase, Phrases, date_in_words, time as in_hours};
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::plan::{self, Choice};

/// The macros of `templates/availability/times.html` draw it.
pub struct Content {
    pub said: Option<&'static Phrase>,
    /// None: one's own.
    pub room: Option<Availability>,
    /// One's own page.
    pub own: String,
    /// What the addresses of its forms begin with.
    pub address: String,
    pub weekdays: Vec<Choice>,
    pub weekly: Vec<Line>,
    pub dated: Vec<Line>,
    pub imported: Option<String>,
    pub left: Option<String>,
    pub from_file: Option<String>,
    pub subscription: Option<Subscribed>,
    /// Beside one's own.
    pub rooms: Vec<Room>,
}

/// One window, and the word by which it is taken away.
pub struct Line {
    pub id: String,
    pub says: String,
}

pub struct Room {
    pub place: String,
    pub href: String,
}

pub struct Subscribed {
    pub masked: String,
    pub read: String,
    pub trouble: Option<&'static Phrase>,
    pub left: Option<String>,
    pub times: Option<String>,
}

impl Content {
    pub async fn load(app: &App, time: &Time, done: &str) -> Result<Self, Failure> {
        let (asked, wall) = (time.clone(), app.clock.wall());
        let read = app.database.read(move |db| {
            let owner = asked.whose.find(db, &asked.viewer)?;
            let is_own = asked.whose == Whose::Own;
            let rooms = if is_own { store::availability::rooms(db, &asked.viewer.scope)? } else { Vec::new() };
            let ids: Vec<_> = owner.iter().map(|owner| owner.id.clone()).collect();
            let windows = store::availability::windows(db, &ids)?;
            let busy = store::availability::busy(db, &ids, wall)?;
            let subscription = match &owner {
                Some(owner) => store::availability::subscription::of(db, &owner.id)?,
                None => None,
            };
            Ok((owner, rooms, windows, busy, subscription))
        });
        let (owner, rooms, windows, busy, subscription) = read.await?;
        let (t, language) = (time.t(), time.language);
        let a = &t.availability;
        let left = |number: i32| (number > 0).then(|| a.not_understood.count(language, number));
        let times = |source: Source| {
            let own: Vec<NaiveDateTime> =
                busy.iter().filter(|time| time.source == source).map(|time| time.ends_at).collect();
            let last = own.iter().max()?;
            let number = i64::try_from(own.len()).unwrap_or(i64::MAX);
            Some(format!("{} {}", a.times.count(language, number), a.until.of(date_in_words(language, last.date()))))
        };
        let line = |window: &Window| Line { id: window.id.to_string(), says: in_words(window, t, language) };
        let is_weekly = |window: &&Window| window.kind == WindowKind::Weekly;
        Ok(Self {
            said: a.by_code(&format!("done_{done}")),
            own: time.page(&Whose::Own, language),
            address: time.forms(),
            weekdays: plan::weekdays(language),
            weekly: windows.iter().filter(is_weekly).map(line).collect(),
            dated: windows.iter().filter(|window| !is_weekly(window)).map(line).collect(),
            imported: owner
                .as_ref()
                .and_then(|owner| owner.imported_at)
                .map(|at| a.imported.of(moment(at, t, language))),
            left: owner.as_ref().and_then(|owner| left(owner.not_understood)),
            from_file: times(Source::File),
            subscription: subscription.map(|row| Subscribed {
                read: match row.read_at {
                    Some(at) => a.read_at.of(moment(at, t, language)),
                    None => a.not_read.to_string(),
                },
                trouble: trouble(&row, t),
                left: left(row.not_understood),
                times: times(Source::Subscription),
                masked: a.masked.of(row.masked()),
            }),
            rooms: rooms
                .into_iter()
                .map(|room| Room { place: room.place(), href: time.page(&Whose::Room(room.id), language) })
                .collect(),
            room: owner.filter(|owner| owner.room_key.is_some()),
        })
    }

    /// Nothing limits when it can.
    pub fn is_empty(&self) -> bool {
        self.weekly.is_empty() && self.dated.is_empty() && self.from_file.is_none() && self.subscription.is_none()
    }

    /// Something came or comes from a calendar.
    pub fn has_calendar(&self) -> bool {
        self.imported.is_some() || self.subscription.is_some()
    }
}

fn trouble(row: &Subscription, t: &'static Phrases) -> Option<&'static Phrase> {
    t.availability.by_code(&format!("trouble_{}", row.trouble?))
}

/// "dinsdag, van 18.00 tot 22.00 uur", "1 juni 2027 tot en met 6 juni 2027: kan niet"
fn in_words(window: &Window, t: &Phrases, language: Lang) -> String {
    let a = &t.availability;
    let when = match (window.weekday, window.first_day.zip(window.last_day)) {
        (Some(day), _) => weekday(day, language),
        (None, Some((first, last))) if first == last => date_in_words(language, first),
        (None, Some((first, last))) => {
            a.span.with(&[("first", &date_in_words(language, first)), ("last", &date_in_words(language, last))])
        }
        (None, None) => String::new(),
    };
    let when = match window.opens.zip(window.closes) {
        Some((opens, closes)) => {
            let (from, until) = (in_hours(language, opens), in_hours(language, closes));
            let hours = t.meeting.hours.with(&[("from", &from), ("until", &until)]);
            a.moment.with(&[("date", &when), ("time", &hours)])
        }
        None => when,
    };
    match window.kind {
        WindowKind::Weekly => when,
        WindowKind::Can => a.line.with(&[("when", &when), ("what", &a.can)]),
        WindowKind::Cannot => a.line.with(&[("when", &when), ("what", &a.cannot)]),
    }
}

fn weekday(day: Weekday, language: Lang) -> String {
    let all = plan::weekdays(language);
    all.into_iter().find(|choice| choice.value == day.code()).map_or_else(String::new, |choice| choice.label)
}

/// A moment of the database on the clock in the Netherlands.
fn moment(utc: NaiveDateTime, t: &Phrases, language: Lang) -> String {
    let wall = utc.and_utc().with_timezone(&Amsterdam).naive_local();
    let (date, time) = (date_in_words(language, wall.date()), in_hours(language, wall.time()));
    t.availability.moment.with(&[("date", &date), ("time", &time)])
}
