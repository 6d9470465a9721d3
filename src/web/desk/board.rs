//! The board (bord) on the desk: a timeline for each school region, the gaps under it, and the same as a table.

mod gap;
pub mod paper;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::NaiveTime;
use serde::Deserialize;

use super::meeting::view::state_name;
use super::proposal;
use crate::domain::board::{Asked, Board, Period, years};
use crate::domain::organisation::Organisation;
use crate::domain::proposal::ProposalHead;
use crate::domain::region::Region;
use crate::store;
use crate::web::board::shown::{Looking, Shown};
use crate::web::board::sign::Sign;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::plan::Choice;
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

use gap::{Gaps, Staff};

/// More open wishes no organisation has.
const MOST_WISHES: i64 = 500;

/// What the address asks for; what it does not know is as if nothing was asked.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    #[serde(default)]
    regio: String,
    #[serde(default)]
    zomer: String,
}

#[derive(Template)]
#[template(path = "board/show.html")]
struct Show {
    page: DeskPage,
    form: Form,
    problems: Problems,
    regions: Vec<Choice>,
    summers: Vec<Choice>,
    shown: Shown,
    /// Of each region.
    gaps: Vec<Gaps>,
    signs: Vec<(Sign, String)>,
    /// The same board on paper.
    paper: String,
    /// Why there is no paper.
    trouble: Option<String>,
}

pub async fn show(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let seen = look(&app, &allowed, &which).await?;
    page_of(&app, &allowed, &which, seen, None)
}

/// The page, perhaps with why it cannot be printed.
fn page_of(
    app: &App,
    viewer: &Viewer,
    which: &Which,
    (shown, gaps): (Shown, Vec<Gaps>),
    trouble: Option<String>,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "meetings");
    let region = |region: &Region| Choice {
        value: region.code().to_owned(),
        label: page.t.region.by_code(region.code()).map_or_else(String::new, ToString::to_string),
    };
    let years = years(app.clock.today(), &app.reference().holidays);
    let asked = [("regio", which.regio.as_str()), ("zomer", which.zomer.as_str())];
    let has_trouble = trouble.is_some();
    let show = Show {
        form: Form::of(asked.map(|(name, value)| (name, value.to_owned()))),
        problems: Problems::default(),
        regions: Region::ALL.iter().map(region).collect(),
        summers: years.iter().map(|year| Choice { value: year.to_string(), label: year.to_string() }).collect(),
        signs: Sign::all(|state| state_name(state, page.d)),
        paper: paths::filled(paths::BOARD_PDF, asked.into_iter().filter(|(_, value)| !value.is_empty())),
        page,
        shown,
        gaps,
        trouble,
    };
    let response = page::desk(&show)?;
    Ok(if has_trouble { page::conflict(response) } else { response })
}

/// As many queries for one evening as for ten thousand.
async fn look(app: &App, viewer: &Viewer, which: &Which) -> Result<(Shown, Vec<Gaps>), Failure> {
    let (reference, today, own) = (app.reference(), app.clock.today(), viewer.organisation.clone());
    let regions = which.regio.parse().map_or_else(|_| Region::ALL.to_vec(), |region| vec![region]);
    let known = years(today, &reference.holidays);
    let year = which.zomer.parse().ok().filter(|year| known.contains(year));
    let period = Period::of(today, year, &regions, &reference.holidays);
    let (from, until) = period.days();
    let moments = (from.and_time(NaiveTime::MIN), until.and_time(NaiveTime::MIN));
    let scope = viewer.scope.clone();
    let looking = Looking { language: viewer.desk_language(), today, is_short: false };
    let staff = Staff { looking, is_host: viewer.organisation.is_self_organisation() };
    let board = app.database.read(move |db| {
        let planned = store::board::planned(db, &scope, moments)?;
        let hosts = if own.is_self_organisation() { vec![own] } else { store::partner::hosts(db, &scope)? };
        let wishes = store::proposal::open(db, &scope, MOST_WISHES)?;
        let asked = asked(hosts, wishes, &reference.places);
        Ok(Board::of(&period, planned, asked, &reference.holidays, &reference.days))
    });
    let board = board.await?;
    let is_alone = board.lanes.len() == 1;
    let gaps = board.lanes.iter().map(|lane| staff.list(lane, is_alone)).collect();
    Ok((Shown::of(&board, looking, &staff), gaps))
}

/// Who asks for an evening: each partner, and each open wish of one.
fn asked(
    hosts: Vec<Organisation>,
    wishes: Vec<ProposalHead>,
    places: &[crate::domain::region::RegionPlace],
) -> Vec<Asked> {
    let wish = |head: ProposalHead| {
        let host = hosts.iter().find(|host| host.id == head.host_id)?;
        let region = proposal::region_of(&head, host.region, places);
        Some(Asked::wish(head, host.name.clone(), region))
    };
    let wishes: Vec<Asked> = wishes.into_iter().filter_map(wish).collect();
    hosts.into_iter().map(Asked::partner).chain(wishes).collect()
}
