//! Feeds: how fast they are written beside the writers of others, how fast a kept one goes out, and a new one after a change.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use aantafel::documents::calendar::{self, Entry, Feed, Hours, Status, uid};
use chrono::{DateTime, NaiveDate, TimeDelta};

use super::load::requests_per_second;
use super::pages::{CONNECTIONS, ROUND, World, bare_axum, get, middle, serve, uncached};
use super::{Table, cpu_per_call, millis, times};

const MEETINGS: u32 = 10_000;
/// The public feed, of which the bars speak.
const ADDRESS: &str = "/nl/agenda.ics";

/// From plain values to the text, as the others do it in their scripts.
pub fn measure(table: &mut Table) {
    let ours = cpu_per_call(20, |_| drop(feed(MEETINGS)));
    let rate = |time: Duration| f64::from(MEETINGS) / time.as_secs_f64();
    let others = [
        ("Python icalendar", "python3", "write_icalendar.py"),
        ("npm ical-generator", "node", "write_ical_generator.mjs"),
    ];
    for (name, program, script) in others {
        let Some(theirs) = other(program, script) else {
            eprintln!("{name} is not here: tests/readers/install");
            continue;
        };
        table.row(
            &format!("a feed of {MEETINGS} meetings, meetings per CPU second"),
            format!("{:.0}", rate(ours)),
            format!("{name}: {:.0}", rate(theirs)),
            format!("{}, goal 30x", times(rate(ours), rate(theirs))),
        );
    }
}

pub async fn measure_answers(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let world = World::new(&folder.path().join("feed.db"));
    world.fill(1_000);
    let app = world.app().await;
    let kept = get(&app, ADDRESS).await;
    let ours = serve(app.clone().into_router()).await;
    let bare = serve(bare_axum(kept.clone())).await;
    let mut rates = (Vec::new(), Vec::new());
    for _ in 0..3 {
        rates.0.push(requests_per_second(ours, ADDRESS, CONNECTIONS, ROUND).await);
        rates.1.push(requests_per_second(bare, "/", CONNECTIONS, ROUND).await);
    }
    let (ours, bare) = (middle(rates.0), middle(rates.1));
    table.row(
        "a kept feed, 32 connections",
        format!("{ours:.0} requests/s"),
        format!("bare axum, same {} bytes: {bare:.0} requests/s", kept.len()),
        format!("{}, goal 0.5x", times(ours, bare)),
    );

    let most = 5.0;
    let written = cpu_per_call(200, |_| drop(feed(1_000)));
    table.row(
        "one meeting changed: writing the feed of 1,000 anew, CPU",
        millis(written),
        format!("goal at most {most} ms"),
        format!("{:.2} of it", written.as_secs_f64() * 1000.0 / most),
    );
    let whole = uncached(&app, ADDRESS, 50).await;
    table.row(
        "one meeting changed: the same with its questions to the database, tag and packing, CPU",
        millis(whole),
        format!("goal at most {most} ms"),
        format!("{:.2} of it", whole.as_secs_f64() * 1000.0 / most),
    );
}

fn feed(number: u32) -> String {
    let changed_at = DateTime::from_timestamp(1_803_888_300, 0).expect("a moment");
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).and_then(|day| day.and_hms_opt(19, 30, 0)).expect("an evening");
    let entry = |one: u32| {
        let starts = first + TimeDelta::days(i64::from(one % 365));
        Entry {
            uid: uid(&format!("01990000-0000-7000-8000-{one:012}"), "aantafel.example"),
            sequence: i32::try_from(one % 7).expect("few"),
            status: Status::Confirmed,
            hours: Hours::new(starts, starts + TimeDelta::hours(2)).expect("it ends after it starts"),
            changed_at,
            summary: "Samen op weg tussen school, vrienden en familie".to_owned(),
            place: Some(format!("Buurthuis De Brug, zaal {}, Brugstraat 1, Utrecht", one % 9)),
            description: None,
            address: Some(format!("https://aantafel.example/nl/m/k{one:05}")),
        }
    };
    let entries: Vec<Entry> = (0..number).map(entry).collect();
    calendar::feed(&Feed { name: "Bijeenkomsten voor ouders", address: None, entries: &entries })
}

/// Processor time of one feed by a program of others; `None` where it is not installed.
fn other(program: &str, script: &str) -> Option<Duration> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/feed").join(script);
    let readers: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("readers");
    let mut asked = Command::new(program);
    asked.arg(script).args([MEETINGS.to_string(), "3".to_owned()]).env("READERS", &readers).env("PYTHONPATH", &readers);
    let output = asked.output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8(output.stdout).ok()?;
    let mut words = said.split_whitespace();
    let seconds: f64 = words.next()?.parse().ok()?;
    assert_eq!(words.nth(1), Some(MEETINGS.to_string().as_str()), "it wrote as many: {said}");
    Some(Duration::from_secs_f64(seconds))
}
