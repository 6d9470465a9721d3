//! One's own second step (tweede stap), as the desk and the host's room share it: how it stands, and switching it on and off.

use super::App;
use super::entry::arrival::{Arrival, Checked, take_code};
use super::entry::code;
use super::failure::Failure;
use super::handout::drawing;
use super::token;
use super::viewer::Viewer;
use crate::domain::account::Account;
use crate::domain::record::{Deed, Note};
use crate::domain::second_step::{self, RECOVERY_CODES};
use crate::store;

/// How it stands.
pub struct Standing {
    /// What the app takes, while it is off.
    pub secret: Option<Secret>,
    pub codes_left: i64,
}

pub struct Secret {
    /// Opens the app on the phone that shows the page (otpauth).
    pub address: String,
    pub spaced: String,
    pub code: Option<drawing::Code>,
}

/// The viewer was found before a change: whether it is on is asked anew.
pub async fn standing(app: &App, viewer: &Viewer) -> Result<Standing, store::Error> {
    let id = viewer.account.id.clone();
    let (account, codes_left) = app
        .database
        .read(move |db| Ok((store::account::find(db, &id)?, store::second_step::codes_left(db, &id)?)))
        .await?;
    let secret = (!account.has_second_step()).then(|| {
        let secret = secret_of(app, &account);
        let name = if account.email.is_empty() { &account.name } else { &account.email };
        let groups: Vec<&str> = (0..secret.len()).step_by(4).filter_map(|at| secret.get(at..at + 4)).collect();
        let address = second_step::address(&secret, name);
        Secret { spaced: groups.join(" "), code: drawing::code(&address), address }
    });
    Ok(Standing { secret, codes_left })
}

/// Made from the server's key and the account as it is: the same each time the page is looked at, another one after any
/// change.
fn secret_of(app: &App, account: &Account) -> String {
    let made = token::sign(&app.keys.form, &format!("second step of {} {}", account.id, account.version));
    let mut bytes = [0; 20];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&made[2 * at..2 * at + 2], 16).expect("a signature is hexadecimal");
    }
    second_step::secret_text(bytes)
}

fn draw_codes(app: &App) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| second_step::recovery_code(app.clock.chance())).collect()
}

fn hashes(account: &Account, codes: &[String]) -> Vec<String> {
    codes.iter().map(|own| code::hash(&account.id, own)).collect()
}

/// Switches it on, with a code that shows the app has the secret; the recovery codes, or `None` when the code is wrong.
pub async fn switch_on(app: &App, viewer: &Viewer, typed: &str) -> Result<Option<Vec<String>>, store::Error> {
    let account = &viewer.account;
    let secret = secret_of(app, account);
    let Some(step) = second_step::step_of(&secret, typed, app.clock.now().timestamp()) else { return Ok(None) };
    let codes = draw_codes(app);
    let (id, hashes, pen, now) = (account.id.clone(), hashes(account, &codes), viewer.pen(app), app.clock.utc());
    let is_on = app.database.write(move |db| {
        let is_on = store::second_step::switch_on(db, &id, &secret, step, &hashes, now)?;
        if is_on {
            pen.write(db, None, &Note::with(Deed::SecondStepChanged, "on"))?;
        }
        Ok(is_on)
    });
    Ok(Some(if is_on.await? { codes } else { Vec::new() }))
}

/// New recovery codes, with a code.
pub async fn renew_codes(
    app: &App,
    viewer: &Viewer,
    arrival: &Arrival,
    typed: &str,
) -> Result<Checked<Vec<String>>, Failure> {
    match take_code(app, arrival, &viewer.account, typed).await? {
        Checked::Right(()) => {}
        Checked::Wrong => return Ok(Checked::Wrong),
        Checked::TooOften => return Ok(Checked::TooOften),
    }
    let codes = draw_codes(app);
    let (id, hashes) = (viewer.account.id.clone(), hashes(&viewer.account, &codes));
    app.database.write(move |db| store::second_step::renew_codes(db, &id, &hashes)).await?;
    Ok(Checked::Right(codes))
}

/// Switches it off, with a code.
pub async fn switch_off(app: &App, viewer: &Viewer, arrival: &Arrival, typed: &str) -> Result<Checked<()>, Failure> {
    let checked = take_code(app, arrival, &viewer.account, typed).await?;
    if matches!(checked, Checked::Right(())) {
        let (id, pen) = (viewer.account.id.clone(), viewer.pen(app));
        app.database
            .write(move |db| {
                store::second_step::switch_off(db, &id)?;
                pen.write(db, None, &Note::with(Deed::SecondStepChanged, "off"))
            })
            .await?;
    }
    Ok(checked)
}
