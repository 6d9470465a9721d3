//! Proposals of self-organisations (voorstellen): the list, and what one wishes for.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::meeting::Done;
use super::meeting::view::hours;
use crate::clock;
use crate::domain::clash::{Aside, Hours};
use crate::domain::organisation::OrganisationId;
use crate::domain::permission::{self, Action};
use crate::domain::proposal::{Proposal, ProposalState, Wish};
use crate::domain::warning::Loudness;
use crate::language::{Lang, date_in_words, day_and_month};
use crate::store;
use crate::web::assessment::Assessment;
use crate::web::beside::{Beside, Note, Telling};
use crate::web::board::shown::first_words;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, Offered, SeeProposal, SeeProposals};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

const MOST_LISTED: i64 = 100;
/// In a list a question is one line; all of it is on the page.
const LONGEST_QUESTION: usize = 90;

#[derive(Template)]
#[template(path = "proposal/index.html")]
struct Index {
    page: DeskPage,
    lines: Vec<Line>,
}

/// One proposal in a list.
pub struct Line {
    pub href: String,
    pub partner: String,
    pub place: String,
    pub wishes: String,
    pub languages: String,
    /// For whom it is, and what parents ask.
    pub audience: String,
    pub question: String,
    pub state: String,
    pub state_badge: &'static str,
    pub proposed_on: String,
    pub is_open: bool,
}

pub async fn index(
    allowed: Allowed<SeeProposals>,
    State(app): State<App>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let mut page = DeskPage::of(&app, &allowed, "proposals");
    page.done = done.gedaan;
    let lines = lines(&app, &allowed).await?;
    page::desk(&Index { page, lines })
}

/// The viewer's proposals, the open ones first.
pub async fn lines(app: &App, viewer: &Viewer) -> Result<Vec<Line>, Failure> {
    let scope = viewer.scope.clone();
    let (proposals, names) = app
        .database
        .read(move |db| {
            let proposals = store::proposal::list(db, &scope, MOST_LISTED)?;
            let sides = |row: &Proposal| [row.head.host_id.clone(), row.head.support_id.clone()];
            let ids: Vec<OrganisationId> = proposals.iter().flat_map(sides).collect();
            Ok((proposals, store::organisation::named(db, &ids)?))
        })
        .await?;
    let (language, d) = (viewer.desk_language(), viewer.desk_language().desk());
    let line = |row: Proposal| {
        let is_host = row.head.host_id == viewer.organisation.id;
        let partner = if is_host { &row.head.support_id } else { &row.head.host_id };
        let wishes = row.wishes.iter().map(|wish| day_and_month(language, wish.starts_at.date()));
        Line {
            href: paths::proposal(&row.head.id),
            partner: names.get(partner).cloned().unwrap_or_default(),
            place: row.head.municipality.clone(),
            wishes: wishes.collect::<Vec<_>>().join(", "),
            languages: spoken(&row, language),
            audience: audience(&row, language),
            question: first_words(&row.head.parents_question, LONGEST_QUESTION),
            state: d.proposal.by_code(row.head.state.code()).map_or_else(String::new, ToString::to_string),
            state_badge: badge(row.head.state),
            proposed_on: day_and_month(language, clock::day_of(row.head.created_at)),
            is_open: row.is_open(),
        }
    };
    Ok(proposals.into_iter().map(line).collect())
}

#[derive(Template)]
#[template(path = "proposal/show.html")]
struct Show {
    page: DeskPage,
    proposal: Proposal,
    host: String,
    support: String,
    form: Form,
    problems: Problems,
    state: String,
    state_badge: &'static str,
    proposed_on: String,
    audience: String,
    languages: String,
    wishes: Vec<Wished>,
    meeting: Option<String>,
    may_decide: bool,
}

impl Show {
    fn address(&self) -> String {
        paths::proposal(&self.proposal.head.id)
    }

    /// Other evenings for what is wished.
    fn search(&self) -> String {
        let head = &self.proposal.head;
        let fields = [
            ("partner", head.host_id.as_str()),
            ("voorstel", head.id.as_str()),
            ("audience", head.audience.code()),
            ("province", &head.province),
            ("municipality", &head.municipality),
            ("venue", &head.venue),
        ];
        paths::filled(paths::SUGGESTIONS, fields)
    }
}

/// A date wish, and what is to be known of it.
struct Wished {
    position: i32,
    date: String,
    hours: String,
    assessment: Assessment,
    /// What else is then or close to it, while the wish can be taken over.
    beside: Vec<Note>,
    is_past: bool,
}

impl Wished {
    /// The form of a proposal asks about such a day before it can be sent.
    fn is_known(&self) -> bool {
        self.assessment.warnings.iter().any(|said| said.loudness == Loudness::Strong)
    }
}

pub async fn show(allowed: Allowed<SeeProposal>, State(app): State<App>) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), Form::default(), Problems::default()).await
}

/// The page of a proposal, perhaps with what was typed and what is wrong with it.
pub(super) async fn page_of(app: &App, offered: Offered, form: Form, problems: Problems) -> Result<Response, Failure> {
    let Offered { viewer, proposal, side } = offered;
    let page = DeskPage::of(app, &viewer, "proposals");
    let (host_id, support_id) = (proposal.head.host_id.clone(), proposal.head.support_id.clone());
    let (language, reference, wall) = (page.language, app.reference(), app.clock.wall());
    let ahead = |wish: &&Wish| proposal.is_open() && wish.starts_at > wall;
    let evenings: Vec<Hours> =
        proposal.wishes.iter().filter(ahead).map(|wish| (wish.starts_at, wish.ends_at)).collect();
    let scope = viewer.scope.clone();
    let (host, support, around) = app
        .database
        .read(move |db| {
            let around = Beside::read(db, &scope, &host_id, &evenings, None)?;
            Ok((store::organisation::find(db, &host_id)?, store::organisation::find(db, &support_id)?, around))
        })
        .await?;
    let aside = Aside::of_proposal(&proposal.head);
    let region = proposal.head.region(host.region, &reference.places);
    let wished = |wish: &Wish| Wished {
        position: wish.position,
        date: date_in_words(language, wish.starts_at.date()),
        hours: hours(&wish.starts_at.time(), &wish.ends_at.time(), language),
        assessment: Assessment::of_evening(
            (wish.starts_at, wish.ends_at),
            region,
            &[],
            &host.communities(),
            &reference,
            language,
        ),
        beside: if ahead(&wish) {
            around.notes((&aside, &host.name), (wish.starts_at, wish.ends_at), Telling::DESK, language)
        } else {
            Vec::new()
        },
        is_past: wish.starts_at <= wall,
    };
    let may_decide =
        permission::may(viewer.account.role, side.relation(), Action::DecideProposal) && proposal.is_open();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let show = Show {
        state: page.d.proposal.by_code(proposal.head.state.code()).map_or_else(String::new, ToString::to_string),
        state_badge: badge(proposal.head.state),
        proposed_on: page.d.proposal.proposed_on.of(date_in_words(language, clock::day_of(proposal.head.created_at))),
        audience: audience(&proposal, language),
        languages: spoken(&proposal, language),
        wishes: proposal.wishes.iter().map(wished).collect(),
        meeting: proposal.head.meeting_id.as_ref().map(paths::meeting),
        host: host.name,
        support: support.name,
        may_decide,
        proposal,
        form,
        problems,
        page,
    };
    let mut response = page::desk(&show)?;
    *response.status_mut() = status;
    Ok(response)
}

fn audience(proposal: &Proposal, language: Lang) -> String {
    let names = &language.phrases().audience;
    names.by_code(proposal.head.audience.code()).map_or_else(String::new, ToString::to_string)
}

fn spoken(proposal: &Proposal, language: Lang) -> String {
    proposal.languages().iter().map(|spoken| spoken.staff_name(language)).collect::<Vec<_>>().join(", ")
}

fn badge(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Open => "badge badge-late",
        ProposalState::Adopted => "badge badge-good",
        ProposalState::Declined => "badge badge-stop",
        ProposalState::Withdrawn => "badge badge-quiet",
    }
}
