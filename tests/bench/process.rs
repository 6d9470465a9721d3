//! The program itself: how soon it is ready, and how much memory it takes.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Table, millis};

pub fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ready.db");
    let (new, first) = start(&file);
    stop(first);
    let (existing, mut second) = start(&file);
    let idle = resident(&second);
    let address = "127.0.0.1:18461".parse().expect("an address");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(super::load::requests_per_second(address, "/nl/", 32, Duration::from_secs(3)));
    let loaded = resident(&second);
    let _ = second.try_wait();
    stop(second);
    table.row(
        "from start to ready, new database with the demo world",
        millis(new),
        "goal 2 s".to_owned(),
        "-".to_owned(),
    );
    table.row("from start to ready, existing database", millis(existing), "goal 300 ms".to_owned(), "-".to_owned());
    table.row(
        "resident memory: ready / after 3 s under 32 connections",
        format!("{idle:.1} / {loaded:.1} MiB"),
        "goal 40 MiB".to_owned(),
        "-".to_owned(),
    );
}

/// Starts the program and waits until it answers.
fn start(file: &Path) -> (Duration, Child) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_aantafel"))
        .env("DATABASE_URL", file)
        .env("LISTEN", "127.0.0.1:18461")
        .env("DEMO_PASSWORD", "een lange zin")
        .env("RUST_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    for line in lines {
        if line.expect("a line").starts_with("Aan Tafel is ready") {
            break;
        }
    }
    (began.elapsed(), child)
}

fn stop(mut child: Child) {
    let _ = Command::new("kill").arg(child.id().to_string()).status();
    child.wait().expect("it ends");
}

/// In MiB, as the kernel counts it.
fn resident(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("a living process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its size");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a number") / 1024.0
}
