//! The link with which a host gets in (toegang van een partner): made or renewed by a worker, shown once, to send or print.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use crate::domain::account::{Account, AccountId};
use crate::domain::organisation::OrganisationId;
use crate::domain::record::{Deed, Note};
use crate::domain::sign_in_link::Purpose;
use crate::store;
use crate::web::App;
use crate::web::entry::new_link;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HandOverEntry};
use crate::web::handed::Handed;
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
        pen.write(db, None, &Note::with(Deed::LinkRenewed, &partner))?;
        let address = new_link(&making, db, &host.id, Purpose::Entry, Some(&by))?;
        Ok((host, address))
    });
    let (host, address) = made.await?;
    handed(&app, &viewer, host, address, Purpose::Entry, &back)
}

#[derive(Template)]
#[template(path = "entry/handed.html")]
struct Made {
    page: DeskPage,
    handed: Handed,
    back: String,
}

/// The page that shows a link once.
pub(super) fn handed(
    app: &App,
    viewer: &Viewer,
    account: Account,
    path: String,
    purpose: Purpose,
    back: &str,
) -> Result<Response, Failure> {
    let handed = Handed::new(app, account, &path, purpose);
    page::desk(&Made { page: DeskPage::of(app, viewer, ""), handed, back: back.to_owned() })
}
