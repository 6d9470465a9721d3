//! The form of an organisation's logo (logo): looked at, drawn anew and kept, or refused beside the field; for desk and host alike.

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};

use super::failure::Failure;
use super::form::Form;
use super::viewer::Viewer;
use super::{App, heavy, paths, token};
use crate::documents::logo::{self, Drawn, LEAST_SIDE, MOST_SIDE, Refusal};
use crate::domain::logo::Logo;
use crate::domain::organisation::OrganisationId;
use crate::language::Phrases;
use crate::store;

/// A logo on a page.
pub struct Shown {
    pub address: String,
    pub width: i32,
    pub height: i32,
}

impl Shown {
    pub fn of(logo: &Logo) -> Self {
        Self { address: paths::logo(&logo.hash), width: logo.width, height: logo.height }
    }
}

/// The logo of the viewer's organisation.
pub async fn of(app: &App, viewer: &Viewer) -> Result<Option<Shown>, Failure> {
    let scope = viewer.scope.clone();
    let found = app.database.read(move |db| store::logo::of(db, &scope)).await?;
    Ok(found.as_ref().map(Shown::of))
}

/// Keeps what was sent, or says in a sentence why not.
pub async fn keep(app: &App, viewer: &Viewer, t: &'static Phrases, form: &Form) -> Result<Option<String>, Failure> {
    let t = &t.logo;
    let Some(file) = form.file("logo") else { return Ok(Some(t.choose.to_string())) };
    let bytes = file.bytes.clone();
    // Whatever a stranger's file does to who reads it, it is a file that cannot be read.
    let draw = move || catch_unwind(AssertUnwindSafe(|| logo::draw(&bytes))).unwrap_or(Err(Refusal::Broken));
    let drawn = match heavy::in_turn(app, draw).await? {
        Ok(drawn) => drawn,
        Err(refusal) => {
            return Ok(Some(match refusal {
                Refusal::OtherKind => t.other_kind.to_string(),
                Refusal::Size => t.size.with(&[("least", &LEAST_SIDE), ("most", &MOST_SIDE)]),
                Refusal::Broken => t.broken.to_string(),
            }));
        }
    };
    let row = row(&viewer.organisation.id, drawn, app);
    let (scope, pen) = (viewer.scope.clone(), viewer.pen(app));
    app.write(move |db| store::logo::keep(db, &scope, &row, &pen)).await?;
    Ok(None)
}

pub async fn remove(app: &App, viewer: &Viewer) -> Result<(), Failure> {
    let (scope, pen) = (viewer.scope.clone(), viewer.pen(app));
    Ok(app.write(move |db| store::logo::remove(db, &scope, &pen)).await?)
}

fn row(of: &OrganisationId, drawn: Drawn, app: &App) -> Logo {
    let Drawn { width, height, png } = drawn;
    let hash = Sha256::new().chain_update(of.as_str()).chain_update(&png).finalize();
    let side = |pixels: u32| i32::try_from(pixels).expect("a drawn logo is small");
    Logo {
        organisation_id: of.clone(),
        hash: token::hex(&hash)[..32].to_owned(),
        width: side(width),
        height: side(height),
        png,
        kept_at: app.clock.utc(),
    }
}
