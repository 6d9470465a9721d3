//! One's own organisation, and the secret address of its calendar.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::language::day_and_month;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeDesk};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct Show {
    page: DeskPage,
    viewer: Viewer,
    languages: String,
    region: String,
    feed_since: Option<String>,
    /// Shown once: only its hash is kept.
    feed_address: Option<String>,
    may_change: bool,
}

pub async fn show(allowed: Allowed<SeeDesk>, State(app): State<App>) -> Result<Response, Failure> {
    page_of(&app, allowed.into_proof(), None).await
}

/// `feed_address` is the new secret address of its calendar.
pub(super) async fn page_of(app: &App, viewer: Viewer, feed_address: Option<String>) -> Result<Response, Failure> {
    let page = DeskPage::of(app, &viewer, "organisation");
    let id = viewer.organisation.id.clone();
    let since = app.database.read(move |db| store::organisation::feed_since(db, &id)).await?;
    let language = page.language;
    let may_change = crate::domain::permission::may(
        viewer.account.role,
        crate::domain::permission::Relation::None,
        crate::domain::permission::Action::ChangeOrganisation,
    );
    page::desk(&Show {
        languages: viewer.organisation.languages().iter().map(|spoken| spoken.own_name).collect::<Vec<_>>().join(", "),
        region: page.d.region.by_code(viewer.organisation.region.code()).map_or_else(String::new, ToString::to_string),
        feed_since: since.map(|since| day_and_month(language, since.date())),
        feed_address,
        may_change,
        viewer,
        page,
    })
}
