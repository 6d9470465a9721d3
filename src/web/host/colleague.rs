//! The host's colleagues (collega's): who can come in, and asking one more in, in her language.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done as Told;
use super::page::{self, HostPage};
use crate::domain::Refusal;
use crate::domain::account::{Account, AccountId, Role};
use crate::domain::sign_in_link::Purpose;
use crate::domain::text::LONGEST_LINE;
use crate::language::{Lang, Language, Phrase, Phrases};
use crate::store;
use crate::store::colleague::Done;
use crate::store::submission::Known;
use crate::web::colleague::{self, Asked, Wrong};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::handed::Handed;
use crate::web::submission::{KEY, Once, new_key};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

const HERE: &str = "collegas";

#[derive(Template)]
#[template(path = "host/colleagues.html")]
struct Index {
    page: HostPage,
    intro: String,
    own: AccountId,
    colleagues: Vec<Account>,
    languages: Vec<Lang>,
    roles: &'static [Role],
    form: Form,
    problems: Problems,
}

impl Index {
    fn role(&self, role: &Role) -> &'static str {
        self.page.t.colleague.by_code(role.code()).map_or("", Phrase::as_str)
    }

    /// Who has a password makes links of their own.
    fn may_get_link(&self, colleague: &Account) -> bool {
        let is_host = colleague.role == Role::Host && colleague.is_active;
        is_host && colleague.id != self.own && colleague.password_hash.is_none()
    }
}

pub async fn index(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    Query(done): Query<Told>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let form = Form::of([("language", language.code.to_owned())]);
    page_of(&app, &allowed, language, form, Problems::default(), done.gedaan).await
}

/// A contact person more: an account without a password, and a link that is shown once.
pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let (t, mut problems) = (language.phrases(), Problems::default());
    let once = Once::of(&form, KEY, viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(_) => return Ok(sent(language)),
        Known::Different(_) => return sent_before(&app, &viewer, language, form).await,
    }
    let invited = match colleague::check(&form, Role::Host, language, app.clock.today()) {
        Ok(invited) => invited,
        Err(wrong) => {
            wrong.into_iter().for_each(|wrong| problems.add(wrong.field(), sentence(wrong, t)));
            return page_of(&app, &viewer, language, form, problems, None).await;
        }
    };
    match colleague::invite(&app, &viewer, invited, Purpose::Entry, once).await {
        Ok(Ok((account, path))) => handed(&app, &viewer, language, account, &path),
        Ok(Err(Known::Different(_))) => sent_before(&app, &viewer, language, form).await,
        Ok(Err(_)) => Ok(sent(language)),
        Err(store::Error::Refused(Refusal::EmailKnown)) => {
            problems.add("email", &t.colleague.email_taken);
            page_of(&app, &viewer, language, form, problems, None).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Gives a colleague another role.
pub async fn update(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let asked = colleague::role(&allowed, &form).ok_or(Failure::Refused)?;
    act(&app, &allowed, language, &id, &form, asked).await
}

/// Does one thing to a colleague, and tells what came of it.
pub(super) async fn act(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    id: &str,
    form: &Form,
    asked: Asked,
) -> Result<Response, Failure> {
    let (t, done) = (&language.phrases().colleague, asked.done);
    let refused = match colleague::act(app, viewer, id, form, asked).await? {
        Done::Kept => {
            let page = paths::host_page(language, HERE);
            return Ok(Redirect::to(&format!("{page}?gedaan={done}")).into_response());
        }
        Done::LastOne => &t.last_host,
        Done::Stale => &t.changed_meanwhile,
    };
    let mut problems = Problems::default();
    problems.add("action", refused);
    let form = Form::of([("language", language.code.to_owned())]);
    page_of(app, viewer, language, form, problems, None).await
}

/// Her colleague stands in the list, with a button for another link.
fn sent(language: Lang) -> Response {
    Redirect::to(&format!("{}?gedaan=saved", paths::host_page(language, HERE))).into_response()
}

/// Somebody else was asked in with this form: this one may be sent as another.
async fn sent_before(app: &App, viewer: &Viewer, language: Lang, mut form: Form) -> Result<Response, Failure> {
    form.set(KEY, new_key(app));
    let mut problems = Problems::default();
    problems.add("name", &language.phrases().refusal.changed);
    let mut response = page_of(app, viewer, language, form, problems, None).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn sentence(wrong: Wrong, t: &Phrases) -> String {
    match wrong {
        Wrong::NameNeeded | Wrong::EmailNeeded => t.problem.needed.to_string(),
        Wrong::NameLong => t.problem.too_long.of(LONGEST_LINE),
        Wrong::NotAName => t.colleague.only_a_name.to_string(),
        Wrong::NotAnEmail => t.problem.not_an_email.to_string(),
    }
}

async fn page_of(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    mut form: Form,
    problems: Problems,
    done: Option<String>,
) -> Result<Response, Failure> {
    if form.typed(KEY).is_empty() {
        form.set(KEY, new_key(app));
    }
    let scope = viewer.scope.clone();
    let colleagues = app.database.read(move |db| store::colleague::list(db, &scope)).await?;
    let is_refused = !problems.is_empty();
    let mut page = page_in(app, viewer, language);
    page.done = done;
    let intro = page.t.colleague.intro.of(&viewer.organisation.name);
    let (own, languages) = (viewer.account.id.clone(), Language::written().collect());
    let roles = Role::of_kind(viewer.organisation.kind);
    let mut response = page::show(&Index { page, intro, own, colleagues, languages, roles, form, problems })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "host/handed.html")]
struct Made {
    page: HostPage,
    handed: Handed,
}

/// The page that shows the link once, in the host's language; the message itself is in her colleague's.
pub(super) fn handed(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    account: Account,
    path: &str,
) -> Result<Response, Failure> {
    let handed = Handed::new(app, account, path, Purpose::Entry);
    page::show(&Made { page: page_in(app, viewer, language), handed })
}

fn page_in(app: &App, viewer: &Viewer, language: Lang) -> HostPage {
    HostPage::of(app, viewer, language, "colleagues", |language| paths::host_page(language, HERE))
}
