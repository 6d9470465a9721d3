//! Somebody at the door (aankomst): how often they may try, what they proved, and the sign-in that comes of it.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use chrono::Duration;

use super::ticket::Ticket;
use super::{code, onward};
use crate::domain::account::{Account, SignIn};
use crate::domain::password;
use crate::domain::sign_in_link::Purpose;
use crate::domain::text::{CleanText, key};
use crate::language::{Lang, Phrase};
use crate::store::sign_in::Limit;
use crate::store::{self, Db};
use crate::web::address::{ClientAddress, household};
use crate::web::failure::Failure;
use crate::web::viewer::{self, Viewer};
use crate::web::{App, paths, token};

/// Wrong tries in a quarter of an hour for one account from one address, and in an hour from one address altogether.
const MOST_TRIES: i64 = 10;
const MOST_TRIES_PER_ADDRESS: i64 = 100;
/// Codes for one account in an hour, from wherever: who tries these knows the password already.
const MOST_CODES: i64 = 100;
/// Links that are asked for one account in an hour.
const MOST_ASKED: i64 = 5;
/// Seconds after which trying again makes sense.
const RETRY_AFTER: &str = "900";

/// A visitor's request: where it comes from, and its cookies.
pub struct Arrival {
    address: String,
    pub headers: HeaderMap,
    pub jar: CookieJar,
}

impl axum::extract::FromRequestParts<App> for Arrival {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failure> {
        let address = parts.extensions.get::<ClientAddress>();
        Ok(Self {
            address: address.map_or_else(String::new, |client| household(client.0).to_string()),
            jar: CookieJar::from_headers(&parts.headers),
            headers: parts.headers.clone(),
        })
    }
}

impl Arrival {
    /// What the database knows of the cookie that this browser has.
    pub fn cookie_hash(&self, app: &App) -> Option<String> {
        self.jar.get(viewer::cookie_name(app)).map(|cookie| token::hash(cookie.value()))
    }

    fn device(&self) -> String {
        let line = self.headers.get(header::USER_AGENT).and_then(|line| line.to_str().ok()).unwrap_or_default();
        crate::domain::device::device(line)
    }

    fn of_address(&self, app: &App) -> Limit {
        limit(app, &self.address, MOST_TRIES_PER_ADDRESS, Duration::hours(1))
    }

    fn of_account(&self, app: &App, who: &str) -> Limit {
        limit(app, &format!("{} {who}", self.address), MOST_TRIES, Duration::minutes(15))
    }
}

/// Addresses are kept as salted hashes only.
fn limit(app: &App, text: &str, most: i64, within: Duration) -> Limit {
    Limit { subject: token::sign(&app.keys.address, &key(text)), most, within }
}

/// What came of a password or a code.
pub enum Checked<T> {
    Right(T),
    Wrong,
    TooOften,
}

impl<T> Checked<T> {
    /// What was right, or what to say beside the field.
    pub fn or_problem<'a>(self, wrong: &'a Phrase, too_often: &'a Phrase) -> Result<T, Unproven<'a>> {
        match self {
            Self::Right(proven) => Ok(proven),
            Self::Wrong => Err(Unproven { sentence: wrong, is_too_often: false }),
            Self::TooOften => Err(Unproven { sentence: too_often, is_too_often: true }),
        }
    }
}

/// Why a password or a code proved nothing.
pub struct Unproven<'a> {
    pub sentence: &'a Phrase,
    is_too_often: bool,
}

impl Unproven<'_> {
    /// The page that says so, with the status that fits.
    pub fn answer(&self, page: Response) -> Response {
        if self.is_too_often { too_often(page) } else { page }
    }
}

/// Looks whether this password is that account's. Unknown accounts take as long as known ones.
pub async fn check_password(
    app: &App,
    arrival: &Arrival,
    email: &CleanText,
    secret: &str,
) -> Result<Checked<Account>, Failure> {
    let (wanted, secret, now) = (email.key(), secret.to_owned(), app.clock.utc());
    let limits = [arrival.of_account(app, &wanted), arrival.of_address(app)];
    let claimed = limits.clone();
    let found = app.database.write(move |db| {
        let may_try = store::sign_in::claim_try(db, &claimed, now)?;
        Ok((may_try, store::account::find_by_email(db, &wanted)?))
    });
    let (true, account) = found.await? else { return Ok(Checked::TooOften) };
    // Off the request threads and behind the gate: a password is expensive on purpose.
    let turn = app.passwords.acquire().await.map_err(Failure::broken)?;
    let checked = tokio::task::spawn_blocking(move || {
        let kept = account.as_ref().and_then(|account| account.password_hash.as_deref());
        password::is_right(kept, &secret).then_some(account).flatten()
    });
    let checked = checked.await.map_err(Failure::broken)?;
    drop(turn);
    let Some(account) = checked else { return Ok(Checked::Wrong) };
    app.database.write(move |db| was_right(db, &limits, now)).await?;
    Ok(Checked::Right(account))
}

/// Who was right is not counted against the address, and begins anew.
fn was_right(db: &mut Db, limits: &[Limit], now: chrono::NaiveDateTime) -> Result<(), store::Error> {
    store::sign_in::forget_failures(db, &limits[0].subject)?;
    limits[1..].iter().try_for_each(|limit| store::sign_in::take_back(db, &limit.subject, now))
}

/// Whether a link may be asked for this address; counted for unknown ones too.
pub async fn may_ask(app: &App, arrival: &Arrival, email: &CleanText) -> Result<bool, Failure> {
    let now = app.clock.utc();
    let limits =
        [limit(app, &format!("link {}", email.key()), MOST_ASKED, Duration::hours(1)), arrival.of_address(app)];
    Ok(app.database.write(move |db| store::sign_in::claim_try(db, &limits, now)).await?)
}

/// Uses up a code of the second step.
pub async fn take_code(app: &App, arrival: &Arrival, account: &Account, typed: &str) -> Result<Checked<()>, Failure> {
    let (subject, now) = (format!("code {}", account.id), app.clock.utc());
    let whole = limit(app, &format!("codes of {}", account.id), MOST_CODES, Duration::hours(1));
    let limits = [arrival.of_account(app, &subject), arrival.of_address(app), whole];
    let (id, code) = (account.id.clone(), code::Code::read(account, typed, app.clock.now().timestamp()));
    let checked = app.database.write(move |db| {
        if !store::sign_in::claim_try(db, &limits, now)? {
            return Ok(Checked::TooOften);
        }
        if !code.take(db, &id, now)? {
            return Ok(Checked::Wrong);
        }
        was_right(db, &limits, now).map(Checked::Right)
    });
    Ok(checked.await?)
}

/// Does what ends every sign-in of the viewer and every link elsewhere, and signs this browser in anew.
pub async fn renew(
    app: &App,
    arrival: Arrival,
    viewer: &Viewer,
    work: impl FnOnce(&mut Db) -> Result<(), store::Error> + Clone + Send + 'static,
) -> Result<CookieJar, Failure> {
    let (secret, now) = (token::from_chance(app.clock.chance()), app.clock.utc());
    let row = SignIn {
        token_hash: token::hash(&secret),
        account_id: viewer.account.id.clone(),
        created_at: now,
        seen_at: now,
        device: arrival.device(),
    };
    let before = viewer.token_hash.clone();
    let has_key = app.database.write(move |db| {
        work(db)?;
        store::colleague::put_out(db, &row.account_id)?;
        // A phone that kept its link could else come in again.
        store::sign_in_link::forget_others(db, &row.account_id, &before)?;
        store::sign_in::put(db, &row)?;
        store::sign_in_link::rebind(db, &before, &row.token_hash, &row.account_id)
    });
    let cookie = match has_key.await? {
        true => viewer::lasting_cookie(app, &secret, Purpose::Entry.lasts()),
        false => viewer::cookie(app, secret),
    };
    Ok(arrival.jar.add(cookie))
}

/// Somebody who proved who they are, by a password or a link.
pub struct Proven {
    pub account: Account,
    /// The hash of the link that they came by, which is used up now.
    pub link: Option<String>,
    /// Where they wanted to go, and in which language they came in.
    pub then: String,
    pub door: Lang,
}

/// What came of letting somebody in.
pub enum Let {
    In(Response),
    /// The code is asked first; the ticket says what was proved already.
    NeedsCode(Ticket),
    WrongCode,
    TooOften,
    /// The link was used by somebody else, or is too old.
    DeadLink,
    /// The account is not what it was when they proved who they are: its password was changed, or it was switched off.
    Changed,
}

/// Signs them in with a new identifier; the sign-in that this browser had before opens nothing any more.
pub async fn let_in(app: &App, arrival: Arrival, proven: Proven, typed: Option<&str>) -> Result<Let, Failure> {
    let Proven { account, link, then, door } = proven;
    let now = app.clock.utc();
    if account.has_second_step() {
        let Some(typed) = typed else {
            return Ok(Let::NeedsCode(Ticket::new(app, &account, link, then)));
        };
        match take_code(app, &arrival, &account, typed).await? {
            Checked::Right(()) => {}
            Checked::Wrong => return Ok(Let::WrongCode),
            Checked::TooOften => return Ok(Let::TooOften),
        }
    }
    let secret = token::from_chance(app.clock.chance());
    let row = SignIn {
        token_hash: token::hash(&secret),
        account_id: account.id.clone(),
        created_at: now,
        seen_at: now,
        device: arrival.device(),
    };
    let (before, account_version) = (arrival.cookie_hash(app), account.version);
    let begun = app.database.write(move |db| {
        // What ends every sign-in raises the version: either it comes first and is seen here, or it ends this one too.
        if !store::hold::unchanged_account(db, &row.account_id, account_version)? {
            return Ok(Begun::Changed);
        }
        let (mut purpose, mut has_key) = (None, false);
        if let Some(link) = link {
            let Some((found, ..)) = store::sign_in_link::find(db, &link)? else { return Ok(Begun::DeadLink) };
            if !store::sign_in_link::use_up(db, &link, before.as_deref(), now)? {
                return Ok(Begun::DeadLink);
            }
            if found.purpose == Purpose::Entry {
                store::sign_in_link::bind(db, &link, &row.token_hash)?;
                has_key = true;
            }
            purpose = Some(found.purpose);
        }
        if let Some(before) = before {
            // Who comes in another way on the phone that has her key keeps the key.
            has_key |= store::sign_in_link::rebind(db, &before, &row.token_hash, &row.account_id)?;
            store::sign_in::end(db, &before)?;
        }
        store::sign_in::put(db, &row)?;
        Ok(Begun::In(purpose, has_key))
    });
    let (purpose, has_key) = match begun.await? {
        Begun::In(purpose, has_key) => (purpose, has_key),
        Begun::DeadLink => return Ok(Let::DeadLink),
        Begun::Changed => return Ok(Let::Changed),
    };
    let cookie = match has_key {
        // It stays on her phone as long as her link opens: with both she comes in again.
        true => viewer::lasting_cookie(app, &secret, Purpose::Entry.lasts()),
        false => viewer::cookie(app, secret),
    };
    let to = match purpose {
        Some(Purpose::Invitation) => paths::new_password(account.language()),
        _ => onward(&account, &then, door),
    };
    Ok(Let::In((arrival.jar.add(cookie), Redirect::to(&to)).into_response()))
}

/// What came of keeping the sign-in; with what the link was for.
enum Begun {
    /// By which link, and whether the browser has a key.
    In(Option<Purpose>, bool),
    DeadLink,
    Changed,
}

/// Marks an answer as one that comes too often.
pub fn too_often(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
    response
}
