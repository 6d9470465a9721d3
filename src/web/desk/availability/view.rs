//! What the page of somebody's time shows (weergave): hours, days, and how many times are taken; never by what.

use askama::Template;
use chrono::NaiveDateTime;
use chrono_tz::Europe::Amsterdam;

use super::Whose;
use crate::domain::availability::{Availability, Source, Subscription, Window, WindowKind};
use crate::domain::day::Weekday;
use crate::language::{Lang, Phrase, date_in_words, time};
use crate::store;
use crate::web::desk::meeting::view::hours;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::page::DeskPage;
use crate::web::plan::{self, Choice};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "availability/show.html")]
pub struct Show {
    page: DeskPage,
    form: Form,
    problems: Problems,
    said: Option<&'static Phrase>,
    /// None: one's own.
    room: Option<Availability>,
    /// Where its forms go.
    address: String,
    weekdays: Vec<Choice>,
    weekly: Vec<Line>,
    dated: Vec<Line>,
    imported: Option<String>,
    left: Option<String>,
    from_file: Option<String>,
    subscription: Option<Subscribed>,
    /// Beside one's own.
    rooms: Vec<Room>,
}

/// One window, and the word by which it is taken away.
struct Line {
    id: String,
    says: String,
}

struct Room {
    place: String,
    href: String,
}

struct Subscribed {
    masked: String,
    read: String,
    trouble: Option<&'static Phrase>,
    left: Option<String>,
    times: Option<String>,
}

impl Show {
    pub async fn load(
        app: &App,
        viewer: Viewer,
        whose: Whose,
        form: Form,
        problems: Problems,
        done: &str,
    ) -> Result<Self, Failure> {
        let (asked, asker, wall) = (whose.clone(), viewer.clone(), app.clock.wall());
        let read = app.database.read(move |db| {
            let owner = asked.find(db, &asker)?;
            let rooms = if asked == Whose::Own { store::availability::rooms(db, &asker.scope)? } else { Vec::new() };
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
        let page = DeskPage::of(app, &viewer, "availability");
        let (d, language) = (&page.d.availability, page.language);
        let left = |number: i32| (number > 0).then(|| d.not_understood.count(language, number));
        let times = |source: Source| {
            let own: Vec<NaiveDateTime> =
                busy.iter().filter(|time| time.source == source).map(|time| time.ends_at).collect();
            let last = own.iter().max()?;
            let number = i64::try_from(own.len()).unwrap_or(i64::MAX);
            Some(format!("{} {}", d.times.count(language, number), d.until.of(date_in_words(language, last.date()))))
        };
        let line = |window: &Window| Line { id: window.id.to_string(), says: in_words(window, &page) };
        let is_weekly = |window: &&Window| window.kind == WindowKind::Weekly;
        Ok(Self {
            said: d.by_code(&format!("done_{done}")),
            address: match &whose {
                Whose::Own => paths::availability(paths::OWN_TIME),
                Whose::Room(id) => paths::availability(id.as_str()),
            },
            weekdays: plan::weekdays(language),
            weekly: windows.iter().filter(is_weekly).map(line).collect(),
            dated: windows.iter().filter(|window| !is_weekly(window)).map(line).collect(),
            imported: owner.as_ref().and_then(|owner| owner.imported_at).map(|at| d.imported.of(moment(at, language))),
            left: owner.as_ref().and_then(|owner| left(owner.not_understood)),
            from_file: times(Source::File),
            subscription: subscription.map(|row| Subscribed {
                read: match row.read_at {
                    Some(at) => d.read_at.of(moment(at, language)),
                    None => d.not_read.to_string(),
                },
                trouble: trouble(&row, &page),
                left: left(row.not_understood),
                times: times(Source::Subscription),
                masked: row.masked(),
            }),
            rooms: rooms
                .iter()
                .map(|room| Room { place: room.place(), href: paths::availability(room.id.as_str()) })
                .collect(),
            room: owner.filter(|owner| owner.room_key.is_some()),
            form,
            problems,
            page,
        })
    }
}

fn trouble(row: &Subscription, page: &DeskPage) -> Option<&'static Phrase> {
    page.d.availability.by_code(&format!("trouble_{}", row.trouble?))
}

/// "dinsdag 18.00-22.00", "1 juni 2027 tot en met 6 juni 2027: kan niet"
fn in_words(window: &Window, page: &DeskPage) -> String {
    let (d, language) = (&page.d.availability, page.language);
    let between = window.opens.zip(window.closes).map(|(opens, closes)| hours(&opens, &closes, language));
    let when = match (window.weekday, window.first_day.zip(window.last_day)) {
        (Some(day), _) => weekday(day, language),
        (None, Some((first, last))) if first == last => date_in_words(language, first),
        (None, Some((first, last))) => page
            .d
            .suggestion
            .span
            .with(&[("first", &date_in_words(language, first)), ("last", &date_in_words(language, last))]),
        (None, None) => String::new(),
    };
    let when = between.map_or(when.clone(), |between| format!("{when}, {between}"));
    match window.kind {
        WindowKind::Weekly => when,
        WindowKind::Can => format!("{when}: {}", d.can),
        WindowKind::Cannot => format!("{when}: {}", d.cannot),
    }
}

fn weekday(day: Weekday, language: Lang) -> String {
    let all = plan::weekdays(language);
    all.into_iter().find(|choice| choice.value == day.code()).map_or_else(String::new, |choice| choice.label)
}

/// A moment of the database on the clock in the Netherlands.
fn moment(utc: NaiveDateTime, language: Lang) -> String {
    let wall = utc.and_utc().with_timezone(&Amsterdam).naive_local();
    format!("{}, {}", date_in_words(language, wall.date()), time(language, wall.time()))
}
