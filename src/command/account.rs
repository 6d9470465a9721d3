//! `aantafel account`: accounts of people who sign in.

use aantafel::clock::Clock;
use aantafel::domain::account::{Account, AccountId};
use aantafel::domain::password;
use aantafel::seed;
use aantafel::store::{self, Database};

use crate::{AccountCommand, Trouble};

/// Adds an account, with its organisation when there is none of that name.
pub fn add(database: &Database, clock: &Clock, command: &AccountCommand) -> Result<(), Trouble> {
    let AccountCommand::Add { email, name, role, organisation, municipality, province } = command;
    if database.read_now(|db| store::account::find_by_email(db, email))?.is_some() {
        return Err(format!("there is an account {email} already").into());
    }
    seed::reference_tables(database)?;
    let password = read_password()?;
    if password.chars().count() < password::SHORTEST {
        return Err(format!("take a password of at least {} characters", password::SHORTEST).into());
    }
    let hash = password::hash(&password, clock.chance());
    let organisation = aantafel::seed::organisation_for(database, clock, *role, organisation, province, municipality)?;
    let id = AccountId::new(clock.millis(), clock.chance());
    let account = Account {
        password_hash: Some(hash),
        ..Account::new(id, organisation.id, *role, name.clone(), email.clone(), clock.utc())
    };
    database.write_now(|db| store::account::put(db, &account))?;
    println!("{name} can sign in as {email} for {}.", organisation.name);
    Ok(())
}

/// From the terminal without showing it, or a line of standard input.
fn read_password() -> Result<String, Trouble> {
    use std::io::IsTerminal;
    if std::io::stdin().is_terminal() {
        return Ok(rpassword::prompt_password("Password (at least 12 characters): ")?);
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
