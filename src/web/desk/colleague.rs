//! The people of one's organisation (collega's): who they are, inviting one, another role, leaving.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::entry;
use super::sign_in::goodbye;
use crate::domain::Refusal;
use crate::domain::account::{Account, Role};
use crate::domain::permission::{self, Action, Relation};
use crate::domain::sign_in_link::Purpose;
use crate::domain::text::LONGEST_LINE;
use crate::language::{Lang, Phrase};
use crate::store;
use crate::store::colleague::Done;
use crate::store::submission::Known;
use crate::web::colleague::{self, Asked, Wrong};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, LeadColleagues, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::submission::{KEY, Once, new_key};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

#[derive(Template)]
#[template(path = "colleague/index.html")]
struct Index {
    page: DeskPage,
    viewer: Viewer,
    colleagues: Vec<Account>,
    roles: &'static [Role],
    may_lead: bool,
    form: Form,
    problems: Problems,
    said: Option<&'static Phrase>,
}

impl Index {
    fn role(&self, role: &Role) -> &'static str {
        self.page.d.colleague.by_code(role.code()).map_or("", Phrase::as_str)
    }
}

#[derive(Deserialize)]
pub struct Told {
    #[serde(default)]
    gedaan: String,
}

pub async fn index(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    Query(told): Query<Told>,
) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Form::default(), Problems::default(), &told.gedaan).await
}

async fn page_of(
    app: &App,
    viewer: Viewer,
    mut form: Form,
    problems: Problems,
    done: &str,
) -> Result<Response, Failure> {
    if form.typed(KEY).is_empty() {
        form.set(KEY, new_key(app));
    }
    let scope = viewer.scope.clone();
    let colleagues = app.database.read(move |db| store::colleague::list(db, &scope)).await?;
    let page = DeskPage::of(app, &viewer, "colleagues");
    let is_refused = !problems.is_empty();
    let mut response = page::desk(&Index {
        said: page.d.colleague.by_code(&format!("done_{done}")),
        roles: Role::of_kind(viewer.organisation.kind),
        may_lead: permission::may(viewer.account.role, Relation::None, Action::LeadColleagues),
        colleagues,
        viewer,
        form,
        problems,
        page,
    })?;
    if is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Invites somebody: an account without a password, and a link that is shown once.
pub async fn create(allowed: Allowed<LeadColleagues>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let (d, mut problems) = (viewer.desk_language().desk(), Problems::default());
    let once = Once::of(&form, KEY, viewer.account.id.as_str())?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(list) => return Ok(Redirect::to(&list).into_response()),
        Known::Different(_) => return sent_before(&app, viewer, form).await,
    }
    let role: Option<Role> = form.typed("role").parse().ok();
    let Some(role) = role.filter(|role| Role::of_kind(viewer.organisation.kind).contains(role)) else {
        problems.add("role", &viewer.desk_language().phrases().problem.choose);
        return page_of(&app, viewer, form, problems, "").await;
    };
    let invited = match colleague::check(&form, role, viewer.language(), app.clock.today()) {
        Ok(invited) => invited,
        Err(wrong) => {
            wrong.into_iter().for_each(|wrong| problems.add(wrong.field(), sentence(wrong, viewer.desk_language())));
            return page_of(&app, viewer, form, problems, "").await;
        }
    };
    match colleague::invite(&app, &viewer, invited, Purpose::Invitation, once).await {
        Ok(Ok((account, path))) => entry::handed(&app, &viewer, account, path, Purpose::Invitation, paths::COLLEAGUES),
        Ok(Err(Known::Different(_))) => sent_before(&app, viewer, form).await,
        Ok(Err(_)) => Ok(Redirect::to(paths::COLLEAGUES).into_response()),
        Err(store::Error::Refused(Refusal::EmailKnown)) => {
            problems.add("email", &d.colleague.email_taken);
            page_of(&app, viewer, form, problems, "").await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else was invited with this form: this one may be sent as another.
async fn sent_before(app: &App, viewer: Viewer, mut form: Form) -> Result<Response, Failure> {
    form.set(KEY, new_key(app));
    let mut problems = Problems::default();
    problems.add("name", &viewer.desk_language().desk().problem.sent_before);
    let mut response = page_of(app, viewer, form, problems, "").await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn sentence(wrong: Wrong, language: Lang) -> String {
    let (t, d) = (language.phrases(), language.desk());
    match wrong {
        Wrong::NameNeeded => t.problem.needed.to_string(),
        Wrong::NameLong => t.problem.too_long.of(LONGEST_LINE),
        Wrong::NotAName => d.colleague.only_a_name.to_string(),
        Wrong::EmailNeeded => d.colleague.email_needed.to_string(),
        Wrong::NotAnEmail => d.colleague.email_wrong.to_string(),
    }
}

/// Gives a colleague another role.
pub async fn update(
    allowed: Allowed<LeadColleagues>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let asked = colleague::role(&viewer, &form).ok_or(Failure::Refused)?;
    act(&app, viewer, &id, &form, asked).await
}

/// Does one thing to a colleague, and tells what came of it.
pub(super) async fn act(app: &App, viewer: Viewer, id: &str, form: &Form, asked: Asked) -> Result<Response, Failure> {
    let (d, done) = (viewer.desk_language().desk(), asked.done);
    let refused = match colleague::act(app, &viewer, id, form, asked).await? {
        Done::Kept => return Ok(Redirect::to(&format!("{}?gedaan={done}", paths::COLLEAGUES)).into_response()),
        Done::LastOne => last_one(&viewer),
        Done::Stale => &d.colleague.changed_meanwhile,
    };
    let mut problems = Problems::default();
    problems.add("action", refused);
    page_of(app, viewer, Form::default(), problems, "").await
}

/// Why the last one who leads stays.
pub(super) fn last_one(viewer: &Viewer) -> &'static Phrase {
    let d = viewer.desk_language().desk();
    if viewer.organisation.is_self_organisation() { &d.colleague.last_host } else { &d.colleague.last_coordinator }
}

/// Leaving: one's own account is switched off, and one is out.
pub async fn delete(
    allowed: Allowed<SeeDesk>,
    State(app): State<App>,
    jar: CookieJar,
    _: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let done = colleague::leave(&app, &viewer).await?;
    if done == Done::Kept {
        return Ok(goodbye(&app, jar, &viewer, None));
    }
    let mut problems = Problems::default();
    problems.add(
        "action",
        if done == Done::LastOne {
            last_one(&viewer)
        } else {
            &viewer.desk_language().desk().colleague.changed_meanwhile
        },
    );
    page_of(&app, viewer, Form::default(), problems, "").await
}
