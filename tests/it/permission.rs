//! The permission table (rechten): every route asked by every role for what is its own, another's, and not there.

pub mod asking;
mod ended;
mod table;

use std::collections::BTreeMap;

use aantafel::domain::account::Role;
use aantafel::domain::permission::{self, Action, Relation};
use aantafel::web::routes;
use axum::http::Method;

use crate::browser::Page;
use crate::rows;
use crate::world::World;
use asking::{Things, Visit, Whose};
use table::{Row, expected, is_rewriting, name_of, write};

/// The columns; the outsider is not signed in.
pub const ROLES: [(&str, &str); 5] = [
    ("outsider", ""),
    ("worker", "werker@demo"),
    ("host", "gastvrouw@demo"),
    ("coordinator", "coordinator@demo"),
    ("reader", "lezer@demo"),
];

/// What came of it, in a word of the table.
fn word(page: &Page) -> String {
    match page.status.as_u16() {
        303 if ["/desk/aanmelden", "/nl/in", "/xx/in"]
            .iter()
            .any(|page_of| page.header("location").starts_with(&format!("{page_of}?verder="))) =>
        {
            "sign-in".to_owned()
        }
        403 if page.links().iter().any(|link| link.contains("?verder=")) => "ended".to_owned(),
        // The guard let it in; the rules of the meeting may still say no, beside the field.
        200 | 303 | 409 | 422 => "ok".to_owned(),
        404 => "not-found".to_owned(),
        410 => "gone".to_owned(),
        other => other.to_string(),
    }
}

/// All that an answer tells, but for the date and for the name that was asked.
fn told(page: &Page, name: &str) -> String {
    // Every page has a language; only an address that leads on is told by the one that was asked.
    let name = if page.status != 303 && name.len() == 2 { "" } else { name };
    let hidden = |text: &str| if name.is_empty() { text.to_owned() } else { text.replace(name, "NAME") };
    let is_typed = page.has("textarea[readonly]");
    let headers: BTreeMap<String, String> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != "date" && !(is_typed && *name == "content-length"))
        .map(|(name, value)| (name.to_string(), hidden(value.to_str().expect("headers are text"))))
        .collect();
    // A language is in every word of its page.
    let said = if name.len() > 2 { hidden(&page.html()) } else { page.html() };
    format!("{}\n{headers:#?}\n{}", page.status, without_what_was_typed(&said))
}

/// What somebody typed is told back to them whatever they asked.
fn without_what_was_typed(html: &str) -> String {
    let begun = html.split("<textarea").map(|part| part.rsplit("</textarea>").next().unwrap_or_default());
    begun.collect()
}

fn cell(words: &BTreeMap<Whose, String>) -> String {
    let of = |whose| words.get(&whose).map_or("-", String::as_str);
    let all = [of(Whose::Own), of(Whose::Other), of(Whose::Missing)];
    match all {
        [own, "-", "-"] => own.to_owned(),
        [own, other, missing] if own == other && other == missing => own.to_owned(),
        all => all.join("/"),
    }
}

#[test]
fn every_mounted_route_has_its_row_and_every_row_its_route() {
    if is_rewriting() {
        return;
    }
    let table = routes::all();
    let mounted: Vec<String> = table.table().iter().map(name_of).collect();
    let rows = expected();
    for route in &mounted {
        assert!(rows.iter().any(|(name, _)| name == route), "mounted, but not in the permission table: {route}");
    }
    for (name, _) in &rows {
        assert!(mounted.contains(name), "in the permission table, but not mounted: {name}");
    }
    assert_eq!(mounted.len(), rows.len(), "each route has one row");
}

#[tokio::test]
async fn every_role_gets_what_the_table_says_and_what_is_not_its_own_does_not_exist() {
    let things = Things::find().await;
    let mut visits: BTreeMap<(&str, bool), Visit> = BTreeMap::new();
    let mut found: Vec<Row> = Vec::new();
    for route in routes::all().table() {
        let mut cells = Vec::new();
        for (role, email) in ROLES {
            let (mut words, mut said) = (BTreeMap::new(), BTreeMap::new());
            for whose in Whose::ALL {
                let Some(asked) = things.ask(route, whose) else { continue };
                let mut visit = match visits.remove(&(role, asked.is_late)) {
                    Some(visit) => visit,
                    None => Visit::start(email, asked.is_late).await,
                };
                let page = visit.send(&asked).await;
                let word = word(&page);
                let after = rows::all(&visit.database);
                let changed = rows::difference(&visit.rows, &after);
                let about = format!("{} {} by {role}", route.method, asked.address);
                if route.method == "GET" || word != "ok" {
                    assert!(changed.is_empty(), "{about} answers {word} and changed {changed:#?}");
                } else if whose == Whose::Own
                    && ["{id}", "{account}", "{whose}"].iter().any(|part| route.path.contains(part))
                {
                    assert!(
                        !changed.is_empty(),
                        "{about} is allowed, and did nothing: {} {}",
                        page.status,
                        page.text()
                    );
                }
                if word != "ok" {
                    said.insert(whose, told(&page, &asked.name));
                }
                words.insert(whose, word);
                // A meeting that changed, a logo that is gone, or somebody who left, asks for a fresh world.
                let is_used = ["{id}", "{account}", "{whose}", "{token}", "/logo", "/desk/afmelden", "/desk/vertrek"];
                if changed.is_empty() || !is_used.iter().any(|part| route.path.contains(part)) {
                    visit.rows = after;
                    visits.insert((role, asked.is_late), visit);
                }
            }
            if let Some(nothing) = said.get(&Whose::Missing) {
                for (whose, answer) in &said {
                    assert_eq!(
                        answer, nothing,
                        "{} {} by {role}: {whose:?} is told apart from missing",
                        route.method, route.path
                    );
                }
            }
            cells.push(cell(&words));
        }
        found.push((name_of(route), cells));
    }
    if is_rewriting() {
        return write(&found);
    }
    let rows: BTreeMap<String, Vec<String>> = expected().into_iter().collect();
    let wrong: Vec<String> = found
        .iter()
        .filter(|(name, cells)| rows.get(name) != Some(cells))
        .map(|(name, cells)| format!("{name}\n  the table says {:?}\n  and it answers {cells:?}", rows.get(name)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_and_the_domain_say_the_same() {
    use Action::*;
    if is_rewriting() {
        return;
    }
    let on_a_desk = [
        SeeDesk,
        SeeHostPages,
        PlanMeeting,
        ChangeOrganisation,
        ChangeProfile,
        SeePartner,
        DecideApplication,
        SeeProposals,
        LeadColleagues,
        HandOverEntry,
        SeeClearing,
        SeeOutbox,
        Translate,
        LeadKits,
        KeepReference,
    ];
    // The message that is asked for is one of the worker's organisation: to the host it is another's.
    let on_a_message = [SeeMessage, SendMessage];
    let on_a_meeting = [
        SeeProposal,
        DecideProposal,
        SeeMeeting,
        ChangeMeeting,
        AgreeToMeeting,
        PublishMeeting,
        CancelMeeting,
        OpenMeeting,
        AskAnswer,
        UndoPhoneYes,
        HostMeeting,
    ];
    let stands = [
        ("worker", Role::Worker, Relation::Support),
        ("host", Role::Host, Relation::Host),
        ("coordinator", Role::Coordinator, Relation::Support),
        ("reader", Role::Reader, Relation::Support),
    ];
    let mut asked = 0;
    for (name, cells) in expected() {
        let policy = name.rsplit(' ').next().expect("a policy");
        let action =
            on_a_desk.iter().chain(&on_a_meeting).chain(&on_a_message).find(|action| format!("{action:?}") == policy);
        let Some(action) = action else {
            assert!(["anyone", "visitor"].contains(&policy), "{name} has a policy that the domain does not know");
            continue;
        };
        for (role_name, role, relation) in stands {
            // The messages and rooms that a visit finds are of the worker's organisation.
            let is_theirs = on_a_message.contains(action) || name.contains("/desk/beschikbaarheid/{id}");
            if is_theirs && relation == Relation::Host {
                continue;
            }
            let relation = if on_a_meeting.contains(action) { relation } else { Relation::None };
            let column = ROLES.iter().position(|(role, _)| *role == role_name).expect("a column");
            let is_allowed = cells[column].split('/').next() == Some("ok");
            assert_eq!(is_allowed, permission::may(role, relation, *action), "{name} by {role_name}");
            asked += 1;
        }
    }
    assert!(asked > 40, "only {asked} cells were compared");
}

#[tokio::test]
async fn a_meeting_that_is_not_out_answers_as_one_that_does_not_exist() {
    let world = World::new();
    let mut browser = world.browser().await;
    let not_out = world.meeting("werker@demo", |meeting| !meeting.is_out());
    let by_link = world.meeting("werker@demo", |meeting| meeting.is_out() && paths_differ(meeting));
    let keys = [
        (not_out.head.code.clone(), "zzzzzz".to_owned()),
        (not_out.head.secret.clone(), "z".repeat(not_out.head.secret.len())),
        (by_link.head.code.clone(), "zzzzzz".to_owned()),
    ];
    for (key, missing) in keys {
        for after in ["", ".ics", "/flyer", "/flyer.pdf", "/tips"] {
            let mut ask = async |key: &str| {
                let page = browser.get(&format!("/ar/m/{key}{after}"), &[]).await.clone();
                assert_eq!(page.status.as_u16(), 404, "{key}{after}");
                told(&page, key)
            };
            assert_eq!(ask(&key).await, ask(&missing).await, "{key}{after}");
        }
    }
}

fn paths_differ(meeting: &aantafel::domain::meeting::Meeting) -> bool {
    aantafel::web::paths::key(&meeting.head) != meeting.head.code
}

#[tokio::test]
async fn a_post_that_is_not_from_our_own_form_changes_nothing_and_says_so() {
    let things = Things::find().await;
    let evil: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "http://127.0.0.1:8081")],
        &[("origin", "null")],
    ];
    for route in routes::all().table().iter().filter(|route| route.method == "POST") {
        let asked = things.ask(route, Whose::Own).expect("every POST can be asked for one's own");
        let mut visit = Visit::start(asking::somebody_allowed(route), asked.is_late).await;
        let mut right = visit.token.clone();
        let [other, mut visitor] = [visit.token_of("coordinator@demo").await, visit.token_of("").await];
        assert!(other != right && visitor != right, "each sign-in has a token of its own");
        if asked.is_open {
            std::mem::swap(&mut right, &mut visitor);
        }
        let tokens = ["", "0", &other, &visitor];
        let mut refused: Vec<(&str, &[(&str, &str)])> = tokens.map(|token| (token, &[][..])).into();
        refused.extend(evil.map(|headers| (right.as_str(), headers)));
        for (token, headers) in refused {
            visit.token = token.to_owned();
            let page = visit.send_with(Method::POST, &asked, headers).await;
            let about = format!("{} with {token:?} {headers:?}", asked.address);
            assert_eq!(page.status.as_u16(), 403, "{about}");
            assert!(page.has("main h1") && page.text().len() > 40, "{about}: {}", page.text());
            assert_eq!(rows::difference(&visit.rows, &rows::all(&visit.database)), Vec::<String>::new(), "{about}");
        }
        visit.token = right;
        let ours = [("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")];
        let page = visit.send_with(Method::POST, &asked, &ours).await;
        assert_eq!(word(&page), "ok", "the same with our own token is taken: {}", asked.address);
    }
}
