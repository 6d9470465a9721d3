//! The programs of others that read calendars (lezers van anderen): a row each, and one way to ask all of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDateTime;
use serde::Deserialize;

use crate::world::skipped;

/// A program with its script in `tests/readers`, which installs it too.
pub struct Stranger {
    pub name: &'static str,
    command: [&'static str; 2],
    needs: &'static [Need],
    /// What it does not keep of a meeting, or does not tell.
    blind_to: &'static [Fact],
    /// What a meeting that comes again does to its calendar. `None`: it reads, and keeps nothing.
    pub memory: Option<Memory>,
    /// What it makes of a text that it reads wrongly.
    hears: fn(&str) -> String,
    is_slow: bool,
}

enum Need {
    /// From PyPI or npm, by `tests/readers/install`.
    Installed(&'static str),
    /// Of Debian.
    Program(&'static str),
    Library(&'static str),
}

#[derive(PartialEq, Eq)]
enum Fact {
    Uid,
    Status,
    Sequence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It knows a meeting by its UID, and has it once, as it is now.
    Replaces,
    /// It knows no meeting again: the earlier one stays beside the new one.
    Adds,
}

const PLAIN: Stranger = Stranger {
    name: "",
    command: ["python3", ""],
    needs: &[],
    blind_to: &[],
    memory: None,
    hears: str::to_owned,
    is_slow: false,
};

static STRANGERS: [Stranger; 8] = [
    Stranger {
        name: "icalendar",
        command: ["python3", "read_icalendar.py"],
        needs: &[Need::Installed("icalendar")],
        ..PLAIN
    },
    Stranger {
        name: "ics",
        command: ["python3", "read_ics.py"],
        needs: &[Need::Installed("ics")],
        // It undoes line ends before backslashes.
        hears: |text| text.replace("\\n", "\\\n"),
        is_slow: true,
        ..PLAIN
    },
    Stranger {
        name: "vobject",
        command: ["python3", "read_vobject.py"],
        needs: &[Need::Installed("vobject")],
        ..PLAIN
    },
    Stranger {
        name: "ical.js",
        command: ["node", "read_ical_js.mjs"],
        needs: &[Need::Program("node"), Need::Installed("node_modules/ical.js")],
        ..PLAIN
    },
    Stranger {
        name: "libical",
        command: ["python3", "read_libical.py"],
        needs: &[Need::Library("libical.so.3")],
        ..PLAIN
    },
    Stranger {
        name: "khal",
        command: ["python3", "read_khal.py"],
        needs: &[Need::Installed("khal")],
        blind_to: &[Fact::Sequence],
        memory: Some(Memory::Replaces),
        is_slow: true,
        ..PLAIN
    },
    Stranger {
        name: "calcurse",
        command: ["python3", "read_calcurse.py"],
        needs: &[Need::Program("calcurse")],
        blind_to: &[Fact::Uid, Fact::Status, Fact::Sequence],
        memory: Some(Memory::Adds),
        ..PLAIN
    },
    Stranger {
        name: "Radicale",
        command: ["python3", "read_radicale.py"],
        needs: &[Need::Installed("radicale")],
        memory: Some(Memory::Replaces),
        is_slow: true,
        ..PLAIN
    },
];

/// It follows an address instead of reading files, and by itself it takes another UID for each state of a meeting: what
/// it does with the one that was there before is what its test looks at.
pub const FOLLOWER: Stranger = Stranger {
    name: "vdirsyncer",
    command: ["python3", "read_vdirsyncer.py"],
    needs: &[Need::Installed("vdirsyncer")],
    blind_to: &[Fact::Uid],
    memory: Some(Memory::Replaces),
    ..PLAIN
};

/// What a reader says of one meeting; `None` where it is blind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Told {
    pub starts: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub starts_utc: NaiveDateTime,
    pub ends_utc: NaiveDateTime,
    pub title: String,
    pub place: Option<String>,
    pub uid: Option<String>,
    pub status: Option<String>,
    pub sequence: Option<i32>,
}

/// All of them; in the run on PostgreSQL the quick ones, because the calendars are the same there.
pub fn strangers() -> impl Iterator<Item = &'static Stranger> {
    let is_second_run = std::env::var("TEST_DATABASE_URL").is_ok();
    STRANGERS.iter().filter(move |stranger| !(is_second_run && stranger.is_slow))
}

impl Stranger {
    /// What it finds in each of these calendars, in the order of time. `None`: it is not on this machine.
    pub fn read(&self, calendars: &[String]) -> Option<Vec<Vec<Told>>> {
        let missing = self.needs.iter().find(|need| !need.is_there());
        if let Some(missing) = missing {
            skipped(&format!("{} cannot read, {} is not there: tests/readers/install", self.name, missing.name()));
            return None;
        }
        let [program, script] = self.command;
        let output = Command::new(program)
            .arg(scripts().join(script))
            .args(calendars)
            .env("PYTHONPATH", installed())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("READERS", installed())
            // Whoever leans on the clock of the machine is wrong.
            .env("TZ", "America/New_York")
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        let mut told: Vec<Vec<Told>> = serde_json::from_slice(&output.stdout).expect("meetings");
        assert_eq!(told.len(), calendars.len(), "{}: an answer for each", self.name);
        told.iter_mut().for_each(|calendar| calendar.sort());
        Some(told)
    }

    /// As it would tell of these meetings, could it read them well.
    pub fn would_tell(&self, meetings: &[Told]) -> Vec<Told> {
        let seen = |fact: Fact| !self.blind_to.contains(&fact);
        let mut told: Vec<Told> = meetings.to_vec();
        for meeting in &mut told {
            meeting.title = (self.hears)(&meeting.title);
            meeting.place = meeting.place.as_deref().map(self.hears);
            meeting.uid = meeting.uid.take().filter(|_| seen(Fact::Uid));
            meeting.status = meeting.status.take().filter(|_| seen(Fact::Status));
            meeting.sequence = meeting.sequence.filter(|_| seen(Fact::Sequence));
        }
        told.sort();
        told
    }
}

impl Need {
    fn name(&self) -> &'static str {
        match self {
            Self::Installed(name) | Self::Program(name) | Self::Library(name) => name,
        }
    }

    fn is_there(&self) -> bool {
        match self {
            Self::Installed(name) => installed().join(name).exists(),
            Self::Program(name) => Command::new(name).arg("--version").output().is_ok(),
            Self::Library(name) => {
                let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
                folders.map(|folder| folder.path().join(name)).any(|library| library.exists())
            }
        }
    }
}

fn installed() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("readers")
}

fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers")
}
