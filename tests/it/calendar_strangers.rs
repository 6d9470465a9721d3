//! Our calendars in programs that nobody here wrote (lezers van anderen): in each of them the same meeting, once.

mod again;
mod raw;
mod stranger;

use aantafel::domain::kit::Kit;
use aantafel::domain::meeting::{Meeting, Visibility};
use aantafel::language::{Lang, Language};
use aantafel::seed;
use aantafel::web::paths;
use chrono::{Duration, NaiveDateTime, TimeZone};
use chrono_tz::Europe::Amsterdam;

use crate::reader::published;
use crate::world::World;
use stranger::{Stranger, Told, strangers};

#[tokio::test]
async fn every_meeting_that_is_out_is_the_same_for_each_of_them_in_every_language() {
    let (world, kits) = (World::new(), seed::kits().expect("kits"));
    let mut browser = world.browser().await;
    let all = published(&world);
    let mut shelf = Shelf::new();
    for language in Language::written() {
        let told = |meeting: &Meeting| told(meeting, language, &kits);
        let feed = browser.open(&paths::agenda_feed(language)).await.html();
        shelf.put(&[&feed], all.iter().filter(|meeting| is_in_the_feed(meeting, &world)).map(told).collect());
        let mut files = Vec::new();
        for meeting in &all {
            let address = paths::invitation_calendar(language, paths::key(&meeting.head));
            files.push(browser.open(&address).await.html());
        }
        shelf.put(&files, all.iter().map(told).collect());
    }
    assert!(shelf.calendars.len() == 22 && shelf.meetings.iter().all(|calendar| calendar.len() > 15));
    strangers().for_each(|stranger| shelf.is_read_by(stranger));
}

/// Calendars as files, with the meetings that whoever opens them must find.
struct Shelf {
    folder: tempfile::TempDir,
    calendars: Vec<String>,
    meetings: Vec<Vec<Told>>,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, calendars: Vec::new(), meetings: Vec::new() }
    }

    /// Files that come into one calendar, one after the other.
    fn put(&mut self, files: &[impl AsRef<str>], meetings: Vec<Told>) {
        let number = self.calendars.len();
        let mut paths = Vec::new();
        for (place, file) in files.iter().enumerate() {
            let path = self.folder.path().join(format!("{number}-{place}.ics"));
            std::fs::write(&path, file.as_ref()).expect("a file is written");
            paths.push(path.display().to_string());
        }
        self.calendars.push(paths.join(":"));
        self.meetings.push(meetings);
    }

    fn is_read_by(&self, stranger: &Stranger) {
        let Some(told) = stranger.read(&self.calendars) else { return };
        for (meetings, told) in self.meetings.iter().zip(told) {
            assert_eq!(told, stranger.would_tell(meetings), "{}", stranger.name);
        }
    }
}

fn is_in_the_feed(meeting: &Meeting, world: &World) -> bool {
    let from = world.clock.wall() - Duration::days(60);
    meeting.head.visibility == Visibility::Public && meeting.plan.starts_at > from
}

/// The meeting as its rows have it.
fn told(meeting: &Meeting, language: Lang, kits: &[Kit]) -> Told {
    let (head, plan) = (&meeting.head, &meeting.plan);
    let own = meeting.titles.iter().find(|own| own.language == language.code && !own.read_by.trim().is_empty());
    let number = usize::try_from(plan.title_number).expect("a place in the list");
    let kit = kits.iter().find(|kit| kit.slug == plan.title_kit).expect("the kit of the title");
    let listed = || kit.public_title(number, language).expect("a neutral title").text.to_string();
    let place = [&plan.venue, &plan.room, &plan.address, &plan.municipality].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    Told {
        starts: plan.starts_at,
        ends: plan.ends_at,
        starts_utc: first_utc(plan.starts_at),
        ends_utc: first_utc(plan.ends_at),
        title: own.map_or_else(listed, |own| own.title.clone()),
        place: head.shows_place.then(|| place.join(", ")),
        uid: Some(format!("{}@127.0.0.1", head.id)),
        status: Some(if meeting.is_cancelled() { "CANCELLED" } else { "CONFIRMED" }.to_owned()),
        sequence: Some(head.sequence),
    }
}

/// Of the hour that comes twice, the first.
fn first_utc(wall: NaiveDateTime) -> NaiveDateTime {
    Amsterdam.from_local_datetime(&wall).earliest().expect("an hour that was").naive_utc()
}
