//! One thing done to a meeting (daad): the change, its notes and what is told of it, in one transaction. Desk and host share it.

use super::guard::Owned;
use super::{App, telling};
use crate::domain::Refusal;
use crate::domain::meeting::Meeting;
use crate::store;

/// Lets `decide` change the meeting as it was at `version`, and tells what came of it; the meeting as it is then.
pub async fn change(
    app: &App,
    owned: &Owned,
    version: i32,
    decide: impl FnOnce(&mut Meeting) -> Result<(), Refusal> + Clone + Send + 'static,
) -> Result<Meeting, store::Error> {
    let (id, scope) = (owned.meeting.head.id.clone(), owned.viewer.scope.clone());
    let (pen, telling) = (owned.viewer.pen(app), app.clone());
    app.write(move |db| {
        let done = store::meeting::change(db, &id, &scope, version, &pen, decide)?;
        telling::tell(&telling, db, &pen, &done.meeting, &done.notes)?;
        Ok(done.meeting)
    })
    .await
}
