//! How long what is kept (bewaartermijnen): every table has a term or a reason, one job obeys it, and nothing stays behind.

mod last;

use std::collections::BTreeSet;

use aantafel::domain::account::Account;
use aantafel::domain::retention::{Kept, WITHOUT_TERM};
use aantafel::language::Language;
use aantafel::schema::account;
use aantafel::store::{self, Address};
use aantafel::web::clearing;
use axum::http::StatusCode;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::world::World;

/// A name that stands nowhere else.
const PLANTED: &str = "Zwaantje Quispelmoer";

fn overdue(world: &World) -> Vec<(Kept, i64)> {
    let moment = clearing::moment(&world.clock);
    let of = |kept: &Kept| {
        let rows = world.database().read_now(|db| store::retention::overdue(db, *kept, moment)).expect("rows");
        (*kept, rows)
    };
    Kept::ALL.iter().map(of).collect()
}

/// Something in every row of the table, with the planted name where a name can be.
fn plant(world: &World) {
    let wall = world.clock.wall();
    let meeting = world.meeting("werker@demo", |meeting| {
        !meeting.is_over(wall)
            && meeting.is_out()
            && meeting.agreements.iter().any(|yes| yes.is_given())
            && !meeting.people.is_empty()
    });
    let (id, support, now) = (meeting.head.id.to_string(), meeting.head.support_id.to_string(), world.clock.utc());
    let account = world.database().read_now(|db| store::account::find_by_email(db, "werker@demo")).expect("read");
    let account = account.expect("the worker").id.to_string();
    let statements = [
        format!("UPDATE meeting_person SET name = '{PLANTED}' WHERE meeting_id = '{id}'"),
        format!("UPDATE agreement SET spoke_with = '{PLANTED}' WHERE meeting_id = '{id}'"),
        format!("UPDATE meeting SET override_by = '{PLANTED}', override_because = 'kort' WHERE id = '{id}'"),
        format!(
            "INSERT INTO meeting_title (meeting_id, language, title, read_by) VALUES ('{id}', 'fr', 'Soiree', '{PLANTED}')"
        ),
        format!(
            "INSERT INTO reply (meeting_id, organisation_id, kind, text, replied_at) \
             VALUES ('{id}', '{support}', 'call_me', 'Vraag naar {PLANTED}', '{now}')"
        ),
        "INSERT INTO record (id, at, action, detail) VALUES ('r1', '2026-11-20 10:00:00', 'held', '')".to_owned(),
        format!("INSERT INTO record_name (record_id, name, at) VALUES ('r1', '{PLANTED}', '2026-11-20 10:00:00')"),
        format!("INSERT INTO attempt (subject, window_start, number) VALUES ('x', '{now}', 1)"),
        format!(
            "INSERT INTO sign_in (token_hash, account_id, created_at, seen_at, device) \
             VALUES ('s1', '{account}', '{now}', '{now}', 'Telefoon van {PLANTED}')"
        ),
        format!(
            "INSERT INTO sign_in_link (token_hash, account_id, purpose, created_at, expires_at) \
             VALUES ('l1', '{account}', 'asked', '{now}', '{now}')"
        ),
        format!(
            "INSERT INTO answer_link (token_hash, meeting_id, organisation_id, created_at, expires_at) \
             VALUES ('a1', '{id}', '{support}', '{now}', '{now}')"
        ),
        format!("INSERT INTO feed (token_hash, organisation_id, created_at) VALUES ('f1', '{support}', '{now}')"),
        format!("INSERT INTO submission (key, body_hash, target, created_at) VALUES ('k1', 'h', '/', '{now}')"),
        application("p1", "declined", &format!("'{now}'"), &now.to_string()),
        application("p2", "admitted", &format!("'{now}'"), &now.to_string()),
        application("p3", "waiting", "NULL", &now.to_string()),
        format!(
            "INSERT INTO message (id, kind, number, to_name, to_address, language, subject, text, html, message_id, \
             state, tries, due_at, created_at) VALUES ('m1', 'x', 1, '{PLANTED}', 'z@example.org', 'nl', 's', 't', 'h', \
             'm1', 'sent', 1, '{now}', '{now}')"
        ),
        format!(
            "INSERT INTO pack_link (meeting_id, token_hash, pin_hash, created_at) VALUES ('{id}', 't', 'p', '{now}')"
        ),
        format!(
            "INSERT INTO availability (id, organisation_id, account_id, municipality, venue, room, created_at) \
             VALUES ('v1', '{support}', '{account}', '', '', '', '{now}')"
        ),
        "INSERT INTO busy_time (availability_id, source, starts_at, ends_at) \
         VALUES ('v1', 'file', '2026-11-20 10:00:00', '2026-12-20 11:00:00')"
            .to_owned(),
        "INSERT INTO availability_window (id, availability_id, kind, first_day, last_day) \
         VALUES ('w1', 'v1', 'cannot', '2026-12-01', '2026-12-02')"
            .to_owned(),
    ];
    for statement in statements {
        let done = world.database().write_now(|db| Ok(db.batch_execute(&statement)?));
        done.unwrap_or_else(|cause| panic!("{statement}: {cause}"));
    }
}

fn application(id: &str, state: &str, decided_at: &str, now: &str) -> String {
    format!(
        "INSERT INTO application (id, version, state, name, name_key, province, municipality, languages, communities, \
         contact_name, contact_phone, contact_email, wish, language, created_at, decided_at) VALUES ('{id}', 1, '{state}', \
         'Kring', 'kring', '', '', '', '', '{PLANTED}', '', '', '', 'nl', '{now}', {decided_at})"
    )
}

#[test]
fn every_table_has_a_term_or_a_reason() {
    let schema = include_str!("../../src/schema.rs");
    let tables: BTreeSet<&str> = schema
        .split("diesel::table! {")
        .skip(1)
        .map(|table| table.trim_start().split([' ', '(']).next().expect("a table has a name"))
        .collect();
    let with_term: BTreeSet<&str> = Kept::ALL.iter().flat_map(|kept| kept.tables()).copied().collect();
    let without: BTreeSet<&str> = WITHOUT_TERM.iter().map(|(table, _)| *table).collect();
    let said: BTreeSet<&str> = &with_term | &without;
    assert_eq!(said, tables, "a new table gets a row in domain/retention.rs");
    assert_eq!(&with_term & &without, BTreeSet::new(), "one or the other");
    assert!(WITHOUT_TERM.iter().all(|(_, reason)| reason.len() > 3));
    for language in ["nl", "en"] {
        let d = Language::find(language).expect("a language of the desk").desk();
        for kept in Kept::ALL {
            for code in
                [kept.to_string(), format!("{kept}_why"), format!("{kept}_long"), kept.seen_by().code().to_owned()]
            {
                assert!(d.kept.by_code(&code).is_some(), "{language} says {code}");
            }
        }
    }
}

#[tokio::test]
async fn the_privacy_page_says_of_every_row_in_every_language_how_long() {
    let world = World::new();
    let mut browser = world.browser().await;
    // Arabic says two as one word.
    let twos = ["2", "يومان", "سنتان"];
    for language in Language::written() {
        browser.open(&format!("/{language}/privacy")).await;
        let rows: Vec<(String, String)> =
            browser.page.all("dl.facts dt").into_iter().zip(browser.page.all("dl.facts dd")).collect();
        assert_eq!(rows.len(), Kept::ALL.len() + 1, "{language}: every row, and the organisation itself");
        for (kept, (what, how_long)) in Kept::ALL.iter().zip(&rows) {
            let term = kept.term();
            assert!(what.len() > 5 && how_long.len() > 3, "{language} {kept}: {what}, {how_long}");
            // As the page may say it: in hours, in days or in whole years.
            let said = [term.num_hours(), term.num_days(), term.num_days() / 365].map(|number| number.to_string());
            let is_two = said.contains(&"2".to_owned()) && twos.iter().any(|two| how_long.contains(two));
            let numbers: Vec<&str> = how_long.split(|c: char| !c.is_ascii_digit()).collect();
            let is_said = term.is_zero() || is_two || said.iter().any(|number| numbers.contains(&number.as_str()));
            assert!(is_said, "{language} {kept}: {how_long} is not {said:?}");
        }
    }
}

#[tokio::test]
async fn the_job_takes_away_all_that_is_past_its_time_and_nothing_before() {
    let world = World::new();
    // The demo world has evenings of last year.
    clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
    plant(&world);
    let kept_before: Vec<_> = overdue(&world).into_iter().filter(|(_, rows)| *rows > 0).collect();
    assert!(kept_before.is_empty(), "what was planted just now is not late: {kept_before:?}");
    world.clock.advance(Duration::days(800));
    for (kept, rows) in overdue(&world) {
        assert!(rows > 0, "{kept} has something to take away");
    }
    let removed = clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
    assert!(removed >= i64::try_from(Kept::ALL.len()).expect("small"));
    for (kept, rows) in overdue(&world) {
        assert_eq!(rows, 0, "{kept} is past its time and still there");
    }
    assert_eq!(
        clearing::now_at_once(&world.database(), &world.clock).await.expect("again"),
        0,
        "and then nothing more"
    );
}

#[tokio::test]
async fn four_hundred_days_later_the_file_itself_holds_no_planted_name() {
    let world = World::new();
    plant(&world);
    let Address::Sqlite(path) = Address::parse(&world.url) else { return };
    let found = || {
        let read = |ending: &str| std::fs::read(format!("{}{ending}", path.display())).unwrap_or_default();
        let all = [read(""), read("-wal")].concat();
        all.windows(PLANTED.len()).filter(|part| *part == PLANTED.as_bytes()).count()
    };
    let database = world.database();
    assert!(found() > 5, "the names were there");
    world.clock.advance(Duration::days(600));
    clearing::now_at_once(&database, &world.clock).await.expect("it runs");
    assert_eq!(found(), 0, "in the file or its log");
}

#[tokio::test]
async fn of_two_instances_one_clears_each_hour() {
    let world = World::new();
    let (here, there) = (world.database(), world.database());
    for _ in 0..3 {
        let (one, other) = tokio::join!(clearing::if_due(&here, &world.clock), clearing::if_due(&there, &world.clock));
        let ran = [one.expect("here"), other.expect("there")];
        assert_eq!(ran.iter().filter(|ran| ran.is_some()).count(), 1, "{ran:?}");
        assert_eq!(clearing::if_due(&there, &world.clock).await.expect("there"), None, "not twice in an hour");
        world.clock.advance(Duration::minutes(61));
    }
}

/// The broken way: looking first and moving after. Both look before either moves, and both run.
#[test]
fn who_looks_first_and_moves_after_runs_twice() {
    let world = World::new();
    let (here, there) = (world.database(), world.database());
    let now = world.clock.utc();
    let is_due = |database: &store::Database| {
        database.read_now(|db| Ok(store::job::find(db, "x")?.is_none_or(|job| job.next_run <= now))).expect("read")
    };
    let looked = [is_due(&here), is_due(&there)];
    let took = [&here, &there].map(|database| {
        database.write_now(|db| store::job::take(db, "x", now, now + Duration::hours(1))).expect("write")
    });
    assert_eq!((looked, took), ([true, true], [true, false]));
}

#[tokio::test]
async fn an_account_that_nobody_used_for_two_years_is_nobody_any_more_and_one_in_use_stays() {
    let world = World::new();
    world.clock.advance(Duration::days(731));
    let used = "UPDATE account SET used_at = '2028-11-01 10:00:00' WHERE email = 'coordinator@demo'";
    world.database().write_now(|db| Ok(db.batch_execute(used)?)).expect("used");
    clearing::now_at_once(&world.database(), &world.clock).await.expect("it runs");
    let find = |email: &str| world.database().read_now(|db| store::account::find_by_email(db, email)).expect("read");
    assert!(find("werker@demo").is_none());
    let emptied = account::table.filter(account::name.eq(""));
    let nobody: Vec<Account> =
        world.database().read_now(|db| Ok(emptied.select(Account::as_select()).load(db)?)).expect("those that went");
    assert!(!nobody.is_empty());
    for row in nobody {
        assert_eq!((row.email.as_str(), row.email_key.as_str()), ("", row.id.as_str()));
        assert_eq!((row.password_hash, row.totp_secret, row.totp_confirmed_at), (None, None, None));
        assert_eq!((row.used_at, row.totp_step, row.wants_digest, row.is_active), (None, None, false, false));
    }
    assert_eq!(find("coordinator@demo").map(|account| account.is_active), Some(true));
}

#[tokio::test]
async fn a_coordinator_sees_when_it_ran_and_what_it_took_away_and_others_do_not() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let page = coordinator.open("/desk/opruimen").await;
    assert!(page.text().contains("Nog niet"), "{}", page.text());
    clearing::if_due(&world.database(), &world.clock).await.expect("it runs");
    let page = coordinator.open("/desk/opruimen").await;
    let text = page.text();
    // Twelve o'clock UTC is one o'clock on the wall.
    assert!(text.contains("zaterdag 21 november 2026, 13.00") && text.contains("14.00"), "{text}");
    assert_eq!(page.all("table.list tbody tr").len(), Kept::ALL.len());
    // In summer it still says what the clock showed then.
    world.clock.advance(Duration::days(200));
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let text = coordinator.open("/desk/opruimen").await.text();
    assert!(text.contains("zaterdag 21 november 2026, 13.00"), "{text}");
    for email in ["werker@demo", "gastvrouw@demo", "lezer@demo"] {
        let mut browser = world.signed_in(email).await;
        assert_eq!(browser.open("/desk/opruimen").await.status, StatusCode::NOT_FOUND, "{email}");
    }
}

#[test]
fn the_command_proves_what_it_says() {
    let world = World::new();
    plant(&world);
    let command = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_aantafel"));
        let output = command.args(arguments).env("DATABASE_URL", &world.url).output().expect("it runs");
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let old = "UPDATE record_name SET at = '2001-01-01 00:00:00'";
    world.database().write_now(|db| Ok(db.batch_execute(old)?)).expect("an old name");
    let (is_fine, said) = command(&["retention"]);
    assert!(!is_fine && said.contains("too old   1") && said.contains("record_name"), "{said}");
    let (is_fine, said) = command(&["retention", "--run"]);
    assert!(is_fine && said.contains("are gone") && !said.contains("too old   1"), "{said}");
}
