//! A calendar that is read by its address (abonnement): given, and taken away. Who reads it is another room, `fetch`.

use axum::extract::{Path, State};
use axum::response::Response;

use super::{Whose, done_at, fresh, page_of};
use crate::domain::availability::{Address, Subscription};
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, PlanMeeting};

/// No address shows another's server by its answer: it is asked later, by nobody who waits.
pub async fn create(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let address = Address::parse(form.typed("calendar_url")).ok().filter(|address| address.port() == 443);
    let Some(address) = address else {
        let mut problems = Problems::default();
        problems.add("calendar_url", &viewer.desk_language().desk().availability.url_wrong);
        return page_of(&app, viewer, whose, form, problems, "").await;
    };
    let (of, now, asked) = (fresh(&app, &viewer), app.clock.utc(), whose.clone());
    app.write(move |db| {
        let owner = asked.find_or_make(db, &viewer, &of)?;
        store::availability::subscription::put(db, &Subscription::new(owner.id, &address, now))
    })
    .await?;
    Ok(done_at(&whose, "subscribed"))
}

pub async fn delete(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Path(whose): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let (viewer, whose) = (allowed.into_proof(), Whose::asked(&whose)?);
    let asked = whose.clone();
    app.write(move |db| match asked.find(db, &viewer)? {
        Some(owner) => store::availability::subscription::remove(db, &owner.id),
        None => Ok(()),
    })
    .await?;
    Ok(done_at(&whose, "unsubscribed"))
}
