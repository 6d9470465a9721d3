//! Who hears of what happened to a meeting (bericht geven): in the transaction of the deed, so that nothing is told that did not happen.

use super::App;
use crate::domain::meeting::Meeting;
use crate::domain::record::Note;
use crate::store::{Db, Error, Pen};

/// Puts what the notes tell into the outbox, for the people of both owners except the doer.
pub fn tell(_app: &App, _db: &mut Db, _pen: &Pen, _meeting: &Meeting, _notes: &[Note]) -> Result<(), Error> {
    Ok(())
}
