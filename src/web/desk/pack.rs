//! Making the facilitator's folder (map): its link and digits are shown once, only their hashes are kept.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::domain::pack::{self, PackLink};
use crate::language::{Lang, Language};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, ChangeMeeting};
use crate::web::page::{self, DeskPage};
use crate::web::password::hashed;
use crate::web::{App, paths, token};

#[derive(Template)]
#[template(path = "pack/made.html")]
struct Made {
    page: DeskPage,
    title: String,
    back: String,
    links: Vec<(Lang, String)>,
    pin: String,
}

pub async fn create(allowed: Allowed<ChangeMeeting>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let page = DeskPage::of(&app, &owned.viewer, "meetings");
    if !pack::is_open(&owned.meeting, app.clock.wall()) {
        return meeting::refuse(&app, owned, form, "action", &page.d.pack.over).await;
    }
    let token = token::hex(&app.clock.chance::<16>());
    let pin = pack::new_pin(app.clock.chance());
    let row = PackLink {
        meeting_id: owned.meeting.head.id.clone(),
        token_hash: token::hash(&token),
        pin_hash: hashed(&app, pin.clone()).await?,
        created_by: Some(owned.viewer.account.id.to_string()),
        created_at: app.clock.utc(),
    };
    let (scope, pen) = (owned.viewer.scope.clone(), owned.viewer.pen(&app));
    app.write(move |db| store::pack::renew(db, &scope, &row, &pen)).await?;
    let address = |language| format!("{}{}", app.config.base_url, paths::pack(language, &token));
    page::desk(&Made {
        title: owned.meeting.plan.working_title.clone(),
        back: paths::meeting(&owned.meeting.head.id),
        links: Language::written().map(|language| (language, address(language))).collect(),
        pin,
        page,
    })
}
