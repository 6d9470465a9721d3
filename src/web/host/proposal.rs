//! Proposing an evening (voorstel): up to three days, in which languages, for whom, and what parents ask.

mod checked;
mod line;
mod news;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::domain::message::MessageKind;
use crate::domain::organisation::{Organisation, OrganisationId, OrganisationKind};
use crate::domain::plan::MeetingAudience;
use crate::domain::proposal::{MOST_WISHES, Proposal, ProposalId, ProposalState};
use crate::domain::region::provinces;
use crate::language::{LANGUAGES, Lang, date_in_words, time};
use crate::store;
use crate::store::submission::Known;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::submission::{KEY, Once, new_key};
use crate::web::viewer::Viewer;
use crate::web::{App, paths, telling};

use super::page::{self, HostPage};

pub use line::{Line, starts};
pub use news::News;

/// In an address: the proposal whose answer was no, for another day.
const AGAIN: &str = "opnieuw";

/// One of a list to choose from.
pub struct Choice {
    pub value: String,
    pub label: String,
}

#[derive(Template)]
#[template(path = "host/proposal_new.html")]
struct New {
    page: HostPage,
    form: Form,
    problems: Problems,
    partners: Vec<Choice>,
    audiences: Vec<Choice>,
    provinces: Vec<Choice>,
    languages: Vec<Lang>,
    /// The second and third day, with whether something was typed there.
    more: Vec<(usize, bool)>,
    /// She chose more evenings than a proposal has room for.
    is_cut: bool,
}

#[derive(Template)]
#[template(path = "host/proposal.html")]
struct Show {
    page: HostPage,
    line: Line,
    proposal: Proposal,
    wishes: Vec<String>,
    audience: String,
    is_open: bool,
    action: String,
    /// The form for another day, with all else that she asked, when the answer was no.
    again: Option<String>,
    problem: Option<String>,
}

pub async fn new(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let own = &allowed.organisation;
    let chosen = Form::of_query(query.as_deref());
    let mut form = Form::of([
        (KEY, new_key(&app)),
        ("partner", usual_partner(&app, &allowed).await?),
        ("from_1", "19:30".to_owned()),
        ("until_1", "21:30".to_owned()),
        ("expected", "20".to_owned()),
        ("audience", MeetingAudience::ParentsTogether.code().to_owned()),
        ("province", own.province.clone()),
        ("municipality", own.municipality.clone()),
    ]);
    form.extend("languages", own.languages().into_iter().map(|language| language.code));
    if let Ok(before) = chosen.typed(AGAIN).parse() {
        let scope = allowed.scope.clone();
        match app.database.read(move |db| store::proposal::find(db, &before, &scope)).await {
            Ok(before) => checked::again(&mut form, &before),
            // One that she does not know is as if nothing was asked.
            Err(store::Error::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    checked::fill(&mut form, &chosen);
    ask(&app, &allowed, language, form, Problems::default(), StatusCode::OK).await
}

pub async fn create(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let once = Once::of(&form, KEY, viewer.account.id.as_str())?;
    let id: ProposalId = form.typed(KEY).parse().map_err(|_| Failure::Refused)?;
    match once.look(&app).await? {
        Known::New => {}
        Known::Same(target) => return Ok(Redirect::to(&target).into_response()),
        Known::Different(_) => return sent_before(&app, &viewer, language, form).await,
    }
    let partners = partners(&app).await?;
    let (support, proposing) = match checked::check(&app, &form, &partners, language) {
        Ok(checked) => checked,
        Err(problems) => {
            return ask(&app, &viewer, language, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    if let Some(problems) = checked::heed(&app, &viewer, &form, &proposing, language).await? {
        return ask(&app, &viewer, language, form, problems, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let host = viewer.organisation.id.clone();
    let row = Proposal::new(id, host, viewer.account.id.clone(), support, proposing, app.clock.utc());
    let target = format!("{}?gedaan=proposed", paths::host(language));
    let (scope, pen, telling, to) = (viewer.scope.clone(), viewer.pen(&app), app.clone(), target.clone());
    let put = app.write(move |db| {
        let known = once.claim(db, &to, pen.now())?;
        if known == Known::New && store::proposal::put(db, &scope, &row, &pen)? {
            let (to, page) = ([&row.head.support_id], paths::proposal(&row.head.id));
            telling::tell_wish(&telling, db, &pen, MessageKind::WishMade, &to, &page)?;
        }
        Ok(known)
    });
    match put.await? {
        Known::Different(_) => sent_before(&app, &viewer, language, form).await,
        Known::New | Known::Same(_) => Ok(Redirect::to(&target).into_response()),
    }
}

/// The one before is kept, and stands on her page; this one may be sent as another.
async fn sent_before(app: &App, viewer: &Viewer, language: Lang, mut form: Form) -> Result<Response, Failure> {
    form.set(KEY, new_key(app));
    let mut problems = Problems::default();
    problems.add("partner", &language.phrases().refusal.changed);
    ask(app, viewer, language, form, problems, StatusCode::CONFLICT).await
}

pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let id: ProposalId = id.parse().map_err(|_| Failure::NotFound)?;
    one(&app, &allowed, language, id, None).await
}

/// Takes it back, while nobody decided on it.
pub async fn delete(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (language, viewer) = (super::written(&code)?, allowed.into_proof());
    let id: ProposalId = id.parse().map_err(|_| Failure::NotFound)?;
    let version: i32 = form.typed("version").parse().map_err(|_| Failure::Refused)?;
    let (scope, pen, telling, taken) = (viewer.scope.clone(), viewer.pen(&app), app.clone(), id.clone());
    let done = app.write(move |db| {
        let now = pen.now();
        let row =
            store::proposal::change(db, &taken, &scope, version, &pen, |row| row.withdraw(scope.organisation(), now))?;
        let (to, page) = ([&row.head.support_id], paths::proposal(&row.head.id));
        telling::tell_wish(&telling, db, &pen, MessageKind::WishWithdrawn, &to, &page)
    });
    match done.await {
        Ok(()) => Ok(Redirect::to(&format!("{}?gedaan=withdrawn", paths::host(language))).into_response()),
        Err(store::Error::Refused(_)) => {
            let sentence = language.phrases().refusal.changed.to_string();
            let mut response = one(&app, &viewer, language, id, Some(sentence)).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(other) => Err(other.into()),
    }
}

async fn one(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    id: ProposalId,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let scope = viewer.scope.clone();
    let (proposal, names, starts) = app
        .database
        .read(move |db| {
            let proposal = store::proposal::find(db, &id, &scope)?;
            let names = store::organisation::named(db, std::slice::from_ref(&proposal.head.support_id))?;
            let starts = starts(db, &scope, std::slice::from_ref(&proposal))?;
            Ok((proposal, names, starts))
        })
        .await?;
    let (t, id) = (language.phrases(), proposal.head.id.clone());
    let address = |language| paths::host_page(language, &format!("voorstel/{id}"));
    let hours = |from: chrono::NaiveTime, until: chrono::NaiveTime| {
        t.meeting.hours.with(&[("from", &time(language, from)), ("until", &time(language, until))])
    };
    page::show(&Show {
        line: Line::of(&proposal, &names, &starts, language),
        wishes: proposal
            .wishes
            .iter()
            .map(|wish| {
                let day = date_in_words(language, wish.starts_at.date());
                format!("{day}, {}", hours(wish.starts_at.time(), wish.ends_at.time()))
            })
            .collect(),
        audience: t.audience.by_code(proposal.head.audience.code()).map_or_else(String::new, ToString::to_string),
        is_open: proposal.is_open(),
        again: (proposal.head.state == ProposalState::Declined)
            .then(|| paths::filled(&paths::host_page(language, "voorstel"), [(AGAIN, id.as_str())])),
        action: format!("{}/intrekken", address(language)),
        page: HostPage::of(app, viewer, language, "proposal", address),
        proposal,
        problem,
    })
}

/// The form, with what was typed and a sentence beside each field that is not right.
async fn ask(
    app: &App,
    viewer: &Viewer,
    language: Lang,
    mut form: Form,
    problems: Problems,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (t, reference) = (language.phrases(), app.reference());
    let partners = partners(app).await?;
    if let [only] = partners.as_slice() {
        form.set("partner", only.id.to_string());
    }
    let named = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let is_typed = |number: usize| !form.typed(checked::DATES[number - 1]).is_empty();
    let mut response = page::show(&New {
        page: HostPage::of(app, viewer, language, "proposal", |language| paths::host_page(language, "voorstel")),
        partners: partners
            .iter()
            .map(|partner| named(partner.id.as_str(), format!("{} ({})", partner.name, partner.municipality)))
            .collect(),
        audiences: MeetingAudience::ALL
            .iter()
            .filter(|audience| audience.is_parents())
            .filter_map(|audience| Some(named(audience.code(), t.audience.by_code(audience.code())?.to_string())))
            .collect(),
        provinces: provinces(&reference.places).into_iter().map(|name| named(name, name.to_owned())).collect(),
        languages: LANGUAGES.iter().collect(),
        // The third stands within the second.
        more: (2..=MOST_WISHES).map(|number| (number, (number..=MOST_WISHES).any(is_typed))).collect(),
        is_cut: form.is_ticked(checked::CUT),
        form,
        problems,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// Who let them in, else with whom their latest evening is; none that is a partner no longer.
async fn usual_partner(app: &App, viewer: &Viewer) -> Result<String, Failure> {
    let scope = viewer.scope.clone();
    let last = app.database.read(move |db| store::meeting::last_partner(db, &scope)).await?;
    let partners = partners(app).await?;
    let is_partner = |id: &&OrganisationId| partners.iter().any(|partner| partner.id == **id);
    let usual = viewer.organisation.admitted_by.iter().chain(&last).find(is_partner);
    Ok(usual.map_or_else(String::new, ToString::to_string))
}

async fn partners(app: &App) -> Result<Vec<Organisation>, Failure> {
    Ok(app.database.read(|db| store::organisation::partners(db, OrganisationKind::ParentingSupport)).await?)
}
