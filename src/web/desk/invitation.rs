//! A colleague's invitation once more (uitnodiging): a new link; the one before opens nothing any more.

use axum::extract::{Path, State};
use axum::response::Response;

use super::entry::Handed;
use crate::domain::account::AccountId;
use crate::domain::record::{Deed, Note};
use crate::domain::sign_in_link::Purpose;
use crate::store;
use crate::web::entry::new_link;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, LeadColleagues};
use crate::web::{App, paths, telling};

pub async fn create(
    allowed: Allowed<LeadColleagues>,
    State(app): State<App>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let viewer = allowed.into_proof();
    let id: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    let (scope, pen, making, by) = (viewer.scope.clone(), viewer.pen(&app), app.clone(), viewer.account.id.clone());
    let made = app.database.write(move |db| {
        let account = store::colleague::find(db, &scope, &id)?;
        if !account.is_active {
            return Err(store::Error::NotFound);
        }
        pen.write(db, None, &Note::of(Deed::LinkRenewed))?;
        let address = new_link(&making, db, &account.id, Purpose::Invitation, Some(&by))?;
        telling::tell_invited(&making, db, &pen, &account, &address)?;
        Ok((account, address))
    });
    let (account, address) = made.await?;
    Handed::new(&app, &viewer, account, address, Purpose::Invitation).page(paths::COLLEAGUES)
}
