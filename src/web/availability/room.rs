//! The rooms of an organisation (zalen): put on its list, and taken off.

use super::{Sent, Time, Whose};
use crate::domain::availability::Availability;
use crate::domain::plan::Plan;
use crate::domain::text::LONGEST_LINE;
use crate::store::availability::{self, Added};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::{App, problem};

pub async fn add(app: &App, time: &Time, form: Form) -> Result<Sent, Failure> {
    let (t, mut problems) = (time.t(), Problems::default());
    let mut line = |name: &'static str, is_needed: bool| {
        let text = form.line(name);
        problem::check(&mut problems, name, &text, (is_needed, LONGEST_LINE), t, app.clock.today());
        text.into_string()
    };
    let (municipality, venue, room) = (line("municipality", true), line("venue", true), line("room", false));
    if !problems.is_empty() {
        return Ok(Sent::Again(form, problems));
    }
    let row = Availability {
        account_id: None,
        room_key: Some(Plan::room_key(&municipality, &venue, &room)),
        municipality,
        venue,
        room,
        ..time.fresh(app)
    };
    let (id, scope) = (row.id.clone(), time.viewer.scope.clone());
    Ok(match app.write(move |db| availability::add_room(db, &scope, &row)).await? {
        Added::Kept => Sent::Kept(Whose::Room(id), "room"),
        // Who sends it twice has it once.
        Added::Known(id) => Sent::Kept(Whose::Room(id), "room"),
        Added::TooMany => Sent::again(form, "venue", &t.availability.too_many),
    })
}

pub async fn remove(app: &App, time: &Time) -> Result<Sent, Failure> {
    let Whose::Room(id) = time.whose.clone() else { return Err(Failure::NotFound) };
    let scope = time.viewer.scope.clone();
    app.write(move |db| availability::remove_room(db, &scope, &id)).await?;
    Ok(Sent::Kept(Whose::Own, "room_removed"))
}
