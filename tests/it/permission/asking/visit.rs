//! Somebody at a browser (bezoek), in a world of their own, who asks and looks at what changed.

use super::*;

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
            database.write_now(|db| store::organisation::renew_feed(db, &id, &hash, now)).expect("a feed can be made");
        }
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
        let (_, visitors_token) = sign_in(&world, "").await;
        for (id, owner) in MESSAGES {
            crate::outbox::park(&world, id, owner);
        }
        let (browser, token) = sign_in(&world, email).await;
        let rows = rows::all(&database);
        Self { world, browser, database, token, visitors_token, rows }
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
