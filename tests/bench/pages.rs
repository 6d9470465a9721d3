//! Pages and feeds: the public page beside a bare axum answer, the agenda with few and many meetings, the feed cached and not.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use aantafel::clock::Clock;
use aantafel::config::Config;
use aantafel::seed;
use aantafel::store::{Address, Database, Db};
use aantafel::web::App;
use aantafel::web::server::{self, Limits, TrustedProxies};
use axum::body::{Body, Bytes};
use axum::http::Request;
use axum::response::IntoResponse;
use diesel::connection::SimpleConnection;
use http_body_util::BodyExt;
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::load::requests_per_second;
use super::{Table, cpu, millis, times};

pub const CONNECTIONS: usize = 32;
pub const ROUND: Duration = Duration::from_secs(3);

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let small = World::new(&folder.path().join("small.db"));
    let app = small.app().await;
    let agenda = get(&app, "/nl/").await;
    let text = String::from_utf8_lossy(&agenda).into_owned();
    let at = text.find("/nl/m/").expect("a meeting on the agenda");
    let meeting = text[at..at + "/nl/m/".len() + 6].to_owned();

    let page = get(&app, &meeting).await;
    let ours = serve(app.clone().into_router()).await;
    let bare = serve(bare_axum(page.clone())).await;
    let mut rates = (Vec::new(), Vec::new());
    for _ in 0..3 {
        rates.0.push(requests_per_second(ours, &meeting, CONNECTIONS, ROUND).await);
        rates.1.push(requests_per_second(bare, "/", CONNECTIONS, ROUND).await);
    }
    let (ours, bare) = (middle(rates.0), middle(rates.1));
    table.row(
        "meeting page, 32 connections",
        format!("{ours:.0} requests/s"),
        format!("bare axum, same {} bytes: {bare:.0} requests/s", page.len()),
        times(ours, bare),
    );
    other_instance(table, &small, &app, &meeting).await;

    let large = World::new(&folder.path().join("large.db"));
    small.fill(100);
    large.fill(100_000);
    let (few, many) = (small.app().await, large.app().await);
    for (what, path) in
        [("agenda page", "/nl/"), ("agenda page of one place and language", "/nl/?gemeente=Utrecht&taal=ti")]
    {
        let (fast, slow) = (uncached(&few, path, 200).await, uncached(&many, path, 200).await);
        table.row(
            &format!("{what}, 100,000 meetings, uncached: CPU"),
            millis(slow),
            format!("with 100 meetings: {}", millis(fast)),
            times(slow.as_secs_f64(), fast.as_secs_f64()),
        );
    }
    let thousand = World::new(&folder.path().join("thousand.db"));
    thousand.fill(1_000);
    let app = thousand.app().await;
    let feed = get(&app, "/nl/agenda.ics").await;
    let made = uncached(&app, "/nl/agenda.ics", 30).await;
    let kept = cached(&app, "/nl/agenda.ics", 2_000).await;
    table.row(
        &format!("agenda feed of 1,000 meetings ({} kB), uncached: CPU", feed.len() / 1000),
        millis(made),
        format!("cached: {}", millis(kept)),
        times(made.as_secs_f64(), kept.as_secs_f64()),
    );
}

/// How long until an edit on one instance shows on the other.
async fn other_instance(table: &mut Table, world: &World, app: &App, meeting: &str) {
    let other = world.app().await;
    tokio::spawn(aantafel::web::keep_looking_around(other.clone()));
    get(&other, meeting).await;
    let mut longest = Duration::ZERO;
    for number in 0..5 {
        tokio::time::sleep(Duration::from_millis(137 * number)).await;
        let venue = format!("Zaal {number}");
        let written = venue.clone();
        let changed = app.write(move |db| {
            let change = format!(
                "UPDATE meeting SET venue = '{written}'; UPDATE revision SET number = number + 1 WHERE name = 'public'"
            );
            execute(db, &change);
            Ok(())
        });
        changed.await.expect("the edit is written");
        let began = Instant::now();
        while !String::from_utf8_lossy(&get(&other, meeting).await).contains(&venue) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        longest = longest.max(began.elapsed());
    }
    table.row(
        "an edit shows on another instance after",
        format!("{} at most", millis(longest)),
        "goal 1 s".to_owned(),
        "-".to_owned(),
    );
}

pub struct World {
    url: String,
}

impl World {
    pub fn new(file: &std::path::Path) -> Self {
        let world = Self { url: file.display().to_string() };
        let database = world.database();
        seed::reference_tables(&database).expect("the tables load");
        seed::demo_world(&database, &Clock::of_the_machine(), "-").expect("the demo world loads");
        world
    }

    fn database(&self) -> Database {
        Database::open(&Address::parse(&self.url)).expect("the database opens")
    }

    pub async fn app(&self) -> App {
        let config = Config::check("127.0.0.1:8080", &self.url, None, "", None, false).expect("settings");
        App::open(self.database(), Clock::of_the_machine(), config).await.expect("the planner opens")
    }

    /// Copies of one public meeting, spread over a year and over thirty places.
    pub fn fill(&self, number: usize) {
        let done = self.database().write_now(|db| {
            execute(db, "CREATE TEMP TABLE pattern AS SELECT * FROM meeting WHERE visibility = 'public' AND state = 'published' LIMIT 1");
            for one in 0..number {
                let place = if one % 40 == 0 { "Utrecht".to_owned() } else { format!("Plaats {:02}", one % 30) };
                let language = if one % 5 == 0 { ",ti,nl," } else { ",ar,nl," };
                execute(
                    db,
                    &format!(
                        "UPDATE pattern SET id = 'bench-{one}', code = 'b{one}', secret = 's{one}', room_key = 'r{one}', \
                         municipality = '{place}', languages = '{language}', \
                         starts_at = datetime('now', '+{} days', '+{} minutes'), ends_at = datetime('now', '+{} days', '+{} minutes'); \
                         INSERT INTO meeting SELECT * FROM pattern; \
                         INSERT INTO meeting_kit (meeting_id, position, slug) VALUES ('bench-{one}', 1, 'opvoeden-in-twee-culturen')",
                        1 + one % 365,
                        one % 1440,
                        1 + one % 365,
                        one % 1440 + 120,
                    ),
                );
            }
            Ok(())
        });
        done.expect("the meetings are written");
    }
}

fn execute(db: &mut Db, statements: &str) {
    db.batch_execute(statements).expect("the statement is right");
}

pub async fn get(app: &App, path: &str) -> Bytes {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:8080").body(Body::empty()).expect("a request");
    let response = app.clone().into_router().oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    response.into_body().collect().await.expect("a body").to_bytes()
}

/// Processor time of one answer that is made anew: a write before each makes everything kept forgotten.
pub async fn uncached(app: &App, path: &str, calls: u32) -> Duration {
    let router = app.clone().into_router();
    for _ in 0..5 {
        app.cache.forget();
        ask(&router, path).await;
    }
    let before = cpu();
    for _ in 0..calls {
        app.cache.forget();
        ask(&router, path).await;
    }
    (cpu() - before) / calls
}

async fn cached(app: &App, path: &str, calls: u32) -> Duration {
    let router = app.clone().into_router();
    ask(&router, path).await;
    let before = cpu();
    for _ in 0..calls {
        ask(&router, path).await;
    }
    (cpu() - before) / calls
}

async fn ask(router: &axum::Router, path: &str) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:8080").body(Body::empty()).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    response.into_body().collect().await.expect("a body");
}

pub async fn serve(router: axum::Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(server::serve(listener, router, Limits::default(), TrustedProxies::default(), std::future::pending()));
    address
}

/// What axum alone can do: the same bytes, no layers, its own accept loop.
#[expect(clippy::disallowed_methods, reason = "the yardstick has no guards")]
pub fn bare_axum(page: Bytes) -> axum::Router {
    axum::Router::new().route(
        "/",
        axum::routing::get(move || {
            let page = page.clone();
            async move { ([("content-type", "text/html; charset=utf-8")], page).into_response() }
        }),
    )
}

pub fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
