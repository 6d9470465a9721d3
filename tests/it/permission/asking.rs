//! What is asked of a route (vraag): an address and a body for one's own, another's and nobody's meeting.

mod fields;
mod kept;
mod known;
mod visit;

use aantafel::domain::account::{Account, Role};
use aantafel::domain::meeting::{Manner, Meeting, State};
use aantafel::domain::series::{self, Turn};
use aantafel::domain::sign_in_link::{Purpose, SignInLink};
use aantafel::domain::suggestion::Almanac;
use aantafel::store::{self, Database};
use aantafel::web::routes::Mounted;
use aantafel::web::token;
use axum::http::Method;

use crate::browser::{Browser, Page};
use crate::rows;
use crate::world::World;

use known::{
    APPLICATIONS, COLLEAGUES, FEEDS, GUEST, HOST_ROOM, LINK, LOGO, MESSAGES, NO_CODE, NO_ID, PARTNER, PROPOSALS, ROOMS,
};
pub use visit::{Ended, Visit};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Own,
    Other,
    Missing,
}

impl Whose {
    pub const ALL: [Self; 3] = [Self::Own, Self::Other, Self::Missing];
}

/// A request, but for the form token.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: Method,
    pub address: String,
    pub fields: Vec<(String, String)>,
    /// What in the address names the thing.
    pub name: String,
    /// Only when the evening is over.
    pub is_late: bool,
    /// Asked of anybody: then no cookie is read, and the form carries a visitor's token.
    pub is_open: bool,
}

/// What there is to ask for in every copy of the demo world.
pub struct Things {
    own: Vec<Meeting>,
    other: Vec<Meeting>,
    own_plan: Vec<(String, String)>,
    other_plan: Vec<(String, String)>,
    /// A host organisation that the worker does not plan with.
    stranger: String,
    /// The last evening of a series after one's own meeting.
    evening: String,
}

impl Things {
    pub async fn find() -> Self {
        let world = World::new();
        let host = world.organisation_of("gastvrouw@demo");
        let mut own = world.meetings_of("werker@demo");
        own.retain(|meeting| meeting.head.host_id == host);
        let mut other = world.meetings_of("werker.groningen@demo");
        other.extend(world.meetings_of("werker.eindhoven@demo"));
        let own_plan = plan(&world, "werker@demo", fitting(&own, "edit")).await;
        let other_plan = plan(&world, "werker.groningen@demo", fitting(&other, "edit")).await;
        let stranger = world.organisation_of("gast.arabisch@demo");
        let is_stranger = |meeting: &Meeting| meeting.head.host_id != stranger;
        assert!(world.meetings_of("werker@demo").iter().all(is_stranger), "the stranger is no partner");
        let stranger = stranger.to_string();
        let read = |db: &mut store::Db| Ok((store::holiday::known(db)?, store::day::all(db)?));
        let (holidays, days) = world.database().read_now(read).expect("holidays and days can be read");
        let almanac = Almanac { holidays: &holidays, days: &days, weekly: &[] };
        let first = fitting(&own, "reeks");
        let (hours, region) = ((first.plan.starts_at, first.plan.ends_at), first.plan.region);
        let turns = series::turns(hours, 12, 1, region, world.clock.wall(), &almanac);
        let Some(Turn::Evening(last)) = turns.last() else { panic!("a series ends in an evening") };
        let evening = last.format("%Y-%m-%d").to_string();
        Self { own, other, own_plan, other_plan, stranger, evening }
    }

    /// `None` where a route knows no such thing.
    pub fn ask(&self, route: &Mounted, whose: Whose) -> Option<Asked> {
        let path = route.path;
        let (name, address) = match path {
            _ if !path.contains('{') => (String::new(), (whose == Whose::Own).then(|| path.to_owned())?),
            _ if path.contains("{slug}") => {
                let own = crate::kit_version::asked_of(path);
                // As long as the real one, since the page that says "not here" repeats it.
                let (name, address) = either(path, whose, "{slug}", [own, &"x".repeat(own.len())])?;
                let version = if path.contains("/vertalingen/") { "1" } else { "2" };
                let address = address.replace("{version}", version).replace("{target}", "ti");
                (name, address.replace("{file}", "k02-1-ti.xlf"))
            }
            _ if kept::is_kept(path) => kept::name_of(path, whose)?,
            "/logo/{file}" => either(path, whose, "{file}", [LOGO, "none.png"])?,
            "/assets/{file}" => either(path, whose, "{file}", ["icon.svg", "none.svg"])?,
            "/agenda/{file}" => {
                let token = match whose {
                    Whose::Own => FEEDS[0].1,
                    Whose::Other => FEEDS[1].1,
                    Whose::Missing => "non-feed",
                };
                (token.to_owned(), format!("/agenda/{token}.ics"))
            }
            "/{lang}/in/{token}" | "/{lang}/a/{token}" => {
                let (token, address) = either(path, whose, "{token}", LINK)?;
                (token, address.replace("{lang}", "nl"))
            }
            _ if path.contains("{account}") => {
                let id = match whose {
                    Whose::Own => COLLEAGUES[0],
                    Whose::Other => COLLEAGUES[1],
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{account}", id).replace("{lang}", "nl"))
            }
            _ if path.starts_with("/desk/aanvragen/") => {
                let id = match whose {
                    Whose::Own => APPLICATIONS[0].0,
                    Whose::Other => APPLICATIONS[1].0,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id))
            }
            _ if path.contains("{whose}") => {
                let id = match whose {
                    Whose::Own => HOST_ROOM.0,
                    Whose::Other => ROOMS[0].0,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{whose}", id).replace("{lang}", "nl"))
            }
            _ if path.starts_with("/desk/beschikbaarheid/") => {
                let id = match whose {
                    Whose::Own => ROOMS[0].0,
                    Whose::Other => ROOMS[1].0,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id))
            }
            "/desk/partners/{id}" => {
                let id = match whose {
                    Whose::Own => PARTNER,
                    Whose::Other => self.stranger.as_str(),
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id))
            }
            "/desk/partners/{id}/toegang" => {
                let id = match whose {
                    Whose::Own => GUEST.0,
                    Whose::Other => &self.stranger,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id))
            }
            _ if is_proposal(path) => {
                let id = match whose {
                    Whose::Own => PROPOSALS[0].0,
                    Whose::Other => PROPOSALS[1].0,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id).replace("{proposal}", id).replace("{lang}", "nl"))
            }
            _ if path.starts_with("/desk/post/") => {
                let id = match whose {
                    Whose::Own => MESSAGES[0].0,
                    Whose::Other => MESSAGES[1].0,
                    Whose::Missing => NO_ID,
                };
                (id.to_owned(), path.replace("{id}", id))
            }
            _ if path.contains("{id}") => {
                let id = self.meeting(path, whose).map_or(NO_ID.to_owned(), |meeting| meeting.head.id.to_string());
                let address = path.replace("{id}", &id).replace("{file}", "draaiboek").replace("{item}", "room");
                let address = address.replace("{lang}", "nl");
                (id, address)
            }
            _ if path.contains("/m/") => {
                let code = self.meeting(path, whose).map_or(NO_CODE.to_owned(), |meeting| meeting.head.code.clone());
                let address = path.replace("{lang}", "nl").replace("/m/{file}", "/m/{code}").replace("{file}", "flyer");
                (code.clone(), address.replace("{code}", &code))
            }
            // A folder that is there asks for its digits as one that is not: tests/it/pack.rs opens one.
            _ if path.contains("{token}") => {
                let (name, address) = either(path, whose, "{lang}", ["nl", "xx"])?;
                (name, address.replace("{token}", &"0".repeat(32)))
            }
            _ => either(path, whose, "{lang}", ["nl", "xx"])?,
        };
        let is_late = path.ends_with("/holding");
        let method = route.method.parse().expect("a method");
        Some(Asked {
            method,
            address,
            fields: self.fields(route, whose),
            name,
            is_late,
            is_open: route.policy == "anyone",
        })
    }

    fn meeting(&self, path: &str, whose: Whose) -> Option<&Meeting> {
        let all = match whose {
            Whose::Own => &self.own,
            Whose::Other => &self.other,
            Whose::Missing => return None,
        };
        Some(fitting(all, path))
    }
}

/// The meeting to which what the address asks can be done.
fn fitting<'a>(all: &'a [Meeting], path: &str) -> &'a Meeting {
    let is_by_phone = |meeting: &&Meeting| meeting.agreements.iter().any(|yes| yes.manner == Manner::Phone);
    let special = match path {
        _ if path.contains("/change") || path.ends_with("/wijzigen/terug") => {
            all.iter().find(|meeting| meeting.staged.is_some())
        }
        _ if path.ends_with("/phone/withdrawal") || path.ends_with("/terug") => all.iter().find(is_by_phone),
        _ => None,
    };
    if let Some(meeting) = special {
        return meeting;
    }
    let state = match path.rsplit('/').next() {
        Some("agreement" | "phone" | "answer-link" | "akkoord" | "antwoord" | "{token}") => State::Draft,
        Some("cancellation" | "holding" | "visibility" | "zichtbaar" | "afzeggen" | "bericht") => State::Published,
        _ if path.contains("/m/") => State::Published,
        _ => State::Agreed,
    };
    let is_public =
        |meeting: &&Meeting| !path.contains("/m/") || aantafel::web::paths::key(&meeting.head) == meeting.head.code;
    let is_of_parents = path.ends_with("/bericht") || path.ends_with("/zichtbaar");
    all.iter()
        .filter(is_public)
        // Only parents are told something, and only they find an evening in public.
        .filter(|meeting| !is_of_parents || meeting.plan.audience.is_parents())
        .find(|meeting| meeting.head.state == state)
        .expect("the demo world holds such a meeting")
}

fn is_proposal(path: &str) -> bool {
    path.starts_with("/desk/voorstellen/") || path.contains("/voorstel/")
}

fn either(path: &str, whose: Whose, hole: &str, [own, missing]: [&str; 2]) -> Option<(String, String)> {
    let name = match whose {
        Whose::Own => own,
        Whose::Other => return None,
        Whose::Missing => missing,
    };
    Some((name.to_owned(), path.replace(hole, name)))
}

/// The filled form of a meeting, as its owner sees it.
async fn plan(world: &World, email: &str, meeting: &Meeting) -> Vec<(String, String)> {
    let mut browser = world.signed_in(email).await;
    browser.open(&format!("/desk/meetings/{}/edit", meeting.head.id)).await;
    browser.page.form("Bewaar").fields
}

/// Somebody of the first organisations whom the permission table lets in.
pub fn somebody_allowed(route: &Mounted) -> &'static str {
    let rows = super::table::expected();
    let name = super::table::name_of(route);
    let cells = rows.iter().find(|(own, _)| *own == name).map(|(_, cells)| cells.as_slice()).unwrap_or_default();
    let is_in = |cell: &String| cell.split('/').next() == Some("ok");
    // Who is signed in comes before who is not.
    let order = [1, 2, 3, 4, 0];
    let found = order.into_iter().find(|column| cells.get(*column).is_some_and(is_in));
    super::ROLES[found.unwrap_or(1)].1
}
