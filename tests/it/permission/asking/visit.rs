//! Somebody at a browser (bezoek), in a world of their own, who asks and looks at what changed.

use aantafel::domain::feed::Holder;
use aantafel::store::colleague::{self, Change};

use super::*;
use crate::world::PASSWORD;

/// Who leads an organisation when the one who did is switched off.
const ANOTHER: &str = "01990000-0000-7000-8000-0000000000cc";

/// Why a browser has no sign-in that is alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Never,
    Idle,
    Absolute,
    Elsewhere,
    SwitchedOff,
}

impl Ended {
    pub const ALL: [Self; 5] = [Self::Never, Self::Idle, Self::Absolute, Self::Elsewhere, Self::SwitchedOff];
}

/// Somebody at a browser, in a world of their own.
pub struct Visit {
    world: World,
    browser: Browser,
    pub database: Database,
    pub token: String,
    /// Of a form that anybody may send.
    pub visitors_token: String,
    /// All rows as they were when the visit began.
    pub rows: Vec<String>,
}

impl Visit {
    /// Without an email nobody is signed in. `is_late` is when this summer's evenings are over.
    pub async fn start(email: &str, is_late: bool) -> Self {
        let world = World::new();
        if is_late {
            world.clock.advance(chrono::Duration::days(300));
        }
        let database = world.database();
        for (owner, token) in FEEDS {
            let (id, hash, now) = (world.organisation_of(owner), token::hash(token), world.clock.utc());
            // Asked for today: then nothing is noted when somebody asks.
            let made = database.write_now(|db| {
                store::feed::renew(db, &Holder::organisation(&id), &hash, now)?;
                store::feed::note_used(db, &hash, world.clock.today())
            });
            made.expect("a feed can be made");
        }
        crate::kit_version::drafts(&world);
        for (id, host, support) in PROPOSALS {
            crate::proposal::offer(&world, id, host, support);
        }
        let host = world.account_of("gastvrouw@demo");
        let link = SignInLink::new(token::hash(LINK[0]), host.id, Purpose::Asked, None, world.clock.utc());
        database.write_now(|db| store::sign_in_link::put(db, &link)).expect("a link can be kept");
        for (id, of) in COLLEAGUES.into_iter().zip([email, "werker.groningen@demo"]) {
            if !of.is_empty() {
                let (id, organisation) = (id.parse().expect("an identifier"), world.organisation_of(of));
                let name = "Een collega".to_owned();
                let row = Account::new(id, organisation, Role::Reader, name, String::new(), world.clock.utc());
                database.write_now(|db| store::account::put(db, &row)).expect("an account can be kept");
            }
        }
        let evening = world.meeting("gastvrouw@demo", |meeting| meeting.head.state == State::Draft);
        crate::answer::hand_out(&world, &evening, LINK[0]);
        crate::join::applications(&world, &APPLICATIONS);
        crate::partner::partner_of_both(&world, PARTNER, ["werker@demo", "gastvrouw@demo"]);
        crate::partner::let_in(&world, GUEST, "werker@demo");
        crate::logo::give_at(&world, "werker@demo", LOGO.trim_end_matches(".png"));
        for (id, owner, window) in [ROOMS[0], ROOMS[1], HOST_ROOM] {
            crate::availability::room(&world, id, owner, window);
        }
        let (_, visitors_token) = sign_in(&world, "").await;
        for (id, owner) in MESSAGES {
            crate::outbox::park(&world, id, owner);
        }
        let (browser, token) = sign_in(&world, email).await;
        let rows = rows::all(&database);
        Self { world, browser, database, token, visitors_token, rows }
    }

    /// Ends the sign-in of this browser; its cookie stays where it is.
    pub async fn end(&mut self, email: &str, how: Ended) {
        let signed_in = self.browser.cookies().values().next().map(|cookie| token::hash(cookie));
        let hash = signed_in.expect("somebody is signed in");
        match how {
            Ended::Never => self.leave().await,
            Ended::Idle => self.world.clock.advance(chrono::Duration::hours(3)),
            Ended::Absolute => {
                for _ in 0..5 {
                    assert_eq!(self.browser.open("/desk").await.status, 200, "{email} is still there");
                    self.world.clock.advance(chrono::Duration::minutes(145));
                }
            }
            Ended::Elsewhere => self.database.write_now(|db| store::sign_in::end(db, &hash)).expect("it ends"),
            Ended::SwitchedOff => {
                let (off, scope) = (self.world.account_of(email), self.world.scope_of(email));
                let (id, now) = (ANOTHER.parse().expect("an identifier"), self.world.clock.utc());
                let mut other =
                    Account::new(id, off.organisation_id.clone(), off.role, String::new(), String::new(), now);
                other.used_at = Some(now);
                let change = |db: &mut store::Db| {
                    // The last who leads an organisation stays.
                    store::account::put(db, &other)?;
                    colleague::change(db, &scope, &off.id, off.version, Change::SwitchOff)
                };
                let done = self.database.write_now(change).expect("an account can be switched off");
                assert_eq!(done, colleague::Done::Kept, "{email} is switched off");
            }
        }
        self.rows = rows::all(&self.database);
    }

    /// Another browser, that was never here.
    pub async fn leave(&mut self) {
        self.browser = self.world.browser().await;
    }

    /// Goes where this leads, and signs in there.
    pub async fn sign_in_at(&mut self, way_in: &str, email: &str) -> Page {
        let form = self.browser.open(way_in).await.form("Meld aan");
        self.browser.send(form.set("email", email).set("password", PASSWORD)).await.clone()
    }

    /// Puts something around the planner.
    pub fn route_through(&mut self, around: impl FnOnce(axum::Router) -> axum::Router) {
        self.browser.route_through(around);
    }

    /// Where its database is.
    pub fn url(&self) -> &str {
        &self.world.url
    }

    /// The form token of somebody else in the same world, who then is there too.
    pub async fn token_of(&mut self, email: &str) -> String {
        let (_, token) = sign_in(&self.world, email).await;
        self.rows = rows::all(&self.database);
        token
    }

    pub async fn send(&mut self, asked: &Asked) -> Page {
        let signed_in = self.token.clone();
        if asked.is_open {
            self.token = self.visitors_token.clone();
        }
        let page = self.send_with(asked.method.clone(), asked, &[]).await;
        self.token = signed_in;
        page
    }

    /// Sends and stays, whatever it says.
    pub async fn send_with(&mut self, method: Method, asked: &Asked, headers: &[(&str, &str)]) -> Page {
        let is_of_time =
            ["/desk/beschikbaarheid/", "/nl/wij/tijden/"].iter().any(|begin| asked.address.starts_with(begin));
        if is_of_time && asked.address.ends_with("/bestand") {
            let fields = [vec![("form_token".to_owned(), self.token.clone())], asked.fields.clone()].concat();
            let form = crate::browser::Form { action: asked.address.clone(), fields };
            let file = crate::availability::ics("DTSTART:20270601T170000Z\nDURATION:PT2H");
            let files: [(&str, &str, &[u8]); 1] = [("calendar", "agenda.ics", file.as_bytes())];
            return self.browser.post_files_with(&form, &files, headers).await.clone();
        }
        let body = (method == Method::POST).then(|| {
            let mut body = form_urlencoded::Serializer::new(String::new());
            body.append_pair("form_token", &self.token).extend_pairs(&asked.fields);
            body.finish()
        });
        self.browser.request(method, &asked.address, body, headers).await.clone()
    }
}

async fn sign_in(world: &World, email: &str) -> (Browser, String) {
    let mut browser = world.browser().await;
    if email.is_empty() {
        browser.open("/desk/aanmelden").await;
    } else {
        browser.sign_in(email).await;
    }
    let button = if email.is_empty() { "Meld aan" } else { "Afmelden" };
    let token = browser.page.form(button).value("form_token").to_owned();
    (browser, token)
}
