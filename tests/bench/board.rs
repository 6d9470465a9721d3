//! The board and the search beside ten thousand evenings and five hundred organisations: processor time of one answer.

use aantafel::clock::Clock;
use aantafel::config::Config;
use aantafel::domain::account::SignIn;
use aantafel::seed;
use aantafel::store::{self, Address, Database, Db};
use aantafel::web::{App, token};
use axum::body::Body;
use axum::http::Request;
use diesel::connection::SimpleConnection;
use http_body_util::BodyExt;
use std::time::Duration;
use tower::ServiceExt;

use super::{Table, cpu, millis};

const EVENINGS: usize = 10_000;
const ORGANISATIONS: usize = 500;
const MOST: f64 = 50.0;
const TOKEN: &str = "bench";

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = folder.path().join("board.db").display().to_string();
    let database = Database::open(&Address::parse(&url)).expect("the database opens");
    seed::reference_tables(&database).expect("the tables load");
    seed::demo_world(&database, &Clock::of_the_machine(), "-").expect("the demo world loads");
    fill(&database);
    let partner = sign_in(&database);
    let config = Config::check("127.0.0.1:8080", &url, None, "", None, false).expect("settings");
    let app = App::open(database, Clock::of_the_machine(), config).await.expect("the planner opens");
    // All evenings are one's own; then those of one in twenty organisations that share the planner.
    for (what, path) in [
        ("the board", "/desk/bord".to_owned()),
        ("the search for evenings", format!("/desk/avonden?partner={partner}")),
    ] {
        row(table, &format!("{what}: 10,000 evenings of one's own, 500 organisations: CPU"), &app, &path).await;
    }
    app.write(|db| {
        execute(
            db,
            "UPDATE meeting SET support_id = (SELECT id FROM organisation WHERE kind = 'parenting_support' \
             AND id <> meeting.support_id ORDER BY id LIMIT 1) WHERE id LIKE 'bench-%' AND substr(id, -1) <> '0'",
        );
        Ok(())
    })
    .await
    .expect("most evenings are another's");
    row(table, "the board: 1,000 of the 10,000 evenings are one's own: CPU", &app, "/desk/bord").await;
}

async fn row(table: &mut Table, what: &str, app: &App, path: &str) {
    let ours = asked(app, path, 30).await;
    let share = ours.as_secs_f64() * 1000.0 / MOST;
    table.row(what, millis(ours), format!("at most {MOST} ms"), format!("{share:.2} of it"));
}

/// Organisations that the first one let in, and copies of one of its evenings over a year, spread over them.
fn fill(database: &Database) {
    let done = database.write_now(|db| {
        execute(
            db,
            "CREATE TEMP TABLE guest AS SELECT * FROM organisation WHERE kind = 'self_organisation' LIMIT 1; \
             CREATE TEMP TABLE pattern AS SELECT * FROM meeting WHERE state = 'published' LIMIT 1",
        );
        for one in 0..ORGANISATIONS {
            let region = ["noord", "midden", "zuid"][one % 3];
            let id = guest(one);
            execute(
                db,
                &format!(
                    "UPDATE guest SET id = '{id}', name = 'Kring {one}', name_key = 'kring {one}', region = '{region}', \
                     municipality = 'Plaats {:02}', admitted_by = (SELECT support_id FROM pattern); \
                     INSERT INTO organisation SELECT * FROM guest",
                    one % 60
                ),
            );
        }
        for one in 0..EVENINGS {
            let region = ["noord", "midden", "zuid"][one % 3];
            let at = |minutes: usize| format!("datetime('now', '+{} days', '+{minutes} minutes')", 1 + one % 230);
            execute(
                db,
                &format!(
                    "UPDATE pattern SET id = 'bench-{one}', code = 'b{one}', secret = 's{one}', room_key = 'r{one}', \
                     host_id = '{}', region = '{region}', municipality = 'Plaats {:02}', starts_at = {}, ends_at = {}; \
                     INSERT INTO meeting SELECT * FROM pattern",
                    guest(one % ORGANISATIONS),
                    one % 60,
                    at(one % 1440),
                    at(one % 1440 + 120),
                ),
            );
        }
        Ok(())
    });
    done.expect("the evenings are written");
}

fn guest(number: usize) -> String {
    format!("01990000-0000-7000-8000-{number:012x}")
}

/// Somebody of the organisation whose evenings these are; answers with a partner.
fn sign_in(database: &Database) -> String {
    let done = database.write_now(|db| {
        let account = store::account::find_by_email(db, "werker@demo")?.expect("the demo world has a worker");
        let now = Clock::of_the_machine().utc();
        let row = SignIn {
            token_hash: token::hash(TOKEN),
            account_id: account.id,
            created_at: now,
            seen_at: now,
            device: String::new(),
        };
        store::sign_in::put(db, &row)?;
        let own = format!("UPDATE meeting SET support_id = '{}' WHERE id LIKE 'bench-%'", account.organisation_id);
        execute(db, &own);
        let partners =
            format!("UPDATE organisation SET admitted_by = '{}' WHERE name LIKE 'Kring %'", account.organisation_id);
        execute(db, &partners);
        Ok(())
    });
    done.expect("somebody is signed in");
    guest(0)
}

fn execute(db: &mut Db, statements: &str) {
    db.batch_execute(statements).expect("the statement is right");
}

async fn asked(app: &App, path: &str, calls: u32) -> Duration {
    let router = app.clone().into_router();
    for _ in 0..3 {
        ask(&router, path).await;
    }
    let before = cpu();
    for _ in 0..calls {
        ask(&router, path).await;
    }
    (cpu() - before) / calls
}

async fn ask(router: &axum::Router, path: &str) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:8080");
    let request = request.header("cookie", format!("aantafel-loopback={TOKEN}")).body(Body::empty());
    let response = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    response.into_body().collect().await.expect("a body");
}
