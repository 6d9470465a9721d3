//! A calendar that is read by its address (abonnement): given, and taken away. Who reads it is another room, `fetch`.

use super::{Sent, Time};
use crate::domain::availability::{Address, Subscription};
use crate::store::availability::subscription;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;

/// No address shows another's server by its answer: it is asked later, by nobody who waits.
pub async fn keep(app: &App, time: &Time, form: Form) -> Result<Sent, Failure> {
    let address = Address::parse(form.typed("calendar_url")).ok().filter(|address| address.port() == 443);
    let Some(address) = address else {
        return Ok(Sent::again(form, "calendar_url", &time.t().availability.url_wrong));
    };
    let (asked, new, now) = (time.clone(), time.fresh(app), app.clock.utc());
    app.write(move |db| {
        let owner = asked.find_or_make(db, &new)?;
        subscription::put(db, &Subscription::new(owner.id, &address, now))
    })
    .await?;
    Ok(Sent::kept(time, "subscribed"))
}

pub async fn remove(app: &App, time: &Time) -> Result<Sent, Failure> {
    let asked = time.clone();
    app.write(move |db| match asked.whose.find(db, &asked.viewer)? {
        Some(owner) => subscription::remove(db, &owner.id),
        None => Ok(()),
    })
    .await?;
    Ok(Sent::kept(time, "unsubscribed"))
}
