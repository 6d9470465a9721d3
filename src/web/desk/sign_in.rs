//! Signing in and out (aanmelden, afmelden).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::domain::account::{Account, SignIn};
use crate::domain::password;
use crate::domain::text::key;
use crate::language::Phrase;
use crate::store;
use crate::web::address::ClientAddress;
use crate::web::failure::{self, Failure};
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk, Visitor};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths, token, viewer};

/// Wrong tries in a quarter of an hour: for one account from one address, and for one address altogether.
const MOST_TRIES: i64 = 10;
const MOST_TRIES_PER_ADDRESS: i64 = 60;

#[derive(Deserialize)]
pub struct Then {
    #[serde(default)]
    verder: String,
}

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct New {
    page: DeskPage,
    form: Form,
    problems: Problems,
}

pub async fn new(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Query(then): Query<Then>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let form = Form::of([("verder", then.verder.clone())]);
    if allowed.is_some() {
        return Ok(Redirect::to(paths::desk_path(&then.verder)).into_response());
    }
    page::desk(&New { page: visitor_page(&app, &headers), form, problems: Problems::default() })
}

pub async fn create(
    _: Allowed<Visitor>,
    State(app): State<App>,
    Client { address, headers, jar }: Client,
    form: Form,
) -> Result<Response, Failure> {
    let page = visitor_page(&app, &headers);
    let (email, secret) = (form.line("email"), form.typed("password").to_owned());
    let now = app.clock.utc();
    let subjects = [subject(&app, &format!("{address} {}", email.key())), subject(&app, &address)];
    let [of_account, of_address] = subjects.clone();
    let tries = app
        .database
        .read(move |db| {
            Ok((store::sign_in::failures(db, &of_account, now)?, store::sign_in::failures(db, &of_address, now)?))
        })
        .await?;
    if tries.0 >= MOST_TRIES || tries.1 >= MOST_TRIES_PER_ADDRESS {
        let sentence = &page.d.sign_in.too_often;
        return refuse(page, form, sentence, StatusCode::TOO_MANY_REQUESTS);
    }
    let wanted = email.key();
    let account = app.database.read(move |db| store::account::find_by_email(db, &wanted)).await?;
    match check_password(&app, account, secret).await? {
        Some(account) => {
            let token = token::from_chance(app.clock.chance());
            let row = SignIn {
                token_hash: token::hash(&token),
                account_id: account.id,
                created_at: now,
                seen_at: now,
                device: String::new(),
            };
            let before = jar.get(viewer::cookie_name(&app)).map(|cookie| token::hash(cookie.value()));
            app.database
                .write(move |db| {
                    if let Some(before) = before {
                        store::sign_in::end(db, &before)?;
                    }
                    store::sign_in::forget_failures(db, &subjects[0])?;
                    store::sign_in::put(db, &row)
                })
                .await?;
            let jar = jar.add(viewer::cookie(&app, token));
            Ok((jar, Redirect::to(paths::desk_path(form.typed("verder")))).into_response())
        }
        None => {
            app.database
                .write(move |db| subjects.iter().try_for_each(|subject| store::sign_in::note_failure(db, subject, now)))
                .await?;
            let sentence = &page.d.sign_in.wrong;
            refuse(page, form, sentence, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    jar: CookieJar,
    _: Form,
) -> Result<Response, Failure> {
    let ended = allowed.token_hash.clone();
    app.database.write(move |db| store::sign_in::end(db, &ended)).await?;
    let jar = jar.remove(viewer::cookie(&app, String::new()));
    let mut response = (jar, Redirect::to(paths::SIGN_IN)).into_response();
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
    Ok(response)
}

/// Where a visitor's request comes from.
pub struct Client {
    address: String,
    headers: HeaderMap,
    jar: CookieJar,
}

impl axum::extract::FromRequestParts<App> for Client {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &App) -> Result<Self, Failure> {
        Ok(Self {
            address: parts.extensions.get::<ClientAddress>().map_or_else(String::new, |client| client.0.to_string()),
            jar: CookieJar::from_headers(&parts.headers),
            headers: parts.headers.clone(),
        })
    }
}

/// Off the request threads and behind the gate: a password is expensive on purpose.
async fn check_password(app: &App, account: Option<Account>, secret: String) -> Result<Option<Account>, Failure> {
    let _turn = app.heavy.acquire().await.map_err(Failure::broken)?;
    let checked = tokio::task::spawn_blocking(move || {
        let kept = account.as_ref().and_then(|account| account.password_hash.as_deref());
        password::is_right(kept, &secret).then_some(account).flatten()
    });
    checked.await.map_err(Failure::broken)
}

/// Addresses are kept as salted hashes only.
fn subject(app: &App, text: &str) -> String {
    token::sign(&app.keys.address, &key(text))
}

fn visitor_page(app: &App, headers: &HeaderMap) -> DeskPage {
    DeskPage::for_visitor(app, failure::language_of(paths::DESK, headers.get(header::ACCEPT_LANGUAGE)))
}

/// The same words whether the account exists or not; what was typed stays, but for the password.
fn refuse(page: DeskPage, mut form: Form, sentence: &'static Phrase, status: StatusCode) -> Result<Response, Failure> {
    form.set("password", "");
    let mut problems = Problems::default();
    problems.add("password", sentence);
    let mut response = page::desk(&New { page, form, problems })?;
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("900"));
    }
    Ok(response)
}
