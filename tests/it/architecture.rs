//! The house (design): floors, doors, names and templates, kept by reading the sources; planted faults must be found.

mod reading;
mod scopes;
mod templates;

use std::path::Path;

use reading::{Source, all_sources};

/// The floors. A file uses what lies on a lower floor, and its own room.
const FLOORS: [(&str, u8); 14] = [
    ("main", 4),
    ("command", 4),
    ("lib", 4),
    ("web", 3),
    ("seed", 3),
    ("mail", 3),
    ("fetch", 3),
    ("store", 2),
    ("documents", 2),
    ("domain", 1),
    ("language", 0),
    ("schema", 0),
    ("clock", 0),
    ("config", 0),
];

/// The doors: a crate, and the places that may use it.
const DOORS: [(&str, &[&str]); 32] = [
    ("axum", &["web", "main"]),
    ("axum_extra", &["web"]),
    ("askama", &["web"]),
    ("tower", &["web"]),
    ("tower_http", &["web"]),
    ("hyper", &["web", "fetch"]),
    ("hyper_util", &["web", "fetch"]),
    ("tokio_rustls", &["fetch"]),
    ("webpki_roots", &["fetch"]),
    ("hmac", &["web/token"]),
    ("diesel", &["schema", "domain", "store"]),
    ("diesel_migrations", &["store"]),
    ("scheduled_thread_pool", &["store"]),
    ("printpdf", &["documents/pdf"]),
    ("parley", &["documents/pdf"]),
    ("lopdf", &["documents/pdf"]),
    ("subsetter", &["documents/pdf"]),
    ("hayro", &["documents/raster"]),
    ("quick_xml", &["documents/exchange"]),
    ("png", &["documents/raster", "documents/logo"]),
    ("zune_jpeg", &["documents/logo"]),
    ("ical", &["documents/calendar"]),
    ("lettre", &["mail"]),
    ("toml", &["language", "seed"]),
    ("csv", &["seed", "documents/season"]),
    ("include_dir", &["seed", "language/phrases"]),
    ("argon2", &["domain/password"]),
    ("sunrise", &["domain/sunset"]),
    ("totp_rs", &["domain/second_step"]),
    ("getrandom", &["clock"]),
    ("clap", &["main"]),
    ("rpassword", &["main", "command"]),
];

/// In the domain diesel gives rows their shape; these ask something of a database.
const QUERIES: [&str; 12] = [
    "insert_into",
    "update",
    "delete",
    "select",
    "sql_query",
    "insert_or_ignore_into",
    "Connection",
    "RunQueryDsl",
    "PgConnection",
    "SqliteConnection",
    "MultiConnection",
    "r2d2",
];
const QUERY_METHODS: [&str; 6] = ["load", "execute", "get_result", "get_results", "batch_execute", "transaction"];

/// Words that say nothing, so that everything ends up behind them.
const EMPTY_WORDS: [&str; 12] =
    ["util", "utils", "helper", "helpers", "common", "manager", "service", "base", "data", "info", "handle", "process"];

/// Longer than a room should be, and still to be split: this list only gets shorter.
const LONG: [(&str, &str); 1] = [("src/schema.rs", "made by diesel from the migrations: one list of tables")];
const LONGEST: usize = 300;

/// The setting BASE_URL has its name from outside.
const NAMED_BY_OTHERS: [&str; 1] = ["is_base_url"];

fn floor(room: &str) -> u8 {
    let found = FLOORS.iter().find(|(name, _)| *name == room);
    found.unwrap_or_else(|| panic!("the room {room} has no floor: add it to FLOORS and to src/lib.rs")).1
}

/// What a file uses that lies above it or beside it.
fn wrong_floors(source: &Source) -> Vec<String> {
    let room = source.room();
    let is_wrong = |used: &&String| **used != room && floor(used) >= floor(&room);
    source
        .rooms_used()
        .iter()
        .filter(is_wrong)
        .map(|used| format!("{}: {room} may not use {used}", source.path))
        .collect()
}

/// The crates that a file uses though another place is their door.
fn wrong_doors(source: &Source) -> Vec<String> {
    let place = source.place();
    let may = |places: &[&str]| places.iter().any(|own| Path::new(&place).starts_with(own));
    let crates = source.crates_used();
    let wrong = DOORS.iter().filter(|(name, places)| crates.contains(*name) && !may(places));
    wrong.map(|(name, places)| format!("{}: {name} comes in by {places:?} only", source.path)).collect()
}

/// Where the domain asks something of a database.
fn domain_queries(source: &Source) -> Vec<String> {
    if source.room() != "domain" {
        return Vec::new();
    }
    let paths = source
        .paths
        .iter()
        .filter(|path| path[0] == "diesel" && path.iter().any(|part| QUERIES.contains(&part.as_str())));
    let methods = source.methods.iter().filter(|name| QUERY_METHODS.contains(&name.as_str()));
    paths
        .map(|path| path.join("::"))
        .chain(methods.cloned())
        .map(|found| format!("{}: {found} is a query", source.path))
        .collect()
}

fn empty_names(source: &Source) -> Vec<String> {
    let is_empty = |name: &&String| {
        !NAMED_BY_OTHERS.contains(&name.as_str())
            && reading::words(name).iter().any(|word| EMPTY_WORDS.contains(&word.as_str()))
    };
    source.names.iter().filter(is_empty).map(|name| format!("{}: {name} says nothing", source.path)).collect()
}

/// Handlers that are not one of the seven, or do not fit their method.
fn wrong_handlers(source: &Source) -> Vec<String> {
    let is_right = |method: &str, name: &str| match method {
        "get" => ["index", "show", "new", "edit"].contains(&name),
        _ => ["create", "update", "delete"].contains(&name),
    };
    let wrong =
        source.mounted.iter().filter(|(method, path)| !is_right(method, path.last().expect("a path has an end")));
    wrong.map(|(method, path)| format!("{}: {method} {} is none of the seven", source.path, path.join("::"))).collect()
}

fn all_wrong(check: fn(&Source) -> Vec<String>) -> Vec<String> {
    all_sources().iter().flat_map(check).collect()
}

#[test]
fn every_file_uses_lower_floors_only() {
    assert_eq!(all_wrong(wrong_floors), Vec::<String>::new());
}

#[test]
fn every_crate_comes_in_by_its_own_door() {
    assert_eq!(all_wrong(wrong_doors), Vec::<String>::new());
    let sources = all_sources();
    for (name, _) in DOORS {
        assert!(
            sources.iter().any(|source| source.crates_used().contains(name)),
            "{name} is used nowhere: take its door away"
        );
    }
}

#[test]
fn the_domain_asks_no_database() {
    assert_eq!(all_wrong(domain_queries), Vec::<String>::new());
}

#[test]
fn handlers_have_one_of_seven_names() {
    let sources = all_sources();
    // Routes are mounted in one room.
    let routes: Vec<&Source> = sources.iter().filter(|source| source.path.starts_with("src/web/routes")).collect();
    let read: usize = routes.iter().map(|source| source.mounted.len()).sum();
    assert_eq!(read, aantafel::web::routes::all().table().len(), "every mounted handler was read");
    assert_eq!(routes.into_iter().flat_map(wrong_handlers).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn no_name_is_a_drawer_for_everything() {
    assert_eq!(all_wrong(empty_names), Vec::<String>::new());
}

#[test]
fn what_is_planted_is_found() {
    let floors = [
        ("src/domain/meeting.rs", "use crate::store::Db;"),
        ("src/domain/meeting.rs", "fn f() { crate::clock::Clock::of_the_machine().now(); crate::web::paths::DESK; }"),
        ("src/domain/a/b.rs", "use super::super::super::store;"),
        ("src/domain/mod.rs", "mod tests { use super::super::store; }"),
        ("src/store/meeting.rs", "use crate::{domain::meeting, documents::pdf};"),
        ("src/documents/calendar/mod.rs", "fn f() { let _ = vec![crate::store::any()]; }"),
        ("src/seed/demo.rs", "pub use crate::web as speak;"),
        ("src/web/page.rs", "use crate::seed::*;"),
        ("src/clock.rs", "use super::config::Config;"),
        ("src/config.rs", "#[derive(crate::domain::X)] struct S;"),
    ];
    for (path, planted) in floors {
        assert!(!wrong_floors(&Source::read(path, planted)).is_empty(), "{path}: {planted}");
    }
    let doors = [
        ("src/domain/meeting.rs", "use axum::Router;"),
        ("src/store/meeting.rs", "fn f() { ::axum::Router::<()>::new(); }"),
        ("src/web/page.rs", "use {diesel::prelude::*, std::fmt};"),
        ("src/seed.rs", "#[derive(diesel::Queryable)] struct S;"),
        ("src/documents/handout/mod.rs", "fn f(_: lopdf::Document) {}"),
        ("src/web/desk/kit.rs", "fn f() { println!(\"{}\", toml::to_string(&1)); }"),
        ("src/documents/pdf/mod.rs", "use ical::parser;"),
    ];
    for (path, planted) in doors {
        assert!(!wrong_doors(&Source::read(path, planted)).is_empty(), "{path}: {planted}");
    }
    for planted in
        ["fn f(db: X) { meeting::table.load(db); }", "fn f() { diesel::insert_into(1); }", "use diesel::RunQueryDsl;"]
    {
        assert!(!domain_queries(&Source::read("src/domain/meeting.rs", planted)).is_empty(), "{planted}");
    }
    for planted in
        ["mod util {}", "struct MeetingManager;", "fn handle_form() {}", "trait DataService {}", "enum BaseInfo {}"]
    {
        assert!(!empty_names(&Source::read("src/web/x.rs", planted)).is_empty(), "{planted}");
    }
    for planted in [
        ".get::<A, _, _>(\"/x\", desk::x::home)",
        ".post::<A, _, _>(\"/x\", x::show)",
        ".get::<A, _, _>(\"/x\", x::create)",
    ] {
        let source = Source::read("src/web/routes.rs", &format!("fn all() {{ Routes::default(){planted}; }}"));
        assert_eq!((source.mounted.len(), wrong_handlers(&source).len()), (1, 1), "{planted}");
    }
    assert_eq!(Source::read("src/web/x.rs", "fn f() { None::<u8>.unwrap(); }").unwraps, 1);
    let right = "use crate::domain::X; fn f() { crate::store::y(); axum::Router::<()>::new(); }";
    let right = Source::read("src/web/x.rs", right);
    assert!(wrong_floors(&right).is_empty() && wrong_doors(&right).is_empty() && empty_names(&right).is_empty());
}

#[test]
fn every_file_opens_with_a_sentence_and_is_one_room() {
    let mut long = Vec::new();
    let sources = [all_sources(), &reading::sources_in("tests")].concat();
    for source in &sources {
        let first = source.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "{} opens with a sentence: {first:?}", source.path);
        // Its own tests, at the end, are another room already.
        let own = source.text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
        if own.lines().count() > LONGEST {
            long.push(source.path.as_str());
        }
    }
    let not_said: Vec<_> = long.iter().filter(|path| LONG.iter().all(|(known, _)| known != *path)).collect();
    assert!(not_said.is_empty(), "more than {LONGEST} lines is two rooms: {not_said:?}");
    let short: Vec<_> = LONG.iter().filter(|(path, _)| !long.contains(path)).collect();
    assert!(short.is_empty(), "no longer long, so take them off the list: {short:?}");
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let wrong: Vec<_> = all_sources().iter().filter(|source| source.unwraps > 0).map(|source| &source.path).collect();
    assert!(wrong.is_empty(), "expect(\"why it cannot be\") says more: {wrong:?}");
}
