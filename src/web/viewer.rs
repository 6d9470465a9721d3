//! Who is signed in: found by a cookie whose token is kept only as a hash.

use axum::http::Method;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use super::App;
use super::failure::Failure;
use super::token;
use crate::domain::account::Account;
use crate::domain::organisation::Organisation;
use crate::domain::permission::{self, Action, Relation};
use crate::domain::record::Actor;
use crate::language::Lang;
use crate::store::{self, Pen, Scope, sign_in::SignedIn};

/// The person at this browser.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub account: Account,
    pub organisation: Organisation,
    pub token_hash: String,
    /// What the queries ask for.
    pub scope: Scope,
    /// Proposals that wait for the organisation; the menu tells it. For who may not decide 0.
    pub proposals: i64,
    /// How many organisations wait for this coordinator's answer.
    pub applications: i64,
    /// The page that is asked for, to come back to; none for what was sent.
    pub asked: Option<String>,
}

impl Viewer {
    /// The living sign-in behind the request's cookie.
    pub async fn find(parts: &Parts, app: &App) -> Result<Option<Self>, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let Some(cookie) = jar.get(cookie_name(app)) else { return Ok(None) };
        let token_hash = token::hash(cookie.value());
        let now = app.clock.utc();
        let wanted = token_hash.clone();
        let found = app.database.read(move |db| {
            let Some(found) = store::sign_in::find(db, &wanted)? else { return Ok(None) };
            // Who may not decide is told nothing of them, not even how many there are.
            let decides = permission::may(found.account.role, Relation::Support, Action::DecideProposal);
            let proposals = if decides { store::proposal::waiting(db, &found.scope)? } else { 0 };
            Ok(Some((found, proposals)))
        });
        let Some((SignedIn { sign_in, account, organisation, scope, applications }, proposals)) =
            found.await?.filter(|(found, _)| found.sign_in.is_alive(now))
        else {
            return Ok(None);
        };
        if sign_in.is_worth_noting(now) {
            let seen = token_hash.clone();
            app.database.write(move |db| store::sign_in::note_seen(db, &seen, now)).await?;
        }
        // Forms send a blank as a plus; ours go on with what every address may hold.
        let asked = parts.uri.path_and_query().map(|asked| asked.as_str().replace('+', "%20"));
        let asked = asked.filter(|_| parts.method == Method::GET);
        Ok(Some(Self { account, organisation, token_hash, scope, proposals, applications, asked }))
    }

    /// Writes down what the viewer does.
    pub fn pen(&self, app: &App) -> Pen {
        let actor = Actor {
            account_id: Some(self.account.id.clone()),
            organisation_id: self.organisation.id.clone(),
            name: self.account.name.clone(),
        };
        Pen::new(actor, &app.clock)
    }

    pub fn language(&self) -> Lang {
        self.account.language()
    }

    /// The desk's: a host may read another.
    pub fn desk_language(&self) -> Lang {
        self.language().for_desk()
    }

    /// Whether the texts for professionals are theirs to read.
    pub fn may_read_professional_texts(&self) -> bool {
        permission::may(self.account.role, Relation::None, Action::ReadProfessionalTexts)
    }
}

/// The browser itself keeps a `__Host-` cookie to this host and to https. Over plain http such a cookie is not accepted;
/// that happens on a loopback address only, and there the cookie has another name.
pub fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() { "__Host-aantafel" } else { "aantafel-loopback" }
}

pub fn cookie(app: &App, token: String) -> Cookie<'static> {
    Cookie::build((cookie_name(app), token))
        .path("/")
        .http_only(true)
        .secure(app.config.is_https())
        .same_site(SameSite::Lax)
        .build()
}

/// The same, kept when the browser is closed.
pub fn lasting_cookie(app: &App, token: &str, lasts: chrono::Duration) -> Cookie<'static> {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let attributes = format!("HttpOnly; SameSite=Lax{secure}; Path=/; Max-Age={}", lasts.num_seconds());
    Cookie::parse(format!("{}={token}; {attributes}", cookie_name(app))).expect("a token in hexadecimal fits a cookie")
}
