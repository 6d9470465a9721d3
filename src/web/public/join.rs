//! A self-organisation asks to take part (meedoen): one form in every language, without an account and without a cookie.

use askama::Template;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::Refusal;
use crate::domain::application::{Application, ApplicationId};
use crate::domain::region::{Region, Suggestion};
use crate::domain::text::LONGEST_TEXT;
use crate::language::Lang;
use crate::store;
use crate::store::submission::Known;
use crate::web::address::{ClientAddress, household};
use crate::web::failure::Failure;
use crate::web::form::{self, Form, Problems};
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::problem::text_problem;
use crate::web::profile::{self, Choices};
use crate::web::submission::{KEY, Once, new_key};
use crate::web::{App, paths, token};

/// Nobody fills this in faster, in seconds; a program does.
const FASTEST: i64 = 3;
/// The form's token lives as long.
const OLDEST: i64 = 12 * 3600;
/// A field that people do not see, and programs fill.
const TRAP: &str = "website";

#[derive(Template)]
#[template(path = "join/new.html")]
struct New {
    page: Page,
    action: String,
    form_token: String,
    form: Form,
    problems: Problems,
    /// What is to be said about the whole form.
    said: Option<&'static str>,
    choices: Choices,
}

#[derive(Template)]
#[template(path = "join/show.html")]
struct Show {
    page: Page,
}

/// `/{lang}/meedoen`
pub async fn new(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let form = Form::of([(KEY, new_key(&app)), ("shown", stamp(&app))]);
    page_of(&app, language, form, Problems::default(), None, StatusCode::OK)
}

pub async fn create(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path(code): Path<String>,
    client: Option<Extension<ClientAddress>>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let (t, target) = (language.phrases(), paths::joined(language));
    let done = Redirect::to(&target).into_response();
    if !form.typed(TRAP).is_empty() {
        // Whoever fills this is no person: it hears what it wants, and nothing is kept.
        return Ok(done);
    }
    let once = Once::of(&form, KEY, "visitor")?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(_) => return Ok(done),
        Known::Different(_) => return sent_before(&app, language, form),
    }
    let mut problems = Problems::default();
    let profile = profile::check(&app, &form, t, &mut problems);
    let wish = form.lines("wish");
    if let Some(problem) = text_problem(&wish, LONGEST_TEXT, t, app.clock.today()) {
        problems.add("wish", problem);
    }
    if !problems.is_empty() {
        return page_of(&app, language, form, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if !age(&app, form.typed("shown")).is_some_and(|age| (FASTEST..=OLDEST).contains(&age)) {
        let said = Some(t.join.too_fast.as_str());
        return page_of(&app, language, form, problems, said, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let region = region_of(&app, &profile.province, &profile.municipality);
    let id = ApplicationId::new(app.clock.millis(), app.clock.chance());
    let row = Application::new(id, profile, wish.into_string(), region, language, app.clock.utc());
    let (subject, now, to) = (subject(&app, client), app.clock.utc(), target.clone());
    let kept = app
        .database
        .write(move |db| {
            let known = once.claim(db, &to, now)?;
            if known == Known::New {
                store::application::put(db, &row, &subject, now)?;
            }
            Ok(known)
        })
        .await;
    match kept {
        Ok(Known::New | Known::Same(_)) => Ok(done),
        Ok(Known::Different(_)) => sent_before(&app, language, form),
        Err(store::Error::Refused(Refusal::TooOften)) => {
            let said = Some(t.join.too_often.as_str());
            let mut response = page_of(&app, language, form, problems, said, StatusCode::TOO_MANY_REQUESTS)?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("3600"));
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

/// `/{lang}/meedoen/dank`
pub async fn show(_: Allowed<Anyone>, State(app): State<App>, Path(code): Path<String>) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page::public(&Show { page: Page::new(&app, language, paths::joined) })
}

fn sent_before(app: &App, language: Lang, mut form: Form) -> Result<Response, Failure> {
    form.set(KEY, new_key(app));
    let said = Some(language.phrases().join.sent_before.as_str());
    page_of(app, language, form, Problems::default(), said, StatusCode::CONFLICT)
}

/// The form with what was typed; never kept by a browser.
fn page_of(
    app: &App,
    language: Lang,
    mut form: Form,
    problems: Problems,
    said: Option<&'static str>,
    status: StatusCode,
) -> Result<Response, Failure> {
    // What was shown a moment ago counts on, so that after waiting the same form is old enough.
    if !age(app, form.typed("shown")).is_some_and(|age| (0..OLDEST / 2).contains(&age)) {
        form.set("shown", stamp(app));
    }
    let page = Page::new(app, language, paths::join);
    let choices = Choices::of(app, page.t);
    let (action, form_token) = (paths::join(language), form::token_for(app, None));
    let mut response = page::desk(&New { page, action, form_token, form, problems, said, choices })?;
    *response.status_mut() = status;
    Ok(response)
}

/// When the form was shown, signed, so that a program cannot make it older.
fn stamp(app: &App) -> String {
    let seconds = app.clock.now().timestamp();
    format!("{seconds}.{}", token::sign(&app.keys.form, &format!("shown {seconds}")))
}

/// How many seconds ago it was shown.
fn age(app: &App, stamp: &str) -> Option<i64> {
    let (seconds, signature) = stamp.split_once('.')?;
    let is_ours = token::is_signed(&app.keys.form, &format!("shown {seconds}"), signature);
    is_ours.then(|| seconds.parse::<i64>().ok()).flatten().map(|shown| app.clock.now().timestamp() - shown)
}

/// None where regions meet, or where nobody knows: then coordinators of every region see it.
fn region_of(app: &App, province: &str, municipality: &str) -> Option<Region> {
    match Region::suggest(province, municipality, &app.reference().places) {
        Suggestion::Region(region) => Some(region),
        Suggestion::Mixed(_) | Suggestion::Unknown => None,
    }
}

/// The household that sends it, as a salted hash only.
fn subject(app: &App, client: Option<Extension<ClientAddress>>) -> String {
    let from = client.map_or_else(String::new, |Extension(client)| household(client.0).to_string());
    token::sign(&app.keys.address, &format!("application {from}"))
}
