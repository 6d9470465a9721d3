//! The binary as an operator types it: what it says, what it refuses, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};

use aantafel::domain::password;
use aantafel::store::{self, account, organisation};

use crate::database::NewDatabase;

#[test]
fn the_help_names_every_command_and_setting() {
    let help = said(&run(&NewDatabase::new(), &["--help"]));
    for word in ["serve", "migrate", "seed", "demo", "account", "doctor"] {
        assert!(help.contains(&format!("  {word} ")), "{word}: {help}");
    }
    for word in
        ["--listen", "--database-url", "--base-url", "--trusted-proxies", "--demo-password", "--empty", "LISTEN"]
    {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn a_wrong_setting_stops_the_start_with_one_line_that_names_it() {
    let new = NewDatabase::new();
    for (name, value) in [
        ("LISTEN", "8080"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("DATABASE_URL", "/no/such/folder/aantafel.db"),
        ("BASE_URL", "aantafel.example"),
        ("TRUSTED_PROXIES", "the proxy"),
        ("DEMO_PASSWORD", "short"),
    ] {
        let stopped = planner(&new, &[]).env(name, value).output().expect("the binary runs");
        let line = String::from_utf8_lossy(&stopped.stderr).into_owned();
        assert_eq!(stopped.status.code(), Some(1), "{name}: {line}");
        assert_eq!(line.trim_end().lines().count(), 1, "{line}");
        assert!(line.starts_with("aantafel: ") && line.contains(name), "{line}");
        assert!(stopped.stdout.is_empty(), "nothing was begun");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("its address").to_string();
    let stopped = run(&NewDatabase::new(), &["--listen", &address, "--empty"]);
    assert_eq!(stopped.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&stopped.stderr).contains(&format!("LISTEN={address}")), "{stopped:?}");
}

#[test]
fn a_new_database_gets_the_demo_world_and_prints_who_can_sign_in_once() {
    let new = NewDatabase::new();
    let (ready, printed) = Planner::start(planner(&new, &[]).env("DEMO_PASSWORD", "een wachtwoord voor nu"));
    ready.end();
    for account in ["werker@demo", "gastvrouw@demo", "coordinator@demo"] {
        assert!(printed.contains(account), "{account}: {printed}");
    }
    assert!(printed.contains("password of all: een wachtwoord voor nu"), "{printed}");
    assert!(opens(&new, "werker@demo", "een wachtwoord voor nu"));
    let (again, printed) = Planner::start(&mut planner(&new, &[]));
    again.end();
    assert!(!printed.contains("werker@demo"), "the second time it is not new: {printed}");
}

#[test]
fn the_password_of_the_demo_world_is_made_by_chance() {
    let passwords: Vec<String> = (0..2)
        .map(|_| {
            let new = NewDatabase::new();
            let printed = said(&run(&new, &["demo"]));
            let password = printed.split("password of all: ").nth(1).expect("it is printed").trim().to_owned();
            assert!(opens(&new, "gastvrouw@demo", &password), "{password}");
            password
        })
        .collect();
    assert_ne!(passwords[0], passwords[1]);
    assert!(passwords[0].len() >= 20, "long enough: {}", passwords[0]);
}

#[test]
fn what_can_be_reached_from_outside_starts_empty() {
    for outside in [&["--empty"][..], &["--base-url", "https://aantafel.example"]] {
        let new = NewDatabase::new();
        let (ready, printed) = Planner::start(&mut planner(&new, outside));
        ready.end();
        assert!(!printed.contains('@'), "{outside:?}: {printed}");
        let database = new.open().expect("the database is there");
        assert!(!database.read_now(organisation::any).expect("organisations"), "{outside:?}");
        assert!(!database.read_now(store::kit::all).expect("kits").is_empty(), "the reference tables are there");
    }
    let refused = run(&NewDatabase::new(), &["demo", "--base-url", "https://aantafel.example"]);
    assert_eq!(refused.status.code(), Some(1), "the demo world is never loaded there: {refused:?}");
}

#[test]
fn the_reference_tables_load_as_often_as_one_likes() {
    let new = NewDatabase::new();
    assert!(run(&new, &["migrate"]).status.success());
    let count = || {
        assert!(run(&new, &["seed"]).status.success());
        let database = new.open().expect("the database is there");
        let kits = database.read_now(store::kit::all).expect("kits").len();
        (
            kits,
            database.read_now(store::day::all).expect("days").len(),
            database.read_now(store::contact::all).expect("contacts").len(),
        )
    };
    let once = count();
    assert_eq!(once.0, 12);
    assert_eq!(count(), once);
}

#[test]
fn an_account_is_added_with_a_password_from_standard_input() {
    let new = NewDatabase::new();
    let add = |password: &str| {
        let names = ["--email", "nieuw@aantafel.example", "--name", "Nieuw Hier", "--role", "worker"];
        let place = ["--organisation", "Steunpunt De Proef", "--municipality", "Utrecht", "--province", "Utrecht"];
        let mut command = planner(&new, &["account", "add"]);
        let mut child = command.args(names).args(place).stdin(Stdio::piped()).spawn().expect("the binary runs");
        writeln!(child.stdin.take().expect("its input is ours"), "{password}").expect("it reads");
        child.wait_with_output().expect("it ends")
    };
    let short = add("te kort");
    assert_eq!(short.status.code(), Some(1), "{short:?}");
    assert!(String::from_utf8_lossy(&short.stderr).contains("at least 12"), "{short:?}");
    let added = add("lang genoeg om te onthouden");
    assert!(added.status.success(), "{added:?}");
    assert!(opens(&new, "nieuw@aantafel.example", "lang genoeg om te onthouden"));
    let twice = add("lang genoeg om te onthouden");
    assert_eq!(twice.status.code(), Some(1), "{twice:?}");
    assert!(String::from_utf8_lossy(&twice.stderr).contains("there is an account"), "{twice:?}");
}

#[test]
fn the_doctor_says_what_is_to_be_mended_and_so_does_its_exit_code() {
    let new = NewDatabase::new();
    let ill = run(&new, &["doctor"]);
    assert_eq!(ill.status.code(), Some(1));
    assert!(said(&ill).contains("!!  no school holidays are loaded: run aantafel seed"), "{}", said(&ill));
    run(&new, &["seed"]);
    let well = run(&new, &["doctor"]);
    assert!(well.status.success(), "{well:?}");
    assert!(said(&well).lines().all(|line| line.starts_with("ok ")), "{}", said(&well));
    run(&new, &["demo"]);
    let outside = run(&new, &["doctor", "--base-url", "https://aantafel.example"]);
    assert_eq!(outside.status.code(), Some(1), "demo accounts do not belong on the network");
    assert!(said(&outside).contains("!!  demo accounts"), "{}", said(&outside));
}

/// A planner that runs until the test ends it.
struct Planner {
    child: Child,
    address: String,
}

impl Planner {
    /// Starts it and waits until it is ready; also what it printed on the way.
    fn start(command: &mut Command) -> (Self, String) {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the binary runs");
        let address = command
            .get_envs()
            .find(|(name, _)| *name == "LISTEN")
            .and_then(|(_, value)| Some(value?.to_str()?.to_owned()))
            .expect("every planner of the tests has its address");
        let mut printed = String::new();
        for line in BufReader::new(child.stdout.as_mut().expect("its output is ours")).lines() {
            let line = line.expect("it prints UTF-8");
            printed += &line;
            printed.push('\n');
            if line.contains("is ready") {
                let ready = Self { child, address };
                assert!(ready.answers("/livez"), "it serves");
                return (ready, printed);
            }
        }
        panic!("it stopped before it was ready: {:?}\n{printed}", child.wait());
    }

    fn answers(&self, path: &str) -> bool {
        let mut client = TcpStream::connect(&self.address).expect("it listens");
        write!(client, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).expect("it reads");
        let mut answer = String::new();
        client.read_to_string(&mut answer).expect("it answers");
        answer.starts_with("HTTP/1.1 200")
    }

    /// Asks it to end, as a service manager does: it ends by itself, and in good order.
    fn end(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill is there");
        assert!(asked.success());
        assert!(self.child.wait().expect("it ends").success(), "in good order");
    }
}

impl Drop for Planner {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary with a database and an address of its own, and no setting of this machine.
fn planner(new: &NewDatabase, arguments: &[&str]) -> Command {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr()).expect("a free port");
    let mut command = Command::new(env!("CARGO_BIN_EXE_aantafel"));
    for name in ["BASE_URL", "TRUSTED_PROXIES", "DEMO_PASSWORD", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(new.folder()).env("DATABASE_URL", &new.url).env("LISTEN", free.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(new: &NewDatabase, arguments: &[&str]) -> Output {
    planner(new, arguments).output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    assert!(output.stderr.is_empty() || !output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Whether this account is there, and this is its password.
fn opens(new: &NewDatabase, email: &str, given: &str) -> bool {
    let found = new.open().expect("the database is there").read_now(|db| account::find_by_email(db, email));
    found.expect("accounts").is_some_and(|account| password::is_right(account.password_hash.as_deref(), given))
}

const SECRET: &str = "JBSWY3DPEHPK3PXP";

#[test]
fn an_operator_takes_the_second_step_away_from_who_lost_her_phone() {
    let new = NewDatabase::new();
    let (ready, _) = Planner::start(planner(&new, &[]).env("DEMO_PASSWORD", "een wachtwoord voor nu"));
    ready.end();
    let database = new.open().expect("the demo world");
    let of =
        || database.read_now(|db| account::find_by_email(db, "gastvrouw@demo")).expect("read").expect("an account");
    let now = chrono::DateTime::UNIX_EPOCH.naive_utc();
    let id = of().id;
    let on = database.write_now(|db| store::second_step::switch_on(db, &id, SECRET, 1, &[], now));
    assert!(on.expect("switched on") && of().has_second_step());
    let taken = run(&new, &["account", "without-second-step", "--account", "Gastvrouw@demo"]);
    assert!(taken.status.success() && !of().has_second_step(), "{taken:?}");
    for wanted in ["gastvrouw@demo", "niemand@demo"] {
        let refused = run(&new, &["account", "without-second-step", "--account", wanted]);
        assert_eq!(refused.status.code(), Some(1), "{wanted}: {refused:?}");
    }
}
