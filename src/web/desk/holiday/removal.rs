//! Taking a school year away (weghalen): first what that does, like every correction.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::domain::holiday::Correction;
use crate::web::App;
use crate::web::desk::upkeep::effect::{self, Around};
use crate::web::desk::upkeep::proposed::{Proposed, known};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, KeepReference};

pub async fn new(
    allowed: Allowed<KeepReference>,
    State(app): State<App>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    app.look_around().await?;
    let correction = Correction::without_year(&known(&app.reference()), &name);
    if correction.is_empty() {
        return Err(Failure::NotFound);
    }
    let proposed = Proposed::Holidays { correction, school_years: Vec::new(), is_from_file: false };
    effect::page(&app, &allowed, &proposed, Around::default()).await
}
