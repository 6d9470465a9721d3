//! The link with which a host gets in (toegang van een partner): made or renewed by a worker, shown once, to send or print.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::clock;
use crate::domain::account::{Account, AccountId};
use crate::domain::organisation::OrganisationId;
use crate::domain::record::{Deed, Note};
use crate::domain::sign_in_link::Purpose;
use crate::language::{Lang, Language, Phrases, date_in_words};
use crate::store;
use crate::web::App;
use crate::web::entry::new_link;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HandOverEntry};
use crate::web::handout::drawing;
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;

#[derive(Template)]
#[template(path = "entry/hosts.html")]
struct Show {
    page: DeskPage,
    organisation_id: OrganisationId,
    name: String,
    hosts: Vec<Account>,
}

/// `/desk/partners/{id}/toegang`: who of this self-organisation can get a link.
pub async fn show(
    allowed: Allowed<HandOverEntry>,
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let organisation_id: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let (scope, partner) = (allowed.scope.clone(), organisation_id.clone());
    let found = app.database.read(move |db| {
        let hosts = store::colleague::hosts_of_partner(db, &scope, &partner)?;
        Ok((store::organisation::find(db, &partner)?.name, hosts))
    });
    let (name, hosts) = found.await?;
    page::desk(&Show { page: DeskPage::of(&app, &allowed, "organisation"), organisation_id, name, hosts })
}

pub async fn create(
    allowed: Allowed<HandOverEntry>,
    State(app): State<App>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let partner: OrganisationId = id.parse().map_err(|_| Failure::NotFound)?;
    let account: AccountId = form.typed("account").parse().map_err(|_| Failure::NotFound)?;
    let (scope, pen, making, by) = (viewer.scope.clone(), viewer.pen(&app), app.clone(), viewer.account.id.clone());
    let back = format!("/desk/partners/{partner}/toegang");
    let made = app.database.write(move |db| {
        let hosts = store::colleague::hosts_of_partner(db, &scope, &partner)?;
        let host = hosts.into_iter().find(|host| host.id == account).ok_or(store::Error::NotFound)?;
        pen.write(db, None, &Note::of(Deed::LinkRenewed))?;
        let address = new_link(&making, db, &host.id, Purpose::Entry, Some(&by))?;
        Ok((host, address))
    });
    let (host, address) = made.await?;
    Handed::new(&app, &viewer, host, address, Purpose::Entry).page(&back)
}

/// A link as it is handed over: a text to send on, a code to hold a phone to, a letter to print.
#[derive(Template)]
#[template(path = "entry/handed.html")]
pub struct Handed {
    page: DeskPage,
    name: String,
    /// Of whom gets it.
    language: Lang,
    t: &'static Phrases,
    address: String,
    message: String,
    qr: Option<drawing::Code>,
    until: String,
    dutch_until: String,
    is_dutch: bool,
    back: String,
}

const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

impl Handed {
    pub fn new(app: &App, viewer: &Viewer, account: Account, path: String, purpose: Purpose) -> Self {
        let (language, t) = (account.language(), account.language().phrases());
        let address = format!("{}{path}", app.config.base_url);
        let until = clock::wall_of(app.clock.utc() + purpose.lasts()).date();
        Self {
            page: DeskPage::of(app, viewer, ""),
            // On a line of its own, and bare: a mark of direction behind it would be taken for a part of the address.
            message: t.entry.message.with(&[("name", &account.name), ("link", &address)]).replace(ISOLATES, ""),
            qr: drawing::code(&address),
            until: date_in_words(language, until),
            dutch_until: date_in_words(Language::dutch(), until),
            is_dutch: language.is_dutch(),
            name: account.name,
            language,
            t,
            address,
            back: String::new(),
        }
    }

    /// The letter stands in Dutch too, for who reads along.
    fn dutch(&self) -> &'static Phrases {
        Language::dutch().phrases()
    }

    pub fn page(self, back: &str) -> Result<Response, Failure> {
        page::desk(&Self { back: back.to_owned(), ..self })
    }
}
