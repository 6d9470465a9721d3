//! `aantafel doctor`: whether settings and database are in order.

use aantafel::clock::Clock;
use aantafel::config::Config;
use aantafel::domain::message::MessageState;
use aantafel::store::{self, Address, Database};

use crate::Trouble;

/// Prints what is in order and what is not; fails when something is not.
pub fn look(database: &Database, config: &Config, clock: &Clock) -> Result<(), Trouble> {
    let mut troubles = Vec::new();
    let mut say = |is_fine: bool, fine: &str, trouble: String| {
        println!("{} {}", if is_fine { "ok " } else { "!! " }, if is_fine { fine } else { &trouble });
        if !is_fine {
            troubles.push(trouble);
        }
    };
    say(true, "the database opens and its tables are up to date", String::new());
    let is_durable = database.read_now(store::database::is_durable)?;
    say(
        is_durable,
        "a commit is on disk before it is answered",
        "a commit may be lost when the power fails: synchronous must be full".to_owned(),
    );
    if let Address::Sqlite(path) = Address::parse(&config.database_url) {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path)?.permissions().mode() & 0o777;
        say(
            mode & 0o077 == 0,
            "only you can read the file of the database",
            format!("{} can be read by others: chmod 600", path.display()),
        );
    }
    let has_demo = database.read_now(store::organisation::any_demo)?;
    say(
        !has_demo || config.is_loopback(),
        "no demo accounts can be reached from outside",
        "demo accounts are in this database, and BASE_URL is not loopback".to_owned(),
    );
    say(
        config.is_https() || config.is_loopback(),
        "the address is https, or this machine alone",
        format!("BASE_URL={} must be https: passwords cross the network", config.base_url),
    );
    let holidays = database.read_now(store::holiday::known)?;
    say(
        holidays.last_known_summer().is_some(),
        "school holidays are loaded",
        "no school holidays are loaded: run aantafel seed".to_owned(),
    );
    say(
        !holidays.is_running_out(clock.today()),
        "the next summer holidays are known",
        "the last known summer holiday is less than a year off: a coordinator adds a school year at /desk/vakanties"
            .to_owned(),
    );
    let parked = database.read_now(|db| store::outbox::count(db, MessageState::Parked))?;
    say(
        parked == 0,
        "no message is parked",
        format!("{parked} message(s) did not go out: look at Post on the desk, and at SMTP_URL"),
    );
    if troubles.is_empty() { Ok(()) } else { Err(format!("{} thing(s) to mend", troubles.len()).into()) }
}
