//! The board (bord) on the desk: a timeline for each school region, the gaps under it, and the same as a table.

mod gap;
pub mod paper;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::meeting::view::state_name;
use crate::domain::board::{Asked, Board, Lane, Period, Wished, years};
use crate::domain::organisation::Organisation;
use crate::domain::proposal::Proposal;
use crate::domain::region::{Region, RegionPlace};
use crate::store;
use crate::web::board::scale;
use crate::web::board::shown::{Looking, Shown, region_name};
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

/// What the address says for the three regions together.
const EVERYWHERE: &str = "alle";

/// What the address asks for; what it does not know is as if nothing was asked.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    #[serde(default)]
    regio: String,
    #[serde(default)]
    zomer: String,
}

/// What is shown, and what of it is told in a line.
pub struct Seen {
    shown: Shown,
    /// Of each region that is drawn.
    gaps: Vec<Gaps>,
    /// Regions in which nothing is planned and nothing is missing: nobody reads an empty drawing.
    quiet: Vec<String>,
    /// The regions to choose from; one's own first.
    regions: Vec<Choosable>,
}

/// A region, or all of them, and where its board is.
pub struct Choosable {
    name: String,
    /// What waits there, when it is not shown.
    waits: String,
    href: String,
    is_shown: bool,
}

#[derive(Template)]
#[template(path = "board/show.html")]
struct Show {
    page: DeskPage,
    form: Form,
    problems: Problems,
    summers: Vec<Choice>,
    seen: Seen,
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
    let seen = look(&app, &allowed, &which, scale::PAGE).await?;
    page_of(&app, &allowed, &which, seen, None)
}

/// The page, perhaps with why it cannot be printed.
fn page_of(
    app: &App,
    viewer: &Viewer,
    which: &Which,
    seen: Seen,
    trouble: Option<String>,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "meetings");
    let years = years(app.clock.today(), &app.reference().holidays);
    let has_trouble = trouble.is_some();
    let show = Show {
        form: Form::of(which.asked(&which.regio).map(|(name, value)| (name, value.to_owned()))),
        problems: Problems::default(),
        summers: years.iter().map(|year| Choice { value: year.to_string(), label: year.to_string() }).collect(),
        signs: Sign::all(&page.t.board.wished, |state| state_name(state, page.language)),
        paper: which.address(paths::BOARD_PDF, &which.regio),
        page,
        seen,
        trouble,
    };
    let response = page::desk(&show)?;
    Ok(if has_trouble { page::conflict(response) } else { response })
}

/// As many queries for one evening as for ten thousand.
async fn look(app: &App, viewer: &Viewer, which: &Which, width: f64) -> Result<Seen, Failure> {
    let (reference, today, own) = (app.reference(), app.clock.today(), viewer.organisation.clone());
    let all = own_first(own.region);
    let regions = which.regions(&all);
    let known = years(today, &reference.holidays);
    let year = which.zomer.parse().ok().filter(|year| known.contains(year));
    let mut period = Period::of(today, year, &regions, &reference.holidays);
    // Of the others is told what waits there.
    all.iter().for_each(|region| period.also(*region, &reference.holidays));
    let (from, until) = period.days();
    let moments = (from.and_time(NaiveTime::MIN), until.and_time(NaiveTime::MIN));
    let scope = viewer.scope.clone();
    let looking = Looking { language: viewer.desk_language(), today, width };
    let board = app.database.read(move |db| {
        let planned = store::board::planned(db, &scope, moments)?;
        let hosts = if own.is_self_organisation() { vec![own] } else { store::partner::hosts(db, &scope)? };
        // Of proposals that one's own organisation made, or that are for it: of no others.
        let open = store::proposal::open(db, &scope, MOST_WISHES)?;
        let sides = open.iter().flat_map(|open| [open.head.host_id.clone(), open.head.support_id.clone()]);
        let names = store::organisation::named(db, &sides.collect::<Vec<_>>())?;
        let wishes = wished(&hosts, &open, &reference.places, today);
        let asked = asked(hosts, open, &reference.places);
        let board = Board::of(&period, planned, asked, &reference.holidays, &reference.days);
        Ok((board.with_wishes(wishes), names))
    });
    let (mut board, names) = board.await?;
    let staff = Staff { looking, is_host: viewer.organisation.is_self_organisation(), names };
    board.lanes.sort_by_key(|lane| all.iter().position(|region| *region == lane.region));
    let is_shown = |lane: &Lane| regions.contains(&lane.region);
    let links = which.links(&board, is_shown, &staff);
    board.lanes.retain(is_shown);
    let is_alone = board.lanes.len() == 1;
    // Who asks for one region wants to see its weeks.
    let quiet = board.lanes.extract_if(.., |lane| !is_alone && lane.is_quiet());
    let quiet = quiet.map(|lane| staff.nothing_in(&lane)).collect();
    let gaps = board.lanes.iter().map(|lane| staff.list(lane, is_alone)).collect();
    Ok(Seen { shown: Shown::of(&board, looking, &staff), gaps, quiet, regions: links })
}

fn own_first(own: Region) -> Vec<Region> {
    let others = Region::ALL.iter().copied().filter(|region| *region != own);
    std::iter::once(own).chain(others).collect()
}

impl Which {
    /// The region that is asked for, or all; else the first, one's own.
    fn regions(&self, all: &[Region]) -> Vec<Region> {
        match self.regio.parse() {
            Ok(region) => vec![region],
            Err(_) if self.regio == EVERYWHERE => all.to_vec(),
            Err(_) => all[..1].to_vec(),
        }
    }

    fn asked<'a>(&'a self, region: &'a str) -> [(&'static str, &'a str); 2] {
        [("regio", region), ("zomer", &self.zomer)]
    }

    fn address(&self, path: &str, region: &str) -> String {
        paths::filled(path, self.asked(region).into_iter().filter(|(_, value)| !value.is_empty()))
    }

    /// Each region by itself, and all of them.
    fn links(&self, board: &Board, is_shown: impl Fn(&Lane) -> bool, staff: &Staff) -> Vec<Choosable> {
        let is_all = board.lanes.iter().all(&is_shown);
        let one = |lane: &Lane| Choosable {
            name: region_name(lane.region, staff.looking.language),
            waits: if is_shown(lane) { String::new() } else { staff.waits(lane) },
            href: self.address(paths::BOARD, lane.region.code()),
            is_shown: is_shown(lane) && !is_all,
        };
        let everywhere = Choosable {
            name: staff.looking.language.desk().board.all_regions.to_string(),
            waits: String::new(),
            href: self.address(paths::BOARD, EVERYWHERE),
            is_shown: is_all,
        };
        board.lanes.iter().map(one).chain([everywhere]).collect()
    }
}

/// Who asks for an evening: each partner, and each open wish of one.
fn asked(hosts: Vec<Organisation>, wishes: Vec<Proposal>, places: &[RegionPlace]) -> Vec<Asked> {
    let wish = |Proposal { head, .. }: Proposal| {
        let host = hosts.iter().find(|host| host.id == head.host_id)?;
        let region = head.region(host.region, places);
        Some(Asked::wish(head, host.name.clone(), region))
    };
    let wishes: Vec<Asked> = wishes.into_iter().filter_map(wish).collect();
    hosts.into_iter().map(Asked::partner).chain(wishes).collect()
}

/// The days that they wish for.
fn wished(hosts: &[Organisation], open: &[Proposal], places: &[RegionPlace], today: NaiveDate) -> Vec<Wished> {
    let of_host = |open: &Proposal| {
        let host = hosts.iter().find(|host| host.id == open.head.host_id);
        host.map_or_else(Vec::new, |host| Wished::of(open, host.region, places, today))
    };
    open.iter().flat_map(of_host).collect()
}
