//! Signing in and out (aanmelden, afmelden).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::domain::account::Role;
use crate::language::{Lang, Language, Phrase};
use crate::store;
use crate::web::entry::arrival::{Arrival, Checked, Let, Proven, check_password, let_in, too_often};
use crate::web::failure::{self, Failure};
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeDesk, Visitor};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::{Viewer, cookie};
use crate::web::{App, entry, paths};

#[derive(Deserialize)]
pub struct Then {
    #[serde(default)]
    verder: String,
    #[serde(default)]
    taal: String,
}

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct New {
    page: DeskPage,
    form: Form,
    problems: Problems,
    /// The same in the desk's other language.
    other: String,
    /// Where hosts sign in, each in a language.
    hosts: Vec<(Lang, String)>,
}

impl New {
    fn of(page: DeskPage, mut form: Form, problems: Problems) -> Self {
        form.set(LANGUAGE, page.language.code);
        let then = [("verder", form.typed("verder")), (LANGUAGE, page.d.menu.other_language_code.as_str())];
        let other = paths::filled(paths::SIGN_IN, then.into_iter().filter(|(_, value)| !value.is_empty()));
        Self { other, hosts: Language::written().map(|own| (own, paths::entry(own))).collect(), page, form, problems }
    }
}

/// The field with the language of the page.
const LANGUAGE: &str = "taal";

pub async fn new(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    Query(then): Query<Then>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let form = Form::of([("verder", then.verder.clone())]);
    if let Some(viewer) = &*allowed {
        return Ok(Redirect::to(&entry::onward(&viewer.account, &then.verder, Language::dutch())).into_response());
    }
    page::desk(&New::of(visitor_page(&app, &headers, &then.taal), form, Problems::default()))
}

pub async fn create(
    allowed: Allowed<Visitor>,
    State(app): State<App>,
    arrival: Arrival,
    mut form: Form,
) -> Result<Response, Failure> {
    let page = visitor_page(&app, &arrival.headers, form.typed(LANGUAGE));
    let checked = check_password(&app, &arrival, &form.line("email"), form.typed("password")).await?;
    form.set("password", "");
    match checked {
        Checked::Right(account) => {
            let language = account.language();
            let then = form.typed("verder").to_owned();
            match let_in(&app, arrival, Proven { account, link: None, then, door: Language::dutch() }, None).await? {
                Let::In(response) => Ok(response),
                Let::NeedsCode(ticket) => entry::second_step::ask(&app, allowed.as_ref(), language, ticket, None),
                Let::Changed => entry::second_step::too_late(&app, allowed.as_ref(), language),
                Let::WrongCode | Let::TooOften | Let::DeadLink => Err(Failure::Refused),
            }
        }
        Checked::Wrong => {
            let sentence = &page.d.sign_in.wrong;
            refuse(page, form, sentence, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Checked::TooOften => {
            let sentence = &page.d.sign_in.too_often;
            Ok(too_often(refuse(page, form, sentence, StatusCode::TOO_MANY_REQUESTS)?))
        }
    }
}

pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    jar: CookieJar,
    form: Form,
) -> Result<Response, Failure> {
    let ended = allowed.token_hash.clone();
    app.database
        .write(move |db| {
            store::sign_in::end(db, &ended)?;
            store::sign_in_link::forget_device(db, &ended)
        })
        .await?;
    let shown = Language::written().find(|language| language.code == form.typed("language"));
    Ok(goodbye(&app, jar, &allowed, shown))
}

/// Takes everything from the browser, and goes to the sign-in page: a host's in the language that she was shown, or her own.
pub(in crate::web) fn goodbye(app: &App, jar: CookieJar, viewer: &Viewer, shown: Option<Lang>) -> Response {
    let jar = jar.remove(cookie(app, String::new()));
    let to = match viewer.account.role {
        Role::Host => paths::entry(shown.unwrap_or_else(|| viewer.language())),
        _ => paths::SIGN_IN.to_owned(),
    };
    let mut response = (jar, Redirect::to(&to)).into_response();
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
    response
}

/// In the language that was chosen; else the one that the browser likes best.
fn visitor_page(app: &App, headers: &HeaderMap, chosen: &str) -> DeskPage {
    let chosen = Language::written().find(|language| language.code == chosen);
    let wished = || failure::language_of(paths::DESK, headers.get(header::ACCEPT_LANGUAGE));
    DeskPage::for_visitor(app, chosen.unwrap_or_else(wished))
}

/// The same words whether the account exists or not; what was typed stays, but for the password.
fn refuse(page: DeskPage, form: Form, sentence: &'static Phrase, status: StatusCode) -> Result<Response, Failure> {
    let mut problems = Problems::default();
    problems.add("password", sentence);
    let mut response = page::desk(&New::of(page, form, problems))?;
    *response.status_mut() = status;
    Ok(response)
}
