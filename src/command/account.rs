//! `aantafel account`: accounts of people who sign in.

use aantafel::clock::Clock;
use aantafel::domain::account::{Account, AccountId};
use aantafel::domain::password;
use aantafel::seed;
use aantafel::store::{self, Database};

use crate::{AccountCommand, Trouble};

pub fn run(database: &Database, clock: &Clock, command: &AccountCommand) -> Result<(), Trouble> {
    match command {
        AccountCommand::Add { .. } => add(database, clock, command),
        AccountCommand::WithoutSecondStep { account } => without_second_step(database, account),
    }
}

/// For who lost the phone with the app, and the recovery codes: nobody else can switch it off without a code.
fn without_second_step(database: &Database, wanted: &str) -> Result<(), Trouble> {
    let found = database.read_now(|db| store::account::find_by_email(db, &wanted.trim().to_lowercase()))?;
    let account = found.ok_or_else(|| format!("there is no account {wanted}"))?;
    if !account.has_second_step() {
        return Err(format!("{} has no second step", account.name).into());
    }
    database.write_now(|db| {
        store::second_step::switch_off(db, &account.id)?;
        store::colleague::put_out(db, &account.id)
    })?;
    println!("{} signs in without a second step now, and was signed out everywhere.", account.name);
    Ok(())
}

/// Adds an account, with its organisation when there is none of that name.
fn add(database: &Database, clock: &Clock, command: &AccountCommand) -> Result<(), Trouble> {
    let AccountCommand::Add { email, name, role, organisation, municipality, province } = command else {
        return Ok(());
    };
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
