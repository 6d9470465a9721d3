//! Whether the time of an answer tells who is there: Welch's t over answers that were asked for in a random order, known and
//! unknown. What another organisation has is measured on every route in tests/it/timing.rs.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use aantafel::clock::Clock;
use aantafel::config::Config;
use aantafel::domain::password;
use aantafel::seed;
use aantafel::store::{self, Address, Database};
use aantafel::web::App;
use aantafel::web::server::ClientAddress;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{Table, millis};

/// Answers of each kind.
const SAMPLES: usize = 500;
/// Beyond this a difference is more than chance (ISO 17825).
const MOST_T: f64 = 4.5;
const PASSWORD: &str = "een lange zin om te meten";

pub async fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let planner = Planner::open(&folder.path().join("timing.db")).await;
    let wrong = |email: &'static str| Asked::form("/desk/aanmelden", &[("email", email), ("password", "verkeerd")]);

    let [known, unknown] = [wrong("werker@demo"), wrong("niemand@demo")];
    let alike = planner.compare(&known, &unknown, Turns::Elsewhere).await;
    // After ten tries no password is tried any more: that is what a rule would save that knows nobody of that name.
    let [tried, spent] = [wrong("werker@demo"), wrong("gauw@demo")];
    for _ in 0..11 {
        planner.time(&spent, 0).await;
    }
    let seen = planner.compare(&tried, &spent, Turns::FirstElsewhere).await;
    table.row(
        "signing in, wrong password: known and unknown account",
        alike.said(),
        format!("t below {MOST_T}; were the password of one not tried: {}", seen.said()),
        alike.verdict(),
    );

    let ask = |email: &'static str| Asked::form("/nl/in/link", &[("link_email", email)]);
    let alike = planner.compare(&ask("werker@demo"), &ask("niemand@demo"), Turns::HourLater).await;
    table.row(
        "asking for a link that signs in: known and unknown address",
        alike.said(),
        format!("t below {MOST_T}"),
        alike.verdict(),
    );

    let behind = |email: &'static str| Asked { then: Some("daarna@demo"), ..ask(email) };
    let alike = planner.compare(&behind("werker@demo"), &behind("niemand@demo"), Turns::HourLater).await;
    // Were something written for the known address alone, it would be in the way of what is asked next.
    let writing = Asked { writes: true, ..behind("niemand@demo") };
    let seen = planner.compare(&writing, &behind("niemand@demo"), Turns::HourLater).await;
    table.row(
        "the next request after asking for a link: known and unknown address",
        alike.said(),
        format!("t below {MOST_T}; were more written for one: {}", seen.said()),
        alike.verdict(),
    );
}

/// Where the requests of a comparison come from, so that no limit on tries is met.
#[derive(Clone, Copy, PartialEq)]
enum Turns {
    /// Each pair from a household of its own.
    Elsewhere,
    FirstElsewhere,
    /// Each pair an hour after the one before.
    HourLater,
}

/// What is asked.
struct Asked {
    address: String,
    fields: Vec<(&'static str, &'static str)>,
    /// For whom a link is asked at once after it: then that answer is the one that is timed.
    then: Option<&'static str>,
    /// Whether something else is written between the two.
    writes: bool,
}

impl Asked {
    fn form(address: &str, fields: &[(&'static str, &'static str)]) -> Self {
        Self { address: address.to_owned(), fields: fields.to_vec(), then: None, writes: false }
    }
}

struct Planner {
    database: Database,
    clock: Clock,
    app: App,
}

impl Planner {
    async fn open(file: &std::path::Path) -> Self {
        let url = file.display().to_string();
        let database = Database::open(&Address::parse(&url)).expect("the database opens");
        let clock = Clock::still("2026-11-21T12:00:00Z".parse().expect("a moment"));
        seed::reference_tables(&database).expect("the tables load");
        seed::demo_world(&database, &clock, &password::hash(PASSWORD, [1; 16])).expect("the demo world loads");
        let config = Config::check("127.0.0.1:8080", &url, None, "", None, false).expect("settings");
        let app = App::open(database.clone(), clock.clone(), config).await.expect("the planner opens");
        Self { database, clock, app }
    }

    /// Asks both by turns, in a random order.
    async fn compare(&self, one: &Asked, other: &Asked, turns: Turns) -> Compared {
        let mut times = [Vec::new(), Vec::new()];
        for number in 0..SAMPLES {
            if turns == Turns::HourLater {
                self.clock.advance(chrono::Duration::minutes(61));
            }
            let household = u32::try_from(number).expect("few") + 1;
            let from = |is_one: bool| match turns {
                Turns::Elsewhere => household,
                Turns::FirstElsewhere if is_one => household,
                _ => 0,
            };
            let is_one_first = RandomState::new().build_hasher().finish().is_multiple_of(2);
            let order = [is_one_first, !is_one_first];
            for is_one in order {
                let asked = if is_one { one } else { other };
                times[usize::from(!is_one)].push(self.time(asked, from(is_one)).await.as_secs_f64());
                // What goes on after the answer is over before the next is asked.
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        }
        Compared::of(times)
    }

    /// From the request to the last byte of the answer.
    async fn time(&self, asked: &Asked, household: u32) -> Duration {
        let mut request = self.request(asked, household).await;
        if let Some(email) = asked.then {
            let next = self.request(&Asked::form(&asked.address, &[("link_email", email)]), household).await;
            self.send(std::mem::replace(&mut request, next)).await;
            if asked.writes {
                let database = self.database.clone();
                tokio::spawn(async move { database.write(store::revision::raise).await.expect("a write") });
            }
        }
        let began = Instant::now();
        let response = self.send(request).await;
        response.into_body().collect().await.expect("a body");
        began.elapsed()
    }

    async fn send(&self, request: Request<Body>) -> axum::response::Response {
        self.app.clone().into_router().oneshot(request).await.expect("an answer")
    }

    async fn request(&self, asked: &Asked, household: u32) -> Request<Body> {
        let from = ClientAddress(IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + household)));
        let request = Request::builder().uri(&asked.address).header(header::HOST, "127.0.0.1:8080").extension(from);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("form_token", &self.form_token().await).extend_pairs(&asked.fields);
        let request = request.method("POST").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(Body::from(body.finish())).expect("a request")
    }

    /// Of a visitor, as it stands on the sign-in page.
    async fn form_token(&self) -> String {
        let request = Request::builder().uri("/desk/aanmelden").header(header::HOST, "127.0.0.1:8080");
        let response = self.send(request.body(Body::empty()).expect("a request")).await;
        let page = response.into_body().collect().await.expect("a body").to_bytes();
        let page = String::from_utf8_lossy(&page).into_owned();
        let at = page.find("name=\"form_token\" value=\"").expect("a form") + "name=\"form_token\" value=\"".len();
        page[at..].split('"').next().expect("a token").to_owned()
    }
}

struct Compared {
    means: [f64; 2],
    t: f64,
}

impl Compared {
    /// Without the slowest tenth of all, which tells of the machine and not of the planner.
    #[expect(clippy::cast_precision_loss, reason = "a statistic of few samples")]
    fn of(times: [Vec<f64>; 2]) -> Self {
        let mut all = times.concat();
        all.sort_by(f64::total_cmp);
        let slowest = all[all.len() * 9 / 10];
        let [one, other] = times.map(|times| {
            let kept: Vec<f64> = times.into_iter().filter(|time| *time < slowest).collect();
            let number = kept.len().max(2) as f64;
            let mean = kept.iter().sum::<f64>() / number;
            let variance = kept.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (number - 1.0);
            (mean, variance / number)
        });
        Self { means: [one.0, other.0], t: (one.0 - other.0) / (one.1 + other.1).sqrt() }
    }

    fn said(&self) -> String {
        let [one, other] = self.means.map(|mean| millis(Duration::from_secs_f64(mean)));
        format!("{one} and {other}, t = {:.1}", self.t)
    }

    fn verdict(&self) -> String {
        if self.t.abs() < MOST_T { "alike".to_owned() } else { "told apart".to_owned() }
    }
}
